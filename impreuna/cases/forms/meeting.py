"""The minutes of a meeting as one writes them: who came, what was said of each case, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.finish import HourField
from impreuna.cases.commands.meeting import Attendance, Decision, DiscussInMeeting, HoldMeeting
from impreuna.cases.forms.parts import form_of_part, one
from impreuna.cases.queries.meetings import AgendaCase
from impreuna.cases.rules.lists import GROWN_UP, MEETINGS
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import BUCHAREST
from impreuna.registry.forms.acts import choices
from impreuna.ui import forms

#: Somebody of the staff: (id, name, what she is).
Staff = Sequence[tuple[str, str, str]]


class HeadForm(forms.Form):
    """The meeting as a whole."""

    meeting_kind = forms.ChoiceField(
        label=_("Ce fel de întâlnire"),
        asks=_("felul întâlnirii"),
        widget=forms.RadioSelect,
        choices=lambda: choices(MEETINGS),
    )
    held_day = forms.RomanianDateField(label=_("Ziua"), asks=_("ziua întâlnirii"))
    held_hour = HourField(label=_("La ora"), asks=_("ora întâlnirii"))
    place = forms.TextField(label=_("Unde"), required=False, max_length=200)
    present = forms.MultipleChoiceField(label=_("Cine a fost de față"), required=False)
    guests = forms.LongTextField(
        label=_("Alții de față"),
        help_text=_("Câte unul pe rând: numele și ce este, de exemplu „Pop Ana, medic de familie”."),
        required=False,
        rows=2,
    )
    minutes = forms.LongTextField(
        label=_("Ce s-a vorbit în general"),
        help_text=_("Ce ține de un caz se scrie mai jos, la cazul lui."),
        asks=_("ce s-a vorbit"),
        rows=4,
    )
    next_on = forms.RomanianDateField(label=_("Întâlnirea următoare"), required=False, allow_future=True)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.offer("present", [(user_id, f"{name}, {what}") for user_id, name, what in staff])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("present") and not said.get("guests"):
            self.add_error("present", gettext("Bifați cine a fost de față."))
        held_at = self.held_at()
        if held_at is not None and held_at > timezone.now() and "held_hour" not in self.errors:
            self.add_error("held_hour", gettext("Întâlnirea nu s-a ținut încă. Verificați ora."))
        return said

    def held_at(self) -> datetime | None:
        """When it was held."""
        day, hour = self.cleaned_data.get("held_day"), self.cleaned_data.get("held_hour")
        return datetime.combine(day, hour, BUCHAREST) if day and hour else None

    def attendance(self) -> Iterator[Attendance]:
        """Who was called and who came; guests came."""
        present = self.cleaned_data["present"]
        for user_id, name, what in self.staff:
            yield Attendance(name=name, part=what, is_present=user_id in present, user_id=UUID(user_id))
        for line in self.cleaned_data["guests"].splitlines():
            name, _comma, what = line.partition(",")
            if name.strip():
                yield Attendance(name=name.strip(), part=what.strip(), is_present=True)


class TalkForm(forms.Form):
    """What was said of one case; left empty when it was not talked about."""

    discussed = forms.LongTextField(label=_("Ce s-a discutat"), required=False, rows=3)
    family_came = forms.BooleanField(label=_("A participat familia"), required=False)
    child_came = forms.BooleanField(label=_("A participat copilul"), required=False)
    late_reason = forms.LongTextField(label=_("De ce se face abia acum"), required=False, rows=2)

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject in GROWN_UP:
            del self.fields["child_came"]


class DecisionForm(forms.Form):
    """What was decided: who does it, until when. `about` is the number of the case's part, or empty."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    about = forms.TextField(widget=forms.HiddenInput, required=False)
    title = forms.TextField(label=_("Ce s-a hotărât"), asks=_("ce s-a hotărât"), max_length=500)
    assigned_to_id = forms.ChoiceField(label=_("Cine face"), asks=_("cine face"))
    due_on = forms.RomanianDateField(label=_("Până când"), asks=_("până când"), allow_future=True)

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("assigned_to_id", [("", gettext("Alegeți cine face")), *workers])

    def to_part(self) -> Decision:
        """The decision as the act says it."""
        said = self.cleaned_data
        return Decision(
            task_id=said["id"] or new_id(),
            title=said["title"],
            assigned_to_id=UUID(said["assigned_to_id"]),
            due_on=said["due_on"],
        )


@dataclass(frozen=True, slots=True)
class Talked:
    """A case of the page: its part's number, what was said, what was decided."""

    number: str
    case: AgendaCase
    command_id: str
    form: TalkForm
    decisions: list[tuple[str, DecisionForm]]

    @property
    def is_touched(self) -> bool:
        """Whether something is written about it."""
        return bool(self.form["discussed"].value() or self.decisions)


class MeetingEditor:
    """The page's fields as forms. `is_sent`: the minutes are to be checked, not only kept."""

    def __init__(
        self,
        data: QueryDict,
        agenda: Sequence[AgendaCase],
        staff: Staff,
        workers: dict[UUID, list[tuple[str, str]]],
        *,
        is_sent: bool = False,
    ) -> None:
        self.data, self.staff, self.workers, self.is_sent = data, staff, workers, is_sent
        self.cases = {str(case.id): case for case in agenda}

    @property
    def is_held(self) -> bool:
        """Whether the meeting itself is kept already, and only cases are left."""
        return self.data.get("held") == "1"

    @cached_property
    def head(self) -> HeadForm:
        """The meeting as a whole."""
        is_sent = self.is_sent and not self.is_held
        return form_of_part(HeadForm, self.data, "meeting", is_sent=is_sent, staff=self.staff)

    @cached_property
    def talks(self) -> list[Talked]:
        """The cases of the page, those that the agenda still knows."""
        numbers = {number: self.data.get(f"case-{number}-id", "") for number in self.data.getlist("case")}
        return [self._talk(number, case_id) for number, case_id in numbers.items() if case_id in self.cases]

    def _talk(self, number: str, case_id: str) -> Talked:
        return Talked(
            number,
            self.cases[case_id],
            one(self.data, f"case-{number}-command_id"),
            form_of_part(
                TalkForm, self.data, f"case-{number}", is_sent=self.is_sent, subject=self.cases[case_id].subject
            ),
            self._decisions(number, self.workers.get(UUID(case_id), [])),
        )

    @cached_property
    def decisions(self) -> list[tuple[str, DecisionForm]]:
        """What was decided about no case."""
        return self._decisions("", [(user_id, name) for user_id, name, _what in self.staff])

    def _decisions(self, about: str, workers: Sequence[tuple[str, str]]) -> list[tuple[str, DecisionForm]]:
        return [
            (number, form_of_part(DecisionForm, self.data, f"decision-{number}", is_sent=self.is_sent, workers=workers))
            for number in self.data.getlist("decision")
            if self.data.get(f"decision-{number}-about", "") == about
        ]

    @property
    def forms(self) -> list[Any]:
        """All forms in the order of the page."""
        parts = [(talk.form, *(form for _n, form in talk.decisions)) for talk in self.talks]
        return [self.head, *(form for _n, form in self.decisions), *(form for part in parts for form in part)]

    def is_valid(self) -> bool:
        """Whether everything can be said; all is checked, so that all that is wrong shows at once."""
        valid = [form.is_valid() for form in self.forms if form.is_bound]
        for talk in self.talks:
            if talk.decisions and not talk.form.cleaned_data.get("discussed"):
                talk.form.add_error("discussed", gettext("Scrieți ce s-a discutat înainte de hotărâre."))
        return all(valid) and not any(form.errors for form in self.forms if form.is_bound)

    def to_meeting(self, actor: Actor) -> HoldMeeting:
        """The meeting as an act."""
        said = self.head.cleaned_data
        return HoldMeeting(
            id=UUID(one(self.data, "command_id")),
            commune_id=actor.scope.place_id,
            recorded_at=timezone.now(),
            happened_at=self.head.held_at(),
            meeting_id=UUID(one(self.data, "meeting_id")),
            meeting_kind=said["meeting_kind"],
            held_at=self.head.held_at() or timezone.now(),
            place=said["place"],
            attendance=tuple(self.head.attendance()),
            minutes=said["minutes"],
            decisions=tuple(form.to_part() for _number, form in self.decisions),
            next_on=said["next_on"],
        )

    def to_talk(self, actor: Actor, talk: Talked) -> DiscussInMeeting:
        """What was said of a case, as an act of its own."""
        said = talk.form.cleaned_data
        return DiscussInMeeting(
            id=UUID(talk.command_id),
            commune_id=actor.scope.place_id,
            recorded_at=timezone.now(),
            case_id=talk.case.id,
            late_reason=said["late_reason"],
            meeting_id=UUID(one(self.data, "meeting_id")),
            discussed=said["discussed"],
            decisions=tuple(form.to_part() for _number, form in talk.decisions),
            family_came=said["family_came"],
            child_came=said.get("child_came", False),
        )
