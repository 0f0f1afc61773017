"""What PostgreSQL counts is what the plain second definition counts, whatever the commune holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.monitoring.queries.rows import read_commune, read_figures, read_law
from impreuna.monitoring.rules.counting import Cells, Key, Value, add_up, count
from impreuna.monitoring.tests.communes import make_town, put
from impreuna.territory.queries import list_villages
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 11, 22), date(2028, 2, 29), date(2027, 1, 1), date(2027, 3, 31)]
EACH_ANEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def cells(commune_id: int, today: date) -> Cells:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT measure, village_id, age_band, sex, veil, value FROM monitoring_cells(%s, %s)", [commune_id, today]
        )
        rows = cursor.fetchall()
    found = {Key(*key): Value(veil, value) for *key, veil, value in rows}
    assert len(found) == len(rows), "a cell came twice"
    return found


def ask(statement: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def today_here() -> date:
    day = ask("SELECT monitoring_today()")
    assert isinstance(day, date)
    return day


def villages_of(commune_id: int) -> list[int]:
    return [village.siruta for village in list_villages(commune_id)][:3]


@EACH_ANEW
@given(seed=st.integers(0, 2**32), size=st.integers(1, 9), today=st.sampled_from(DAYS))
def test_postgresql_and_python_count_the_same(as_owner, seed, size, today):
    with as_owner(), taken_back():
        ask("SELECT monitoring_basis_key(%s)", today)
        put(make_town(Random(seed), today, villages_of(BELTIUG), size), BELTIUG)
        assert cells(BELTIUG, today) == count(read_commune(BELTIUG, today, read_law(today)))


@settings(EACH_ANEW, max_examples=15)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 6))
def test_a_recount_keeps_what_is_so_and_sums_follow(as_owner, seed, size):
    with as_owner(), taken_back():
        today, random = today_here(), Random(seed)
        for commune_id in (BELTIUG, DOBA, APAHIDA, BELTIUG):
            put(make_town(random, today, villages_of(commune_id), size), commune_id)
            ask("SELECT monitoring_recount(%s)", commune_id)
        law = read_law(today)
        counted = {place: count(read_commune(place, today, law)) for place in (BELTIUG, DOBA, APAHIDA)}
        for place, expected in counted.items():
            assert read_figures(place) == expected
        ask("SELECT monitoring_sum(%s)", SATU_MARE)
        ask("SELECT monitoring_sum(127)")  # Cluj, where Apahida is
        ask("SELECT monitoring_sum_country()")
        assert read_figures(SATU_MARE) == add_up([counted[BELTIUG], counted[DOBA]])
        assert read_figures(0) == add_up(counted.values())


def test_an_empty_commune_counts_to_nothing(as_owner):
    ask("SELECT monitoring_recount(%s)", BELTIUG)
    ask("SELECT monitoring_sum(%s)", SATU_MARE)
    ask("SELECT monitoring_sum_country()")
    with as_owner():
        assert ask("SELECT count(*) FROM monitoring_figure") == 0
        assert ask("SELECT count(*) FROM monitoring_count") == 3


def test_what_is_no_commune_is_refused(as_owner):
    for statement in (
        "SELECT monitoring_recount(305)",
        "SELECT monitoring_sum(136964)",
        "SELECT monitoring_recount(1)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ask(statement)
