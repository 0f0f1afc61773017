"""Questions about moves: what was offered to this commune, and what this commune offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from impreuna.registry.models import Arrival, Departure
from impreuna.territory.queries import find_communes


@dataclass(frozen=True, slots=True)
class Move:
    """A household or person that goes from one commune to another, seen from one of the two.

    `commune` is the other one, in words. `decision` is empty while the move waits; what came is found by
    `household_id` or `person_id` once it was accepted.
    """

    id: UUID
    label: str
    household_id: UUID | None
    person_id: UUID | None
    people: int | None
    commune_id: int
    commune: str
    county: str
    note: str
    offered_at: datetime
    offered_by: str
    decided_at: datetime | None
    decided_by: str
    decision: str
    decision_note: str

    @property
    def is_household(self) -> bool:
        return self.household_id is not None


def count_arrivals(commune_id: int) -> int:
    """How many moves wait for the commune's team to receive them."""
    return Arrival.objects.filter(commune_id=commune_id, decided_at=None).count()


def list_arrivals(commune_id: int, limit: int = 50) -> list[Move]:
    """What was offered to the commune: what waits first, then the newest."""
    rows = Arrival.objects.filter(commune_id=commune_id)
    return _moves([*_waiting(rows, limit), *_decided(rows, limit)])


def list_departures(commune_id: int, limit: int = 50) -> list[Move]:
    """What the commune offered: what waits first, then the newest."""
    rows = Departure.objects.filter(commune_id=commune_id)
    return _moves([*_waiting(rows, limit), *_decided(rows, limit)])


def find_arrival(commune_id: int, move_id: UUID) -> Move | None:
    """The move to the commune of that id, or None."""
    return next(iter(_moves(list(Arrival.objects.filter(commune_id=commune_id, id=move_id)))), None)


def find_departure(commune_id: int, move_id: UUID) -> Move | None:
    """The move out of the commune of that id, or None."""
    return next(iter(_moves(list(Departure.objects.filter(commune_id=commune_id, id=move_id)))), None)


def find_waiting_departure(commune_id: int, household_id: UUID) -> Move | None:
    """The household's offer to another commune that waits for an answer, or None."""
    rows = Departure.objects.filter(commune_id=commune_id, household_id=household_id, decided_at=None)
    return next(iter(_moves(list(rows))), None)


def _waiting(rows: Any, limit: int) -> list[Any]:
    return list(rows.filter(decided_at=None).order_by("offered_at", "id")[:limit])


def _decided(rows: Any, limit: int) -> list[Any]:
    return list(rows.filter(decided_at__isnull=False).order_by("-decided_at", "-id")[:limit])


def _other_place(row: Any) -> int:
    return int(row.from_commune_id if isinstance(row, Arrival) else row.to_commune_id)


def _moves(rows: list[Any]) -> list[Move]:
    communes = find_communes({_other_place(row) for row in rows})
    return [_move(row, communes.get(_other_place(row))) for row in rows]


def _move(row: Any, commune: Any) -> Move:
    return Move(
        id=row.id,
        label=row.label,
        household_id=row.household_id,
        person_id=row.person_id,
        people=row.people if isinstance(row, Arrival) else None,
        commune_id=_other_place(row),
        commune=commune.name if commune else str(_other_place(row)),
        county=commune.county_name if commune else "",
        note=row.note,
        offered_at=row.offered_at,
        offered_by=row.offered_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision=row.decision,
        decision_note=getattr(row, "decision_note", ""),
    )
