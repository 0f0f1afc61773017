"""What can be asked of the national lists: editions, and the parameters' values on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from impreuna.nomenclature.models import Edition as EditionRow
from impreuna.nomenclature.models import ParameterValue
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.edition import Edition

__all__ = [
    "NoEdition",
    "Published",
    "SetValue",
    "current_edition",
    "edition",
    "list_editions",
    "list_later_values",
    "list_values",
    "lists_on",
    "parameters_on",
]

#: Codes of parameters: this, and the component of the community risk index.
RISK_WEIGHT = "risk_weight_"

# Editions never change and set values are only added: their numbers say whether what is remembered still holds.
_LATEST = """
SELECT number, digest, (SELECT coalesce(max(id), 0) FROM nomenclature_parametervalue)
FROM nomenclature_edition ORDER BY number DESC LIMIT 1
"""


class NoEdition(LookupError):
    """No edition with this number was published (None: none at all)."""


class _Latest(NamedTuple):
    number: int
    digest: str
    value_id: int


def current_edition() -> Edition:
    """The edition in force: the one published last. One small query. Raises `NoEdition` before the first."""
    latest = _latest()
    return _read(latest.number, latest.digest)


def edition(number: int) -> Edition:
    """The edition `number`, remembered once read. Raises `NoEdition`."""
    digest = EditionRow.objects.filter(number=number).values_list("digest", flat=True).first()
    if digest is None:
        raise NoEdition(number)
    return _read(number, digest)


def parameters_on(day: date) -> Mapping[str, float]:
    """The value of each national parameter on `day` (Romanian calendar), by code.

    A value set by the national administrator counts before one that came with an edition for the same day. A
    parameter without a value on that day is not there: rules that read it stay undetermined.
    """
    return lists_on(day)[1]


def risk_weights_on(day: date) -> Mapping[str, float]:
    """The weights of the components of the community risk index on `day`, as set; empty before the first edition."""
    try:
        values = parameters_on(day)
    except NoEdition:
        return {}
    return {code.removeprefix(RISK_WEIGHT): value for code, value in values.items() if code.startswith(RISK_WEIGHT)}


def lists_on(day: date) -> tuple[Edition, Mapping[str, float]]:
    """The edition in force and the parameters on `day`, by one small query. Raises `NoEdition`."""
    latest = _latest()
    return _read(latest.number, latest.digest), _values(latest, day)


def _latest() -> _Latest:
    with connection.cursor() as cursor:
        cursor.execute(_LATEST)
        if (row := cursor.fetchone()) is None:
            raise NoEdition(None)
        return _Latest(*row)


@lru_cache(maxsize=16)
def _read(number: int, digest: str) -> Edition:
    content = EditionRow.objects.values_list("content", flat=True).get(number=number)
    return Edition(number, digest, msgspec.convert(content, Content))


@lru_cache(maxsize=64)
def _values(latest: _Latest, day: date) -> Mapping[str, float]:
    dated = [
        (parameter.code, value.since, 0, value.value)
        for parameter in _read(latest.number, latest.digest).content.parameters
        for value in parameter.values
        if value.since <= day
    ]
    dated.extend(ParameterValue.objects.filter(valid_from__lte=day).values_list("code", "valid_from", "id", "value"))
    dated.sort(key=lambda one: one[1:3])
    return MappingProxyType({code: value for code, _since, _order, value in dated})


def list_later_values() -> list[tuple[str, date, float]]:
    """Code, first day and value of every value that was set since its edition, in the order of setting."""
    return list(ParameterValue.objects.order_by("id").values_list("code", "valid_from", "value"))


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value of a parameter from a day on: set by the administrator, or (`set_at` None) brought by an edition."""

    value: float
    since: date
    source: str
    set_at: datetime | None = None
    set_by: str = ""


def list_values() -> dict[str, list[SetValue]]:
    """Every value that every parameter of the edition in force has or had, by code, the newest day first.

    Of two for the same day, the one that counts comes first. Raises `NoEdition`.
    """
    values = {
        parameter.code: [SetValue(one.value, one.since, one.source) for one in parameter.values]
        for parameter in current_edition().content.parameters
    }
    columns = ("code", "value", "valid_from", "source", "set_at", "set_by")
    rows: Iterable[Any] = ParameterValue.objects.order_by("id").values_list(*columns)
    for code, *row in rows:
        if code in values:
            values[code].append(SetValue(*row))
    return {code: _newest_first(ones) for code, ones in values.items()}


def _newest_first(values: list[SetValue]) -> list[SetValue]:
    order = sorted(range(len(values)), key=lambda place: (values[place].since, place), reverse=True)
    return [values[place] for place in order]


@dataclass(frozen=True, slots=True)
class Published:
    """When an edition was published, by whom, and what was said about it."""

    number: int
    digest: str
    note: str
    published_at: datetime
    published_by: str


def list_editions() -> list[Published]:
    """All editions, the newest first."""
    columns = ("number", "digest", "note", "published_at", "published_by")
    return [Published(*row) for row in EditionRow.objects.order_by("-number").values_list(*columns)]
