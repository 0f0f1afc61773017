"""What professionals decide: who may, what needs a reason, what a colleague decided meanwhile, what history keeps."""

from __future__ import annotations

from typing import Any

import pytest

from impreuna.assessment.commands import DecideFindings, Decision
from impreuna.assessment.models import FindingEvent
from impreuna.assessment.queries import list_findings
from impreuna.assessment.tests.visiting import BASICS, COUNSELLOR, Family
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Payload
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from tests.fixtures.cast import NURSE, STRANGER, WORKER, colleague, send
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
OTHER_WORKER = colleague(BELTIUG, "social_worker", 8)


@pytest.fixture
def family() -> Family:
    family = Family()
    family.visited(household=BASICS | {"H03": 3}, persons={family.child: {"E01": 7, "C08": [1]}})
    return family


def decide(family: Family, code: str, what: str, by: Actor = WORKER, **fields: Any) -> Outcome:
    known = {"seen_state": "proposed", "note": ""} | fields
    finding = family.finding(code, WORKER)
    decision = Decision(finding_id=finding.id, decision=what, **known)
    return send(by, DecideFindings, household_id=family.household, decisions=(decision,))


def test_a_finding_is_confirmed_refuted_and_left_open_again(family: Family) -> None:
    assert decide(family, "ED-02", "confirmed", COUNSELLOR, note="Am vorbit cu școala.").status == "applied"
    confirmed = family.finding("ED-02")
    assert (confirmed.state, confirmed.decided_role) == ("confirmed", "school_counsellor")
    assert decide(family, "ED-02", "refuted", seen_state="confirmed", note="Este înscris la Craidorolț.").is_kept
    assert decide(family, "ED-02", "open", seen_state="refuted").is_kept
    with acting_as(WORKER):
        (row,) = [each for each in list_findings(BELTIUG, family.household) if each.code == "ED-02"]
    assert [(each.state, each.role) for each in row.events] == [
        ("confirmed", "school_counsellor"), ("refuted", "social_worker"), ("proposed", "social_worker")
    ]  # fmt: skip
    assert [each.note for each in row.events] == ["Am vorbit cu școala.", "Este înscris la Craidorolț.", ""]
    assert (row.state, row.decided_by) == ("proposed", "")


def test_what_was_refuted_comes_back_only_on_other_answers(family: Family) -> None:
    decide(family, "ED-02", "refuted", note="Merge la școală în Carei.")
    family.visited(persons={family.child: {"E01": 7}})
    assert family.findings()["ED-02"] == "refuted"
    family.visited(persons={family.child: {"E01": 8}})
    assert family.findings()["ED-03"] == "proposed"
    assert family.findings()["ED-02"] == "refuted"


def test_a_confirmed_finding_stays_confirmed_until_it_is_no_longer_so(family: Family) -> None:
    decide(family, "PS-01", "confirmed")
    family.visited(household=BASICS | {"H03": 3})
    assert family.findings()["PS-01"] == "confirmed"
    family.visited(household=BASICS | {"H03": 1})
    assert family.findings()["PS-01"] == "resolved"
    outcome = decide(family, "PS-01", "confirmed", seen_state="resolved")
    assert (outcome.reason, outcome.field) == ("finding_resolved", "decisions.0")


def test_each_refusal_says_why(family: Family) -> None:
    def refused(outcome: Outcome) -> tuple[str | None, str | None]:
        assert outcome.status == "rejected" and outcome.sentence
        return outcome.reason, outcome.field

    assert refused(decide(family, "ED-02", "refuted")) == ("refuting_needs_why", "decisions.0.note")
    assert refused(decide(family, "ED-02", "maybe")) == ("unknown_decision", "decisions.0.decision")
    assert refused(decide(family, "ED-02", "open")) == ("no_decision", "decisions")
    assert refused(decide(family, "ED-02", "confirmed", note="x" * 2001)) == ("why_too_long", "decisions.0.note")
    assert refused(decide(family, "PS-01", "confirmed", COUNSELLOR)) == ("area_not_yours", "decisions.0")
    assert refused(decide(family, "PC-02", "confirmed", NURSE)) == ("not_found", "decisions.0")
    assert refused(decide(family, "ED-02", "confirmed", STRANGER)) == ("not_found", "decisions.0")
    one = Decision(family.finding("ED-02").id, "proposed", "confirmed")
    twice = send(WORKER, DecideFindings, household_id=family.household, decisions=(one, one))
    assert refused(twice) == ("decided_twice", "decisions")
    assert refused(send(WORKER, DecideFindings, household_id=new_id(), decisions=(one,))) == (
        "not_found", "decisions.0"
    )  # fmt: skip
    assert set(family.findings().values()) == {"proposed"}


def test_whoever_decided_meanwhile_is_named_and_nothing_is_lost(family: Family) -> None:
    decide(family, "ED-02", "confirmed", OTHER_WORKER)
    outcome = decide(family, "ED-02", "refuted", note="A fost doar bolnav.")
    assert (outcome.reason, outcome.field) == ("finding_moved", "decisions.0")
    assert OTHER_WORKER.name in outcome.sentence and "confirmată" in outcome.sentence
    assert family.findings()["ED-02"] == "confirmed"
    with acting_as(WORKER):
        assert Payload.objects.filter(command_id=outcome.command_id).exists()
    # The same decision by two people is no quarrel.
    assert decide(family, "ED-02", "confirmed").reason == "no_decision"


def test_one_wrong_decision_keeps_back_all(family: Family) -> None:
    decisions = tuple(
        Decision(family.finding(code).id, "proposed", what)
        for code, what in (("ED-02", "confirmed"), ("PS-01", "refuted"))
    )
    outcome = send(WORKER, DecideFindings, household_id=family.household, decisions=decisions)
    assert (outcome.reason, outcome.field) == ("refuting_needs_why", "decisions.1.note")
    assert set(family.findings().values()) == {"proposed"}


def test_notes_of_decisions_lie_under_the_veil_of_their_findings(family: Family) -> None:
    outcome = decide(family, "PC-02", "confirmed", note="mama confirmă")
    with acting_as(NURSE):
        assert not Payload.objects.filter(command_id=outcome.command_id).exists()
        assert not FindingEvent.objects.exists()
    with acting_as(OTHER_WORKER):
        assert Payload.objects.get(command_id=outcome.command_id).area == "protection"
