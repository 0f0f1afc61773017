"""Counting: PostgreSQL recounts a commune from its rows and sums counties and country from figures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from impreuna.monitoring.queries.figures import list_indicators
from impreuna.monitoring.queries.stale import is_country_stale, stale_communes, stale_counties, today_there
from impreuna.monitoring.rules.indicators import public_measures
from impreuna.monitoring.rules.measures import month_before, month_of

#: How long a round recounts communes before it sums what it has.
ROUND_SECONDS = 1.0
#: A month is published by itself only in its first days: later its figures are no longer those of the month's end.
PUBLISHING_DAYS = 7

_TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('monitoring_round'))"
_LOCK = "SELECT pg_advisory_lock(hashtext('monitoring_round'))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtext('monitoring_round'))"


@dataclass(slots=True)
class Round:
    """What one round did; `failed`: communes that could not be counted, with the reason."""

    communes: list[int] = field(default_factory=list)
    counties: list[int] = field(default_factory=list)
    failed: dict[int, Exception] = field(default_factory=dict)
    left: int = 0
    published: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.communes or self.counties or self.failed or self.published)


@contextmanager
def counting_alone(*, wait: bool = False) -> Iterator[bool]:
    """Only one process counts at a time, whatever happens to it: the lock falls with its connection.

    Answers whether this is the one; with `wait`, waits until it is.
    """
    is_ours = bool(_ask(_LOCK) is not None if wait else _ask(_TRY_LOCK))
    try:
        yield is_ours
    finally:
        if is_ours and connection.is_usable():
            _ask(_UNLOCK)


def recount(commune_id: int) -> int:
    """Counts a commune now. Answers up to which number of its clock."""
    return int(str(_ask("SELECT monitoring_recount(%s)", commune_id)))


def sum_up() -> list[int]:
    """Sums the counties that are behind their communes, then the country. Answers which counties."""
    counties = stale_counties()
    for county_id in counties:
        _ask("SELECT monitoring_sum(%s)", county_id)
    if is_country_stale():
        _ask("SELECT monitoring_sum_country()")
    return counties


def publish(month: str) -> int:
    """Publishes a month that is over ("2026-10") from the counties' figures of now. Answers how many numbers: none
    when it is published already. Raises `django.db.DatabaseError` for a month that is not over."""
    return int(str(_ask("SELECT monitoring_publish(%s, %s)", month, list(public_measures(list_indicators())))))


def count_round(
    *, seconds: float = ROUND_SECONDS, skip: frozenset[int] = frozenset(), clock: Callable[[], float] = time.monotonic
) -> Round:
    """Recounts what is stale, for about `seconds`, then sums. Whoever counts holds `counting_alone`.

    Changed communes come first; a commune that cannot be counted does not keep the others waiting, and one that only
    a new day has made stale is counted in every round, however much changes.
    """
    done, end = Round(), clock() + seconds
    stale = stale_communes(today_there())
    changed = [place for place in stale.changed if place not in skip]
    older = [place for place in stale.older if place not in skip]
    while changed and clock() < end:
        _count_into(done, changed.pop(0))
    end = max(end, clock() + seconds / 5)
    while older and clock() < end:
        _count_into(done, older.pop(0))
    done.left = len(changed) + len(older)
    done.counties = sum_up()
    if not done.left and not done.failed:
        done.published = publish_if_due()
    return done


def _count_into(done: Round, place: int) -> None:
    try:
        recount(place)
        done.communes.append(place)
    except Exception as problem:
        if not connection.is_usable():
            raise
        done.failed[place] = problem


def publish_if_due() -> str:
    """In the first days of a month publishes the month before, once. Answers the month that it published."""
    today = today_there()
    if today.day > PUBLISHING_DAYS:
        return ""
    month = month_before(month_of(today))
    is_done = _ask("SELECT EXISTS (SELECT FROM monitoring_publication WHERE month = %s)", month)
    has_anything = _ask("SELECT EXISTS (SELECT FROM monitoring_count WHERE place_id = 0 AND n > 0)")
    return month if has_anything and not is_done and publish(month) else ""


def _ask(statement: str, *values: Any) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row[0]
