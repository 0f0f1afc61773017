"""What giving a role and inviting to one have in common."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from impreuna.kernel.actor import Actor, Level
from impreuna.kernel.command import Stamp
from impreuna.kernel.result import Rejected, require
from impreuna.workforce import rules
from impreuna.workforce.models import RoleAssignment, User
from impreuna.workforce.queries import level_of


def require_giver(actor: Actor, role: str, place_id: int) -> Level:
    level = level_of(place_id)
    if level is None:
        raise Rejected("unknown_place", field="commune_id", commune_id=place_id)
    require(rules.may_give(actor, role, place_id, level), "role")
    return level


def today_of(at: Stamp) -> date:
    return timezone.localtime(at.received_at).date()


def assign(
    assignment_id: UUID, user: User, role: str, level: Level, dates: tuple[date, date | None], by: str, at: Stamp
) -> None:
    start, end = dates
    held = RoleAssignment.objects.filter(place_id=at.commune_id, user=user, role=role, ended_at=None)
    for assignment in held:
        is_before = assignment.end_date is not None and assignment.end_date < start
        is_after = end is not None and assignment.start_date > end
        if not (is_before or is_after):
            raise Rejected("role_held_already", field="start_date", name=user.name)
    RoleAssignment.objects.create(
        place_id=at.commune_id,
        id=assignment_id,
        n=at.n,
        user=user,
        role=role,
        level=level,
        start_date=start,
        end_date=end,
        granted_by=by,
        granted_at=at.received_at,
    )
