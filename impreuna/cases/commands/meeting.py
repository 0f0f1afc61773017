"""Meetings of the team and what they decide (Order 288/2006 std. 5.5, 6.3, 7.5, 7.9)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import CaseAct
from impreuna.kernel.command import Command, Moment
from impreuna.kernel.result import _


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
    """Întâlnirea echipei (O std. 5.5): who came, what was said that is not about a case. `meeting_kind`: team,
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
    """Ce s-a discutat și hotărât despre un caz într-o întâlnire (O std. 5.5, 6.3, 7.5)."""

    sentence = _("a consemnat ce s-a hotărât despre un caz într-o întâlnire")

    meeting_id: UUID
    discussed: str
    decisions: tuple[Decision, ...] = ()
    #: Whether the family, the child took part (I 5.5.3, 7.6).
    family_came: bool = False
    child_came: bool = False


class FinishTask(Command):
    """O hotărâre a întâlnirii, îndeplinită."""

    area = "case"
    sentence = _("a îndeplinit o hotărâre a echipei")

    task_id: UUID
    result: str
