"""The pages on which help in kind and activities for many are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.answers import said
from impreuna.kernel.actor import Actor
from impreuna.nomenclature.rules.content import Service
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.registry.queries.people import PersonRow
from impreuna.services.commands import GiveResource, RecordActivity
from impreuna.services.rules import giving
from impreuna.ui import forms


class ResourceForm(ActForm):
    """What was given to a household. `people` are its members, as (id, name)."""

    what = forms.ChoiceField(label=_("Ce s-a dat"), asks=_("ce s-a dat"))
    quantity = forms.DecimalField(label=_("Cât"), asks=_("cât s-a dat"), max_digits=10, decimal_places=2)
    unit = forms.ChoiceField(label=_("Unitatea"), asks=_("unitatea"))
    given_on = forms.RomanianDateField(label=_("Ziua"), asks=_("ziua"))
    person_id = forms.ChoiceField(label=_("Pentru cine"), required=False)
    note = forms.LongTextField(
        label=_("Observații"), help_text=_("De la cine vine, pentru ce."), required=False, rows=2,
        max_length=giving.NOTE_LIMIT,
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"given_on": today, "unit": "parcel"}, **kwargs)
        self.offer("what", [("", gettext("Alegeți")), *choices(giving.RESOURCES)])
        self.offer("unit", choices(giving.UNITS))
        self.offer("person_id", [("", gettext("Toată gospodăria")), *people])

    def to_command(self, actor: Actor, household_id: UUID) -> GiveResource:
        """The help as an act."""
        envelope, values = self.envelope(actor), self.values()
        person = values.pop("person_id")
        return GiveResource(
            **envelope,
            household_id=household_id,
            resource_id=envelope["id"],
            person_id=UUID(person) if person else None,
            **values,
        )


class ActivityForm(ActForm):
    """An activity for many, how many came, and who of them by name. `services` are those of the author's profession;
    `chosen` are the people of the registry who were named so far, in the order of their names."""

    title = forms.TextField(label=_("Cum se numește"), asks=_("numele activității"), max_length=giving.TITLE_LIMIT)
    activity_kind = forms.ChoiceField(label=_("Felul"), asks=_("felul activității"), widget=forms.RadioSelect)
    code = forms.ChoiceField(label=_("Ce serviciu este"), asks=_("serviciul"))
    held_on = forms.RomanianDateField(label=_("Ziua"), asks=_("ziua"))
    place = forms.TextField(label=_("Unde"), required=False, max_length=giving.TITLE_LIMIT)
    children = forms.IntegerField(label=_("Câți copii au venit"), asks=_("câți copii"), min_value=0)
    adults = forms.IntegerField(label=_("Câți adulți au venit"), asks=_("câți adulți"), min_value=0)
    people = forms.MultipleChoiceField(label=_("Cine a venit"), required=False)
    note = forms.LongTextField(label=_("Ce s-a făcut"), required=False, rows=3, max_length=giving.NOTE_LIMIT)

    def __init__(
        self, *args: Any, services: Sequence[Service], chosen: Sequence[PersonRow], today: date, **kwargs: Any
    ) -> None:
        initial = {"held_on": today, "children": 0, "adults": 0, "activity_kind": "group"}
        super().__init__(*args, initial=initial, **kwargs)
        self.offer("activity_kind", choices(giving.ACTIVITIES))
        self.offer("code", [("", gettext("Alegeți")), *((each.code, said(each.text)) for each in services)])
        self.offer("people", [(str(each.id), each.name) for each in chosen])

    def to_command(self, actor: Actor) -> RecordActivity:
        """The activity as an act."""
        envelope, values = self.envelope(actor), self.values()
        people = tuple(UUID(each) for each in values.pop("people"))
        return RecordActivity(**envelope, activity_id=envelope["id"], people=people, **values)
