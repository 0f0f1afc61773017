from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "impreuna.services"
    label = "services"
    verbose_name = _("Vizite și servicii")

    def ready(self) -> None:
        from impreuna.services import commands, feed  # noqa: F401  handlers, wishes, feeds make themselves known
        from impreuna.services.rules import lifecycles, reasons  # noqa: F401
