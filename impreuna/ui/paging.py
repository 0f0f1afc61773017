"""Pages of a list by key: no COUNT, no OFFSET, so the last page costs what the first one does.

A page asks for one row more than it shows, beyond the last row of the page before. The cursor in the address
holds that row's keys, signed: it can be neither read as a position by mistake nor bent to another query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet, TextField

#: Name of the parameter in an address that carries the cursor.
CURSOR_PARAMETER = "dupa"
Row = TypeVar("Row")
M = TypeVar("M", bound=Model)

_SALT = "impreuna.ui.paging"

_WRITERS = {datetime: "t", date: "d", UUID: "u"}
_READERS: dict[str, Callable[[str], Any]] = {"t": datetime.fromisoformat, "d": date.fromisoformat, "u": UUID}


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page: its rows, the cursor of the next one (empty on the last), and whether it is the first."""

    items: list[Row]
    next: str
    is_first: bool


def page_of(queryset: QuerySet[M], keys: Sequence[str], cursor: str | None = None, size: int = 25) -> Page[M]:
    """The page of `queryset` after `cursor`, in the order of `keys`.

    `keys` are columns without null, `-` in front for descending; together they must be unique, and an index over
    them (after the commune) makes each page one range of it. A cursor that is not ours starts at the beginning.
    """
    after = _read(cursor, keys)
    start = _beyond(keys, after) if after is not None else _from_the_start(queryset.model, keys[0])
    rows = queryset.order_by(*keys).filter(start)
    found = list(rows[: size + 1])
    following = _write(keys, found[size - 1]) if len(found) > size else ""
    return Page(found[:size], following, after is None)


def _from_the_start(model: type[Model], key: str) -> Q:
    """A bound that every row meets, for a list by a text. It makes PostgreSQL read the ordered index on the first
    page too: without it, the plan that it keeps takes every commune for a small one, which it reads and sorts whole
    (in a commune of 125,000 households 30 ms instead of 0.1; tests/bench/lists.py)."""
    texts = {field.name for field in model._meta.fields if isinstance(field, TextField)}
    return Q(**{f"{key}__gte": ""}) if key in texts else Q()


def _beyond(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows after these values: a > x, or a = x and (b > y, or …), with a ≥ x in front, which the index can use."""
    key, value = keys[0], values[0]
    name, onward = (key[1:], "lt") if key.startswith("-") else (key, "gt")
    if len(keys) == 1:
        return Q(**{f"{name}__{onward}": value})
    rest = _beyond(keys[1:], values[1:])
    return Q(**{f"{name}__{onward}e": value}) & (Q(**{f"{name}__{onward}": value}) | rest)


def _write(keys: Sequence[str], row: Model) -> str:
    values = [getattr(row, key.lstrip("-")) for key in keys]
    packed = [[_WRITERS[type(value)], str(value.isoformat() if hasattr(value, "isoformat") else value)]
              if type(value) in _WRITERS else value for value in values]  # fmt: skip
    return signing.dumps([list(keys), packed], salt=_SALT, compress=True)


def _read(cursor: str | None, keys: Sequence[str]) -> list[Any] | None:
    """The values in a cursor, or `None` when there is none, it is not ours, or it belongs to another order."""
    if not cursor:
        return None
    try:
        ordered_by, packed = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    if ordered_by != list(keys):
        return None
    return [_READERS[value[0]](value[1]) if isinstance(value, list) else value for value in packed]
