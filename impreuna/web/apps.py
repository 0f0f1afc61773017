"""web: sign-in, language, the home page of each role, conflicts, journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "impreuna.web"
    label = "web"

    def ready(self) -> None:
        from impreuna.kernel.queries import count_open_conflicts
        from impreuna.ui import navigation

        navigation.add("web:home", _("Munca mea"), "web:home", capability="SeeHome", order=0)
        navigation.add(
            "web:conflicts",
            _("De hotărât"),
            "web:conflicts",
            capability="SeeConflicts",
            order=28,
            count=lambda actor: count_open_conflicts(actor.scope.place_id),
            is_aside=True,
        )
        navigation.add("web:field", _("Teren"), "web:field", capability="EnrolDevice", order=94, is_aside=True)
        navigation.add("workforce", _("Echipa"), "workforce:team", capability="SeeWorkforce", order=60, is_aside=True)
        navigation.add("web:journal", _("Jurnal"), "web:journal", capability="SeeJournal", order=90, is_aside=True)
