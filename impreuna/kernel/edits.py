"""Edits: what the author saw, what the author wants, and whether the two still fit what is stored.

Values travel as JSON scalars; dates as ISO 8601 text. Additions (visits, notes) are not edits and never conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Scalar = str | int | float | bool | None
Decision = Literal["same", "apply", "conflict"]


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of an edit: the value that the author saw, and the one that the author typed."""

    seen: Scalar
    value: Scalar


def decide(stored: Scalar, change: Change) -> Decision:
    """What becomes of `change` when `stored` is the value now.

    The same value needs nothing; an unmoved value is replaced; anything else is for people to settle.
    """
    if change.value == stored:
        return "same"
    return "apply" if change.seen == stored else "conflict"


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class EditableField:
    """A field that people correct: its label, its area, and its way between row, JSON and archive.

    `parse` turns the JSON scalar into the row's value and raises `ValueError` when it has no sense;
    `dump` is its inverse. `archive` and `restore` stand around what history keeps (sealed values).
    """

    label: str
    parse: Callable[[Any], Any] = _same
    dump: Callable[[Any], Scalar] = _same
    archive: Callable[[Scalar], Any] = _same
    restore: Callable[[Any], Scalar] = _same
    #: Other columns of the row that follow from this one: column → its value from the parsed value.
    derived: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    #: What a code stands for, in the language of the sources ("femeie" for "F"); None for values that are words.
    named: Callable[[Any], str] | None = None

    def in_words(self, value: Scalar) -> Scalar:
        """The value as people read it; a code becomes the word that stands for it, still to be translated."""
        return self.named(value) if self.named is not None and value not in (None, "") else value


@dataclass(frozen=True, slots=True)
class Editable:
    """A kind of record whose fields people correct, as its room declares it."""

    record_type: str
    label: str
    model: Any
    area: str
    fields: dict[str, EditableField]
    #: Called with the row and the stamp before it is saved: refuses values that do not fit together, and
    #: answers which other columns it brought up to date.
    follow: Callable[[Any, Any], tuple[str, ...]] | None = None


_editables: dict[str, Editable] = {}


def editable(declaration: Editable) -> Editable:
    """Makes a kind of record known to conflicts and history. A second declaration is a `ValueError`."""
    if declaration.record_type in _editables:
        raise ValueError(f"{declaration.record_type} is declared twice")
    _editables[declaration.record_type] = declaration
    return declaration


def get_editable(record_type: str) -> Editable:
    """The declaration of `record_type`. Raises `KeyError`."""
    return _editables[record_type]
