"""How long something has to last at least, as the list of obligations says, or the country's administrator."""

from __future__ import annotations

from datetime import date

from impreuna.obligations.queries.book import current_book, current_periods


def least_months(code: str, on: date) -> int:
    """How many months the obligation `code` asks for on a day: L156-7.5 of a plan, SMO-8.1 of monitoring.

    Raises `LookupError` for one that is not counted in months.
    """
    for dated in current_periods().get(code, ()):
        if dated.from_day <= on and dated.unit == "months":
            return dated.amount
    period = current_book().entries[code].period
    if period is None or period.months is None:
        raise LookupError(code)
    return period.months
