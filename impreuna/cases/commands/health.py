"""Medical data of a case, opened to somebody for a time by the nurse (Legea 46/2003 art. 22)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.cases.commands.circles import end_of_day
from impreuna.cases.commands.dossier import CaseAct, Open, keep, open_case
from impreuna.cases.models import CaseMember
from impreuna.cases.rules.opening_health import check_opening
from impreuna.kernel import teams
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require_all


class OpenHealthData(CaseAct):
    """Asistentul medical deschide datele medicale managerului de caz (Legea 46/2003 art. 22): with consent, danger
    to life or a legal duty (`ground`), until a day."""

    sentence = _("a deschis date medicale ale unui caz")

    user_id: UUID
    ground: str
    consent_by: str
    until: date


class CloseHealthData(CaseAct):
    """Datele medicale nu mai sunt deschise celui numit (Legea 46/2003 art. 22)."""

    sentence = _("a închis datele medicale ale unui caz")

    user_id: UUID


@handles(OpenHealthData)
def open_health_data(c: OpenHealthData, actor: Actor, at: Stamp) -> Effect:
    """Lets a member of the team read the case's medical entries until a day; the dossier tells it."""
    opened = open_case(c, actor)
    member = _member(opened, c.user_id)
    require_all(check_opening(c.ground, c.consent_by, c.until, day_of(at.received_at)))
    teams.admit(opened.case.key_id, c.user_id, at, end_of_day(c.until))
    return keep(opened, c, actor, at, more={"name": member.name})


@handles(CloseHealthData)
def close_health_data(c: CloseHealthData, actor: Actor, at: Stamp) -> Effect:
    """Ends at once what was opened."""
    opened = open_case(c, actor)
    opening = next(
        (fact for fact in reversed(opened.dossier.facts) if fact.content.get("user_id") == str(c.user_id)
         and fact.kind in ("OpenHealthData", "CloseHealthData")), None,
    )  # fmt: skip
    if opening is None or opening.kind == "CloseHealthData":
        raise Rejected("health_not_open", field="user_id")
    teams.dismiss(opened.case.key_id, c.user_id, at)
    return keep(opened, c, actor, at, more={"name": str(opening.content.get("name", ""))})


def _member(opened: Open, user_id: UUID) -> CaseMember:
    member = next((each for each in opened.members if each.user_id == user_id), None)
    if member is None:
        raise Rejected("not_in_team", field="user_id")
    return member
