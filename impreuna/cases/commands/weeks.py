"""The team's weekly meeting (Order 288/2006, O 5.5): due as long as the commune has a case that is not ended."""

from __future__ import annotations

from impreuna.cases.queries.weeks import has_cases_since, held_meetings
from impreuna.kernel.command import Stamp
from impreuna.obligations.commands.keeping import bring_team_up_to_date


def keep_week(commune_id: int, at: Stamp) -> None:
    """Brings the commune's meetings up to date: after one was held, and when its first case begins or its last ends."""
    bring_team_up_to_date(commune_id, held_meetings(commune_id), has_cases_since(commune_id), at)
