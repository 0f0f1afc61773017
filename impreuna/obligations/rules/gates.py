"""What the law wants to last so long at least, for the acts that come too early without it."""

from __future__ import annotations

from datetime import date, datetime

from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.book import Book, Dated, Periods
from impreuna.obligations.rules.counting import due, start_of
from impreuna.obligations.rules.entries import Unit


def earliest(code: str, since: datetime, book: Book, periods: Periods) -> datetime:
    """Until when something that began at `since` lasts at least: post-service monitoring (SMO-8.1).

    Raises `KeyError` for an unknown code, `ValueError` for an obligation without a period.
    """
    amount, unit = _length(code, since.astimezone(BUCHAREST).date(), book, periods)
    return due(since, amount, unit, book.holidays)


def least_end(code: str, starts_on: date, book: Book, periods: Periods) -> date:
    """The first day on which something that begins on `starts_on` may end: a services plan (L156-7.5)."""
    return earliest(code, start_of(starts_on), book, periods).astimezone(BUCHAREST).date()


def _length(code: str, day: date, book: Book, periods: Periods) -> tuple[int, Unit]:
    entry = book.entries[code]
    if entry.period is None:
        raise ValueError(f"{code} has no period")
    dated: tuple[Dated, ...] = tuple(periods.get(code, ()))
    for one in dated:
        if one.from_day <= day:
            return one.amount, one.unit
    return entry.period.amount, entry.period.unit
