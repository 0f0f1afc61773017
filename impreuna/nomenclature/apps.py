from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NomenclatureConfig(AppConfig):
    """The national lists: questionnaire, vulnerabilities, services, parameters; their language and editions."""

    name = "impreuna.nomenclature"
    label = "nomenclature"
    verbose_name = _("Nomenclatoare")

    def ready(self) -> None:
        from impreuna.nomenclature import commands  # noqa: F401  handlers make themselves known
        from impreuna.nomenclature.queries import risk_weights_on
        from impreuna.territory.queries.figures import weigh_risk_by
        from impreuna.ui import navigation

        weigh_risk_by(risk_weights_on)

        navigation.add("nomenclature", _("Liste"), "nomenclature:lists", capability="SeeLists", order=75, is_aside=True)
