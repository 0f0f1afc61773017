"""What one edition says otherwise than another: entries added, changed, removed, field by field, old and new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from impreuna.nomenclature.rules.content import Content, Listed
from impreuna.nomenclature.rules.entries import Words

What = Literal["added", "changed", "removed"]
#: Lists in the order in which their differences are told.
LISTS = (
    "topics",
    "questions",
    "contradictions",
    "areas",
    "definitions",
    "vulnerabilities",
    "services",
    "parameters",
)
# What is computed from other fields, or said by the entry's place in the difference already.
_NOT_TOLD = frozenset({"code", "tree"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field by its path ("text.ro", "options.3.en", "rule"); an empty side was not there."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that is not the same in both editions; `text` is the newer one's, or that of the removed entry."""

    list_name: str
    code: str
    text: Words
    what: What
    changes: tuple[FieldChange, ...] = ()


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """What `after` says otherwise than `before`: by list, in the order of the newer one, removed entries last."""
    return tuple(difference for name in LISTS for difference in _of_list(name, before, after))


def _of_list(name: str, before: Content, after: Content) -> Iterator[Difference]:
    old: dict[str, Listed] = {entry.code: entry for entry in getattr(before, name)}
    new: dict[str, Listed] = {entry.code: entry for entry in getattr(after, name)}
    for code, entry in new.items():
        if (earlier := old.get(code)) is None:
            yield Difference(name, code, entry.text, "added")
        elif earlier != entry:
            yield Difference(name, code, entry.text, "changed", _changes(earlier, entry))
    for code in old.keys() - new.keys():
        yield Difference(name, code, old[code].text, "removed")


def _changes(before: Listed, after: Listed) -> tuple[FieldChange, ...]:
    old, new = dict(_flat("", msgspec.to_builtins(before))), dict(_flat("", msgspec.to_builtins(after)))
    fields = [*new, *(field for field in old if field not in new)]
    return tuple(
        FieldChange(field, old.get(field, ""), new.get(field, ""))
        for field in fields
        if old.get(field, "") != new.get(field, "")
    )


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The value's texts by path. An expression is its text; dated values and options stand under their own name."""
    if isinstance(value, dict):
        if set(value) == {"text", "tree"}:
            yield path, value["text"]
            return
        for name, part in value.items():
            if name not in _NOT_TOLD:
                yield from _flat(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list | tuple):
        yield from _flat_list(path, value)
    elif value is not None:
        yield path, f"{value:g}" if isinstance(value, float) else str(value)


def _flat_list(path: str, values: Any) -> Iterator[tuple[str, str]]:
    if not any(isinstance(value, dict | list | tuple) for value in values):
        if values:
            yield path, ", ".join(map(str, values))
        return
    for value in values:
        if isinstance(value, list | tuple):  # a severity with the condition that raises to it
            yield f"{path}.{value[0]}", value[1]["text"]
        elif "since" in value:
            yield f"{path}.{value['since']}", f"{value['value']:g} ({value['source']})"
        else:
            yield from _flat(f"{path}.{value['code']}", value["text"])
