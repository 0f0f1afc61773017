"""The form of a notice, as it is told on the telephone (Order 288/2006 std. 3.2–3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.intake import Participant, RegisterNotice
from impreuna.cases.forms.acting import TOLD_BY, in_words
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.kinship import part_of
from impreuna.cases.rules.lists import CHANNELS, SUBJECTS
from impreuna.cases.rules.texts import TEXT_LIMIT
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.registry.queries.people import PersonRow
from impreuna.registry.rules.persons import RELATIONS
from impreuna.ui import forms

_RELATION_OF = {words: relation for relation, words in RELATIONS.items()}


class NoticeForm(ActForm):
    """What somebody told, about whom, and who told it. `person` is the one of the registry that was chosen."""

    case_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(label=_("Cum a ajuns la dumneavoastră"), asks=_("cum a ajuns sesizarea"))
    subject = forms.ChoiceField(label=_("Despre cine este"), asks=_("despre cine este"), widget=forms.RadioSelect)
    name = forms.TextField(
        label=_("Numele persoanei"),
        help_text=_(
            "Pe măsură ce scrieți, se caută în registru. Dacă nu știți numele, scrieți ce știți: „băiatul din casa de "
            "lângă moară”."
        ),
        asks=_("despre cine este vorba, chiar dacă nu știți numele întreg"),
        max_length=200,
    )
    person_id = forms.UUIDField(required=False)
    what = forms.LongTextField(
        label=_("Ce s-a spus"),
        help_text=_("Cu cuvintele celui care sesizează: ce se întâmplă, de când, cine e de față."),
        asks=_("ce s-a spus"),
        rows=7,
        max_length=TEXT_LIMIT,
    )
    where = forms.TextField(label=_("Unde este persoana acum"), required=False, max_length=300)
    is_urgent = forms.BooleanField(
        label=_("Este urgență: viața sau sănătatea cuiva este în pericol acum"), required=False
    )
    urgent_why = forms.LongTextField(label=_("Ce pericol este"), asks=_("ce pericol este"), required=False, rows=2)
    is_anonymous = forms.BooleanField(label=_("Nu a vrut să își spună numele"), required=False)
    reporter = forms.TextField(label=_("Numele celui care sesizează"), required=False, max_length=200)
    reporter_relation = forms.TextField(
        label=_("De unde știe"), help_text=_("Vecin, rudă, învățătoare, medic…"), required=False, max_length=200
    )
    reporter_contact = forms.TextField(label=_("Telefon sau adresă"), required=False, max_length=200)
    is_restricted_case = forms.BooleanField(
        label=_("Este vorba de violență, abuz sau neglijare: cazul îl vede numai echipa lui"), required=False
    )
    outer_number = forms.TextField(label=_("Numărul din registratura primăriei"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"channel": "notice_phone", "case_id": new_id(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.offer("channel", choices(CHANNELS))
        self.offer("subject", choices(SUBJECTS))

    def clean(self) -> dict[str, Any]:
        """An emergency says which danger; who stays unknown is not named."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_urgent") and not cleaned.get("urgent_why"):
            self.add_error("urgent_why", gettext("Scrieți ce pericol este: de la asta pleacă intervenția într-o oră."))
        if cleaned.get("is_anonymous") and cleaned.get("reporter"):
            self.add_error("reporter", gettext("Ați bifat că nu și-a spus numele. Ștergeți numele sau debifați."))
        return cleaned

    @property
    def draft_id(self) -> str:
        """Under which what is typed is kept meanwhile."""
        return str(self["case_id"].value())

    def to_command(self, actor: Actor, chosen: PersonRow | None, home: Sequence[PersonRow] = ()) -> RegisterNotice:
        """The notice as an act; of somebody of the registry, with those who live with her."""
        said = {name: value for name, value in self.values().items() if name not in ("name", "person_id", "case_id")}
        return RegisterNotice(
            **self.envelope(actor),
            **said,
            case_id=self.cleaned_data["case_id"] or new_id(),
            people=tuple(_participants(self.cleaned_data["name"], chosen, home)),
            household_id=chosen.household_id if chosen else None,
        )

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """How it came: "Sesizare înregistrată: sesizare telefonică"."""
        return f"{gettext(ACTS['RegisterNotice'].title)}: {gettext(CHANNELS[content['channel']])}"

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What was told, where, which danger."""
        names = ("what", "where", "urgent_why", "is_anonymous", "outer_number")
        told = [(str(cls.base_fields[name].label), in_words(content.get(name), {})) for name in names]
        told += [
            (gettext("Transferat de"), content.get("from_commune", "")),
            (gettext("De ce s-a transferat"), content.get("transfer_reason", "")),
        ]
        return [(label, words) for label, words in told if words]


class ReporterTold:
    """Who told it, for the few who may read that."""

    _LABELS = {
        "reporter": gettext_noop("Cine a sesizat"),
        "reporter_relation": gettext_noop("De unde știe"),
        "reporter_contact": gettext_noop("Telefon sau adresă"),
    }

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """As the table of acts names it."""
        return gettext(ACTS["NoteReporter"].title)

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Name, relation, contact."""
        return [(gettext(label), content[name]) for name, label in cls._LABELS.items() if content.get(name)]


def _participants(name: str, chosen: PersonRow | None, home: Sequence[PersonRow]) -> list[Participant]:
    if chosen is None:
        return [Participant(name=name, part="subject")]
    people = [Participant(name=chosen.name, part="subject", person_id=chosen.id, birth_date=chosen.birth_date)]
    for each in home:
        if each.id != chosen.id:
            part = part_of(_RELATION_OF.get(chosen.relation, ""), _RELATION_OF.get(each.relation, ""))
            people.append(Participant(name=each.name, part=part, person_id=each.id, birth_date=each.birth_date))
    return people


TOLD_BY["RegisterNotice"] = NoticeForm
TOLD_BY["NoteReporter"] = ReporterTold
