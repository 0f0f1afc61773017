"""Questions about notes: the actor sees those of the own areas and circles, row-level security takes care."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from impreuna.kernel.policy import AREAS
from impreuna.registry.models import Note


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as pages show it; `is_restricted` when it exists for a named circle only."""

    id: UUID
    area: str
    area_name: str
    text: str
    author: str
    written_at: datetime
    is_restricted: bool
    person_id: UUID | None


def list_notes(
    commune_id: int, *, household_id: UUID | None = None, person_ids: Iterable[UUID] = (), limit: int = 100
) -> list[NoteRow]:
    """Notes about the household or any of these people, newest first. One query."""
    about = Q(person_id__in=list(person_ids))
    if household_id is not None:
        about |= Q(household_id=household_id)
    notes = Note.objects.filter(about, commune_id=commune_id).order_by("-written_at", "-id")[:limit]
    return [
        NoteRow(
            note.id,
            note.area,
            AREAS[note.area].name,
            note.text,
            note.author,
            note.written_at,
            note.restriction_id is not None,
            note.person_id,
        )
        for note in notes
    ]
