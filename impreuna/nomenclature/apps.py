from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NomenclatureConfig(AppConfig):
    """The national lists: questionnaire, vulnerabilities, services, parameters; their language and editions."""

    name = "impreuna.nomenclature"
    label = "nomenclature"
    verbose_name = _("Nomenclatoare")
