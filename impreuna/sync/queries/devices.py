"""Questions about tablets: who speaks, and the lists of a commune, a county, the country."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal, NamedTuple
from uuid import UUID

from django.db import connection

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.seal import unseal

OUTBOX_KEY = "outbox key"

_GREET = "SELECT * FROM sync_greet(%s, %s, %s)"


class Greeting(NamedTuple):
    """Everything that one statement tells about a device that calls.

    `assignment_id` is None when nobody holds its role any more; `n` and `head` say where the commune's clock stands,
    `hash` is that of the entry up to which the device has pulled (None: there is no such entry).
    """

    place_id: int
    commune_name: str
    county_name: str
    user_id: UUID
    user_name: str
    role: str
    assignment_id: UUID | None
    secret_digest: bytes
    outbox_key: bytes
    revoked_at: datetime | None
    n: int
    head: bytes
    hash: bytes | None
    circles: list[UUID]
    country_n: int
    last_contact_at: datetime | None
    known_app: str | None

    @property
    def actor(self) -> Actor | None:
        """The person in the role of the device; none when the role has ended or the device is out of use."""
        if self.assignment_id is None or self.revoked_at is not None:
            return None
        scope = Scope("commune", self.place_id, frozenset({self.place_id}))
        return Actor(self.user_id, self.user_name, self.role, scope, self.assignment_id)

    @property
    def standing(self) -> Literal["active", "revoked"]:
        """What a device is told that has forgotten who it is."""
        return "revoked" if self.revoked_at is not None else "active"

    def knows(self, secret: str) -> bool:
        """Whether the device was given this secret."""
        return hmac.compare_digest(digest_of(secret), bytes(self.secret_digest))

    def opened_outbox_key(self) -> bytes:
        """The key with which the device seals what waits to be sent."""
        return unseal(bytes(self.outbox_key), OUTBOX_KEY)


def greet(device_id: UUID, today: date, after: int = 0) -> Greeting | None:
    """The device, or none of that id, whoever asks: the secret is still to be checked. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_GREET, [device_id, today, after])
        row = cursor.fetchone()
    return Greeting(*row) if row else None


def digest_of(secret: str) -> bytes:
    """What is kept of a secret: it has 256 bits of chance, so a plain hash is enough."""
    return sha256(secret.encode()).digest()


@dataclass(frozen=True, slots=True)
class Device:
    """A tablet as the office sees it. What it said of itself is as of `last_contact_at`; bytes."""

    id: UUID
    place_id: int
    label: str
    user_id: UUID
    user_name: str
    role: str
    app: str
    enrolled_at: datetime
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str
    is_held: bool
    last_contact_at: datetime | None
    unsent: int
    oldest_unsent_at: datetime | None
    attachments_waiting: int
    storage_used: int | None
    storage_quota: int | None


_HELD = (
    "EXISTS (SELECT FROM workforce_roleassignment a WHERE a.place_id = d.place_id AND a.user_id = d.user_id"
    " AND a.role = d.role AND a.start_date <= %s AND (a.end_date IS NULL OR a.end_date >= %s) AND a.ended_at IS NULL)"
)
_DEVICES = f"""
SELECT d.id, d.place_id, d.label, d.user_id, d.user_name, d.role, coalesce(c.app, d.app), d.enrolled_at, d.revoked_at,
  d.revoked_by, d.revoke_reason, {_HELD}, c.last_contact_at, coalesce(c.unsent, 0), c.oldest_unsent_at,
  coalesce(c.attachments_waiting, 0), c.storage_used, c.storage_quota
FROM sync_device d LEFT JOIN sync_contact c ON c.place_id = d.place_id AND c.id = d.id
"""


def list_devices(place_id: int, today: date) -> list[Device]:
    """The tablets of a commune, those in use first, by whose they are. One statement."""
    return _devices("WHERE d.place_id = %s ORDER BY d.revoked_at IS NOT NULL, d.user_name, d.label", place_id, today)


def find_device(place_id: int, device_id: UUID, today: date) -> Device | None:
    """The tablet of that id in that commune, or none."""
    found = _devices("WHERE d.place_id = %s", place_id, today)
    return next((device for device in found if device.id == device_id), None)


def _devices(which: str, place_id: int, today: date) -> list[Device]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_DEVICES} {which}", [today, today, place_id])
        return [Device(*row) for row in cursor.fetchall()]


class Count(NamedTuple):
    """How the tablets of a commune or county stand: how many in use, silent since, with old unsent work."""

    place_id: int
    name: str
    in_use: int
    silent: int
    stuck: int
    unsent: int
    revoked: int


_COUNT = """
SELECT place.siruta, place.name,
  count(*) FILTER (WHERE d.revoked_at IS NULL),
  count(*) FILTER (WHERE d.revoked_at IS NULL AND coalesce(c.last_contact_at, d.enrolled_at) < %s),
  count(*) FILTER (WHERE d.revoked_at IS NULL AND c.unsent > 0 AND c.oldest_unsent_at < %s),
  coalesce(sum(c.unsent) FILTER (WHERE d.revoked_at IS NULL), 0)::int,
  count(*) FILTER (WHERE d.revoked_at IS NOT NULL)
FROM sync_device d JOIN territory_commune commune ON commune.siruta = d.place_id
JOIN {place} LEFT JOIN sync_contact c ON c.place_id = d.place_id AND c.id = d.id
GROUP BY 1, 2 ORDER BY 2, 1
"""
_BY_COMMUNE = _COUNT.format(place="territory_commune place ON place.siruta = commune.siruta")
_BY_COUNTY = _COUNT.format(place="territory_county place ON place.siruta = commune.county_id")


def count_devices(silent_since: datetime, stuck_since: datetime, *, by_commune: bool) -> list[Count]:
    """The tablets that the reader's place shows, counted by commune or by county. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_COMMUNE if by_commune else _BY_COUNTY, [silent_since, stuck_since])
        return [Count(*row) for row in cursor.fetchall()]
