"""Who could lead a case, with how many active cases each has already (Order 288/2006 std. 3.8, 9.4–9.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from impreuna.cases.queries.staff import Colleague, find_county_managers, find_staff
from impreuna.cases.rules.team import ROLES_OF


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague and how many active cases she answers for."""

    user_id: UUID
    name: str
    role: str
    active: int


def candidates_for_responsible(commune_id: int) -> list[Candidate]:
    """Who may be a case's responsible in the commune, those with the fewest cases first. Two queries."""
    return _counted(find_staff(commune_id, *sorted(ROLES_OF["responsible"])), "cases_count_active")


def candidates_for_manager(commune_id: int) -> list[Candidate]:
    """Who may be DGASPC's case manager in the commune's county, those with the fewest cases first. Two queries."""
    return _counted(find_county_managers(commune_id), "cases_count_managed")


def _counted(colleagues: Iterable[Colleague], function: str) -> list[Candidate]:
    known = {each.user_id: each for each in colleagues}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT u, {function}(u) FROM unnest(%s::uuid[]) u", [list(known)])
        active = dict(cursor.fetchall())
    rows = [Candidate(each.user_id, each.name, each.role, active[each.user_id]) for each in known.values()]
    return sorted(rows, key=lambda each: (each.active, each.name))
