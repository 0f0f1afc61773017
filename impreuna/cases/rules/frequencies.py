"""How often a service of a plan is given (propunere: the order asks only that the plan says it, std. 6.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from impreuna.kernel.result import _

FREQUENCIES: dict[str, str] = {
    "once": _("o dată"),
    "daily": _("zilnic"),
    "weekly": _("săptămânal"),
    "twice_monthly": _("de două ori pe lună"),
    "monthly": _("lunar"),
    "quarterly": _("la trei luni"),
    "when_needed": _("la nevoie"),
}


def _whole_months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


#: How many times fall between two days, where the frequency says it: each at the end of its day, week or month.
_TIMES: dict[str, Callable[[date, date], int]] = {
    "once": lambda first, last: 1,
    "daily": lambda first, last: (last - first).days,
    "weekly": lambda first, last: (last - first).days // 7,
    "twice_monthly": lambda first, last: _whole_months(first, last) * 2,
    "monthly": _whole_months,
    "quarterly": lambda first, last: _whole_months(first, last) // 3,
}


def times_planned(frequency: str, starts_on: date, ends_on: date, today: date) -> int | None:
    """How many times a service should have been given until `today`; None where the plan does not say, and before it
    begins.

    >>> times_planned("weekly", date(2026, 11, 1), date(2027, 11, 1), date(2026, 11, 20))
    2
    """
    if frequency not in _TIMES or today < starts_on:
        return None
    return _TIMES[frequency](starts_on, min(today, ends_on))
