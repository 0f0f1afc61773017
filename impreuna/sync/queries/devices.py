"""Questions about tablets: who speaks, and the lists of a commune, a county, the country."""

from __future__ import annotations

import hmac
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
