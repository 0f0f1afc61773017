"""What can be asked about the people who work here. Lists start from what the actor's places show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from impreuna.kernel.actor import Actor, Level, Scope
from impreuna.workforce.models import Invitation, RoleAssignment, User

_OWN_ROLES = "SELECT * FROM workforce_own_roles(%s, %s)"
_ACCOUNT = (
    "SELECT u.id, u.email, u.name, u.is_active, u.password, u.last_login, o.*"
    " FROM workforce_user u LEFT JOIN LATERAL workforce_own_roles(u.id, %s) o ON true WHERE u.id = %s"
)


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role that somebody holds today, with the names of its place. The country has no name and place 0."""

    assignment_id: UUID
    role: str
    level: Level
    place_id: int
    place_name: str
    place_kind: str
    county_name: str
    commune_ids: frozenset[int]

    def actor(self, user_id: UUID, name: str) -> Actor:
        """The person acting in this role."""
        return Actor(user_id, name, self.role, Scope(self.level, self.place_id, self.commune_ids), self.assignment_id)


def _own_role(row: Iterable[Any]) -> OwnRole:
    *plain, commune_ids = row
    return OwnRole(*plain, frozenset(commune_ids or ()))


def find_account(user_id: UUID, today: date) -> tuple[User, list[OwnRole]] | None:
    """The account and the roles it holds on `today` (Europe/Bucharest), oldest first, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNT, [today, user_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    id_, email, name, is_active, password, last_login = rows[0][:6]
    user = User(id=id_, email=email, name=name, is_active=is_active, password=password, last_login=last_login)
    user._state.adding, user._state.db = False, connection.alias
    return user, [_own_role(row[6:]) for row in rows if row[6] is not None]


def list_own_roles(user_id: UUID, today: date) -> list[OwnRole]:
    """The roles that a person holds on `today` (Europe/Bucharest), oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN_ROLES, [user_id, today])
        return [_own_role(row) for row in cursor.fetchall()]


def choose(roles: list[OwnRole], assignment_id: UUID | None) -> OwnRole | None:
    """The role of that assignment; without one, or when it is not held any more, the oldest held."""
    chosen = [role for role in roles if role.assignment_id == assignment_id]
    return next(iter(chosen or roles), None)


def actor_of(user_id: UUID, assignment_id: UUID | None, today: date) -> Actor | None:
    """The person acting in that role, or in the oldest one held; none without an active account and role."""
    found = find_account(user_id, today)
    if found is None or not found[0].is_active:
        return None
    user, roles = found
    role = choose(roles, assignment_id)
    return role.actor(user.id, user.name) if role else None


def digest_of(token: str) -> bytes:
    """What is kept of an invitation's token."""
    return sha256(token.encode()).digest()


def find_invitation(token: str) -> Invitation | None:
    """The invitation of that token, whoever asks: to hold the token is to be the one invited."""
    found = Invitation.objects.raw("SELECT * FROM workforce_invitation_of(%s)", [digest_of(token)])
    return next(iter(found), None)


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


def find_user_by_email(email: str) -> User | None:
    """The account with that address, in whatever case it was typed."""
    return User.objects.filter(email__iexact=email).first()


def is_known_to(actor: Actor, user_id: UUID) -> bool:
    """Whether a person holds or held a role where the actor sees staff; nobody else is found by the id."""
    return RoleAssignment.objects.filter(user_id=user_id).exists()


def list_waiting_invitations(place_id: int, now: datetime | None = None) -> list[Invitation]:
    """Invitations of a place that nobody used, withdrew or let expire, newest first."""
    waiting = Invitation.objects.filter(place_id=place_id, accepted_at=None, withdrawn_at=None)
    return list(waiting.filter(expires_at__gt=now or timezone.now()).order_by("-invited_at", "-id"))
