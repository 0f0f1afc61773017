"""Teams of cases: circles that people join and leave while the case lasts (`kernel.models.Restriction`)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from impreuna.kernel import guard
from impreuna.kernel.command import Stamp


def admit(team_id: UUID, user_id: UUID, at: Stamp, until: datetime | None = None) -> None:
    """Lets somebody see what the team sees, for ever or `until` a moment; who left before comes back."""
    guard.check("a team's members")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kernel_admit(%s, %s, %s, %s, %s)", [team_id, at.commune_id, user_id, until, at.n])


def dismiss(team_id: UUID, user_id: UUID, at: Stamp) -> None:
    """From now on somebody sees the team's rows no more than anybody else."""
    guard.check("a team's members")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kernel_dismiss(%s, %s, %s, %s)", [team_id, at.commune_id, user_id, at.n])
