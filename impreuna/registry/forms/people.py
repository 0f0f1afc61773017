"""Forms about a person: correcting, identity, leaving and joining a household, death, declared ethnicity."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.registry.commands import (
    AddPerson,
    CorrectPerson,
    DeclareEthnicity,
    EndMembership,
    JoinHousehold,
    RecordCnp,
    RecordDeath,
)
from impreuna.registry.forms.acts import ActForm, CorrectionForm, choices
from impreuna.registry.forms.households import PersonFields
from impreuna.registry.rules import persons
from impreuna.ui import forms


class AddPersonForm(ActForm, PersonFields):
    """A person who was born in the household, came to it, or was forgotten."""

    start_reason = forms.ChoiceField(
        label=_("Cum a ajuns în gospodărie"), asks=_("cum a ajuns aici"), widget=forms.RadioSelect
    )
    start_date = forms.RomanianDateField(label=_("Din ce zi"), help_text=_("Dacă se știe"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("start_reason", choices(persons.START_REASONS))
        self.fields["start_reason"].initial = "registered"

    def renew(self) -> None:
        """A new person for the new act."""
        super().renew()
        cast(QueryDict, self.data)["person_id"] = str(new_id())

    def to_command(self, actor: Actor, household_id: UUID) -> AddPerson:
        return AddPerson(
            **self.envelope(actor),
            household_id=household_id,
            person=self.to_person(),
            start_date=self.cleaned_data["start_date"],
            start_reason=self.cleaned_data["start_reason"],
        )


class PersonCorrectionForm(CorrectionForm):
    """Correcting names, sex and birth, and for somebody who has died the day, which may be a mistake altogether."""

    corrected: tuple[str, ...] = (
        "last_name", "first_name", "former_names", "sex", "birth_date", "birth_year", "death_date",
    )  # fmt: skip

    last_name = forms.NameField(label=_("Nume"), asks=_("numele"))
    first_name = forms.NameField(label=_("Prenume"), asks=_("prenumele"))
    former_names = forms.TextField(label=_("Nume anterioare"), max_length=100, required=False)
    sex = forms.ChoiceField(label=_("Sex"), widget=forms.RadioSelect, required=False)
    birth_date = forms.RomanianDateField(label=_("Data nașterii"), required=False)
    birth_year = forms.IntegerField(
        label=_("Anul nașterii, dacă nu se știe ziua"), required=False, min_value=1900, max_value=2100
    )
    death_date = forms.RomanianDateField(
        label=_("Data decesului"),
        help_text=_("Ștergeți-o dacă decesul a fost înregistrat din greșeală."),
        required=False,
    )

    def __init__(self, *args: Any, stored: dict[str, Any], **kwargs: Any) -> None:
        if stored["death_date"] is None:
            self.corrected = tuple(name for name in self.corrected if name != "death_date")
        super().__init__(*args, stored=stored, **kwargs)
        self.offer("sex", choices(persons.SEXES))
        if "death_date" not in self.corrected:
            del self.fields["death_date"]

    def clean(self) -> dict[str, Any]:
        """A known day brings its year along."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("birth_date"):
            cleaned["birth_year"] = cleaned["birth_date"].year
        return cleaned

    def to_command(self, actor: Actor, person_id: UUID) -> CorrectPerson:
        return CorrectPerson(**self.envelope(actor), person_id=person_id, changes=self.changes())


class IdentityForm(CorrectionForm):
    """Writing down the CNP, or why there is none."""

    corrected = ("identity", "cnp_sealed")

    identity = forms.ChoiceField(label=_("Persoana"), asks=_("dacă are CNP"), widget=forms.RadioSelect)
    cnp_sealed = forms.TextField(label=_("Numărul CNP"), help_text=_("13 cifre"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("identity", choices(persons.IDENTITIES))

    def clean_cnp_sealed(self) -> str | None:
        return "".join(sign for sign in self.cleaned_data["cnp_sealed"] if sign not in " -") or None

    def clean(self) -> dict[str, Any]:
        """Who chooses that there is no CNP means the number that stood there; another one the rules refuse."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("identity") in ("none", "not_given"):
            seen = (cleaned.get("seen") or {}).get("cnp_sealed")
            if cleaned.get("cnp_sealed") == seen:
                cleaned["cnp_sealed"] = None
        return cleaned

    def to_command(self, actor: Actor, person_id: UUID) -> RecordCnp:
        return RecordCnp(**self.envelope(actor), person_id=person_id, changes=self.changes())


class DeathForm(ActForm):
    """The day of a death."""

    death_date = forms.RomanianDateField(label=_("Data decesului"), asks=_("data decesului"))

    def to_command(self, actor: Actor, person_id: UUID) -> RecordDeath:
        return RecordDeath(**self.envelope(actor), person_id=person_id, **self.values())


class LeavingForm(ActForm):
    """Leaving a household."""

    end_reason = forms.ChoiceField(
        label=_("De ce nu mai este în gospodărie"), asks=_("motivul"), widget=forms.RadioSelect
    )
    end_date = forms.RomanianDateField(label=_("Din ce zi"), asks=_("din ce zi"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = {code: name for code, name in persons.END_REASONS.items() if code != "died"}
        self.offer("end_reason", choices(reasons))

    def to_command(self, actor: Actor, person_id: UUID, household_id: UUID) -> EndMembership:
        return EndMembership(**self.envelope(actor), person_id=person_id, household_id=household_id, **self.values())


class JoiningForm(ActForm):
    """Joining a household that was found by search."""

    relation = forms.ChoiceField(label=_("Ce este în gospodărie"), asks=_("ce este în gospodărie"))
    start_date = forms.RomanianDateField(label=_("Din ce zi"), asks=_("din ce zi"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("relation", [("", _("Alegeți")), *choices(persons.RELATIONS)])

    def to_command(self, actor: Actor, person_id: UUID, household_id: UUID) -> JoinHousehold:
        return JoinHousehold(**self.envelope(actor), person_id=person_id, household_id=household_id, **self.values())


class EthnicityForm(ActForm):
    """What a person declares of herself."""

    ethnicity = forms.ChoiceField(
        label=_("Etnia pe care o declară persoana"), asks=_("etnia declarată"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("ethnicity", choices(persons.ETHNICITIES))

    def to_command(self, actor: Actor, person_id: UUID) -> DeclareEthnicity:
        return DeclareEthnicity(**self.envelope(actor), person_id=person_id, **self.values())
