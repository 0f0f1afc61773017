"""When a tablet last spoke, and what it said of itself: no act, so no command (docs/decisions/0033)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

#: A contact is written at most this often, unless what the tablet says of itself is other than before.
AT_MOST_EVERY = timedelta(minutes=1)

# What a crash of the machine takes of it, the next contact brings again: the commit waits for no disk.
_KEEP = """
WITH soon AS (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO sync_contact (place_id, id, user_id, last_contact_at, app, protocol, cursor, view, unsent,
  oldest_unsent_at, attachments_waiting, storage_used, storage_quota, persisted)
SELECT %s, %s, %s, %s, %s, %s, %s, %s, coalesce(%s, 0), %s, coalesce(%s, 0), %s, %s, %s FROM soon
ON CONFLICT (place_id, id) DO UPDATE SET last_contact_at = excluded.last_contact_at, app = excluded.app,
  protocol = excluded.protocol
"""
_PULLED = ", cursor = excluded.cursor, view = excluded.view"
_STANDING = """, unsent = excluded.unsent, oldest_unsent_at = excluded.oldest_unsent_at,
  attachments_waiting = excluded.attachments_waiting, storage_used = excluded.storage_used,
  storage_quota = excluded.storage_quota, persisted = excluded.persisted"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a tablet says of itself when it sends; sizes in bytes."""

    unsent: int = 0
    oldest_unsent_at: datetime | None = None
    attachments_waiting: int = 0
    storage_used: int | None = None
    storage_quota: int | None = None
    persisted: bool | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One call of a device: whose, when, by which application."""

    place_id: int
    device_id: UUID
    user_id: UUID
    at: datetime
    app: str
    protocol: int


def keep_pulled(contact: Contact, cursor: int, view: str) -> None:
    """Writes that the device pulled and what it had; the connection acts as its person."""
    _keep(_KEEP + _PULLED, contact, cursor, view, Standing())


def keep_standing(contact: Contact, standing: Standing) -> None:
    """Writes what the device said of itself; the connection acts as its person."""
    _keep(_KEEP + _STANDING, contact, 0, "", standing)


def _keep(statement: str, contact: Contact, after: int, view: str, standing: Standing) -> None:
    c, s = contact, standing
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [
                c.place_id, c.device_id, c.user_id, c.at, c.app, c.protocol, after, view, s.unsent,
                s.oldest_unsent_at, s.attachments_waiting, s.storage_used, s.storage_quota, s.persisted,
            ],
        )  # fmt: skip
