"""A page with a varying number of parts, as it is sent and as a draft keeps it.

Parts are numbered: `item-3-title`; which there are, in which order, the page says by `item=3`. A number is never given
twice. Everything typed stays as it was typed, also what does not fit yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

#: What of a sent page is not its content.
_PAGE_ONLY = ("csrfmiddlewaretoken", "do", "gone")
Form = TypeVar("Form", bound=forms.Form)


def form_of_part(kind: type[Form], data: QueryDict, prefix: str, *, is_sent: bool, **offers: Any) -> Form:
    """The form of a part: to be checked when the page is sent, otherwise only shown with what was typed."""
    if is_sent:
        return kind(data, prefix=prefix, **offers)
    initial = {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}-{name}") for name, field in kind.base_fields.items()
    }
    return kind(initial={name: value for name, value in initial.items() if value is not None}, prefix=prefix, **offers)


def kept(data: QueryDict) -> dict[str, Any]:
    """The page's fields as a patch of its draft: what stands on it no longer is taken away by None."""
    fields = {name: values for name, values in data.lists() if name not in _PAGE_ONLY}
    return {**dict.fromkeys(data.getlist("gone")), **fields}


def opened(fields: Mapping[str, Sequence[str]]) -> QueryDict:
    """The page's fields, as a draft kept them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    return data


def add(data: QueryDict, kind: str, fields: Mapping[str, str]) -> str:
    """A part at the end; answers its number."""
    pattern = re.compile(rf"{kind}-(\d+)-")
    taken = [int(found[1]) for name in data if (found := pattern.match(name))]
    number = str(max(taken, default=-1) + 1)
    data.appendlist(kind, number)
    put(data, f"{kind}-{number}", fields)
    return number


def one(data: QueryDict, name: str) -> str:
    """A field's only value; empty when it is not there."""
    return str(data.get(name, ""))


def put(data: QueryDict, prefix: str, fields: Mapping[str, str]) -> None:
    """Fields of a part."""
    for name, value in fields.items():
        data[f"{prefix}-{name}"] = value


def put_day(data: QueryDict, name: str, day: date) -> None:
    """A day, as its three boxes."""
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        data[f"{name}_{box}"] = str(value)


def take_away(data: QueryDict, kind: str, number: str) -> None:
    """A part with all its fields; their names are noted, so that the draft forgets them."""
    data.setlist(kind, [each for each in data.getlist(kind) if each != number])
    for name in [name for name in data if name.startswith(f"{kind}-{number}-")]:
        data.appendlist("gone", name)
        del data[name]
