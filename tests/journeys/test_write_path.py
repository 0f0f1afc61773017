"""Properties of the one write path, on the real database: order, repetition, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.edits import Change
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Clock, Conflict, FieldChange, JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import CorrectPerson, NewPerson, RegisterHousehold
from impreuna.registry.models import Person
from impreuna.territory.queries import list_villages
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
AUTHORS = [
    Actor(UUID(int=number), f"Autor {number}", "social_worker", Scope("commune", BELTIUG, frozenset({BELTIUG})))
    for number in (1, 2, 3)
]
FIELDS = ("last_name", "first_name", "former_names")
WORDS = ("Țăran", "Pop", "Șuta", "Lazăr")


def household() -> RegisterHousehold:
    member = NewPerson(id=new_id(), last_name="Pop", first_name="Pop", relation="head", birth_year=1980)
    return RegisterHousehold(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=MOMENT,
        household_id=new_id(),
        village_id=list_villages(BELTIUG)[0].siruta,
        members=(member,),
    )


def register() -> UUID:
    """A fresh person, called Pop Pop, and her id."""
    command = household()
    assert execute(command, AUTHORS[0]).status == "applied"
    return command.members[0].id


@dataclass
class Model:
    """What a reader of the rules would expect of one person under corrections."""

    values: dict[str, str] = field(
        default_factory=lambda: {"last_name": "Pop", "first_name": "Pop", "former_names": ""}
    )
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    history: set[tuple[str, str]] = field(default_factory=set)

    def apply(self, changes: dict[str, Change]) -> None:
        for name, change in changes.items():
            if change.value == self.values[name]:
                continue
            if change.seen == self.values[name]:
                self.history |= {(name, self.values[name]), (name, str(change.value))}
                self.values[name] = str(change.value)
            else:
                self.conflicts.append((name, str(change.value)))


edits = st.dictionaries(
    st.sampled_from(FIELDS),
    st.builds(Change, seen=st.sampled_from(WORDS), value=st.sampled_from(WORDS)),
    min_size=1,
    max_size=3,
)
acts = st.lists(st.tuples(st.sampled_from(range(len(AUTHORS))), edits), min_size=1, max_size=8)
arrivals = st.lists(st.integers(0, 7), min_size=1, max_size=16)


def stored(person_id: UUID) -> tuple[dict[str, str], list[tuple[str, str]], set[tuple[str, str]]]:
    person = Person.objects.get(commune_id=BELTIUG, id=person_id)
    conflicts = Conflict.objects.filter(commune_id=BELTIUG, record_id=person_id).order_by("n", "id")
    changes = FieldChange.objects.filter(commune_id=BELTIUG, record_id=person_id)
    history = {(change.field, value) for change in changes for value in (change.old, change.new)}
    return (
        {name: getattr(person, name) for name in FIELDS},
        sorted((conflict.field, conflict.proposed) for conflict in conflicts),
        history,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, arrivals=arrivals)
def test_any_order_and_repetition_is_some_serial_order(acts, arrivals) -> None:
    """Commands of several authors, in any order, any number of times: as if each came once, in order of arrival."""
    person_id = register()
    commands = [
        CorrectPerson(id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT, person_id=person_id, changes=changes)
        for _author, changes in acts
    ]
    model, seen = Model(), set()
    for index in (arrival % len(commands) for arrival in arrivals):
        outcome = execute(commands[index], AUTHORS[acts[index][0]])
        if index in seen:
            assert outcome.status == "duplicate"
        else:
            seen.add(index)
            before = len(model.conflicts)
            model.apply(commands[index].changes)
            assert outcome.status == ("conflict" if len(model.conflicts) > before else "applied")
    with acting_as(AUTHORS[0]):
        values, conflicts, history = stored(person_id)
    assert (values, conflicts, history) == (model.values, sorted(model.conflicts), model.history)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_every_typed_value_is_current_in_history_or_in_conflict(acts) -> None:
    person_id = register()
    for author, changes in acts:
        command = CorrectPerson(
            id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT, person_id=person_id, changes=changes
        )
        execute(command, AUTHORS[author])
    with acting_as(AUTHORS[0]):
        values, conflicts, history = stored(person_id)
    kept = set(values.items()) | set(conflicts) | history
    typed = {(name, change.value) for _author, changes in acts for name, change in changes.items()}
    assert typed <= kept


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(repeats=st.integers(1, 5))
def test_a_repeated_id_changes_nothing(repeats) -> None:
    command = household()
    first = execute(command, AUTHORS[0])
    with acting_as(AUTHORS[0]):
        before = Clock.objects.get(pk=BELTIUG).n
        again = [execute(command, AUTHORS[0]) for _ in range(repeats)]
        assert Clock.objects.get(pk=BELTIUG).n == before
        assert Person.objects.filter(commune_id=BELTIUG, id=command.members[0].id).count() == 1
    assert {(outcome.status, outcome.original, outcome.n) for outcome in again} == {("duplicate", "applied", first.n)}


def test_the_same_id_with_other_content_is_refused() -> None:
    command = household()
    execute(command, AUTHORS[0])
    other = RegisterHousehold(
        id=command.id,
        commune_id=BELTIUG,
        recorded_at=MOMENT,
        household_id=command.household_id,
        village_id=command.village_id,
        members=command.members,
        street="alta",
    )
    assert execute(other, AUTHORS[0]).reason == "command_id_reused"


def test_what_is_refused_is_journalled_too() -> None:
    command = household()
    wrong = RegisterHousehold(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=MOMENT,
        household_id=new_id(),
        village_id=1,
        members=command.members,
    )
    outcome = execute(wrong, AUTHORS[0])
    assert (outcome.status, outcome.reason, outcome.field) == ("rejected", "unknown_village", "village_id")
    with acting_as(AUTHORS[0]):
        entry = JournalEntry.objects.get(commune_id=BELTIUG, command_id=wrong.id)
        assert (entry.status, entry.reason) == ("rejected", "unknown_village")
        assert not Person.objects.filter(id=command.members[0].id).exists()
    assert execute(wrong, AUTHORS[0]).original == "rejected"
