"""Communes to play in: a team with roles, tablets that are enrolled, and nobody registered yet."""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import psycopg

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.identity import new_id
from impreuna.kernel.seal import seal
from impreuna.sync.queries.devices import OUTBOX_KEY
from impreuna.sync.rules.me import me_of

#: Who works at the tablets, the first one always a social worker.
ROLES = ("social_worker", "community_nurse", "health_mediator", "school_counsellor")
#: Two to work with, and two in reserve for when those are cleared.
TABLETS_EACH = 4
_DEVICE = (
    "place_id, id, n, label, app, user_id, user_name, role, assignment_id, secret_digest, outbox_key, enrolled_at,"
    " revoked_by, revoke_reason"
)
_LONG_AGO = date(2020, 1, 1)


_PLACES = """
SELECT c.siruta, c.name, k.name, array_agg(v.siruta ORDER BY v.siruta) FROM territory_commune c
JOIN territory_county k ON k.siruta = c.county_id JOIN territory_village v ON v.commune_id = c.siruta
WHERE NOT EXISTS (SELECT FROM workforce_roleassignment r WHERE r.place_id = c.siruta)
GROUP BY 1, 2, 3 ORDER BY c.siruta LIMIT %s
"""


@dataclass(frozen=True)
class Tablet:
    """An enrolled device. `outbox_key` in base64; `me` as the server tells it."""

    device_id: str
    secret: str
    outbox_key: str
    me: dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """A commune with its team. `tablets` holds, for each person, the tablets in the order of their use."""

    commune_id: int
    villages: list[int]
    tablets: list[list[Tablet]] = field(default_factory=list)


def prepare(connection: psycopg.Connection[Any], many: int, roles: tuple[str, ...] = ROLES) -> list[Ground]:
    """`many` communes in which nobody works yet, in rows that are written at once."""
    places = connection.execute(_PLACES, [many]).fetchall()
    assert len(places) == many, "the country has no commune left"
    rows = _Rows()
    grounds = [_ground(rows, siruta, name, county, villages[:3], roles) for siruta, name, county, villages in places]
    with connection.transaction():
        rows.write(connection)
    return grounds


class _Rows:
    """The rows of accounts, roles and devices, table by table."""

    def __init__(self) -> None:
        self.users: list[tuple[Any, ...]] = []
        self.roles: list[tuple[Any, ...]] = []
        self.devices: list[tuple[Any, ...]] = []

    def write(self, connection: psycopg.Connection[Any]) -> None:
        _copy(connection, "workforce_user (id, email, name, is_active, password)", self.users)
        columns = "place_id, id, n, user_id, role, level, start_date, granted_by, granted_at, ended_by, end_reason"
        _copy(connection, f"workforce_roleassignment ({columns})", self.roles)
        _copy(connection, f"sync_device ({_DEVICE})", self.devices)


def _copy(connection: psycopg.Connection[Any], into: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _ground(rows: _Rows, siruta: int, name: str, county: str, villages: list[int], roles: tuple[str, ...]) -> Ground:
    ground = Ground(siruta, villages)
    for number, role in enumerate(roles):
        person = Actor(new_id(), f"Om {number} din {name}"[:60], role, _scope(siruta), new_id())
        rows.users.append((person.user_id, f"field-{siruta}-{number}@localhost", person.name, True, "!"))
        rows.roles.append(
            (siruta, person.assignment_id, 0, person.user_id, role, "commune", _LONG_AGO, "", _LONG_AGO, "", "")
        )
        me = msgspec.to_builtins(me_of(person, name, county))
        ground.tablets.append([_tablet(rows, person, me) for _ in range(TABLETS_EACH)])
    return ground


def _scope(siruta: int) -> Scope:
    return Scope("commune", siruta, frozenset({siruta}))


def _tablet(rows: _Rows, person: Actor, me: dict[str, Any]) -> Tablet:
    device_id, key = new_id(), os.urandom(32)
    secret = secrets.token_urlsafe(32)
    place, role = person.scope.place_id, person.role
    digest = sha256(secret.encode()).digest()
    rows.devices.append(
        (
            place, device_id, 0, "Tableta", "1.0.0", person.user_id, person.name, role, person.assignment_id,
            digest, seal(key, OUTBOX_KEY), _LONG_AGO, "", "",
        )
    )  # fmt: skip
    return Tablet(str(device_id), secret, base64.b64encode(key).decode(), me)
