from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "impreuna.assessment"
    label = "assessment"
    verbose_name = _("Recensământ")

    def ready(self) -> None:
        from impreuna.assessment import commands  # noqa: F401  handlers and wishes make themselves known
        from impreuna.assessment.rules import lifecycles, reasons  # noqa: F401
