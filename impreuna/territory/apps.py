"""territory: counties, communes, villages, population, boundaries, community risk index."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoryConfig(AppConfig):
    name = "impreuna.territory"
    label = "territory"
    verbose_name = "Teritoriu"

    def ready(self) -> None:
        from impreuna.territory import commands  # noqa: F401  handlers make themselves known
        from impreuna.ui import navigation

        navigation.add(
            "territory", _("Teritoriu"), "territory:country", capability="SeeTerritory", order=70, is_aside=True
        )
