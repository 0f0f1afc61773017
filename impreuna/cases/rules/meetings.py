"""What meetings of the team have to say, and who does what they decided (Order 288/2006, O 5.5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.acts import HEAD, LEADS
from impreuna.cases.rules.lists import MEETINGS
from impreuna.cases.rules.texts import Checks, check_code, check_text, check_texts
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import ALLOWED, Verdict, refused

MOST_PEOPLE = 100
MOST_DECISIONS = 50


class Called(Protocol):
    """Somebody who was called."""

    @property
    def name(self) -> str: ...
    @property
    def is_present(self) -> bool: ...


class Decided(Protocol):
    """Something that was decided."""

    @property
    def task_id(self) -> UUID: ...
    @property
    def title(self) -> str: ...
    @property
    def assigned_to_id(self) -> UUID: ...
    @property
    def due_on(self) -> date: ...


class Held(Protocol):
    """A meeting."""

    @property
    def meeting_kind(self) -> str: ...
    @property
    def held_at(self) -> datetime: ...
    @property
    def attendance(self) -> Sequence[Called]: ...
    @property
    def next_on(self) -> date | None: ...


def check_meeting(meeting: Held, now: datetime) -> Checks:
    """A meeting has been held, with somebody, and says what was talked about."""
    yield "meeting_kind", check_code(meeting.meeting_kind, MEETINGS)
    is_past = meeting.held_at.year >= 2000 and day_of(meeting.held_at) <= day_of(now)
    yield "held_at", ALLOWED if is_past else refused("meeting_later")
    yield "attendance", _attendance(meeting.attendance)
    yield from check_texts(meeting, "minutes", optional=("place",))
    is_before = meeting.next_on is not None and meeting.next_on <= day_of(meeting.held_at)
    yield "next_on", refused("meeting_next") if is_before else ALLOWED


def _attendance(people: Sequence[Called]) -> Verdict:
    if len(people) > MOST_PEOPLE:
        return refused("plan_too_many", limit=MOST_PEOPLE)
    return ALLOWED if any(one.is_present and one.name.strip() for one in people) else refused("meeting_nobody")


def check_decisions(decisions: Sequence[Decided], workers: Collection[UUID], held_on: date) -> Checks:
    """Each decision says what, is given to one of `workers`, and is due on the day of the meeting or later."""
    if len(decisions) > MOST_DECISIONS or len({one.task_id for one in decisions}) != len(decisions):
        yield "decisions", refused("plan_too_many", limit=MOST_DECISIONS)
    for decision in decisions:
        yield "decisions", ALLOWED if check_text(decision.title) else refused("decision_says")
        yield "decisions", ALLOWED if decision.assigned_to_id in workers else refused("task_for_outsider")
        yield "decisions", ALLOWED if decision.due_on >= held_on else refused("decision_due")


def may_finish(
    assigned_to_id: UUID, name: str, done_at: datetime | None, user_id: UUID, functions: Collection[str]
) -> Verdict:
    """Whether somebody ends a task: who was given it, or who leads the case, once."""
    if done_at is not None:
        return refused("task_done")
    leads = LEADS | HEAD | {"social_worker"}
    return ALLOWED if user_id == assigned_to_id or leads & set(functions) else refused("task_not_yours", name=name)
