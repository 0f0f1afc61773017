"""Who works in a commune or its county, and can have a function in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from impreuna.kernel.moments import day_of
from impreuna.workforce.queries.team import active_on, assignments


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody in a role, today."""

    user_id: UUID
    name: str
    role: str


def find_staff(place_id: int, *roles: str, on: date | None = None) -> list[Colleague]:
    """Who holds one of `roles` (any, when none is named) at a place, by name."""
    held = assignments(place_id).filter(active_on(on or day_of(timezone.now())))
    if roles:
        held = held.filter(role__in=roles)
    return [Colleague(each.user_id, each.user.name, each.role) for each in held.order_by("user__name", "id")]


def find_county_managers(commune_id: int) -> list[Colleague]:
    """Who coordinates cases for DGASPC in the county of a commune: whom its head may designate, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, name, role FROM cases_county_managers(%s)", [commune_id])
        return [Colleague(*row) for row in cursor.fetchall()]


def find_colleague(commune_id: int, user_id: UUID) -> tuple[str, frozenset[str]]:
    """What somebody is called and the roles that she holds today in a commune or as DGASPC's coordinator of its
    county; no role when she works in neither."""
    held = [*find_staff(commune_id), *find_county_managers(commune_id)]
    own = [each for each in held if each.user_id == user_id]
    return (own[0].name if own else "", frozenset(each.role for each in own))
