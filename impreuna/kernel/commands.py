"""Writing that every room shares: corrections with their history, conflicts and their settling, circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import isfinite
from typing import Any
from uuid import UUID

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.edits import Change, Editable, EditableField, Scalar, decide, get_editable
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Conflict, FieldChange, Restriction, RestrictionMember
from impreuna.kernel.result import Effect, Rejected, _


def correct(
    declaration: Editable, row: Any, changes: Mapping[str, Change], command: Command, actor: Actor, at: Stamp
) -> Effect:
    """Carries out the corrections of one row: what fits is written and remembered, what does not becomes a conflict.

    Raises `Rejected` for an unknown field, a senseless value or an edit that changes nothing.
    """
    if not changes:
        raise Rejected("nothing_changed")
    conflicts: list[UUID] = []
    columns: set[str] = set()
    for name, change in changes.items():
        entry = _field(declaration, name)
        stored = entry.dump(getattr(row, name))
        parsed = _parsed(entry, name, change.value)
        wanted = Change(seen=_storable(change.seen), value=entry.dump(parsed))
        decision = decide(stored, wanted)
        if decision == "apply":
            columns |= _put(entry, row, name, parsed)
            _remember(declaration, entry, row, name, stored, wanted.value, command, actor, at)
        elif decision == "conflict":
            conflicts.append(_open_conflict(declaration, entry, row, name, stored, wanted, command, actor, at))
    if columns:
        _save(declaration, row, columns, at)
    return Effect(records=(row.id,), conflicts=tuple(conflicts))


def _field(declaration: Editable, name: str) -> EditableField:
    entry = declaration.fields.get(name)
    if entry is None:
        raise Rejected("field_not_editable", field=name)
    return entry


def _storable(seen: Scalar) -> Scalar:
    """What the author saw, in a form that PostgreSQL keeps: it has no place for a zero character, and its JSON none for
    a number that is not finite, which is told as text."""
    if isinstance(seen, float) and not isfinite(seen):
        return str(seen)
    return seen.replace("\0", "") if isinstance(seen, str) else seen


def _parsed(entry: EditableField, name: str, value: Scalar) -> Any:
    try:
        return entry.parse(value)
    except (ValueError, TypeError, OverflowError) as problem:
        raise Rejected("malformed_value", field=name) from problem


def _put(entry: EditableField, row: Any, name: str, parsed: Any) -> set[str]:
    setattr(row, name, parsed)
    for column, derive in entry.derived.items():
        setattr(row, column, derive(parsed))
    return {name, *entry.derived}


def _save(declaration: Editable, row: Any, columns: set[str], at: Stamp) -> None:
    if declaration.follow is not None:
        columns |= set(declaration.follow(row, at))
    row.n = at.n
    row.save(update_fields=[*sorted(columns), "n"])


def _remember(
    declaration: Editable,
    entry: EditableField,
    row: Any,
    name: str,
    old: Scalar,
    new: Scalar,
    command: Command,
    actor: Actor,
    at: Stamp,
) -> None:
    FieldChange.objects.create(
        commune_id=at.commune_id,
        id=new_id(),
        n=at.n,
        record_id=row.id,
        record_type=declaration.record_type,
        field=name,
        old=entry.archive(old),
        new=entry.archive(new),
        command_id=command.id,
        user_id=actor.user_id,
        user_name=actor.name,
        recorded_at=command.recorded_at,
        received_at=at.received_at,
        area=declaration.area,
        restriction_id=getattr(row, "restriction_id", None),
    )


def values_of(declaration: Editable, row: Any) -> dict[str, Scalar]:
    """The present values of every field that people correct: what `remember_what_followed` compares with."""
    return {name: entry.dump(getattr(row, name)) for name, entry in declaration.fields.items()}


def remember_what_followed(
    declaration: Editable,
    row: Any,
    before: Mapping[str, Scalar],
    named: Collection[str],
    command: Command,
    actor: Actor,
    at: Stamp,
) -> None:
    """Keeps in history the values that an act replaced beside the ones it named: a year that a full date made exact."""
    for name, entry in declaration.fields.items():
        after = entry.dump(getattr(row, name))
        if name not in named and before[name] != after:
            _remember(declaration, entry, row, name, before[name], after, command, actor, at)


def _open_conflict(
    declaration: Editable,
    entry: EditableField,
    row: Any,
    name: str,
    stored: Scalar,
    wanted: Change,
    command: Command,
    actor: Actor,
    at: Stamp,
) -> UUID:
    latest = (
        FieldChange.objects.filter(commune_id=at.commune_id, record_id=row.id, field=name).order_by("-n", "-id").first()
    )
    conflict = Conflict.objects.create(
        commune_id=at.commune_id,
        id=new_id(),
        n=at.n,
        record_id=row.id,
        record_type=declaration.record_type,
        field=name,
        area=declaration.area,
        restriction_id=getattr(row, "restriction_id", None),
        seen=entry.archive(wanted.seen),
        current=entry.archive(stored),
        current_by=latest.user_name if latest else "",
        current_at=latest.recorded_at if latest else None,
        proposed=entry.archive(wanted.value),
        proposed_by=actor.name,
        proposed_by_id=actor.user_id,
        proposed_at=command.recorded_at,
        opened_at=at.received_at,
    )
    return conflict.id


class SettleConflict(Command):
    """Hotărârea asupra a două valori (practica echipei; P art. 6(3)): one of them, or a third, becomes current.

    `seen` is the stored value that the settler had before the eyes; `value` is the one chosen.
    """

    sentence = _("a hotărât între două valori")

    conflict_id: UUID
    seen: Scalar
    value: Scalar


@handles(SettleConflict)
def settle_conflict(c: SettleConflict, actor: Actor, at: Stamp) -> Effect:
    """Writes the chosen value; the other one stays in the settled conflict, as history."""
    conflict = Conflict.objects.filter(commune_id=c.commune_id, id=c.conflict_id).first()
    if conflict is None:
        raise Rejected("not_found")
    if conflict.settled_at is not None:
        raise Rejected("conflict_settled")
    declaration = get_editable(conflict.record_type)
    entry = declaration.fields[conflict.field]
    row = declaration.model.objects.filter(commune_id=c.commune_id, id=conflict.record_id).first()
    if row is None:
        raise Rejected("not_found")
    stored = entry.dump(getattr(row, conflict.field))
    if stored != c.seen:
        raise Rejected("value_moved", field="value")
    parsed = _parsed(entry, "value", c.value)
    chosen = entry.dump(parsed)
    if chosen != stored:
        before = values_of(declaration, row)
        columns = _put(entry, row, conflict.field, parsed)
        _remember(declaration, entry, row, conflict.field, stored, chosen, c, actor, at)
        _save(declaration, row, columns, at)
        remember_what_followed(declaration, row, before, {conflict.field}, c, actor, at)
    conflict.settled_at, conflict.settled_by = at.received_at, actor.name
    conflict.chosen, conflict.n = entry.archive(chosen), at.n
    conflict.save(update_fields=["settled_at", "settled_by", "chosen", "n"])
    return Effect(records=(row.id, conflict.id), restriction_id=conflict.restriction_id)


def draw_circle(restriction_id: UUID, members: Iterable[UUID], reason: str, actor: Actor, at: Stamp) -> None:
    """Makes a circle of named people; the one who draws it always belongs to it.

    Members come first: PostgreSQL shows a restriction only to its members.
    """
    for user_id in sorted({actor.user_id, *members}):
        RestrictionMember.objects.create(commune_id=at.commune_id, id=restriction_id, user_id=user_id, n=at.n)
    Restriction.objects.create(commune_id=at.commune_id, id=restriction_id, n=at.n, reason=reason)
