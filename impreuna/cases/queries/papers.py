"""Which documents of a case were issued: asked by what sends them, told by the room above that issues them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued document: of which entry, its title, its number ("12/2026") and day, the area of data that it tells."""

    id: UUID
    entry_id: UUID
    title: str
    number: str
    day: date
    area: str


#: Commune and case → the documents that the reader sees, the oldest first. It asks once.
List = Callable[[int, UUID], Sequence[Paper]]

_lists: list[List] = []


def told_by(papers: List) -> List:
    """Makes known what lists documents; there is one such room."""
    _lists[:] = [papers]
    return papers


def list_papers(commune_id: int, case_id: UUID) -> Sequence[Paper]:
    """The case's documents that the reader may see. One query."""
    return _lists[0](commune_id, case_id) if _lists else ()
