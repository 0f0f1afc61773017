"""The law's list as it is installed, and the periods that the country's administrator set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db.models import Max

from impreuna.obligations.models import Period
from impreuna.obligations.rules.book import Book, Dated, Periods
from impreuna.obligations.rules.conditions import fields_asked
from impreuna.obligations.rules.entries import Lists, Unit
from impreuna.obligations.rules.reading import read

LISTS = Path(settings.BASE_DIR) / "lists" / "obligations.yaml"


@lru_cache(maxsize=1)
def installed() -> Lists:
    """What the installed file says, read once. Raises `rules.reading.Unreadable`."""
    return read(LISTS)


@lru_cache(maxsize=1)
def current_book() -> Book:
    """The obligations ready for judging."""
    return Book.of(installed())


@lru_cache(maxsize=1)
def current_fields() -> list[str]:
    """The fields of facts' content by which the installed list judges."""
    return sorted(fields_asked(installed().obligations))


#: Set periods are only added, so their greatest id says whether what is remembered still holds.
_remembered: tuple[int, Periods] = (0, {})


def periods_as_of(newest_id: int) -> Periods:
    """The set periods, when the greatest id of their table is `newest_id` (0: none is set); asks only when it moved."""
    global _remembered
    if _remembered[0] != newest_id:
        _remembered = newest_id, _read()
    return _remembered[1]


def current_periods() -> Periods:
    """The set periods. One small query, two when something was set since the last one."""
    return periods_as_of(Period.objects.aggregate(newest=Max("id"))["newest"] or 0)


def amount_on(code: str, day: date) -> int:
    """How long an obligation that is raised on a day takes, in the list's own unit. Raises `KeyError` for an unknown
    code, `ValueError` for one without a period. One small query."""
    length = current_book().entries[code].period
    if length is None:
        raise ValueError(f"{code} has no period")
    for one in current_periods().get(code, ()):
        if one.from_day <= day:
            return one.amount
    return length.amount


def _read() -> Periods:
    """By code, the latest day first, and of one day the one set last."""
    found: dict[str, list[Dated]] = defaultdict(list)
    for row in Period.objects.order_by("-from_day", "-id"):
        found[row.code].append(Dated(row.from_day, row.amount, cast(Unit, row.unit)))
    return dict(found)


@dataclass(frozen=True, slots=True)
class SetPeriodRow:
    """A period as it was set."""

    code: str
    from_day: date
    amount: int
    unit: str
    source: str
    set_at: datetime
    set_by: str


def list_periods() -> dict[str, list[SetPeriodRow]]:
    """The set periods by code, the latest day first. One query."""
    found: dict[str, list[SetPeriodRow]] = defaultdict(list)
    for row in Period.objects.order_by("-from_day", "-id"):
        found[row.code].append(
            SetPeriodRow(row.code, row.from_day, row.amount, row.unit, row.source, row.set_at, row.set_by)
        )
    return dict(found)


@cache
def receivers_of(kind: str) -> tuple[str, ...]:
    """To whom the installed list asks an entry of this kind to be sent (`SendEntry.to`), in the list's order."""
    asked: dict[str, None] = {}
    for entry in installed().obligations:
        raised_by = entry.since.facts if entry.since else ()
        if entry.until and kind in (entry.until.through, *raised_by):
            sent = (step.when.get("to", {}) for step in entry.until.steps if step.facts == ("SendEntry",))
            asked |= dict.fromkeys(to["has"] for to in sent if "has" in to)
    return tuple(asked)
