"""What an act about a meeting has to know, whoever acts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection


def meeting_held_at(commune_id: int, meeting_id: UUID) -> datetime | None:
    """When a meeting of the commune was held; None when there is none. Within an act only."""
    return _ask("SELECT cases_meeting_held(%s, %s)", commune_id, meeting_id)


def has_cases_since(commune_id: int) -> datetime | None:
    """Since when the commune has a case that is not ended. Within an act only."""
    return _ask("SELECT cases_open_since(%s)", commune_id)


def held_meetings(commune_id: int) -> list[tuple[UUID, datetime]]:
    """The meetings of the commune's team and when each was recorded. Within an act only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, recorded_at FROM cases_held_meetings(%s)", [commune_id])
        return cursor.fetchall()


def _ask(sql: str, *parameters: int | UUID) -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        answer: datetime | None = cursor.fetchone()[0]
    return answer
