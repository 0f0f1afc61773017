"""Questions about work that tablets handed over and nobody has taken over yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from impreuna.kernel.seal import unseal

HELD_WORK = "held work"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work that waits: whose, of what kind, why, since when. `is_open` when the reader may see what it says."""

    id: UUID
    user_id: UUID
    user_name: str
    what: str
    kind: str
    reason: str
    recorded_at: datetime | None
    received_at: datetime
    settled_at: datetime | None
    is_open: bool


_WAITING = """
SELECT h.id, h.user_id, h.user_name, h.what, h.kind, h.reason, h.recorded_at, h.received_at, h.settled_at,
  c.id IS NOT NULL
FROM sync_held h LEFT JOIN sync_heldcontent c ON c.commune_id = h.commune_id AND c.id = h.id
WHERE h.commune_id = %s
"""


def list_waiting(commune_id: int, limit: int = 200) -> list[Waiting]:
    """What waits in a commune, the oldest first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_WAITING} AND h.settled_at IS NULL ORDER BY h.received_at, h.recorded_at, h.id LIMIT %s",
            [commune_id, limit],
        )
        return [Waiting(*row) for row in cursor.fetchall()]


def find_held(commune_id: int, held_id: UUID) -> Waiting | None:
    """The work of that id, also when it is settled; none where the reader may not know of it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_WAITING} AND h.id = %s", [commune_id, held_id])
        row = cursor.fetchone()
    return Waiting(*row) if row else None


def open_held(commune_id: int, held_id: UUID) -> bytes | None:
    """What the work says, JSON as it came; None for who may not see it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM sync_heldcontent WHERE commune_id = %s AND id = %s", [commune_id, held_id])
        row = cursor.fetchone()
    return unseal(bytes(row[0]), HELD_WORK) if row else None
