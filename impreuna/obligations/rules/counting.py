"""How time is counted (decision 0040): hours by the clock, days and months by Romania's calendar.

Codul civil art. 2552 (months end on the day of the same number, or the last of the month), art. 2553 (a term of days
ends when its last day does).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.entries import Holiday, Unit

_UTC = timezone.utc  # noqa: UP017  one name for both
_LAST = time(23, 59, 59)


def due(since: datetime, amount: int, unit: Unit, holidays: frozenset[date] = frozenset()) -> datetime:
    """When a term that begins at `since` (aware) ends, in UTC. Terms of days, months and working days end with the
    last second of their last day in Romania; the day on which they begin is not counted."""
    if unit == "hours":
        return since.astimezone(_UTC) + timedelta(hours=amount)
    first = since.astimezone(BUCHAREST).date()
    if unit == "days":
        last = first + timedelta(days=amount)
    elif unit == "months":
        last = add_months(first, amount)
    else:
        last = _add_working_days(first, amount, holidays)
    return end_of(last)


def end_of(day: date) -> datetime:
    """The last second of a day in Romania, in UTC."""
    return _end_of(day)


@lru_cache(maxsize=20_000)
def _end_of(day: date) -> datetime:
    return datetime.combine(day, _LAST, BUCHAREST).astimezone(_UTC)


@lru_cache(maxsize=20_000)
def start_of(day: date) -> datetime:
    """The first second of a day in Romania, in UTC."""
    return datetime.combine(day, time(), BUCHAREST).astimezone(_UTC)


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_working_days(day: date, amount: int, holidays: frozenset[date]) -> date:
    while amount > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            amount -= 1
    return day


def easter(year: int) -> date:
    """Orthodox Easter in the Gregorian calendar (Meeus' Julian algorithm; holds for 1900 to 2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def days_off(holidays: Sequence[Holiday], first: int, last: int) -> frozenset[date]:
    """The legal holidays of the years `first` to `last` (Codul muncii art. 139)."""
    return frozenset(_day(one, year) for year in range(first, last + 1) for one in holidays if year >= one.since)


def _day(holiday: Holiday, year: int) -> date:
    if holiday.easter is not None:
        return easter(year) + timedelta(days=holiday.easter)
    return date(year, holiday.month or 1, holiday.day or 1)
