"""Which figures are behind what has been written. The clocks tell: nothing is marked while people write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

# A commune in which nobody has written anything has nothing to count. Those that changed come before those in which
# only a day has passed or the lists are others; within each the longest uncounted first, so nobody waits for ever.
_COMMUNES = """
SELECT k.commune_id, k.n > coalesce(c.n, 0) AS has_changed
FROM kernel_clock k
LEFT JOIN monitoring_count c ON c.place_id = k.commune_id
WHERE (k.n > coalesce(c.n, 0) OR c.counted_on < %(today)s OR c.basis <> %(basis)s)
  AND k.commune_id <> 0 AND NOT EXISTS (SELECT FROM territory_county t WHERE t.siruta = k.commune_id)
ORDER BY has_changed DESC, c.counted_at NULLS FIRST, k.commune_id
"""
_COUNTIES = """
SELECT t.county_id FROM monitoring_count c JOIN territory_commune t ON t.siruta = c.place_id
LEFT JOIN monitoring_count own ON own.place_id = t.county_id
GROUP BY t.county_id, own.counted_at
HAVING own.counted_at IS NULL OR max(c.counted_at) > own.counted_at ORDER BY own.counted_at NULLS FIRST
"""
_COUNTRY = """
SELECT coalesce(max(c.counted_at) > coalesce((SELECT counted_at FROM monitoring_count WHERE place_id = 0),
  '-infinity'), false)
FROM monitoring_count c JOIN territory_county t ON t.siruta = c.place_id
"""


@dataclass(frozen=True, slots=True)
class StaleCommunes:
    """Communes to be counted: `changed` since they were, and `older`, of another day or on other lists."""

    changed: tuple[int, ...]
    older: tuple[int, ...]


def basis_of(today: date) -> str:
    """On what, besides rows, figures of a day rest: the edition of the lists and the parameters that counting reads."""
    return str(_value("SELECT monitoring_basis_key(%s)", today))


def today_there() -> date:
    """The day in Romania by the database's time, by which figures are dated."""
    day = _value("SELECT monitoring_today()")
    if not isinstance(day, date):
        raise TypeError(day)
    return day


def stale_communes(today: date) -> StaleCommunes:
    """The communes whose figures are behind. A few milliseconds for the whole country."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNES, {"today": today, "basis": basis_of(today)})
        rows = cursor.fetchall()
    return StaleCommunes(
        tuple(place for place, has_changed in rows if has_changed),
        tuple(place for place, has_changed in rows if not has_changed),
    )


def stale_counties() -> list[int]:
    """The counties of which a commune has been counted since they were summed."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTIES)
        return [row[0] for row in cursor.fetchall()]


def is_country_stale() -> bool:
    """Whether a county has been summed since the country was."""
    return bool(_value(_COUNTRY))


def _value(statement: str, *values: Any) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
