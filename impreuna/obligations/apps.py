from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "impreuna.obligations"
    label = "obligations"
    verbose_name = _("Termene și obligații")

    def ready(self) -> None:
        from impreuna.obligations import commands, feed, jobs  # noqa: F401  handlers, feeds, jobs make themselves known
        from impreuna.obligations.rules import reasons  # noqa: F401

        self._appear()

    def _appear(self) -> None:
        """Where deadlines show themselves: the menu and the home pages."""
        from impreuna.obligations.views import panels as drawn
        from impreuna.ui import navigation, panels
        from impreuna.workforce.queries.accounts import count_waiting

        count_waiting("late", "obligations_count_late(u.id, o.role, o.place_id)")
        count_waiting("unread", "obligations_count_unread(u.id)")
        navigation.add(
            "obligations", _("Ce am de făcut"), "obligations:today", capability="SeeObligations", order=21,
            waits="late", says=_("termene depășite: {n}"),
        )  # fmt: skip
        navigation.add(
            "obligations:notifications", _("Înștiințări"), "obligations:notifications",
            capability="SeeNotifications", order=62, is_aside=True, waits="unread", says=_("necitite: {n}"),
        )  # fmt: skip
        navigation.add(
            "obligations:periods", _("Termene legale"), "obligations:periods", capability="SeePeriods", order=44,
            is_aside=True,
        )  # fmt: skip
        panels.add("home", "obligations", drawn.mine, capability="SeeObligations", order=3)
        panels.add("home-above", "obligations", drawn.late_below, capability="SeeLateCounts", order=30)
