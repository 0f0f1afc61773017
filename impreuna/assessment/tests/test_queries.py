"""What pages ask: history, current answers, findings, the list of work; each in a number of queries that stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from impreuna.assessment import queries
from impreuna.assessment.commands import DecideFindings, Decision
from impreuna.assessment.tests.visiting import BASICS, COUNSELLOR, HEAD_OF_OFFICE, Family
from impreuna.kernel.drafts import save_draft
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import RecordDeath
from tests.fixtures.cast import MOMENT, NURSE, STRANGER, WORKER, applied, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
PARAMETERS = {"silence_days": 180.0}
TODAY = MOMENT.date()


@pytest.fixture
def family() -> Family:
    family = Family()
    family.visited(household=BASICS | {"H03": 3, "L01": 1}, persons={family.child: {"E01": 7}})
    family.visited(NURSE, household={}, persons={family.grandfather: {"S04": [1], "S02": 1}})
    return family


def test_the_history_of_a_household(family: Family) -> None:
    with acting_as(WORKER):
        visits = queries.list_visits(BELTIUG, family.household)
        assert [visit.role for visit in visits] == ["community_nurse", "social_worker"]
        by_nurse = queries.get_visit(BELTIUG, visits[0].id)
        own = queries.get_visit(BELTIUG, visits[1].id)
    assert by_nurse and by_nurse.areas == {"health_need"}
    assert [(each.name, each.answers) for each in by_nurse.persons] == [("Rus Gavril", {"S02": 1})]
    assert own and own.household["H03"] == 3 and own.persons[0].answers == {"E01": 7}
    with acting_as(NURSE):
        seen = queries.get_visit(BELTIUG, visits[0].id)
    assert seen and seen.persons[0].answers == {"S04": [1], "S02": 1}


def test_current_answers_are_the_latest_of_each_area(family: Family) -> None:
    family.visited(COUNSELLOR, household={}, persons={family.child: {"E01": 4}})
    with acting_as(WORKER):
        home = queries.find_home(BELTIUG, family.household)
    assert home
    current = home.current(family.edition)
    assert current[family.child.id] == {"E01": 4}
    assert current[family.household]["L01"] == 1
    assert current[family.grandfather.id] == {"S02": 1}
    assert [member.relation for member in home.members] == ["head", "parent", "child"]
    assert home.dwelling_state == "visited"


def test_findings_with_their_history(family: Family) -> None:
    decision = Decision(family.finding("PS-01").id, "proposed", "confirmed", "așa este")
    applied(WORKER, DecideFindings, household_id=family.household, decisions=(decision,))
    with acting_as(WORKER):
        found = queries.list_findings(BELTIUG, family.household)
        of_child = queries.list_findings_of_person(BELTIUG, [family.child.id])
    assert [(each.code, each.subject, each.state) for each in found] == [
        ("ED-02", "Rus Andrei", "proposed"), ("PS-01", "Rus Ileana", "confirmed")
    ]  # fmt: skip
    assert [each.code for each in of_child] == ["ED-02"]
    assert [event.note for event in found[1].events] == ["așa este"]
    assert found[0].is_live and found[0].may_be_decided_by("school_counsellor")
    assert not found[1].may_be_decided_by("school_counsellor")


def test_what_waits_for_whom(family: Family) -> None:
    def waits(actor: Any) -> list[str]:
        with acting_as(actor):
            rows = queries.list_open_findings(BELTIUG, actor.role).items
            assert len(rows) == queries.count_open_findings(BELTIUG, actor.role)
            return [row.code for row in rows]

    assert waits(WORKER) == ["ED-02", "PS-01"]
    assert waits(NURSE) == ["PS-01", "SA-04"]
    assert waits(COUNSELLOR) == ["ED-02"]
    assert waits(HEAD_OF_OFFICE) == []


def test_the_list_of_work(family: Family) -> None:
    quiet = Family()
    quiet.visited(ended_at=MOMENT - timedelta(days=400))
    register(WORKER)
    with acting_as(WORKER):
        work = queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "social_worker")
        first = queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "social_worker", size=1)
        second = queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "social_worker", cursor=first.next, size=1)
    assert [(row.household_id, row.priority.level) for row in work.rows] == [
        (family.household, "high"), (quiet.household, "low")
    ]  # fmt: skip
    assert dict(work.counts) == {"urgent": 0, "high": 1, "medium": 0, "low": 1, "none": 0}
    assert [*first.rows, *second.rows] == [*work.rows] and not second.next
    assert work.rows[0].priority.points == 13
    with acting_as(NURSE):
        seen = queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "community_nurse").rows
    assert [row.priority.points for row in seen if row.household_id == family.household] == [5]


def test_coverage(family: Family) -> None:
    register(WORKER)
    with acting_as(WORKER):
        coverage = queries.get_coverage(BELTIUG)
    assert (coverage.households, coverage.interviewed) == (2, 1)
    assert dict(coverage.by_state) == {"visited": 1, "not_visited": 1}


def test_an_empty_dwelling_is_not_covered(family: Family) -> None:
    for person in (family.mother, family.child, family.grandfather):
        applied(WORKER, RecordDeath, person_id=person.id, death_date=TODAY)
    with acting_as(WORKER):
        coverage = queries.get_coverage(BELTIUG)
    assert (coverage.households, coverage.interviewed) == (0, 0)


def test_who_else_is_at_work(family: Family) -> None:
    save_draft(NURSE, new_id(), BELTIUG, "assessment", family.household, {"persons": {"x": {"S04": [9]}}})
    with acting_as(WORKER):
        others = queries.who_else(WORKER, BELTIUG, family.household, MOMENT - timedelta(days=1))
        assert [draft.user_name for draft in others.drafts] == [NURSE.name]
        assert not others.drafts[0].content
        assert [visit.author for visit in others.visits] == [NURSE.name]
        assert not queries.who_else(WORKER, BELTIUG, new_id(), MOMENT)
        assert not queries.who_else(WORKER, BELTIUG, family.household, MOMENT).visits


def asked(family: Family) -> dict[str, Callable[[], Any]]:
    with acting_as(WORKER):
        (visit, *_rest) = queries.list_visits(BELTIUG, family.household)
    return {
        "home": lambda: queries.find_home(BELTIUG, family.household),
        "visits": lambda: queries.list_visits(BELTIUG, family.household),
        "visit": lambda: queries.get_visit(BELTIUG, visit.id),
        "else": lambda: queries.who_else(WORKER, BELTIUG, family.household, MOMENT),
        "findings": lambda: queries.list_findings(BELTIUG, family.household),
        "person": lambda: queries.list_findings_of_person(BELTIUG, [family.child.id]),
        "open": lambda: queries.list_open_findings(BELTIUG, "social_worker"),
        "count": lambda: queries.count_open_findings(BELTIUG, "social_worker"),
        "work": lambda: queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "social_worker"),
        "coverage": lambda: queries.get_coverage(BELTIUG),
    }


@pytest.mark.parametrize(
    "name", ["home", "visits", "visit", "else", "findings", "person", "open", "count", "work", "coverage"]
)
def test_a_question_costs_as_many_queries_for_much_as_for_little(
    family: Family, name: str, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = asked(family)[name]
    with acting_as(WORKER):
        ask()  # villages' names are read once
        with CaptureQueriesContext(connection) as few:
            ask()
    for _turn in range(3):
        another = Family()
        said = {another.child: {"E01": 7}, another.mother: {"P03": 4}}
        another.visited(household=BASICS | {"V01": [0]}, persons=said)
        family.visited(persons={family.child: {"E01": 7, "E08": [1]}, family.mother: {"P03": 4}})
        family.visited(persons={family.child: {"E01": 4}, family.mother: {"P03": 1}})
    with acting_as(WORKER), django_assert_num_queries(len(few)):
        ask()


def test_a_stranger_learns_nothing(family: Family) -> None:
    with acting_as(STRANGER):
        assert queries.find_home(BELTIUG, family.household) is None
        assert not queries.list_visits(BELTIUG, family.household)
        assert not queries.list_findings(BELTIUG, family.household)
        assert not queries.count_open_findings(BELTIUG, "social_worker")
        assert not queries.list_worklist(BELTIUG, TODAY, PARAMETERS, "social_worker").rows
        assert not queries.get_coverage(BELTIUG).households
        assert not queries.who_else(STRANGER, BELTIUG, family.household, MOMENT - timedelta(days=9))
