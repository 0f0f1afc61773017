from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "impreuna.obligations"
    label = "obligations"
    verbose_name = _("Termene și obligații")

    def ready(self) -> None:
        from impreuna.obligations import commands  # noqa: F401  handlers make themselves known
        from impreuna.obligations.rules import reasons  # noqa: F401
