"""Meetings of the team and what they decide (Order 288/2006, O 5.5, 6.3, 7.5, 7.9)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from django.db import IntegrityError

from impreuna.cases.commands.dossier import CaseAct, Open, keep, open_case
from impreuna.cases.commands.weeks import keep_week
from impreuna.cases.models import CaseMember, Meeting, Task
from impreuna.cases.queries.staff import find_staff
from impreuna.cases.queries.weeks import meeting_held_at
from impreuna.cases.rules import meetings
from impreuna.cases.rules.acts import functions_of
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel import teams
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Moment, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all


class Attendance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was called to a meeting."""

    name: str
    part: str
    is_present: bool
    user_id: UUID | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided: it becomes somebody's task."""

    task_id: UUID
    title: str
    assigned_to_id: UUID
    due_on: date


class HoldMeeting(Command):
    """Întâlnirea echipei (O 5.5): who came, what was said that is not about a case. `meeting_kind`: team,
    conference."""

    area = "case"
    sentence = _("a consemnat o întâlnire de echipă")

    meeting_id: UUID
    meeting_kind: str
    held_at: Moment
    place: str
    attendance: tuple[Attendance, ...]
    minutes: str
    decisions: tuple[Decision, ...] = ()
    next_on: date | None = None


class DiscussInMeeting(CaseAct):
    """Ce s-a discutat și hotărât despre un caz într-o întâlnire (O 5.5, 6.3, 7.5)."""

    sentence = _("a consemnat ce s-a hotărât despre un caz într-o întâlnire")

    meeting_id: UUID
    discussed: str
    decisions: tuple[Decision, ...] = ()
    #: Whether the family, the child took part (I 5.5.3, 7.6).
    family_came: bool = False
    child_came: bool = False


class FinishTask(Command):
    """O hotărâre a întâlnirii, îndeplinită (O 5.5)."""

    area = "case"
    sentence = _("a îndeplinit o hotărâre a echipei")

    task_id: UUID
    result: str

    @property
    def is_restricted(self) -> bool:
        """A refused act is its author's alone: whether its case is restricted, only its handler can tell."""
        return True


@handles(HoldMeeting)
def hold_meeting(c: HoldMeeting, actor: Actor, at: Stamp) -> Effect:
    """Keeps the minutes of a meeting and what it decided about no case; the week's meeting was held."""
    require_all(meetings.check_meeting(c, at.received_at))
    if meeting_held_at(c.commune_id, c.meeting_id) is not None:
        raise Rejected("already_registered")
    staff = {each.user_id: each.name for each in find_staff(c.commune_id)}
    require_all(meetings.check_decisions(c.decisions, staff, day_of(c.held_at)))
    Meeting.objects.create(
        commune_id=c.commune_id,
        id=c.meeting_id,
        n=at.n,
        held_at=c.held_at,
        recorded_at=min(c.recorded_at, at.received_at),
        kind=c.meeting_kind,
        place=c.place.strip(),
        attendance=msgspec.to_builtins(c.attendance),
        minutes=c.minutes.strip(),
        next_on=c.next_on,
        author=actor.name,
        author_id=actor.user_id,
    )
    for decision in c.decisions:
        teams.admit(c.meeting_id, decision.assigned_to_id, at)
        _note(_task(decision, staff, c.meeting_id, at), team_id=c.meeting_id)
    keep_week(c.commune_id, at)
    return Effect(records=(c.meeting_id,))


@handles(DiscussInMeeting)
def discuss_in_meeting(c: DiscussInMeeting, actor: Actor, at: Stamp) -> Effect:
    """Keeps what a meeting said and decided about the case; each decision is somebody's task."""
    opened = open_case(c, actor)
    held_at = meeting_held_at(c.commune_id, c.meeting_id)
    if held_at is None:
        raise Rejected("meeting_unknown", field="meeting_id")
    require_all(check_texts(c, "discussed"))
    workers = _workers(opened)
    require_all(meetings.check_decisions(c.decisions, workers, day_of(held_at)))
    for decision in c.decisions:
        _note(_task(decision, workers, c.meeting_id, at), opened=opened)
    if not opened.case.is_restricted:
        _name_in_meeting(c, at)
    return keep(opened, c, actor, at, more={"names": {str(d.task_id): workers[d.assigned_to_id] for d in c.decisions}})


def _workers(opened: Open) -> dict[UUID, str]:
    """Who may be given something to do in the case: its team, and who works with all open cases of the commune."""
    workers = (
        {}
        if opened.case.is_restricted
        else {
            each.user_id: each.name
            for each in find_staff(opened.case.commune_id, "social_worker", "social_technician", "spas_head")
        }
    )
    return workers | {member.user_id: member.name for member in opened.members if member.user_id is not None}


def _task(decision: Decision, workers: dict[UUID, str], meeting_id: UUID, at: Stamp) -> Task:
    return Task(
        commune_id=at.commune_id,
        id=decision.task_id,
        n=at.n,
        meeting_id=meeting_id,
        title=decision.title.strip(),
        assigned_to_id=decision.assigned_to_id,
        assigned_to=workers[decision.assigned_to_id],
        due_on=decision.due_on,
    )


def _note(task: Task, *, opened: Open | None = None, team_id: UUID | None = None) -> None:
    if opened is not None:
        case = opened.case
        task.case_id, task.team_id = case.id, case.team_id
        task.is_restricted, task.household_id = case.is_restricted, case.household_id
    elif team_id is not None:
        task.team_id = team_id
    try:
        task.save(force_insert=True)
    except IntegrityError as problem:
        raise Rejected("already_registered", field="decisions") from problem


def _name_in_meeting(c: DiscussInMeeting, at: Stamp) -> None:
    """The meeting's page lists the cases it was about; a restricted one is told to nobody there."""
    meeting = Meeting.objects.filter(commune_id=c.commune_id, id=c.meeting_id).first()
    if meeting is not None and c.case_id not in meeting.case_ids:
        meeting.case_ids = [*meeting.case_ids, c.case_id]
        meeting.n = at.n
        meeting.save()


@handles(FinishTask)
def finish_task(c: FinishTask, actor: Actor, at: Stamp) -> Effect:
    """Notes how something that a meeting decided was done: by whom it was given to, or by who leads the case."""
    task = Task.objects.filter(commune_id=c.commune_id, id=c.task_id).first()
    if task is None:
        raise Rejected("not_found", field="task_id")
    leads = functions_of(actor.role, _own_functions(task, actor), False)
    require(meetings.may_finish(task.assigned_to_id, task.assigned_to, task.done_at, actor.user_id, leads), "task_id")
    require_all(check_texts(c, "result"))
    task.done_at, task.done_by, task.result = at.received_at, actor.name, c.result.strip()
    task.n = at.n
    task.save()
    return Effect(records=(task.id,), restriction_id=task.team_id if task.is_restricted else None)


def _own_functions(task: Task, actor: Actor) -> list[str]:
    if task.case_id is None:
        return []
    members = CaseMember.objects.filter(commune_id=task.commune_id, case_id=task.case_id, until=None)
    return list(members.filter(user_id=actor.user_id).values_list("function", flat=True))
