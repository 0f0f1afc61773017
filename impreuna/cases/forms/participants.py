"""Forms of who belongs to a case: tied to the registry, coming in, having no part any more (propunere)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.participants import AddParticipant, CorrectParticipants, EndParticipation
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.rules.lists import PART_ENDS, PARTS
from impreuna.kernel.moments import day_of
from impreuna.registry.queries.people import PersonRow, list_members
from impreuna.registry.queries.search import search
from impreuna.ui import forms
from impreuna.ui.wording import years

#: So many people of the registry are offered for a name.
_FEW = 8
#: Who is not of the household.
_OTHER = "other"


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
        self.found = _search(self.case.commune_id, typed or "", day_of(self.case.registered_at))
        offered = [(str(row.id), _who(row)) for row in self.found]
        self.offer("person_id", [*offered, ("", gettext("Nu este în registru"))])

    def suggest(self) -> dict[str, Any]:
        return {"label": self.case.label, "person_id": str(self.case.person_id or "")}

    def values(self) -> dict[str, Any]:
        said = super().values()
        chosen = next((row for row in self.found if str(row.id) == said["person_id"]), None)
        home = chosen.household_id if chosen else (None if said["person_id"] else self.case.household_id)
        return said | {"household_id": home}


class AddParticipantForm(CaseActForm):
    """Somebody comes into the case: of the household, of the registry, or described. The registry is searched while the
    name is typed."""

    command, slug = AddParticipant, "persoana-noua"
    title, button, done = _("Adaugă o persoană în caz"), _("Adaugă în caz"), _("Persoana este în caz.")
    words = {"part": PARTS}
    shown = {"name": ("who", _OTHER), "birth_date": ("who", _OTHER)}
    sizes = {"name": "full", "note": "full"}
    searched = "name"

    who = forms.ChoiceField(label=_("Cine"), asks=_("cine este"), widget=forms.RadioSelect)
    name = forms.TextField(
        label=_("Numele"),
        help_text=_("Pe măsură ce scrieți, se caută în registru. Dacă nu știți numele, scrieți ce știți."),
        asks=_("numele, sau ce știți despre persoană"), required=False, max_length=200,
    )  # fmt: skip
    person_id = forms.UUIDField(required=False)
    birth_date = forms.RomanianDateField(label=_("Data nașterii, dacă o știți"), required=False)
    part = forms.ChoiceField(label=_("Ce parte are în caz"), asks=_("ce parte are în caz"), widget=forms.RadioSelect)
    note = forms.TextField(
        label=_("Ce e de știut despre legătura cu familia"),
        help_text=_("De exemplu: partenerul mamei; lucrează în Italia."), required=False, max_length=300,
    )  # fmt: skip

    def prepare(self) -> None:
        today = timezone.localdate()
        here = {person.person_id for person in self.case.people}
        homes = [self.case.household_id] if self.case.household_id else []
        members = list_members(self.case.commune_id, homes, today) if homes else []
        self.home = {str(row.id): row for row in members if row.id not in here}
        offered = [(key, _who(row)) for key, row in self.home.items()]
        self.offer("who", [*offered, (_OTHER, gettext("Altcineva"))])
        if not self.home:
            self.fields["who"].initial = _OTHER
        self.found = _search(self.case.commune_id, self.data.get("name", "") if self.is_bound else "", today)

    @property
    def chosen(self) -> str:
        """Who of those found in the registry is meant."""
        return str(self.data.get("person_id", "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        """Who is not of the household has a name; whom the registry knows by it is chosen, or not, knowingly."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") != _OTHER:
            return cleaned
        if not cleaned.get("name"):
            self.add_error("name", gettext("Scrieți numele, sau ce știți despre persoană."))
        elif self.found and "person_id" not in self.data:
            self.add_error("name", gettext("În registru este cineva cu acest nume: alegeți mai jos cine este."))
        return cleaned

    def values(self) -> dict[str, Any]:
        said = super().values()
        row = self.home.get(said.pop("who"))
        return said | {"name": row.name, "person_id": row.id, "birth_date": None} if row else said

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        part = gettext(PARTS.get(content.get("part", ""), ""))
        return f"{super().tell_title(content)}: {content.get('name', '')}, {part}"

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        return super().tell({**content, "name": "", "part": ""})


class EndParticipationForm(CaseActForm):
    """Somebody has no part in the case any more; she stays in its history."""

    command, slug = EndParticipation, "sfarsitul-partii"
    title, button = _("Încheie partea cuiva în caz"), _("Încheie partea")
    done = _("Persoana nu mai are parte în caz. Rămâne în istoricul lui.")
    words = {"reason": PART_ENDS}

    participant_id = forms.ChoiceField(label=_("Cine"), asks=_("cine nu mai are parte"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("De ce"), asks=_("de ce"), widget=forms.RadioSelect)
    note = forms.TextField(label=_("De ținut minte"), required=False, max_length=300)

    def prepare(self) -> None:
        self.offer(
            "participant_id",
            [(str(each.id), f"{each.name}, {gettext(PARTS[each.part])}") for each in self.case.people[1:]],
        )

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return f"{super().tell_title(content)}: {content.get('name', '')}"


def _search(commune_id: int, typed: str, today: date) -> list[PersonRow]:
    return search(commune_id, typed, today).people[:_FEW] if typed.strip() else []


def _who(row: PersonRow) -> str:
    age = years(row.age) if row.age is not None else ""
    where = row.place or capfirst(gettext(row.relation))
    return " · ".join(part for part in (row.name, age, where) if part)
