"""What is behind is found by the clocks, counted fairly, summed upwards, and a month is published once."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from impreuna.monitoring import jobs
from impreuna.monitoring.commands import counting
from impreuna.monitoring.queries.rows import read_figures
from impreuna.monitoring.queries.stale import basis_of, is_country_stale, stale_communes, stale_counties, today_there
from impreuna.monitoring.rules.counting import Key, Value
from impreuna.monitoring.rules.measures import month_before, month_of
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, STRANGER, WORKER, register
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db
CLUJ = 127
PERSONS = Key("persons")


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def value(place_id: int, key: Key = PERSONS) -> Value | None:
    return read_figures(place_id).get(key)


def test_what_was_written_is_stale_until_it_is_counted():
    assert stale_communes(today_there()).changed == ()
    register(WORKER)
    assert stale_communes(today_there()).changed == (BELTIUG,)
    counting.recount(BELTIUG)
    assert stale_communes(today_there()).changed == ()


def test_who_waits_longest_is_counted_first(as_owner):
    for actor in (WORKER, NEIGHBOUR, STRANGER):
        register(actor)
    counting.recount(DOBA)
    counting.recount(BELTIUG)
    register(NEIGHBOUR)
    register(WORKER)
    with as_owner():
        run("UPDATE monitoring_count SET counted_at = counted_at - interval '1 hour' WHERE place_id = %s", DOBA)
    assert stale_communes(today_there()).changed == (APAHIDA, DOBA, BELTIUG)


def test_a_new_day_and_other_lists_make_figures_old_but_changes_go_first(as_owner):
    register(WORKER)
    register(NEIGHBOUR)
    counting.count_round()
    register(NEIGHBOUR)
    tomorrow = today_there() + timedelta(days=1)
    stale = stale_communes(tomorrow)
    assert (stale.changed, stale.older) == ((DOBA,), (BELTIUG,))
    before = basis_of(today_there())
    with as_owner():
        run(
            "INSERT INTO nomenclature_parametervalue (n, code, valid_from, value, source, set_at, set_by)"
            " VALUES (1, 'silence_days', '2026-01-01', 7, '', now(), '')"
        )
    assert basis_of(today_there()) != before
    assert stale_communes(today_there()).older == (BELTIUG,)


def test_a_round_counts_communes_then_counties_then_the_country(as_owner):
    register(WORKER)
    register(NEIGHBOUR)
    register(STRANGER)
    done = counting.count_round()
    assert (sorted(done.communes), sorted(done.counties), done.left) == ([APAHIDA, BELTIUG, DOBA], [CLUJ, SATU_MARE], 0)
    with as_owner():
        places = (BELTIUG, DOBA, APAHIDA, SATU_MARE, CLUJ, 0)
        assert [value(place) for place in places] == [Value("", n) for n in (1, 1, 1, 2, 1, 3)]
    assert counting.count_round().is_idle
    assert (stale_counties(), is_country_stale()) == ([], False)


def test_figures_that_became_nothing_go(as_owner):
    register(WORKER)
    counting.count_round()
    with as_owner():
        run("UPDATE registry_membership SET end_date = '2026-01-01'")
        run("UPDATE kernel_clock SET n = n + 1 WHERE commune_id = %s", BELTIUG)
    counting.count_round()
    with as_owner():
        assert [read_figures(place) for place in (BELTIUG, SATU_MARE, 0)] == [{}, {}, {}]


def test_a_round_stops_when_its_time_is_over_and_still_sums():
    for actor in (WORKER, NEIGHBOUR):
        register(actor)
    moments = iter([0.0, 0.5, *[2.0] * 20])
    done = counting.count_round(seconds=1.0, clock=lambda: next(moments))
    assert (len(done.communes), done.left, done.counties) == (1, 1, [SATU_MARE])


def test_what_a_new_day_made_old_has_its_share_of_a_busy_round(as_owner):
    for actor in (WORKER, NEIGHBOUR, STRANGER):
        register(actor)
    counting.count_round()
    with as_owner():
        run("UPDATE monitoring_count SET counted_on = counted_on - 1 WHERE place_id = %s", APAHIDA)
    register(WORKER)
    register(NEIGHBOUR)
    moments = iter([0.0, 0.5, 2.0, 2.0, 2.1, *[9.0] * 20])
    done = counting.count_round(seconds=1.0, clock=lambda: next(moments))
    assert (len(done.communes), done.communes[-1], done.left) == (2, APAHIDA, 1)


@pytest.mark.django_db(transaction=True)
def test_a_commune_that_cannot_be_counted_keeps_nobody_waiting(monkeypatch):
    register(WORKER)
    register(NEIGHBOUR)
    recount = counting.recount

    def break_doba(commune_id):
        if commune_id == DOBA:
            run("SELECT 1 / 0")
        return recount(commune_id)

    monkeypatch.setattr(counting, "recount", break_doba)
    done = counting.count_round()
    assert (done.communes, list(done.failed)) == ([BELTIUG], [DOBA])
    assert counting.count_round(skip=frozenset(done.failed)).is_idle


def test_the_month_before_is_published_once_and_only_at_its_end(as_owner, monkeypatch):
    for _ in range(7):
        register(WORKER)
    counting.count_round()
    today = today_there()
    assert counting.publish_if_due() == "" or today.day <= counting.PUBLISHING_DAYS
    monkeypatch.setattr(counting, "PUBLISHING_DAYS", 31)
    month = month_before(month_of(today))
    assert counting.publish_if_due() in (month, "")
    register(WORKER)
    counting.count_round()
    assert counting.publish_if_due() == ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place_id, value FROM monitoring_publication WHERE month = %s AND measure = 'persons'"
            " AND value > 0 ORDER BY 1",
            [month],
        )
        assert cursor.fetchall() == [(0, 5), (SATU_MARE, 5)]
    assert counting.publish(month) == 0


@pytest.mark.parametrize("month", ["2999-01", "2026-13", "2026", "'"])
def test_only_a_month_that_is_over_is_published(month):
    with pytest.raises(DatabaseError), transaction.atomic():
        counting.publish(month)


def test_health_protection_and_ethnicity_are_never_published(as_owner):
    with as_owner():
        run("INSERT INTO monitoring_figure VALUES (%s, 'finding:SA-07', 0, '', '', 'health', 9)", SATU_MARE)
    with pytest.raises(DatabaseError), transaction.atomic():
        run("SELECT monitoring_publish('2026-01', ARRAY['finding:SA-07'])")


@pytest.mark.django_db(transaction=True)
def test_one_process_counts_and_the_others_stand_by():
    answers = []

    def other() -> None:
        with counting.counting_alone() as is_ours:
            answers.append(is_ours)
        connections["default"].close()

    with counting.counting_alone() as is_ours:
        assert is_ours
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    with counting.counting_alone() as is_ours:
        answers.append(is_ours)
    assert answers == [False, True]


@pytest.mark.django_db(transaction=True)
def test_the_loop_counts_until_it_is_stopped_and_outlives_its_connection(caplog, monkeypatch):
    monkeypatch.setattr(jobs, "EVERY_SECONDS", 0.0)
    monkeypatch.setattr(jobs, "AGAIN_SECONDS", 0.0)
    caplog.set_level(logging.WARNING, "impreuna.figures")
    rounds = threading.Semaphore(0)
    count_round, broken = counting.count_round, []

    def counted(**options):
        if not broken:
            broken.append(True)
            run("SELECT pg_terminate_backend(pg_backend_pid())")
        done = count_round(**options)
        rounds.release()
        return done

    monkeypatch.setattr(jobs, "count_round", counted)
    register(WORKER)
    with jobs.figures_kept_fresh():
        assert rounds.acquire(timeout=20)
        assert rounds.acquire(timeout=20)
        register(NEIGHBOUR)
        assert rounds.acquire(timeout=20)
        assert rounds.acquire(timeout=20)
    assert stale_communes(today_there()).changed == ()
    assert "figures wait for the database" in caplog.text
    assert not [thread for thread in threading.enumerate() if thread.name == "figures"]


def test_villages_are_told_apart(as_owner):
    first, second = [village.siruta for village in list_villages(BELTIUG)][:2]
    register(WORKER, village_id=first)
    register(WORKER, village_id=second)
    register(WORKER, village_id=second)
    counting.count_round()
    with as_owner():
        assert value(BELTIUG, Key("households", first)) == Value("", 1)
        assert value(BELTIUG, Key("households", second)) == Value("", 2)
        assert value(SATU_MARE, Key("households", second)) is None
