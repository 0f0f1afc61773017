"""Acts that stand for those of the room of cases, which this room does not know: they bring a case up to date."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected
from impreuna.obligations.commands import Circle, Holder, bring_team_up_to_date, bring_up_to_date
from impreuna.obligations.rules.dossier import Dossier


class ActInCaseOfTests(Command):
    """Hands a case over. What tests pass beside it stands in `HANDED`."""

    area = "case"
    late_reason: str = ""


class MeetOfTests(Command):
    """Hands a team's meetings over."""

    area = "case"


HANDED: dict[UUID, tuple[Dossier, Circle, dict[str, Holder]]] = {}
MEETINGS: dict[UUID, tuple[list[tuple[UUID, datetime]], datetime | None]] = {}
LATE: list[str] = []


@handles(ActInCaseOfTests)
def _act(c: ActInCaseOfTests, actor: Actor, at: Stamp) -> Effect:
    dossier, circle, holders = HANDED[c.id]
    late = bring_up_to_date(dossier, circle, holders, at, c.late_reason)
    LATE[:] = [one.code for one in late]
    if late and not c.late_reason:
        raise Rejected("malformed_value", field="late_reason")
    return Effect(records=(dossier.case_id,))


@handles(MeetOfTests)
def _meet(c: MeetOfTests, actor: Actor, at: Stamp) -> Effect:
    meetings, since = MEETINGS[c.id]
    bring_team_up_to_date(c.commune_id, meetings, since, at)
    return Effect()
