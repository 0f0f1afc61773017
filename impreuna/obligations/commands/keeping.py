"""Keeping the rows of obligations as the facts of a case say. Called by the handlers of acts, never by pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from impreuna.kernel.command import Stamp
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.judging import Judged


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers for an obligation now."""

    user_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose rows they are, and what a list says of the case: its number and whom it is about."""

    team_id: UUID
    is_restricted: bool
    household_id: UUID | None
    label: str


def bring_up_to_date(
    dossier: Dossier,
    circle: Circle,
    holders: Mapping[str, Holder],
    at: Stamp,
    late_reason: str = "",
) -> tuple[Judged, ...]:
    """Brings the rows of a case to what its dossier says; rows that do not change are not touched.

    `holders`: who answers for each kind of responsible (`rules.reading.RESPONSIBLE`); a kind that is missing falls
    to nobody by name. Answers the obligations that this act meets late: an act whose author gave no `late_reason`
    has to be refused for them (`Rejected("late_reason", field="late_reason", …)`), which undoes all of this.
    """
    return ()


def bring_team_up_to_date(commune_id: int, meetings: Iterable[datetime], has_cases_since: datetime, at: Stamp) -> None:
    """Brings the commune's own obligations up to date: the weekly meeting of its team (Order 288/2006, O 5.5)."""
