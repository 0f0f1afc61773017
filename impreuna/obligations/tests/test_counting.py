"""How time is counted: each length from days that are hard to count from; the program and the database agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from impreuna.obligations.rules.counting import add_months, days_off, due, easter, end_of, start_of
from impreuna.obligations.rules.entries import Unit
from impreuna.obligations.rules.reading import read
from impreuna.obligations.tests.cases import LISTS, there

HOLIDAYS = days_off(read(LISTS).holidays, 2024, 2030)

#: From a moment on Romania's clock: an ordinary Monday; the eve of summer time (Sunday 29 March 2026, 3:00 → 4:00) and
#: of winter time (Sunday 25 October 2026, 4:00 → 3:00); ends of months; the eve of a leap day; Christmas; Easter.
TABLE = """
2026-03-02 10:00  1 hours          2026-03-02 11:00:00
2026-03-02 10:00  72 hours         2026-03-05 10:00:00
2026-03-02 10:00  0 days           2026-03-02 23:59:59
2026-03-02 10:00  2 days           2026-03-04 23:59:59
2026-03-02 10:00  3 days           2026-03-05 23:59:59
2026-03-02 10:00  30 days          2026-04-01 23:59:59
2026-03-02 10:00  1 months         2026-04-02 23:59:59
2026-03-02 10:00  3 months         2026-06-02 23:59:59
2026-03-02 10:00  12 months        2027-03-02 23:59:59
2026-03-02 10:00  5 working_days   2026-03-09 23:59:59
2026-03-02 10:00  10 working_days  2026-03-16 23:59:59
2026-03-28 22:30  24 hours         2026-03-29 23:30:00
2026-03-28 22:30  72 hours         2026-03-31 23:30:00
2026-03-29 02:30  1 hours          2026-03-29 04:30:00
2026-03-28 22:30  1 days           2026-03-29 23:59:59
2026-03-28 22:30  3 days           2026-03-31 23:59:59
2026-03-28 22:30  1 months         2026-04-28 23:59:59
2026-10-24 22:30  24 hours         2026-10-25 21:30:00
2026-10-24 22:30  72 hours         2026-10-27 21:30:00
2026-10-25 02:30  1 hours          2026-10-25 03:30:00
2026-10-24 22:30  1 days           2026-10-25 23:59:59
2026-10-24 22:30  3 days           2026-10-27 23:59:59
2026-10-24 22:30  30 days          2026-11-23 23:59:59
2026-01-31 09:00  1 months         2026-02-28 23:59:59
2026-01-31 09:00  3 months         2026-04-30 23:59:59
2026-01-31 09:00  6 months         2026-07-31 23:59:59
2026-08-31 09:00  6 months         2027-02-28 23:59:59
2026-01-31 09:00  30 days          2026-03-02 23:59:59
2026-05-31 23:59  1 months         2026-06-30 23:59:59
2028-01-31 09:00  1 months         2028-02-29 23:59:59
2028-02-28 09:00  1 days           2028-02-29 23:59:59
2028-02-28 09:00  48 hours         2028-03-01 09:00:00
2028-02-29 09:00  12 months        2029-02-28 23:59:59
2027-02-28 09:00  12 months        2028-02-28 23:59:59
2028-02-29 09:00  3 months         2028-05-29 23:59:59
2026-12-22 15:00  3 days           2026-12-25 23:59:59
2026-12-22 15:00  5 working_days   2026-12-30 23:59:59
2026-12-22 15:00  10 working_days  2027-01-11 23:59:59
2026-12-31 23:59  0 days           2026-12-31 23:59:59
2026-12-31 23:59  1 months         2027-01-31 23:59:59
2026-04-08 10:00  5 working_days   2026-04-17 23:59:59
2026-05-28 10:00  5 working_days   2026-06-05 23:59:59
2026-11-27 10:00  5 working_days   2026-12-08 23:59:59
2026-03-06 23:59  1 working_days   2026-03-09 23:59:59
2026-03-07 10:00  1 working_days   2026-03-09 23:59:59
"""
ROWS: list[Any] = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_a_term_ends(row: Any) -> None:
    day, hour, amount, unit, due_day, due_hour = row
    assert due(there(f"{day} {hour}"), int(amount), unit, HOLIDAYS) == there(f"{due_day} {due_hour}")


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_the_database_counts_alike(row: Any) -> None:
    day, hour, amount, unit, *_due = row
    since = there(f"{day} {hour}")
    assert counted_there(since, int(amount), unit) == due(since, int(amount), unit, HOLIDAYS)


def counted_there(since: datetime, amount: int, unit: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obligations_due(%s, %s, %s, %s)", [since, amount, unit, sorted(HOLIDAYS)])
        return cursor.fetchone()[0]


moments = st.integers(0, 60 * 24 * 1800).map(
    lambda minute: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
lengths = st.one_of(
    st.tuples(st.integers(0, 200), st.just("hours")),
    st.tuples(st.integers(0, 90), st.just("days")),
    st.tuples(st.integers(0, 24), st.just("months")),
    st.tuples(st.integers(1, 30), st.just("working_days")),
)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(moments, lengths)
def test_the_database_counts_alike_always(since: datetime, length: tuple[int, Unit]) -> None:
    assert counted_there(since, *length) == due(since, *length, HOLIDAYS)


@given(moments, moments, lengths)
def test_who_begins_later_ends_no_earlier(one: datetime, other: datetime, length: tuple[int, Unit]) -> None:
    early, later = sorted((one, other))
    assert due(early, *length, HOLIDAYS) <= due(later, *length, HOLIDAYS)


@given(moments, lengths)
def test_a_term_never_ends_before_it_begins(since: datetime, length: tuple[int, Unit]) -> None:
    assert due(since, *length, HOLIDAYS) >= since


@given(moments, st.integers(0, 500))
def test_hours_are_hours_on_every_clock(since: datetime, hours: int) -> None:
    assert due(since, hours, "hours") - since == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "05-05"), (2025, "04-20"), (2026, "04-12"), (2027, "05-02"), (2028, "04-16"), (2029, "04-08"),
     (2030, "04-28")],
)  # fmt: skip
def test_easter(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


def test_legal_holidays() -> None:
    assert {date(2026, 4, 10), date(2026, 4, 13), date(2026, 6, 1), date(2026, 11, 30), date(2026, 1, 7)} < HOLIDAYS
    assert date(2023, 1, 6) not in days_off(read(LISTS).holidays, 2023, 2023)


def test_a_day_in_romania_begins_and_ends_by_its_own_clock() -> None:
    assert start_of(date(2026, 3, 29)) == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert end_of(date(2026, 3, 29)) == datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
