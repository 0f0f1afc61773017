"""Setting how long an obligation takes: what may be set, and from when on."""

from __future__ import annotations

from datetime import date, timedelta

from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.entries import Length, Obligation, Unit

#: The longest that makes sense of each unit (propunere): beyond it, the number is a slip of the finger.
MOST: dict[Unit, int] = {"hours": 24 * 30, "days": 366, "months": 60, "working_days": 250}
#: A law sets a term a year or two ahead, never more than this.
FARTHEST = timedelta(days=5 * 366)
LONGEST_SOURCE = 400


def length_of(entry: Obligation | None) -> Length | None:
    """The period that may be set, of an obligation that has one."""
    return entry.period if entry is not None else None


def may_set(length: Length, amount: int, from_day: date, today: date) -> tuple[str, Verdict]:
    """The field at which a new period fails, and why; an empty field and ALLOWED when it holds.

    It never reaches back: a term that runs is not made shorter or longer afterwards.
    """
    most = MOST[length.unit]
    if not 0 <= amount <= most:
        return "amount", refused("period_amount", most=most)
    if from_day <= today:
        return "from_day", refused("period_reaches_back")
    if from_day > today + FARTHEST:
        return "from_day", refused("period_too_far", latest=f"{today + FARTHEST:%d.%m.%Y}")
    return "", ALLOWED
