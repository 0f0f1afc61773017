"""Planning visits, calling them off, and recording those that were made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from django.db import IntegrityError

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Moment, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import AREAS
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.services.commands.checking import one_of, people_of, require_area, text_of
from impreuna.services.models import PlannedVisit, Visit
from impreuna.services.rules import visits


class PlanVisit(Command):
    """Planificarea unei vizite: its day, place and purpose are agreed beforehand (Order 288/2006, O 4.6)."""

    area = "household"
    sentence = _("a planificat o vizită")

    household_id: UUID
    visit_id: UUID
    planned_on: date
    purpose: str
    note: str = ""


class CallOffVisit(Command):
    """Anularea unei vizite planificate (propunere): with the reason, so that colleagues understand."""

    area = "household"
    sentence = _("a anulat o vizită planificată")

    visit_id: UUID
    reason: str


class RecordVisit(Command):
    """O vizită la o gospodărie, cu raportul ei (Order 288/2006, O 4.4–4.6); the plan that it carries out is done.

    The census has its own form (`RecordAssessment`) and is no such visit.
    """

    sentence = _("a înregistrat o vizită")

    household_id: UUID
    visit_id: UUID
    planned_id: UUID | None
    started_at: Moment
    ended_at: Moment
    purpose: str
    outcome: str
    present: tuple[UUID, ...]
    report: str
    #: The area of data of what the report says.
    veil: str = msgspec.field(default="household", name="area")

    @property
    def payload_area(self) -> str:
        return self.veil if self.veil in AREAS else "household"

    @property
    def is_restricted(self) -> bool:
        """A refused report is its author's alone: its area may be the very thing that was wrong."""
        return True


@handles(PlanVisit)
def plan_visit(c: PlanVisit, actor: Actor, at: Stamp) -> Effect:
    """Adds the plan."""
    if c.purpose not in visits.PURPOSES:
        raise Rejected("unknown_code", field="purpose")
    require(visits.may_plan(c.planned_on, c.recorded_at.date(), day_of(at.received_at)), "planned_on")
    note = text_of(c.note, "note", visits.NOTE_LIMIT)
    people_of(c.commune_id, c.household_id)
    try:
        PlannedVisit.objects.create(
            commune_id=c.commune_id,
            id=c.visit_id,
            n=at.n,
            household_id=c.household_id,
            planned_on=c.planned_on,
            purpose=c.purpose,
            note=note,
            planned_by=actor.name,
            planned_by_id=actor.user_id,
            planned_at=c.recorded_at,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    return Effect(records=(c.household_id, c.visit_id))


@handles(CallOffVisit)
def call_off_visit(c: CallOffVisit, actor: Actor, at: Stamp) -> Effect:
    """Closes the plan with its reason."""
    plan = PlannedVisit.objects.filter(commune_id=c.commune_id, id=c.visit_id).first()
    if plan is None:
        raise Rejected("not_found", field="visit_id")
    if plan.state == visits.DONE:
        raise Rejected("visit_done")
    if plan.state == visits.CALLED_OFF:
        raise Rejected("visit_called_off", name=plan.ended_by)
    reason = text_of(c.reason, "reason", visits.REASON_LIMIT)
    if not reason:
        raise Rejected("why_called_off", field="reason")
    plan.state, plan.ended_reason = visits.CALLED_OFF, reason
    _end(plan, actor, c, at)
    return Effect(records=(plan.household_id, plan.id))


@handles(RecordVisit)
def record_visit(c: RecordVisit, actor: Actor, at: Stamp) -> Effect:
    """Keeps the visit and ends its plan."""
    require_area(c.veil, actor)
    require_all([visits.may_record(c.purpose, c.outcome, len(c.present))])
    require_all([visits.check_times(c.started_at, c.ended_at, at.received_at)])
    report = text_of(c.report, "report", visits.REPORT_LIMIT)
    present = _present(c)
    plan = _plan(c)
    try:
        Visit.objects.create(
            commune_id=c.commune_id,
            id=c.visit_id,
            n=at.n,
            household_id=c.household_id,
            planned_id=c.planned_id,
            started_at=c.started_at,
            ended_at=c.ended_at,
            received_at=at.received_at,
            purpose=c.purpose,
            outcome=c.outcome,
            present=present,
            report=report,
            area=c.veil,
            author=actor.name,
            author_id=actor.user_id,
            role=actor.role,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    if plan is not None and plan.state != visits.DONE:
        plan.state = visits.DONE  # why a colleague had called it off stays: somebody typed it
        _end(plan, actor, c, at)
    planned = (plan.id,) if plan else ()
    return Effect(records=(c.household_id, c.visit_id, *planned, *present))


def _present(c: RecordVisit) -> list[UUID]:
    if len(c.present) > visits.MOST_PRESENT:
        raise Rejected("too_many", field="present", limit=visits.MOST_PRESENT)
    people = people_of(c.commune_id, c.household_id)
    stood = (one_of(people, person, f"present.{index}") for index, person in enumerate(c.present))
    return list(dict.fromkeys(person for person in stood if person))


def _plan(c: RecordVisit) -> PlannedVisit | None:
    """The plan that the visit carries out. One that a colleague called off meanwhile, or carried out too, is no
    reason to refuse the visit: it took place."""
    if c.planned_id is None:
        return None
    plan: PlannedVisit | None = PlannedVisit.objects.filter(
        commune_id=c.commune_id, id=c.planned_id, household_id=c.household_id
    ).first()
    if plan is None:
        raise Rejected("plan_not_found", field="planned_id")
    return plan


def _end(plan: PlannedVisit, actor: Actor, c: Command, at: Stamp) -> None:
    plan.n, plan.ended_by, plan.ended_at = at.n, actor.name, c.recorded_at
    plan.save(update_fields=["state", "n", "ended_reason", "ended_by", "ended_at"])
