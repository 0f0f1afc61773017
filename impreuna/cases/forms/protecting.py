"""Forms of who may see what: restriction, medical data, the case's people, opening from outside the team."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.health import CloseHealthData, OpenHealthData
from impreuna.cases.commands.openings import BreakGlass, LiftRestriction, RestrictCase
from impreuna.cases.commands.participants import CorrectParticipants
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import colleagues, team_of
from impreuna.cases.queries.staff import find_staff
from impreuna.cases.rules.lists import GROUNDS
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import day_of
from impreuna.registry.forms.acts import ActForm
from impreuna.registry.queries.people import PersonRow
from impreuna.registry.queries.search import search
from impreuna.ui import forms
from impreuna.ui.wording import years


class RestrictionForm(CaseActForm):
    """From now on only the team sees the case, and whom one names."""

    command, slug = RestrictCase, "restrictionare"
    title, button = _("Restricționează cazul"), _("Restricționează cazul")
    done = _("Cazul este restricționat: îl vede numai echipa lui.")
    intro = _("Pentru violență, abuz, neglijare sau trafic: cazul dispare din listele celorlalți colegi.")

    reason = forms.LongTextField(label=_("De ce"), asks=_("motivul"), rows=3)
    circle = forms.MultipleChoiceField(label=_("Cine îl mai vede, pe lângă echipă și șeful SPAS"), required=False)

    def prepare(self) -> None:
        present = {member.user_id for member in self.case.team}
        self.offer(
            "circle", colleagues(each for each in find_staff(self.case.commune_id) if each.user_id not in present)
        )


class LiftingForm(CaseActForm):
    """The case is seen as every other again."""

    command, slug = LiftRestriction, "ridicarea-restrictiei"
    title, button, done = _("Ridică restricția"), _("Ridică restricția"), _("Restricția este ridicată.")

    reason = forms.LongTextField(label=_("De ce"), asks=_("motivul"), rows=3)


class HealthOpeningForm(CaseActForm):
    """Medical data are opened to one member of the team, until a day."""

    command, slug = OpenHealthData, "date-medicale"
    title, button, done = _("Deschide date medicale"), _("Deschide datele"), _("Datele medicale sunt deschise.")
    words = {"ground": GROUNDS}
    shown = {"consent_by": ("ground", "consent")}

    user_id = forms.ChoiceField(label=_("Cui"), asks=_("cui i se deschid datele"))
    ground = forms.ChoiceField(label=_("Pe ce temei"), asks=_("temeiul"), widget=forms.RadioSelect)
    consent_by = forms.TextField(label=_("Cine și-a dat acordul în scris"), required=False, max_length=200)
    until = forms.RomanianDateField(label=_("Până în ce zi"), asks=_("ziua"), allow_future=True)

    def prepare(self) -> None:
        self.offer("user_id", [("", gettext("Alegeți")), *team_of(self.case)])


class HealthClosingForm(CaseActForm):
    """Nobody but the profession reads them any more."""

    command, slug = CloseHealthData, "inchiderea-datelor-medicale"
    title, button = _("Închide datele medicale"), _("Închide datele")
    done = _("Datele medicale sunt închise.")

    user_id = forms.ChoiceField(label=_("Cui i se închid"), asks=_("cui i se închid datele"))

    def prepare(self) -> None:
        self.offer("user_id", [("", gettext("Alegeți")), *team_of(self.case)])


class ParticipantsForm(CaseActForm):
    """A name becomes somebody of the registry; the registry is searched for it."""

    command, slug = CorrectParticipants, "persoane"
    title, button = _("Leagă cazul de registru"), _("Păstrează")
    done = _("Persoanele cazului sunt corectate.")
    intro = _("Scrieți numele așa cum este în registru și apăsați „Păstrează”: dacă se găsește, alegeți persoana.")

    label = forms.TextField(label=_("Despre cine este cazul"), asks=_("numele"), max_length=200)
    person_id = forms.ChoiceField(label=_("În registru"), required=False, widget=forms.RadioSelect)

    def prepare(self) -> None:
        typed = self.data.get("label") if self.is_bound else self.case.label
        self.found = self._search(typed or "")
        offered = [(str(row.id), _who(row)) for row in self.found]
        self.offer("person_id", [*offered, ("", gettext("Nu este în registru"))])

    def suggest(self) -> dict[str, Any]:
        return {"label": self.case.label, "person_id": str(self.case.person_id or "")}

    def values(self) -> dict[str, Any]:
        said = super().values()
        chosen = next((row for row in self.found if str(row.id) == said["person_id"]), None)
        home = chosen.household_id if chosen else (None if said["person_id"] else self.case.household_id)
        return said | {"household_id": home}

    def _search(self, typed: str) -> list[PersonRow]:
        today = day_of(self.case.registered_at)
        return search(self.case.commune_id, typed, today).people[:8] if typed.strip() else []


class GlassForm(ActForm):
    """A restricted case is opened from outside its team, by its number."""

    number = forms.TextField(
        label=_("Numărul cazului"), help_text=_("De exemplu 12/2026."), asks=_("numărul cazului"), max_length=20
    )
    reason = forms.LongTextField(label=_("Ce pericol este"), asks=_("motivul"), rows=3)

    def to_command(self, actor: Actor) -> BreakGlass:
        return BreakGlass(**self.envelope(actor), **self.values())


def _who(row: PersonRow) -> str:
    age = years(row.age) if row.age is not None else ""
    return " · ".join(part for part in (row.name, age, row.place) if part)
