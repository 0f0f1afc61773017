"""Who works in a commune or its county, and can have a function in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

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
