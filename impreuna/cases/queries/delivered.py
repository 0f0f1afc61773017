"""How often the services of a plan were given: counted by the room that records deliveries, which stands above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many times a service of a plan was given, the first and the last day on which it was."""

    times: int
    first_on: date
    last_on: date


#: Commune and case → by the id of the plan's item. It shows what the reader sees, and asks once.
Count = Callable[[int, UUID], Mapping[str, Delivered]]

#: Role and code of a service of the national lists → whether the role gives it. Without a code anybody may.
Gives = Callable[[str, str], bool]

_counts: list[Count] = []
_gives: list[Gives] = []


def counted_by(count: Count, gives: Gives) -> None:
    """Makes known what counts deliveries, and who records which; there is one such room."""
    _counts[:], _gives[:] = [count], [gives]


def count_delivered(commune_id: int, case_id: UUID) -> Mapping[str, Delivered]:
    """The services of the case's plan that were given. One query."""
    return _counts[0](commune_id, case_id) if _counts else {}


def may_give(role: str, code: str) -> bool:
    """Whether somebody in `role` records that the service of this code was given."""
    return any(gives(role, code) for gives in _gives)
