"""Accounts, the roles that they hold today, and the actor that follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from impreuna.kernel.actor import Actor, Level, Scope
from impreuna.workforce.models import Invitation, User

_OWN_ROLES = "SELECT * FROM workforce_own_roles(%s, %s)"
_INVITATION_COLUMNS = [field.attname for field in Invitation._meta.concrete_fields if field.column]
_INVITATION = f"SELECT {', '.join(_INVITATION_COLUMNS)} FROM workforce_invitation_of(%s)"
_ACCOUNT = (
    "SELECT u.id, u.email, u.name, u.is_active, u.password, u.last_login, o.*{waiting}"
    " FROM workforce_user u LEFT JOIN LATERAL workforce_own_roles(u.id, %s) o ON true WHERE u.id = %s"
)
_COLUMNS_OF_USER = 6
#: What waits for somebody → SQL that counts it, of the account `u` in its role `o`.
_waiting: dict[str, str] = {}


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
    #: How much of what waits for her in this role, by name (`count_waiting`).
    waiting: Mapping[str, int] = field(default_factory=dict)

    def actor(self, user_id: UUID, name: str) -> Actor:
        """The person acting in this role."""
        return Actor(user_id, name, self.role, Scope(self.level, self.place_id, self.commune_ids), self.assignment_id)


def count_waiting(name: str, sql: str) -> None:
    """Lets every page tell how much of something waits, without a query of its own: the statement that brings the
    account and its roles counts it. `sql` may name `u.id`, `o.role` and `o.place_id`; it runs before anybody acts, so
    it calls a function that answers one number about one person, in less than a millisecond."""
    _waiting[name] = sql


def _own_role(row: tuple[Any, ...]) -> OwnRole:
    assignment_id, role, level, place_id, place_name, place_kind, county_name, commune_ids, *counts = row
    communes = frozenset(commune_ids or ())
    waiting = dict(zip(_waiting, counts, strict=False))
    return OwnRole(assignment_id, role, level, place_id, place_name, place_kind, county_name, communes, waiting)


def find_account(user_id: UUID, today: date) -> tuple[User, list[OwnRole]] | None:
    """The account and the roles it holds on `today` (Europe/Bucharest), oldest first, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNT.format(waiting="".join(f", {sql}" for sql in _waiting.values())), [today, user_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    id_, email, name, is_active, password, last_login = rows[0][:_COLUMNS_OF_USER]
    user = User(id=id_, email=email, name=name, is_active=is_active, password=password, last_login=last_login)
    user._state.adding, user._state.db = False, connection.alias
    return user, [_own_role(row[_COLUMNS_OF_USER:]) for row in rows if row[_COLUMNS_OF_USER] is not None]


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
    with connection.cursor() as cursor:
        cursor.execute(_INVITATION, [digest_of(token)])
        row = cursor.fetchone()
    return Invitation(**dict(zip(_INVITATION_COLUMNS, row, strict=True))) if row else None


def find_user_by_email(email: str) -> User | None:
    """The account with that address, in whatever case it was typed."""
    return User.objects.filter(email__iexact=email).first()
