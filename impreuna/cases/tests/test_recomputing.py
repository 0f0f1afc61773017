"""All cases of a commune worked out anew: the same as the acts left them, what is settled as it was, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.cases import commands as does
from impreuna.cases import jobs
from impreuna.cases.commands import recomputing
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.obligations.commands import SetPeriod, keeping
from impreuna.obligations.commands import recomputing as writing
from impreuna.obligations.models import Obligation
from impreuna.obligations.queries.book import current_book, installed
from impreuna.obligations.queries.rounds import basis_on, communes_behind, round_of
from impreuna.obligations.rules.book import Book
from impreuna.obligations.rules.entries import Length
from impreuna.workforce.commands import OPERATOR
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def recompute(walk: Walk, basis: str = "one", who: Actor = OPERATOR) -> Outcome:
    """One act of the server's in Beltiug."""
    walk.now += timedelta(minutes=5)
    command = does.RecomputeObligations(id=new_id(), commune_id=BELTIUG, recorded_at=walk.now, basis=basis)
    return execute(command, who, received_at=walk.now)


def rows(walk: Walk) -> dict[tuple[str, str], Obligation]:
    with acting_as(walk.worker):
        return {(row.code, row.key): row for row in Obligation.objects.filter(commune_id=BELTIUG)}


@pytest.fixture
def other_list(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The next release of the list: everything is due in an hour, and services are checked no more."""
    entries = [
        msgspec.structs.replace(one, period=Length(hours=1)) if one.period else one
        for one in installed().obligations
        if one.code != "SMO-7.1b"
    ]
    book = Book.made(entries, installed().holidays)
    for module in (keeping, writing):
        monkeypatch.setattr(module, "current_book", lambda: book)
    yield


@pytest.mark.parametrize(
    "stage", ["evaluated", "in_services", "post_services", "closed", "not_confirmed", "transferred"]
)
def test_what_the_acts_left_is_what_comes_out(stage: str) -> None:
    walk = walk_to(stage)
    before = rows(walk)
    outcome = recompute(walk)
    assert outcome.facts == {"cases": 1, "changed": 0, "is_done": True}
    assert {row.id: row.n for row in rows(walk).values()} == {row.id: row.n for row in before.values()}


def test_another_list_changes_what_is_open_and_leaves_what_is_settled(other_list: None) -> None:
    with pytest.MonkeyPatch.context() as before_the_release:
        before_the_release.setattr(keeping, "current_book", current_book)
        walk = walk_to("in_services")
        before = rows(walk)
    outcome = recompute(walk)
    after = rows(walk)
    assert outcome.facts["changed"] > 0 and recompute(walk, "again").facts["changed"] == 0
    for key, row in before.items():
        now = after[key]
        if not row.is_open:
            assert (now.due_at, now.met_at, now.responsible_id) == (row.due_at, row.met_at, row.responsible_id), key
        elif row.code == "SMO-7.1b":
            assert now.ended_at == walk.now - timedelta(minutes=5) and now.n > row.n, "tablets are told that it is over"
        else:
            assert now.due_at == now.since + timedelta(hours=1) and now.n > row.n


def test_an_act_leaves_what_is_settled_alone_too(other_list: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as before_the_release:
        before_the_release.setattr(keeping, "current_book", current_book)
        walk = walk_to("evaluated")
    before = rows(walk)["SMO-3.1", str(walk.last["RegisterNotice"])]
    walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said="Am vorbit.")
    assert rows(walk)["SMO-3.1", before.key].due_at == before.due_at


def test_it_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "CASES_AT_ONCE", 2)
    walk = walk_to("assigned")
    for _case in range(4):
        walk_to("registered", begin())
    ended = [recompute(walk).facts for _act in range(3)]
    assert [(facts["cases"], facts["is_done"]) for facts in ended] == [(2, False), (2, False), (1, True)]
    with acting_as(OPERATOR):
        assert communes_behind("one") == [] and communes_behind("two") == [BELTIUG]
        assert round_of("one").done == 1 and round_of("one").finished_at == walk.now
    recompute(walk, "two")
    with acting_as(OPERATOR):
        assert round_of("two").finished_at is None


def test_restricted_cases_come_along_and_their_statements_do_not_grow() -> None:
    walk = walk_to("in_services")
    walk.do(walk.head, does.RestrictCase, reason="Violență în familie.")
    with CaptureQueriesContext(connection) as one:
        assert recompute(walk).facts == {"cases": 1, "changed": 0, "is_done": True}
    for _case in range(3):
        walk_to("registered", begin())
    with CaptureQueriesContext(connection) as four:
        assert recompute(walk, "two").facts["cases"] == 4
    assert len(four) <= len(one)


def test_nobody_else_works_them_out() -> None:
    walk = walk_to("registered")
    administrator = replace(OPERATOR, user_id=new_id())
    assert recompute(walk, who=walk.head).reason == "role_may_not"
    assert recompute(walk, who=administrator).reason == "recompute_by_operator"
    with acting_as(OPERATOR), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('impreuna.command', '', false)")
        for question in ("cases_to_judge(%s, NULL, 9)", "obligations_stored(%s, NULL)", "cases_held_meetings(%s)"):
            cursor.execute(f"SELECT count(*) FROM {question}", [BELTIUG])
            assert cursor.fetchone() == (0,), "outside the act nothing is answered"


def test_the_worker_does_it_by_itself_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    walk_to("in_services")
    queued: list[str] = []
    monkeypatch.setattr(jobs, "defer_recomputing", lambda: queued.append("slice"))
    jobs.look(0)
    assert queued == ["slice"] and jobs.behind()[1] == [BELTIUG]
    jobs.recompute()
    assert jobs.behind()[1] == [] and queued == ["slice"]
    jobs.look(0)
    assert queued == ["slice"]


def test_a_commune_that_fails_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(commune_id: int, basis: str) -> None:
        done.append(commune_id)
        if commune_id == 1:
            raise ValueError("1")

    done: list[int] = []
    monkeypatch.setattr(jobs, "recompute_commune", fails)
    monkeypatch.setattr(jobs, "behind", lambda: ("basis", [1, 2, 3]))
    assert not jobs.recompute_slice() and done == [1, 2, 3] and "commune 1" in caplog.text
    assert jobs.recompute_slice(seconds=1.5, clock=iter(range(9)).__next__), "the rest is the next slice's"
    assert done == [1, 2, 3, 1, 2]
    monkeypatch.setattr(jobs, "behind", lambda: ("basis", [1]))
    assert not jobs.recompute_slice(), "nothing else is left: it waits until somebody looks again"


def test_counting_only_changes_nothing(other_list: None) -> None:
    with pytest.MonkeyPatch.context() as before_the_release:
        before_the_release.setattr(keeping, "current_book", current_book)
        walk = walk_to("in_services")
    before = {row.id: row.n for row in rows(walk).values()}
    would = jobs.recompute_commune(BELTIUG, "one", is_dry=True)
    assert would.changed > 0 and {row.id: row.n for row in rows(walk).values()} == before
    assert jobs.recompute_commune(BELTIUG, "one") == would


def set_period(from_day: date) -> SetPeriod:
    """The check that a service began is due within five days, from a day on."""
    return SetPeriod(
        id=new_id(), commune_id=COUNTRY, recorded_at=timezone.now(), code="SMO-7.1a", from_day=from_day, amount=5,
        source="Ordin nou", seen=2,
    )  # fmt: skip


def test_a_set_period_starts_it_on_the_day_from_which_it_applies() -> None:
    today = timezone.localdate()
    first = today + timedelta(days=3)
    with acting_as(OPERATOR):
        before = [basis_on(today), basis_on(first)]
    assert execute(set_period(first), OPERATOR).is_kept
    with acting_as(OPERATOR):
        assert [basis_on(today), basis_on(first - timedelta(days=1))] == [before[0]] * 2
        assert basis_on(first) != before[1]


def test_a_service_that_begins_after_the_day_has_the_new_period() -> None:
    walk = walk_to("planned")
    walk.item_id = new_id()
    starts_on = timezone.localdate() + timedelta(days=40)
    items = tuple(msgspec.structs.replace(item, starts_on=starts_on) for item in walk.plan()["items"])
    plan = walk.draft(items=items)
    walk.discuss()
    walk.endorse(plan)
    key = "SMO-7.1a", f"{plan}/{walk.item_id}"
    before = rows(walk)[key]
    assert execute(set_period(timezone.localdate() + timedelta(days=3)), OPERATOR).is_kept
    assert jobs.recompute_commune(BELTIUG, "one").changed == 1
    after = rows(walk)[key]
    assert day_of(before.due_at) == starts_on + timedelta(days=2) and after.n > before.n
    assert day_of(after.due_at) == starts_on + timedelta(days=5)
