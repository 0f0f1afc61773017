"""Forms about a household: registering it with its people, correcting its address."""

from __future__ import annotations

import re
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Outcome, Rejected, explain
from impreuna.registry.commands import CorrectHousehold, NewPerson, RegisterHousehold
from impreuna.registry.forms.acts import ActForm, CorrectionForm, choices
from impreuna.registry.rules import persons
from impreuna.registry.rules.intake import check_person
from impreuna.territory.queries import list_villages
from impreuna.ui import forms
from impreuna.ui.answers import put, show_rejection

_MEMBER_KEY = re.compile(r"^members-(\d+)-(.+)$")


class AddressFields(forms.Form):
    """Where a household is. `commune_id` gives the villages to choose from."""

    village_id = forms.ChoiceField(label=_("Satul"), asks=_("satul"))
    street = forms.TextField(label=_("Strada"), max_length=200, required=False)
    number = forms.TextField(label=_("Numărul"), max_length=40, required=False)
    place_note = forms.TextField(
        label=_("Cum se ajunge"), help_text=_("De exemplu: a treia casă după moară"), max_length=200, required=False
    )
    phone = forms.TextField(label=_("Telefon"), max_length=40, required=False)
    dwelling_state = forms.ChoiceField(label=_("Locuința"), asks=_("starea locuinței"), widget=forms.RadioSelect)
    latitude = forms.DecimalField(label=_("Latitudine"), required=False, min_value=-90, max_value=90)
    longitude = forms.DecimalField(label=_("Longitudine"), required=False, min_value=-180, max_value=180)

    def __init__(self, *args: Any, commune_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = [(str(village.siruta), village.name) for village in list_villages(commune_id)]
        self.offer("village_id", villages if len(villages) == 1 else [("", _("Alegeți satul")), *villages])
        self.offer("dwelling_state", choices(persons.DWELLING_STATES))

    def address(self) -> dict[str, Any]:
        """The address as commands carry it."""
        kept = {name: self.cleaned_data[name] for name in AddressFields.base_fields}
        for name in ("latitude", "longitude"):
            kept[name] = float(kept[name]) if kept[name] is not None else None
        return {**kept, "village_id": int(kept["village_id"])}


class HouseholdForm(ActForm, AddressFields):
    """The household's own part of a registration."""

    household_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household_id"].initial = new_id()
        self.fields["dwelling_state"].initial = "visited"

    def renew(self) -> None:
        """What is sent next is another household: the first one may stand already, when somebody went a page back."""
        super().renew()
        cast(QueryDict, self.data)["household_id"] = str(new_id())

    def to_command(self, actor: Actor, members: tuple[NewPerson, ...]) -> RegisterHousehold:
        """The registration of this household with these people."""
        household_id = self.cleaned_data.get("household_id") or new_id()
        return RegisterHousehold(**self.envelope(actor), household_id=household_id, members=members, **self.address())


class HouseholdCorrectionForm(CorrectionForm, AddressFields):
    """Correcting the household's own data."""

    corrected = (
        "village_id", "street", "number", "place_note", "phone", "dwelling_state", "latitude", "longitude",
    )  # fmt: skip

    def clean_village_id(self) -> int:
        return int(self.cleaned_data["village_id"])

    def to_command(self, actor: Actor, household_id: UUID) -> CorrectHousehold:
        """The corrections of the fields that were changed."""
        return CorrectHousehold(**self.envelope(actor), household_id=household_id, changes=self.changes())


class PersonFields(forms.Form):
    """A new person. The rules of registration answer at each field."""

    person_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    relation = forms.ChoiceField(label=_("Ce este în gospodărie"), asks=_("ce este în gospodărie"))
    last_name = forms.NameField(label=_("Nume"), asks=_("numele"))
    first_name = forms.NameField(label=_("Prenume"), asks=_("prenumele"))
    former_names = forms.TextField(
        label=_("Nume anterioare"),
        help_text=_("De exemplu, numele dinainte de căsătorie"),
        max_length=100,
        required=False,
    )
    sex = forms.ChoiceField(label=_("Sex"), widget=forms.RadioSelect, required=False)
    identity = forms.ChoiceField(label=_("CNP"), asks=_("dacă are CNP"), widget=forms.RadioSelect)
    cnp = forms.TextField(
        label=_("Numărul CNP"), help_text=_("13 cifre; completează singur sexul și data nașterii"), required=False
    )
    birth_date = forms.RomanianDateField(label=_("Data nașterii"), required=False)
    birth_year = forms.IntegerField(
        label=_("Sau anul aproximativ"),
        help_text=_("Dacă nu se știe ziua"),
        required=False,
        min_value=1900,
        max_value=2100,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].initial = new_id()
        self.offer("relation", [("", _("Alegeți")), *choices(persons.RELATIONS)])
        self.offer("sex", [(code, name) for code, name in choices(persons.SEXES) if code])
        self.offer("identity", choices(persons.IDENTITIES))
        self.fields["identity"].initial = "cnp"

    def clean(self) -> dict[str, Any]:
        """Runs the rules of registration, and says at its field what they refuse."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_person(self.to_person(), day_of(timezone.now()), is_synthetic_allowed=not settings.PRODUCTION)
            except Rejected as rejection:
                show_rejection(self, rejection)
        return cleaned

    def to_person(self) -> NewPerson:
        """The person as commands carry her. A number beside "has none" is left to the rules to refuse."""
        kept = {name: self.cleaned_data[name] for name in PersonFields.base_fields if name != "person_id"}
        if kept["birth_date"]:
            kept["birth_year"] = None
        return NewPerson(id=self.cleaned_data.get("person_id") or new_id(), **kept)


class _Members(BaseFormSet):
    """The people of a household, as many as the page has."""

    def to_people(self) -> tuple[NewPerson, ...]:
        return tuple(form.to_person() for form in self.forms)

    def renew(self) -> None:
        """Gives the people of a refused form new ids, as `ActForm.renew` does for the act."""
        posted = cast(QueryDict, self.data).copy()
        for form in self.forms:
            posted[form.add_prefix("person_id")] = str(new_id())
            form.data = posted

    def show(self, outcome: Outcome, translate: Any) -> bool:
        """Puts a refusal of `members.2.cnp` at that person's field. Answers whether it found the place."""
        parts = (outcome.field or "").split(".")
        if parts[0] != "members":
            return False
        index = int(parts[1]) if len(parts) > 1 else 0
        put(
            self.forms[index],
            parts[2] if len(parts) > 2 else "relation",
            explain(outcome.reason, outcome.facts, translate),
        )
        return True


MemberFormSet: Any = forms.formset_factory(
    PersonFields, formset=_Members, extra=0, min_num=1, max_num=30, absolute_max=60
)


def members_after(posted: QueryDict, act: str) -> _Members:
    """The people of a half-written registration after `add` or `remove-2`, with everything typed and no complaints."""
    removed = int(act.removeprefix("remove-")) if act.startswith("remove-") else None
    changed, kept = posted.copy(), _indices(posted, removed)
    for key in list(changed):
        if _MEMBER_KEY.match(key):
            del changed[key]
    for new, old in enumerate(kept):
        for key in posted:
            match = _MEMBER_KEY.match(key)
            if match and int(match[1]) == old:
                changed.setlist(f"members-{new}-{match[2]}", posted.getlist(key))
    if act == "add":
        changed[f"members-{len(kept)}-identity"] = "cnp"
        changed[f"members-{len(kept)}-person_id"] = str(new_id())
    changed["members-TOTAL_FORMS"] = str(len(kept) + (act == "add"))
    return unjudged(MemberFormSet(changed, prefix="members"))


def _indices(posted: QueryDict, removed: int | None) -> list[int]:
    found = sorted({int(match[1]) for match in map(_MEMBER_KEY.match, posted) if match})
    return [index for index in found if index != removed or len(found) == 1]


def unjudged(formset: _Members) -> _Members:
    """The formset with what was typed, but without errors: its author is not done yet."""
    for form in formset.forms:
        unjudge(form)
    formset._errors, formset._non_form_errors = [{} for _form in formset.forms], formset.error_class()  # type: ignore[attr-defined]
    return formset


def unjudge(form: Any) -> None:
    """Leaves what was typed in the form without judging it."""
    form._errors = ErrorDict()
