"""Several people at once, on several connections: the clock has no gaps and readers see acts in commit order."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from impreuna.kernel.edits import Change
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.journal import verify
from impreuna.kernel.models import Conflict, FieldChange, JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import CorrectPerson
from impreuna.registry.models import Person
from tests.fixtures.places import BELTIUG
from tests.journeys.test_write_path import AUTHORS, household

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

WRITERS, EACH = 4, 25


def test_clock_has_no_gaps_and_pull_order_is_commit_order() -> None:
    start = threading.Barrier(WRITERS + 1)
    is_over = threading.Event()

    def write(author: int) -> None:
        start.wait()
        for _ in range(EACH):
            assert execute(household(), AUTHORS[author % len(AUTHORS)]).status == "applied"
        connections.close_all()

    def pull() -> list[int]:
        """What a device would collect: again and again, everything after the last number it has."""
        collected: list[int] = []
        start.wait()
        with acting_as(AUTHORS[0]):
            while True:
                was_over = is_over.is_set()
                last = collected[-1] if collected else 0
                entries = JournalEntry.objects.filter(commune_id=BELTIUG, n__gt=last).order_by("n")
                collected += entries.values_list("n", flat=True)
                if was_over:
                    break
        connections.close_all()
        return collected

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        puller = pool.submit(pull)
        for writer in [pool.submit(write, author) for author in range(WRITERS)]:
            writer.result()
        is_over.set()
        assert puller.result() == list(range(1, WRITERS * EACH + 1))
    assert [broken for _place, _entries, broken in verify(using="owner") if broken] == []


def test_the_same_command_sent_at_once_is_carried_out_once() -> None:
    command = household()

    def send(_attempt: int) -> str:
        outcome = execute(command, AUTHORS[0])
        connections.close_all()
        return outcome.status

    with ThreadPoolExecutor(WRITERS) as pool:
        statuses = sorted(pool.map(send, range(WRITERS)))
    assert statuses == ["applied", *["duplicate"] * (WRITERS - 1)]


def test_simultaneous_corrections_leave_one_value_and_open_conflicts() -> None:
    first = household()
    execute(first, AUTHORS[0])
    person_id = first.members[0].id
    names = [f"Nume{'abcd'[number]}" for number in range(WRITERS)]

    def correct(number: int) -> str:
        command = CorrectPerson(
            id=new_id(),
            commune_id=BELTIUG,
            recorded_at=datetime(2026, 11, 20, tzinfo=UTC),
            person_id=person_id,
            changes={"last_name": Change(seen="Pop", value=names[number])},
        )
        outcome = execute(command, AUTHORS[number % len(AUTHORS)])
        connections.close_all()
        return outcome.status

    with ThreadPoolExecutor(WRITERS) as pool:
        statuses = sorted(pool.map(correct, range(WRITERS)))
    assert statuses == ["applied", *["conflict"] * (WRITERS - 1)]
    with acting_as(AUTHORS[0]):
        current = Person.objects.get(commune_id=BELTIUG, id=person_id).last_name
        waiting = set(Conflict.objects.filter(record_id=person_id).values_list("proposed", flat=True))
        history = {change.old for change in FieldChange.objects.filter(record_id=person_id)}
    assert {current} | waiting == set(names)
    assert history == {"Pop"}


def test_a_fault_in_the_act_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal is broken on purpose: then the rows are not there either, and the act can be sent again."""
    from impreuna.kernel import journal

    command = household()

    def broken(*_arguments: object) -> int:
        raise RuntimeError("jurnal stricat")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", broken)
        with pytest.raises(RuntimeError):
            execute(command, AUTHORS[0])
    with acting_as(AUTHORS[0]):
        assert not Person.objects.filter(id=command.members[0].id).exists()
    assert connection.in_atomic_block is False
    assert execute(command, AUTHORS[0]).status == "applied"
