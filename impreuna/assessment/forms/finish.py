"""The end of an interview: when the visit was, and the act that it becomes."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.commands import RecordAssessment
from impreuna.assessment.rules.interview import Asked
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import BUCHAREST
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms

_HOUR = re.compile(r"(\d{1,2})[:.,h ]?(\d{2})?")


class HourField(forms.TextField):
    """An hour of the day as people write it: 16:40, 16.40, 1640, 16."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        match = _HOUR.fullmatch(text)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Scrieți ora, de exemplu 16:40."), code="invalid")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class VisitForm(ActForm):
    """When the visit was; the draft knows when it began, and now is when it ends."""

    day = forms.RomanianDateField(label=_("Ziua vizitei"), asks=_("ziua vizitei"))
    started_at = HourField(label=_("De la ora"), asks=_("ora la care a început"))
    ended_at = HourField(label=_("Până la ora"), asks=_("ora la care s-a încheiat"))

    def __init__(self, *args: Any, started_at: datetime, **kwargs: Any) -> None:
        begun, now = timezone.localtime(started_at), timezone.localtime()
        same_day = begun.date() == now.date()
        initial = {
            "day": begun.date(),
            "started_at": begun.time().replace(second=0, microsecond=0),
            "ended_at": now.time().replace(second=0, microsecond=0) if same_day else None,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def to_command(
        self, actor: Actor, *, assessment_id: UUID, household_id: UUID, edition: int, asked: Asked
    ) -> RecordAssessment:
        """The interview as an act. People of whom nothing was asked are left out."""
        told = [(person, answers) for person, answers in zip(asked.people, asked.persons, strict=True) if answers]
        cleaned = self.cleaned_data
        return RecordAssessment(
            **self.envelope(actor),
            household_id=household_id,
            assessment_id=assessment_id,
            edition=edition,
            started_at=_moment(cleaned["day"], cleaned["started_at"]),
            ended_at=_moment(cleaned["day"], cleaned["ended_at"]),
            people=tuple(person for person, _answers in told),
            household=asked.household,
            persons=tuple(answers for _person, answers in told),
        )


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BUCHAREST)
