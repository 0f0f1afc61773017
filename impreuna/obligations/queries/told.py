"""What somebody was told of, hers alone; where somebody has to be told; whom e-mails wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from impreuna.obligations.models import Notification
from impreuna.obligations.rules.entries import Escalation
from impreuna.ui.paging import Page, page_of

_TO_TELL = """
SELECT commune_id FROM obligations_to_tell(%s, make_interval(hours => %s), make_interval(hours => %s)) ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A notification: of which delay, in which case, at which level."""

    id: UUID
    case_id: UUID | None
    case_number: str
    code: str
    level: str
    due_at: datetime
    told_at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class Unmailed:
    """An e-mail that has not left: to whom, about which cases, and the notifications that it tells of."""

    user_id: UUID
    email: str
    notification_ids: tuple[UUID, ...]
    case_numbers: tuple[str, ...]


def list_told(user_id: UUID, cursor: str | None = None) -> Page[ToldRow]:
    """The reader's own notifications, the latest first. One query."""
    page = page_of(Notification.objects.filter(user_id=user_id), ("-told_at", "-id"), cursor)
    rows = [
        ToldRow(row.id, row.case_id, row.case_number, row.code, row.level, row.due_at, row.told_at, bool(row.read_at))
        for row in page.items
    ]
    return Page(rows, page.next, page.is_first)


def communes_to_tell(now: datetime, after: Escalation) -> list[int]:
    """Communes in which a delay has not been told at one of its levels. The country's role alone is answered."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_TELL, [now, after.head_after_hours, after.county_after_hours])
        return [commune for (commune,) in cursor.fetchall()]


def list_unmailed(most: int) -> list[Unmailed]:
    """E-mails that wait, of at most so many notifications. The country's role alone is answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, email, notification_ids, case_numbers FROM obligations_unmailed(%s)", [most])
        return [Unmailed(user, email, tuple(ids), tuple(numbers)) for user, email, ids, numbers in cursor.fetchall()]
