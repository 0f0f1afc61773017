from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "impreuna.cases"
    label = "cases"
    verbose_name = _("Cazuri")

    def ready(self) -> None:
        from impreuna.cases import commands, feed  # noqa: F401  handlers and feeds make themselves known
        from impreuna.cases.rules import reasons  # noqa: F401
