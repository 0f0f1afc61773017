"""Forms of visits: to plan one, to call one off, to record one with its report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.finish import HourField
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import BUCHAREST
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.kernel.result import explain
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.services.commands import CallOffVisit, PlanVisit, RecordVisit
from impreuna.services.rules import visits
from impreuna.ui import forms

#: Areas that a report is never about alone: who somebody is, what she says she is; a case has reports of its own.
_NO_REPORT = ("identity", "ethnicity", "case")
_USUAL_LENGTH = timedelta(minutes=30)


class PlanForm(ActForm):
    """A visit to come."""

    planned_on = forms.RomanianDateField(label=_("Ziua vizitei"), asks=_("ziua vizitei"), allow_future=True)
    purpose = forms.ChoiceField(label=_("Pentru ce"), asks=_("scopul vizitei"), empty=_("Alegeți"))
    note = forms.LongTextField(
        label=_("De ținut minte"),
        help_text=_("O vede toată echipa. Nu scrieți aici despre sănătate sau despre violență."),
        required=False,
        rows=2,
        max_length=visits.NOTE_LIMIT,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("purpose", [("", gettext("Alegeți")), *choices(visits.PURPOSES)])

    def clean_planned_on(self) -> date:
        """A day that has passed is for a visit that was made."""
        day: date = self.cleaned_data["planned_on"]
        if day < self.today:
            raise forms.ValidationError(explain("plan_in_the_past", {}, gettext), code="past")
        return day

    def to_command(self, actor: Actor, household_id: UUID) -> PlanVisit:
        envelope = self.envelope(actor)
        return PlanVisit(**envelope, household_id=household_id, visit_id=envelope["id"], **self.values())


class CallOffForm(ActForm):
    """Why a visit will not be made."""

    reason = forms.LongTextField(
        label=_("De ce nu se mai face"), asks=_("motivul"), rows=2, max_length=visits.REASON_LIMIT
    )

    def to_command(self, actor: Actor, visit_id: UUID) -> CallOffVisit:
        return CallOffVisit(**self.envelope(actor), visit_id=visit_id, reason=self.cleaned_data["reason"])


class VisitForm(ActForm):
    """A visit that was made. `plans` are the household's open ones, `people` its members, as (id, words)."""

    planned_id = forms.ChoiceField(label=_("Era planificată?"), required=False)
    day = forms.RomanianDateField(label=_("Ziua vizitei"), asks=_("ziua vizitei"))
    started_at = HourField(label=_("De la ora"), asks=_("ora la care a început"))
    ended_at = HourField(label=_("Până la ora"), asks=_("ora la care s-a încheiat"))
    purpose = forms.ChoiceField(label=_("Pentru ce"), asks=_("scopul vizitei"))
    outcome = forms.ChoiceField(label=_("Cum s-a încheiat"), asks=_("cum s-a încheiat"), widget=forms.RadioSelect)
    present = forms.MultipleChoiceField(label=_("Cine a fost de față"), required=False)
    report = forms.LongTextField(
        label=_("Raportul vizitei"),
        help_text=_("Ce s-a vorbit, ce s-a văzut, ce s-a convenit."),
        required=False,
        max_length=visits.REPORT_LIMIT,
    )
    area = forms.ChoiceField(
        label=_("Despre ce este raportul"),
        help_text=_("Îl văd numai colegii care au acces la acest domeniu."),
        asks=_("domeniul"),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        plans: Sequence[tuple[str, str]],
        people: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0)
        writable = ROLES[actor.role].writable_areas
        areas = {area: AREAS[area].name for area in AREAS if area in writable and area not in _NO_REPORT}
        usual = "household" if "household" in areas else next(iter(areas), "")
        initial = {"day": now.date(), "ended_at": now.time(), "area": usual, **kwargs.pop("initial", {})}
        if now.hour:
            initial["started_at"] = (now - _USUAL_LENGTH).time()
        super().__init__(*args, initial=initial, **kwargs)
        self.offer("planned_id", [("", gettext("Nu, nu era planificată")), *plans])
        purposes = {code: words for code, words in visits.PURPOSES.items() if code != visits.CENSUS}
        self.offer("purpose", [("", gettext("Alegeți")), *choices(purposes)])
        self.offer("outcome", choices(visits.OUTCOMES))
        self.offer("present", people)
        self.offer("area", choices(areas))
        self.has_plans, self.has_areas = bool(plans), len(areas) > 1

    def to_command(self, actor: Actor, household_id: UUID) -> RecordVisit:
        """The visit as an act."""
        cleaned, envelope = self.cleaned_data, self.envelope(actor)
        return RecordVisit(
            **envelope,
            household_id=household_id,
            visit_id=envelope["id"],
            planned_id=UUID(cleaned["planned_id"]) if cleaned["planned_id"] else None,
            started_at=_moment(cleaned["day"], cleaned["started_at"]),
            ended_at=_moment(cleaned["day"], cleaned["ended_at"]),
            purpose=cleaned["purpose"],
            outcome=cleaned["outcome"],
            present=tuple(UUID(person) for person in cleaned["present"]),
            report=cleaned["report"],
            veil=cleaned["area"],
        )


def plan_in_words(purpose: str, day: str) -> str:
    """A plan as one chooses it: "Monitorizare, 24 noiembrie 2026"."""
    return f"{capfirst(gettext(visits.PURPOSES[purpose]))}, {day}"


def _moment(day: date, hour: Any) -> datetime:
    return datetime.combine(day, hour, BUCHAREST)
