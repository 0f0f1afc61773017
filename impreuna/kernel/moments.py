"""Moments and days. Moments are kept in UTC; days are days in Romania."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BUCHAREST = ZoneInfo("Europe/Bucharest")


def day_of(moment: datetime) -> date:
    """The calendar day of an aware `moment` in Romania. Raises `ValueError` for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(BUCHAREST).date()
