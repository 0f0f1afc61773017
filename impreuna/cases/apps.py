from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "impreuna.cases"
    label = "cases"
    verbose_name = _("Cazuri")

    def ready(self) -> None:
        from impreuna.cases import commands, feed, jobs  # noqa: F401  handlers, feeds, jobs make themselves known
        from impreuna.cases.rules import reasons  # noqa: F401

        self._appear()

    def _appear(self) -> None:
        """Where cases show themselves: the menu, and the pages of households, people, one's work."""
        from impreuna.cases.views import panels as drawn
        from impreuna.ui import navigation, panels

        navigation.add("cases", _("Cazuri"), "cases:list", capability="SeeCases", order=22)
        meetings = "cases:meetings"
        navigation.add(meetings, _("Întâlniri"), meetings, capability="SeeCases", order=25, is_aside=True)
        panels.add("household", "cases", drawn.household_cases, capability="SeeCases", order=15)
        panels.add("person", "cases", drawn.person_cases, capability="SeeCases", order=15)
        panels.add("home", "cases", drawn.new_cases, capability="SeeCases", order=3)
