"""The parts of a plan as one writes them: its head, an objective, a service (Order 288/2006 std. 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.planning import Objective, PlanItem
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.versions import OUTCOMES
from impreuna.kernel.identity import new_id
from impreuna.registry.forms.acts import choices
from impreuna.ui import forms

OWN, OUTSIDE = "own_team", "outside"
WHOLE, PART = "whole", "part"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Offers:
    """What the editor offers to choose from, as (value, words): people of the case, its team, services of the lists;
    and which function of the team gives a service."""

    people: Sequence[tuple[str, str]]
    team: Sequence[tuple[str, str]]
    #: Grouped by profession.
    services: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    #: Code of a service → the member of the team who gives it.
    givers: Mapping[str, str]
    #: Name of each member of the team.
    names: Mapping[str, str]
    #: Types of plans that the reader writes in this case.
    types: Sequence[str] = tuple(PLAN_TYPES)
    has_earlier: bool = False

    @property
    def words(self) -> dict[str, str]:
        """Services of the lists by their codes."""
        return {code: words for _group, services in self.services for code, words in services}


class HeadForm(forms.Form):
    """What is said of the plan as a whole."""

    type = forms.ChoiceField(label=_("Felul planului"), asks=_("felul planului"))
    starts_on = forms.RomanianDateField(label=_("De la"), asks=_("prima zi a planului"), allow_future=True)
    ends_on = forms.RomanianDateField(label=_("Până la"), asks=_("ultima zi a planului"), allow_future=True)
    resources = forms.LongTextField(
        label=_("Pe ce se sprijină familia"), help_text=_("Rude, vecini, venituri, deprinderi."), required=False, rows=2
    )
    accompaniment = forms.LongTextField(
        label=_("Cum este însoțită familia"), help_text=_("Cine o ajută să ajungă la servicii."), required=False, rows=2
    )
    revision_why = forms.LongTextField(label=_("De ce se schimbă planul"), asks=_("de ce se schimbă planul"), rows=2)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("type", choices({code: PLAN_TYPES[code] for code in offers.types}))
        if not offers.has_earlier:
            del self.fields["revision_why"]


class ObjectiveForm(forms.Form):
    """Something that shall be better."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    findings = forms.TextField(widget=forms.HiddenInput, required=False)
    text = forms.LongTextField(
        label=_("Obiectivul"), help_text=_("Ce se schimbă în bine, în cuvinte pe care familia le înțelege."),
        asks=_("obiectivul"), rows=2, max_length=_LONGEST,
    )  # fmt: skip
    indicator = forms.TextField(
        label=_("Cum vom vedea că s-a ajuns acolo"), asks=_("cum se vede rezultatul"), max_length=500
    )
    person_id = forms.ChoiceField(label=_("Pentru cine"), required=False)
    outcome = forms.ChoiceField(label=_("Cât s-a realizat"), required=False)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person_id", [("", gettext("Toată familia")), *offers.people])
        self.offer("outcome", [("", gettext("Încă nu se știe")), *choices(OUTCOMES)])
        if not offers.has_earlier:
            self.fields["outcome"].widget = forms.HiddenInput()

    def to_part(self) -> Objective:
        """The objective as the plan says it."""
        said = self.cleaned_data
        return Objective(
            id=said["id"] or new_id(),
            text=said["text"],
            indicator=said["indicator"],
            findings=tuple(said["findings"].split()),
            person_id=UUID(said["person_id"]) if said["person_id"] else None,
            outcome=said["outcome"],
        )


class ItemForm(forms.Form):
    """A service or benefit: who gives it, when, how often, to whom."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    objective = forms.TextField(widget=forms.HiddenInput, required=False)
    service = forms.ChoiceField(label=_("Serviciul"), required=False)
    title = forms.TextField(label=_("Ce anume"), required=False, max_length=300)
    provider_kind = forms.ChoiceField(label=_("Cine îl dă"), asks=_("cine dă serviciul"))
    provider = forms.TextField(label=_("Instituția"), required=False, max_length=200)
    responsible_id = forms.ChoiceField(label=_("Responsabil în echipă"), required=False)
    frequency = forms.ChoiceField(label=_("Cât de des"), asks=_("cât de des"), choices=lambda: choices(FREQUENCIES))
    period = forms.ChoiceField(label=_("Când"), asks=_("când se dă"))
    starts_on = forms.RomanianDateField(label=_("De la"), required=False, allow_future=True)
    ends_on = forms.RomanianDateField(label=_("Până la"), required=False, allow_future=True)
    person_id = forms.ChoiceField(label=_("Pentru cine"), required=False)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = offers.names
        self.words = offers.words
        self.offer("service", [("", gettext("Altceva (scrieți mai jos)")), *offers.services])
        #: A service of the lists stands as a heading; only what was added by hand is still chosen.
        self.listed = self.words.get(str(self["service"].value() or ""), "")
        if self.listed:
            self.fields["service"].widget = forms.HiddenInput()
        self.offer("provider_kind", [(OWN, gettext("Echipa noastră")), (OUTSIDE, gettext("Altă instituție"))])
        self.offer("responsible_id", [("", gettext("Încă nimeni")), *offers.team])
        self.offer("period", [(WHOLE, gettext("Pe toată durata planului")), (PART, gettext("Într-o altă perioadă"))])
        self.offer("person_id", [("", gettext("Toată familia")), *offers.people])

    def clean(self) -> dict[str, Any]:
        """What each choice makes necessary."""
        said = super().clean() or {}
        needed = {
            "title": not said.get("service") and gettext("Scrieți ce serviciu sau beneficiu."),
            "provider": said.get("provider_kind") == OUTSIDE and gettext("Scrieți ce instituție îl dă."),
            "responsible_id": said.get("provider_kind") == OWN and gettext("Alegeți cine răspunde în echipă."),
            "starts_on": said.get("period") == PART and gettext("Scrieți din ce zi."),
            "ends_on": said.get("period") == PART and gettext("Scrieți până în ce zi."),
        }
        for name, sentence in needed.items():
            if sentence and not said.get(name) and name not in self.errors:
                self.add_error(name, f"{self.listed}: {sentence}" if self.listed else sentence)
        return said

    def to_part(self, objective_id: UUID, starts_on: date, ends_on: date) -> PlanItem:
        """The service as the plan says it; over the plan's whole time unless told otherwise."""
        said = self.cleaned_data
        is_whole = said["period"] == WHOLE
        is_own = said["provider_kind"] == OWN
        return PlanItem(
            id=said["id"] or new_id(),
            objective_id=objective_id,
            title=self.words.get(said["service"]) or said["title"],
            service=said["service"],
            provider_kind=said["provider_kind"],
            provider="" if is_own else said["provider"],
            responsible_id=UUID(said["responsible_id"]) if said["responsible_id"] else None,
            responsible=self.names.get(said["responsible_id"], ""),
            starts_on=starts_on if is_whole else said["starts_on"],
            ends_on=ends_on if is_whole else said["ends_on"],
            frequency=said["frequency"],
            person_id=UUID(said["person_id"]) if said["person_id"] else None,
        )
