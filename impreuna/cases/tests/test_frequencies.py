"""How many times a service should have been given until a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.cases.rules.frequencies import FREQUENCIES, times_planned

FIRST, LAST = date(2026, 1, 31), date(2027, 1, 30)


@pytest.mark.parametrize(
    ("frequency", "today", "times"),
    [
        ("once", FIRST, 1),
        ("daily", FIRST + timedelta(days=3), 3),
        ("weekly", FIRST + timedelta(days=6), 0),
        ("weekly", FIRST + timedelta(days=7), 1),
        ("monthly", date(2026, 2, 28), 0),
        ("monthly", date(2026, 3, 31), 2),
        ("twice_monthly", date(2026, 3, 31), 4),
        ("quarterly", date(2026, 7, 30), 1),
        ("quarterly", date(2026, 7, 31), 2),
        ("monthly", date(2030, 1, 1), 11),
        ("when_needed", date(2026, 7, 31), None),
        ("când vrea", date(2026, 7, 31), None),
        ("daily", FIRST - timedelta(days=1), None),
    ],
)
def test_so_many_times(frequency: str, today: date, times: int | None) -> None:
    assert times_planned(frequency, FIRST, LAST, today) == times


@given(st.sampled_from(sorted(FREQUENCIES)), st.integers(0, 800), st.integers(0, 800))
def test_time_only_adds(frequency: str, first: int, more: int) -> None:
    earlier, later = (times_planned(frequency, FIRST, LAST, FIRST + timedelta(days=n)) for n in (first, first + more))
    assert (earlier is None) == (later is None)
    assert earlier is None or later is None or 0 <= earlier <= later
