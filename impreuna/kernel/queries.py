"""What can be asked of the kernel: open conflicts, the history of a record, the journal of a commune."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from impreuna.kernel.edits import Scalar, get_editable
from impreuna.kernel.models import Conflict, FieldChange, JournalEntry


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """Two values that wait for a colleague. `stored` is the field's value now; `…_words` is what a settler reads."""

    id: UUID
    commune_id: int
    record_id: UUID
    record_type: str
    record_label: str
    field: str
    field_label: str
    stored: Scalar
    stored_by: str
    stored_at: datetime | None
    proposed: Scalar
    proposed_by: str
    proposed_at: datetime
    stored_words: Scalar = None
    proposed_words: Scalar = None


@dataclass(frozen=True, slots=True)
class PastValue:
    """One step in the history of a field, in words: `old` gave way to `new`, or `new` was typed and not chosen."""

    field: str
    field_label: str
    old: Scalar
    new: Scalar
    by: str
    at: datetime
    was_chosen: bool = True


def list_open_conflicts(commune_id: int, limit: int = 100) -> list[OpenConflict]:
    """The commune's open conflicts that the connection's actor may see, oldest first; one query per kind of record."""
    found = list(Conflict.objects.filter(commune_id=commune_id, settled_at=None).order_by("n", "id")[:limit])
    rows = _rows_of(commune_id, found)
    return [_open(conflict, rows[conflict.record_id]) for conflict in found if conflict.record_id in rows]


def find_open_conflict(commune_id: int, conflict_id: UUID) -> OpenConflict | None:
    """The open conflict of that id, or none."""
    found = list(Conflict.objects.filter(commune_id=commune_id, id=conflict_id, settled_at=None))
    rows = _rows_of(commune_id, found)
    return next((_open(conflict, rows[conflict.record_id]) for conflict in found if conflict.record_id in rows), None)


def count_open_conflicts(commune_id: int) -> int:
    """How many conflicts of the commune wait, as far as the connection's actor may see."""
    return Conflict.objects.filter(commune_id=commune_id, settled_at=None).count()


def list_fields_in_conflict(commune_id: int, record_id: UUID) -> frozenset[str]:
    """Names of the record's fields that have an open conflict."""
    found = Conflict.objects.filter(commune_id=commune_id, record_id=record_id, settled_at=None)
    return frozenset(found.values_list("field", flat=True))


def _rows_of(commune_id: int, conflicts: list[Conflict]) -> dict[UUID, Any]:
    rows: dict[UUID, Any] = {}
    for record_type in {conflict.record_type for conflict in conflicts}:
        ids = [conflict.record_id for conflict in conflicts if conflict.record_type == record_type]
        for row in get_editable(record_type).model.objects.filter(commune_id=commune_id, id__in=ids):
            rows[row.id] = row
    return rows


def _open(conflict: Conflict, row: Any) -> OpenConflict:
    declaration = get_editable(conflict.record_type)
    entry = declaration.fields[conflict.field]
    stored, proposed = entry.dump(getattr(row, conflict.field)), entry.restore(conflict.proposed)
    return OpenConflict(
        conflict.id,
        conflict.commune_id,
        conflict.record_id,
        conflict.record_type,
        str(row),
        conflict.field,
        entry.label,
        stored,
        conflict.current_by,
        conflict.current_at,
        proposed,
        conflict.proposed_by,
        conflict.proposed_at,
        entry.in_words(stored),
        entry.in_words(proposed),
    )


def list_history(commune_id: int, record_id: UUID, limit: int = 200) -> list[PastValue]:
    """Every value that a field of the record had or was offered, newest first: replaced ones and those not chosen."""
    replaced = FieldChange.objects.filter(commune_id=commune_id, record_id=record_id).order_by("-n", "-id")[:limit]
    steps = [_step(change) for change in replaced]
    settled = Conflict.objects.filter(commune_id=commune_id, record_id=record_id, settled_at__isnull=False)
    steps += [_not_chosen(conflict) for conflict in settled[:limit] if conflict.chosen != conflict.proposed]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _step(change: FieldChange) -> PastValue:
    entry = get_editable(change.record_type).fields[change.field]
    return PastValue(
        change.field,
        entry.label,
        entry.in_words(entry.restore(change.old)),
        entry.in_words(entry.restore(change.new)),
        change.user_name,
        change.recorded_at,
    )


def _not_chosen(conflict: Conflict) -> PastValue:
    entry = get_editable(conflict.record_type).fields[conflict.field]
    return PastValue(
        conflict.field,
        entry.label,
        entry.in_words(entry.restore(conflict.current)),
        entry.in_words(entry.restore(conflict.proposed)),
        conflict.proposed_by,
        conflict.proposed_at,
        was_chosen=False,
    )


def list_journal(commune_id: int, before: int | None = None, limit: int = 50) -> list[JournalEntry]:
    """The commune's acts, newest first, below clock number `before`: who did what and when, not what was said."""
    entries = JournalEntry.objects.filter(commune_id=commune_id)
    if before is not None:
        entries = entries.filter(n__lt=before)
    return list(entries.order_by("-n")[:limit])


def find_first_act(commune_id: int, kind: str) -> datetime | None:
    """When the commune's first act of this kind was recorded, as far as the connection's actor may see; or None."""
    acts = JournalEntry.objects.filter(commune_id=commune_id, kind=kind).order_by("n")
    return acts.values_list("recorded_at", flat=True).first()
