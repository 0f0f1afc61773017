from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "impreuna.services"
    label = "services"
    verbose_name = _("Vizite și servicii")

    def ready(self) -> None:
        from impreuna.services import commands, feed  # noqa: F401  handlers, wishes, feeds make themselves known
        from impreuna.services.rules import lifecycles, reasons  # noqa: F401

        self._count()

        self._appear()

    def _count(self) -> None:
        """Tells cases how often the services of their plans were given, and who gives which."""
        from impreuna.cases.queries.delivered import counted_by
        from impreuna.services.queries.plans import count_given, gives

        counted_by(count_given, gives)

    def _appear(self) -> None:
        """Where visits and services show themselves: the menu, and the pages of households, people, one's work."""
        from impreuna.services.views import panels as drawn
        from impreuna.ui import navigation, panels

        navigation.add("services", _("Vizite"), "services:planned", capability="SeeVisits", order=23)
        calendar = "services:calendar"
        navigation.add(calendar, _("Calendar"), calendar, capability="SeeCases", order=26, is_aside=True)
        panels.add("household", "visits", drawn.household_visits, capability="SeeVisits", order=20)
        panels.add("person", "services", drawn.person_services, capability="SeeVisits", order=20)
        panels.add("home", "visits-due", drawn.due_visits, capability="SeeVisits", order=5)
