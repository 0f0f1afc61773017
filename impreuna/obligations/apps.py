from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "impreuna.obligations"
    label = "obligations"
    verbose_name = _("Termene și obligații")
