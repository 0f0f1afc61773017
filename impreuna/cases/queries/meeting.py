"""What an act about a meeting has to know, whoever acts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from impreuna.cases.models import Meeting


def meeting_held_at(commune_id: int, meeting_id: UUID) -> datetime | None:
    """When a meeting of the commune was held; None when there is none. Within an act only."""
    return _ask("SELECT cases_meeting_held(%s, %s)", commune_id, meeting_id)


def first_registered_at(commune_id: int) -> datetime | None:
    """Since when the commune has cases. Within an act only."""
    return _ask("SELECT cases_first_registered(%s)", commune_id)


def held_meetings(commune_id: int) -> list[datetime]:
    """When the meetings of the commune's team were held, in order."""
    return list(Meeting.objects.filter(commune_id=commune_id).order_by("held_at").values_list("held_at", flat=True))


def _ask(sql: str, *parameters: object) -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        answer: datetime | None = cursor.fetchone()[0]
    return answer
