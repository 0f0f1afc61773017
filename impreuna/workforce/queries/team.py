"""Who works where: teams, staffing, invitations, institutions. Rows are those that the actor's places show."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from impreuna.kernel.actor import COUNTRY, Actor, Level
from impreuna.workforce.models import InstitutionName, Invitation, RoleAssignment
from impreuna.workforce.rules import PROFESSIONS


def active_on(today: date) -> Q:
    """The condition of assignments that are held on `today`."""
    return Q(start_date__lte=today, ended_at=None) & (Q(end_date=None) | Q(end_date__gte=today))


def assignments(place_id: int) -> QuerySet[RoleAssignment]:
    """Assignments of a place, as far as the connection's actor sees them, with their accounts."""
    return RoleAssignment.objects.filter(place_id=place_id).select_related("user")


def find_assignment(place_id: int, assignment_id: UUID) -> RoleAssignment | None:
    """One assignment, with its account."""
    return assignments(place_id).filter(id=assignment_id).first()


def count_other_holders(assignment: RoleAssignment, today: date) -> int:
    """How many others hold the same role in the same place on `today`."""
    same = RoleAssignment.objects.filter(active_on(today), place_id=assignment.place_id, role=assignment.role)
    return same.exclude(user_id=assignment.user_id).count()


def is_known_to(actor: Actor, user_id: UUID) -> bool:
    """Whether a person holds or held a role where the actor sees staff; nobody else is found by the id."""
    return RoleAssignment.objects.filter(user_id=user_id).exists()


def list_waiting_invitations(place_id: int, now: datetime | None = None) -> list[Invitation]:
    """Invitations of a place that nobody used, withdrew or let expire, newest first."""
    waiting = Invitation.objects.filter(place_id=place_id, accepted_at=None, withdrawn_at=None)
    return list(waiting.filter(expires_at__gt=now or timezone.now()).order_by("-invited_at", "-id"))


def level_of(place_id: int) -> Level | None:
    """Whether a SIRUTA code is a commune's or a county's (0: the country); none when it is neither."""
    if place_id == COUNTRY:
        return "country"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'commune' FROM territory_commune WHERE siruta = %s UNION ALL"
            " SELECT 'county' FROM territory_county WHERE siruta = %s",
            [place_id, place_id],
        )
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who holds, held or will hold a role in a place. `state`: active, future or ended."""

    assignment_id: UUID
    user_id: UUID
    name: str
    email: str
    role: str
    start_date: date
    end_date: date | None
    state: str
    ended_by: str
    end_reason: str


def list_team(place_id: int, today: date) -> list[Colleague]:
    """Everybody with a role in the place, whoever works there now first, then by role and name."""
    rows = assignments(place_id).order_by("-start_date", "id")
    colleagues = [_colleague(row, today) for row in rows]
    order = {"active": 0, "future": 1, "ended": 2}
    return sorted(colleagues, key=lambda one: (order[one.state], one.role, one.name))


def _colleague(row: RoleAssignment, today: date) -> Colleague:
    is_over = row.ended_at is not None or (row.end_date is not None and row.end_date < today)
    state = "ended" if is_over else "future" if row.start_date > today else "active"
    end_date = timezone.localtime(row.ended_at).date() if row.ended_at else row.end_date
    return Colleague(
        row.id,
        row.user_id,
        row.user.name,
        row.user.email,
        row.role,
        row.start_date,
        end_date,
        state,
        row.ended_by,
        row.end_reason,
    )


def count_roles(place_ids: Collection[int], today: date) -> dict[int, dict[str, int]]:
    """How many people hold each role on `today`, by place: one statement for a whole county."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place_id, role, count(DISTINCT user_id) FROM workforce_roleassignment"
            " WHERE place_id = ANY(%s) AND start_date <= %s AND (end_date IS NULL OR end_date >= %s)"
            " AND ended_at IS NULL GROUP BY place_id, role",
            [list(place_ids), today, today],
        )
        for place_id, role, n in cursor.fetchall():
            counts[place_id][role] = n
    return counts


@dataclass(frozen=True, slots=True)
class CountyStaffing:
    """A county's teams: communes in all, with somebody at work, with all five professions; people by profession."""

    county_id: int
    name: str
    communes: int
    staffed: int
    complete: int
    people: dict[str, int]


_COUNTIES = """
WITH held AS (
  SELECT place_id, role, count(DISTINCT user_id) AS people FROM workforce_roleassignment
  WHERE level = 'commune' AND role = ANY(%s) AND start_date <= %s
    AND (end_date IS NULL OR end_date >= %s) AND ended_at IS NULL
  GROUP BY place_id, role),
teams AS (SELECT place_id, count(*) AS professions FROM held GROUP BY place_id),
places AS (
  SELECT c.county_id, count(*) AS communes, count(t.place_id) AS staffed,
         count(*) FILTER (WHERE t.professions = %s) AS complete
  FROM territory_commune c LEFT JOIN teams t ON t.place_id = c.siruta
  WHERE c.ended_on IS NULL AND c.kind <> 'sector' GROUP BY c.county_id),
people AS (
  SELECT county_id, jsonb_object_agg(role, people) AS people FROM (
    SELECT c.county_id, h.role, sum(h.people) AS people FROM held h
    JOIN territory_commune c ON c.siruta = h.place_id GROUP BY c.county_id, h.role) AS summed
  GROUP BY county_id)
SELECT k.siruta, k.name, p.communes, p.staffed, p.complete, q.people::text
FROM territory_county k JOIN places p ON p.county_id = k.siruta LEFT JOIN people q ON q.county_id = k.siruta
ORDER BY k.search_name
"""


def list_county_staffing(today: date) -> list[CountyStaffing]:
    """Every county's teams on `today`, by name, in one statement; figures, as the country sees them."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTIES, [list(PROFESSIONS), today, today, len(PROFESSIONS)])
        rows = cursor.fetchall()
    return [
        CountyStaffing(county, name, communes, staffed, complete, json.loads(people or "{}"))
        for county, name, communes, staffed, complete, people in rows
    ]


def institution_name(place_id: int, kind: str, today: date) -> str:
    """What the institution is called on `today`; empty when nobody has named it."""
    named = InstitutionName.objects.filter(place_id=place_id, kind=kind, start_date__lte=today)
    return named.order_by("-start_date").values_list("name", flat=True).first() or ""
