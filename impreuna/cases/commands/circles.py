"""Who sees a case: its team's circle, the circle of its medical data, and all rows that follow the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection

from impreuna.cases.commands.dossier import Open, belonging
from impreuna.cases.models import Case, CaseMember
from impreuna.kernel import guard, teams
from impreuna.kernel.command import Stamp
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import BUCHAREST


def start_of_day(day: date) -> datetime:
    """The first moment of `day` in Romania."""
    return datetime.combine(day, time(), BUCHAREST)


def end_of_day(day: date) -> datetime:
    """The first moment after `day` in Romania: until then something lasts."""
    return datetime.combine(day + timedelta(days=1), time(), BUCHAREST)


def align(case: Case, at: Stamp) -> None:
    """Lets all rows of a case, whoever may read them, follow its circle, restriction and household, as new ones: who
    has just joined is sent them all."""
    guard.check("the rows of a case")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_align(%s, %s, %s)", [case.commune_id, case.id, at.n])


def close_circle(case: Case, keep: Iterable[UUID], at: Stamp) -> None:
    """From now on nobody else is in the team's circle."""
    guard.check("a team's members")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_close_circle(%s, %s, %s, %s)", [case.commune_id, case.id, list(keep), at.n])


def join(
    opened: Open,
    function: str,
    name: str,
    at: Stamp,
    *,
    user_id: UUID | None = None,
    institution: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    delegated_by_id: UUID | None = None,
) -> Open:
    """Adds somebody to the team; the case as it is then. Who has an account sees what the team sees. `delegated_by_id`:
    whose duties she takes over."""
    case = opened.case
    member = CaseMember.objects.create(
        **belonging(case, at),
        id=new_id(),
        user_id=user_id,
        name=name,
        function=function,
        since=since or at.received_at,
        until=until,
        institution=institution,
        delegated_by_id=delegated_by_id,
    )
    if user_id is not None:
        teams.admit(case.team_id, user_id, at, until)
        align(case, at)
    return replace(opened, members=(*opened.members, member))


def leave(opened: Open, member: CaseMember, at: Stamp) -> Open:
    """Ends a function; who has no other one in the team leaves its circle. The case as it is then."""
    member.until, member.n = at.received_at, at.n
    member.save(update_fields=["until", "n"])
    remaining = tuple(each for each in opened.members if each.id != member.id)
    if member.user_id is not None and all(each.user_id != member.user_id for each in remaining):
        teams.dismiss(opened.case.team_id, member.user_id, at)
    if member.function == "responsible" and opened.case.responsible_id == member.user_id:
        opened.case.responsible_id, opened.case.responsible = None, ""
    return replace(opened, members=remaining)
