"""What the census knows moves along: visits with their household, findings with whom they are about, veils too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.assessment.commands import DecideFindings, Decision, RecordAssessment
from impreuna.assessment.models import Answers, Assessment, Finding, FindingEvent
from impreuna.assessment.queries import find_home, list_findings
from impreuna.assessment.tests.visiting import BASICS, Family
from impreuna.kernel.scope import acting_as
from tests.fixtures.cast import (
    MOMENT,
    NEIGHBOUR,
    NEIGHBOUR_NURSE,
    NURSE,
    STRANGER,
    WORKER,
    applied,
    colleague,
    new_person,
    register,
)
from tests.fixtures.places import BELTIUG, DOBA
from tests.journeys.moving import accept, offer

pytestmark = pytest.mark.django_db
CENSUS = (Assessment, Answers, Finding, FindingEvent)


@pytest.fixture
def family() -> Family:
    family = Family()
    family.visited(household=BASICS | {"H03": 3, "V01": [0]}, persons={family.child: {"E01": 7, "C08": [1]}})
    family.visited(NURSE, household={}, persons={family.grandfather: {"S04": [1], "S02": 2}})
    decision = Decision(family.finding("ED-02").id, "proposed", "confirmed", "nu este înscris")
    applied(WORKER, DecideFindings, household_id=family.household, decisions=(decision,))
    return family


def counts(commune_id: int) -> list[int]:
    return [table.objects.filter(commune_id=commune_id).count() for table in CENSUS]


def test_everything_goes_along_with_the_household_and_can_go_on_there(family: Family, as_owner) -> None:
    with as_owner():
        before = counts(BELTIUG)
    applied_move = accept(offer(household_id=family.household))
    assert applied_move.status == "applied", applied_move.reason
    with as_owner():
        assert (counts(BELTIUG), counts(DOBA)) == ([0, 0, 0, 0], before)
    with acting_as(NEIGHBOUR):
        found = {one.code: one for one in list_findings(DOBA, family.household)}
        assert found["ED-02"].state == "confirmed"
        assert [event.note for event in found["ED-02"].events] == ["nu este înscris"]
        assert "SA-04" not in found
        assert find_home(DOBA, family.household).current(family.edition)[family.child.id]["E01"] == 7
    with acting_as(NEIGHBOUR_NURSE):
        assert "SA-04" in {one.code for one in list_findings(DOBA, family.household)}
    for actor in (WORKER, NURSE, STRANGER):
        with acting_as(actor):
            assert not any(table.objects.exists() for table in CENSUS)
    said = family.said(persons={family.child: {"E01": 4}}, ended_at=MOMENT)
    applied(NEIGHBOUR, RecordAssessment, **said)
    with acting_as(NEIGHBOUR):
        assert Finding.objects.get(code="ED-02").state == "resolved"


def test_a_person_takes_her_findings_into_the_new_home_and_leaves_the_visits(family: Family) -> None:
    home = register(NEIGHBOUR, new_person("Rus", "Dorina"))
    move = offer(person_id=family.child.id)
    outcome = accept(move, village_id=None, household_id=home, relation="grandchild")
    assert outcome.status == "applied", outcome.reason
    with acting_as(NEIGHBOUR):
        assert {one.code for one in list_findings(DOBA, home)} == {"ED-02", "PC-02"}
        assert not Assessment.objects.exists()
        assert FindingEvent.objects.get().note == "nu este înscris"
    with acting_as(WORKER):
        left = {one.code for one in list_findings(BELTIUG, family.household)}
        assert "ED-02" not in left and "PS-01" in left
        assert Assessment.objects.count() == 2


def test_a_draft_about_those_who_moved_is_refused_but_not_lost(family: Family) -> None:
    said = family.said()
    accept(offer(household_id=family.household))
    outcome = family.visit(**{name: said[name] for name in ("ended_at",)})
    assert (outcome.reason, outcome.field) == ("not_found", "household_id")


READERS = st.sampled_from(
    ["social_worker", "social_technician", "community_nurse", "health_mediator", "school_counsellor", "spas_head"]
)
ANSWERS: dict[str, Any] = {"E01": [7, 4], "C08": [[1], [0]], "P02": [2, 1]}
HEALTH: dict[str, Any] = {"S04": [[1], [9], [0]], "S02": [2, 1]}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spoken=st.fixed_dictionaries({}, optional={code: st.sampled_from(each) for code, each in ANSWERS.items()}),
    clinical=st.fixed_dictionaries({}, optional={code: st.sampled_from(each) for code, each in HEALTH.items()}),
    role=READERS,
)
def test_whoever_reads_there_what_was_read_here_reads_the_same_findings(
    spoken: dict[str, Any], clinical: dict[str, Any], role: str
) -> None:
    family = Family()
    family.visited(persons={family.child: spoken})
    if clinical:
        family.visited(NURSE, household={}, persons={family.child: clinical}, ended_at=MOMENT - timedelta(hours=1))

    def told(commune_id: int) -> list[tuple[Any, ...]]:
        with acting_as(colleague(commune_id, role, 9)):
            rows = list_findings(commune_id, family.household)
            return [(one.id, one.code, one.state, one.veil, one.evidence, one.events) for one in rows]

    before = told(BELTIUG)
    assert accept(offer(household_id=family.household)).status == "applied"
    assert told(DOBA) == before
    assert told(BELTIUG) == []
