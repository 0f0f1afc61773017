"""Recording visits on the real database, under row-level security: what is kept, found, resolved, refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from impreuna.assessment.commands import RecordAssessment
from impreuna.assessment.models import Answers, Assessment, Finding, FindingEvent
from impreuna.assessment.queries import find_home, get_coverage
from impreuna.assessment.rules import visits
from impreuna.assessment.rules.settle import id_of_new
from impreuna.assessment.tests.visiting import ADMIN, BASICS, COUNSELLOR, Family
from impreuna.kernel import drafts
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import FieldChange, JournalEntry
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.queries import current_edition
from impreuna.registry.commands import EndMembership, JoinHousehold, MergePersons, RecordDeath
from impreuna.registry.models import Household
from tests.fixtures.cast import MOMENT, NEIGHBOUR, NURSE, STRANGER, WORKER, applied, new_person, register, send
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def test_a_visit_is_kept_with_what_it_finds() -> None:
    family = Family()
    outcome = family.visited(household=BASICS | {"H03": 3, "V01": [0]}, persons={family.child: {"E01": 7}})
    assert outcome.facts["findings"]["proposed"] >= 3
    found = family.findings()
    assert {"PS-01": "proposed", "VR-01": "proposed", "ED-02": "proposed"}.items() <= found.items()
    finding = family.finding("ED-02")
    assert (finding.subject_id, finding.is_person, finding.veil) == (family.child.id, True, "education")
    assert finding.evidence == {"age": 9, "E01": 7}
    with acting_as(WORKER):
        visit = Assessment.objects.get(household_id=family.household)
        assert (visit.purpose, visit.outcome, visit.role, visit.author) == (1, 1, "social_worker", WORKER.name)
        assert visit.people == [family.child.id]
        assert not FindingEvent.objects.exists()


def test_a_finding_has_the_id_that_a_tablet_knows_beforehand() -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    finding = family.finding("ED-02")
    assert finding.id == id_of_new(finding.assessment_id, family.child.id, "ED-02")


def test_answers_lie_apart_by_area() -> None:
    family = Family()
    persons = {family.mother: {"P02": 1}, family.child: {"E01": 4, "P02": 2}}
    family.visited(household=BASICS | {"L01": 1, "L04": 2}, persons=persons)
    with acting_as(WORKER):
        rows = {row.area: (row.household, row.persons) for row in Answers.objects.all()}
    assert rows == {
        "household": (BASICS, []),
        "housing": ({"L01": 1, "L04": 2}, []),
        "education": ({}, [{}, {"E01": 4}]),
        "identity": ({}, [{"P02": 1}, {"P02": 2}]),
    }


def test_hidden_answers_are_not_kept_and_find_nothing_but_what_is_not_known_is_kept() -> None:
    family = Family()
    answers = {"E01": 7, "E03": 4, "E08": "?", "C04": "?"}
    family.visited(persons={family.child: answers, family.mother: {"C04": "?"}})
    with acting_as(WORKER):
        kept = Answers.objects.get(area="education").persons
    assert kept == [{"E01": 7, "E08": "?"}, {}]
    assert "ED-04" not in family.findings()
    with acting_as(WORKER):
        assert JournalEntry.objects.filter(kind="RecordAssessment").count() == 1


def test_texts_are_cleaned() -> None:
    family = Family()
    family.visited(household=BASICS | {"Z01": "  lemne\u0000 şi\r\nacte "})
    with acting_as(WORKER):
        assert Answers.objects.get(area="household").household["Z01"] == "lemne și\nacte"


@pytest.mark.parametrize(
    ("household", "person", "field", "reason"),
    [
        ({"L04": "două"}, {}, "household.L04", "answer_not_a_number"),
        ({"L04": 2.5}, {}, "household.L04", "answer_not_whole"),
        ({"L04": -1}, {}, "household.L04", "answer_too_low"),
        ({"L01": 99}, {}, "household.L01", "answer_not_an_option"),
        ({"V05": [1, 1]}, {}, "household.V05", "answer_not_an_option"),
        ({"V05": [0, 1]}, {}, "household.V05", "answer_not_together"),
        ({"E01": 7}, {}, "household.E01", "question_of_persons"),
        ({"XX1": 7}, {}, "household", "unknown_question"),
        ({"G04": "sat"}, {}, "household.G04", "answer_to_nothing"),
        ({}, {"L04": 2}, "persons.0.L04", "question_of_household"),
        ({}, {"E01": [7]}, "persons.0.E01", "answer_not_an_option"),
        ({}, {"S04": [1]}, "persons.0.S04", "area_not_yours"),
        ({"V01": [0], "V03": 900}, {}, "household.V01", "contradiction"),
        ({}, {"E01": 2}, "persons.0.E01", "contradiction"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_place(
    household: dict[str, Any], person: dict[str, Any], field: str, reason: str
) -> None:
    family = Family()
    outcome = family.visit(household=BASICS | household, persons={family.child: person})
    assert (outcome.status, outcome.reason, outcome.field) == ("rejected", reason, field)
    assert outcome.sentence
    with acting_as(WORKER):
        assert not Assessment.objects.exists()


def refused(outcome: Outcome, reason: str, field: str) -> None:
    assert (outcome.status, outcome.reason, outcome.field) == ("rejected", reason, field)


def test_an_impossible_visit_is_refused() -> None:
    family = Family()
    said = family.said()
    stranger = new_person("Altul", "Ion")
    register(WORKER, stranger)
    refused(send(WORKER, RecordAssessment, **said | {"started_at": MOMENT}), "visit_times", "ended_at")
    later = MOMENT + timedelta(days=2)
    refused(send(WORKER, RecordAssessment, **said | {"ended_at": later}), "visit_in_future", "ended_at")
    refused(send(WORKER, RecordAssessment, **said | {"edition": 99}), "unknown_edition", "edition")
    refused(send(WORKER, RecordAssessment, **said | {"edition": -(2**70)}), "unknown_edition", "edition")
    refused(send(WORKER, RecordAssessment, **said | {"household_id": new_id()}), "not_found", "household_id")
    refused(send(WORKER, RecordAssessment, **said | {"persons": ({},)}), "answers_without_people", "persons")
    refused(family.visit(persons={stranger: {"E09": 1}}), "not_of_household", "people.0")
    twice = {"people": (family.child.id,) * 2, "persons": ({}, {})}
    refused(send(WORKER, RecordAssessment, **said | twice), "asked_twice", "people.1")
    refused(family.visit(household={"G02": 1, "G03": 1}), "empty_assessment", "household.G03")
    refused(family.visit(STRANGER), "not_found", "household_id")
    assert send(ADMIN, RecordAssessment, commune_id=WORKER.scope.place_id, **said).reason == "role_may_not"
    assert send(NEIGHBOUR, RecordAssessment, commune_id=WORKER.scope.place_id, **said).reason == "out_of_scope"


def test_the_same_visit_is_recorded_once() -> None:
    family = Family()
    said = family.said() | {"id": new_id()}
    assert send(WORKER, RecordAssessment, **said).status == "applied"
    assert send(WORKER, RecordAssessment, **said).status == "duplicate"
    again = send(WORKER, RecordAssessment, **said | {"id": new_id()})
    assert (again.status, again.reason) == ("rejected", "already_registered")


@pytest.mark.parametrize(
    ("outcome", "state"), [(1, "visited"), (2, "visited"), (3, "absent"), (4, "refused"), (5, "vacant"), (6, "vacant")]
)
def test_the_dwelling_follows_the_result_of_the_visit(outcome: int, state: str) -> None:
    family = Family()
    family.visited(household=(BASICS if outcome < 3 else {}) | {"G03": outcome})
    with acting_as(WORKER):
        assert Household.objects.get(id=family.household).dwelling_state == state
        change = FieldChange.objects.get(record_id=family.household, field="dwelling_state")
        assert (change.old, change.new, change.user_name) == ("not_visited", state, WORKER.name)


def test_a_refusal_that_arrives_late_does_not_cover_a_later_visit() -> None:
    family = Family()
    family.visited(ended_at=MOMENT)
    family.visited(household={"G03": 5}, ended_at=MOMENT - timedelta(days=9))
    with acting_as(WORKER):
        assert Household.objects.get(id=family.household).dwelling_state == "visited"


def test_a_late_visit_tells_of_a_dwelling_of_which_nobody_told() -> None:
    family = Family()
    family.visited(COUNSELLOR, household={}, persons={family.child: {"E01": 4}}, ended_at=MOMENT)
    family.visited(ended_at=MOMENT - timedelta(days=3))
    with acting_as(WORKER):
        assert Household.objects.get(id=family.household).dwelling_state == "visited"


def test_a_finding_lives_through_visits() -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    assert family.visited(persons={family.child: {"E01": 4}}).facts["findings"] == {"resolved": 1}
    resolved = family.finding("ED-02")
    assert (resolved.state, resolved.decided_by) == ("resolved", WORKER.name)
    family.visited(persons={family.child: {"E01": "?"}})
    assert family.findings()["ED-02"] == "resolved"
    assert family.visited(persons={family.child: {"E01": 7}}).facts["findings"] == {"reopened": 1}
    with acting_as(WORKER):
        events = FindingEvent.objects.filter(finding_id=resolved.id).order_by("n")
        assert [each.state for each in events] == ["resolved", "proposed"]
        assert all(each.assessment_id and each.by == WORKER.name for each in events)
    assert family.finding("ED-02").decided_by == ""


def test_a_draft_ends_with_its_visit_and_with_no_other() -> None:
    family = Family()
    said = family.said()
    for draft_id, author in ((said["assessment_id"], WORKER), (other := new_id(), NURSE)):
        drafts.save_draft(author, draft_id, WORKER.scope.place_id, "assessment", family.household, {"L04": 2})
    assert send(WORKER, RecordAssessment, **said | {"edition": 99}).status == "rejected"
    assert drafts.open_draft(WORKER, said["assessment_id"])
    applied(WORKER, RecordAssessment, **said)
    assert drafts.open_draft(WORKER, said["assessment_id"]) is None
    assert drafts.open_draft(NURSE, other)


def test_an_unanswered_question_resolves_nothing() -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    family.visited(household=BASICS | {"H03": 1}, persons={family.child: {"P02": 1}})
    family.visited(persons={family.mother: {"E09": 1}})
    assert family.findings()["ED-02"] == "proposed"


def test_rules_see_what_colleagues_recorded_in_other_areas() -> None:
    family = Family()
    family.visited(NURSE, persons={family.mother: {"S07": 1}})
    assert family.findings(NURSE)["SA-30"] == "proposed"
    family.visited(household=BASICS | {"L01": 1, "L16": 2})
    assert family.findings()["LO-13"] == "proposed"


def test_two_at_once_both_record_and_the_later_visit_counts() -> None:
    family = Family()
    first = family.said(persons={family.child: {"E01": 7}}, ended_at=MOMENT - timedelta(hours=1))
    second = family.said(household={}, persons={family.child: {"E01": 4}}, ended_at=MOMENT - timedelta(hours=2))
    applied(WORKER, RecordAssessment, **first)
    applied(COUNSELLOR, RecordAssessment, **second)
    assert family.findings()["ED-02"] == "proposed"
    with acting_as(WORKER):
        assert Assessment.objects.count() == 2
    family.visited(COUNSELLOR, household={}, persons={family.child: {"E01": 4}}, ended_at=MOMENT)
    assert family.findings()["ED-02"] == "resolved"


def test_what_a_counsellor_adds_is_no_visit_of_the_census() -> None:
    """She finds what she may, and the household waits for its census all the same."""
    family = Family()
    family.visited(COUNSELLOR, household={}, persons={family.child: {"E01": 7}})
    assert family.findings()["ED-02"] == "proposed"
    with acting_as(WORKER):
        assert Assessment.objects.get(household_id=family.household).outcome == visits.ADDITION
        assert Household.objects.get(id=family.household).dwelling_state == "not_visited"
        assert get_coverage(BELTIUG).interviewed == 0
    family.visited(persons={family.child: {"E01": 7}})
    with acting_as(WORKER):
        assert get_coverage(BELTIUG).interviewed == 1


def test_only_persons_who_were_asked_about_are_judged() -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    family.visited(household=BASICS | {"G08": [1]}, persons={family.mother: {}})
    assert "PC-01" not in family.findings()
    family.visited(household=BASICS | {"G08": [1]}, persons={family.mother: {}, family.child: {}})
    assert family.finding("PC-01").subject_id == family.child.id


def test_answers_about_a_merged_record_belong_to_the_one_that_stands_for_it() -> None:
    family = Family()
    twin = new_person("Rus", "Andrei", "child", birth_date=family.child.birth_date)
    home = register(WORKER, new_person("Rus", "Ana"), twin)
    applied(WORKER, MergePersons, kept_id=family.child.id, dropped_id=twin.id)
    said = family.said(persons={twin: {"E01": 7}}) | {"household_id": home}
    applied(WORKER, RecordAssessment, **said)
    with acting_as(WORKER):
        assert Assessment.objects.get().people == [family.child.id]


def test_whoever_stood_twice_has_each_vulnerability_once() -> None:
    family = Family()
    twin = new_person("Rus", "Andrei", "child", birth_date=family.child.birth_date)
    home = register(WORKER, new_person("Rus", "Ana"), twin)
    family.visited(persons={family.child: {"E01": 7}})
    said = family.said(persons={twin: {"E01": 7, "C08": [1]}}) | {"household_id": home}
    applied(WORKER, RecordAssessment, **said)
    applied(WORKER, MergePersons, kept_id=family.child.id, dropped_id=twin.id)
    with acting_as(WORKER):
        live = Finding.objects.filter(state="proposed", is_person=True)
        assert {(one.code, one.subject_id, one.household_id) for one in live} == {
            ("ED-02", family.child.id, family.household), ("PC-02", family.child.id, family.household)
        }  # fmt: skip
        closed = Finding.objects.get(subject_id=twin.id)
        assert (closed.code, closed.state) == ("ED-02", "resolved")


# The question E09 has another code there, and its rule reads that.
EDITION_2 = """
INSERT INTO nomenclature_edition (number, digest, content, note, published_at, published_by)
SELECT 2, 'other', replace(content::text, '"E09"', '"E99"')::jsonb, '', now(), ''
FROM nomenclature_edition WHERE number = 1
"""


def test_an_older_edition_is_recorded_and_understood(as_owner: Any) -> None:
    family = Family()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(EDITION_2)
    assert current_edition().number == 2
    family.visited(persons={family.child: {"E01": 7}, family.mother: {"E09": 3}})
    with acting_as(WORKER):
        assert Assessment.objects.get().edition == 1
        home = find_home(WORKER.scope.place_id, family.household)
        assert home and home.current(current_edition()) == {
            family.household: BASICS, family.child.id: {"E01": 7}, family.mother.id: {}
        }  # fmt: skip
    assert family.finding("ED-11").edition == 1
    said = family.said(persons={family.mother: {"P02": 1}}) | {"edition": 2}
    applied(WORKER, RecordAssessment, **said)
    assert family.findings()["ED-11"] == "proposed"
    refused(send(WORKER, RecordAssessment, **family.said(persons={family.mother: {"E99": 1}})), "unknown_question",
            "persons.0")  # fmt: skip


def test_findings_follow_a_person_and_end_with_her() -> None:
    family = Family()
    family.visited(NURSE, persons={family.grandfather: {"S04": [1], "S02": 2}})
    home = register(WORKER, new_person("Rus", "Dorel"))
    went = {"household_id": family.household, "person_id": family.grandfather.id}
    applied(WORKER, EndMembership, **went, end_date=MOMENT.date(), end_reason="moved_out")
    applied(
        WORKER, JoinHousehold, household_id=home, person_id=family.grandfather.id, relation="parent",
        start_date=MOMENT.date(),
    )  # fmt: skip
    assert not family.findings(NURSE)
    family.household = home
    assert set(family.findings(NURSE).values()) == {"proposed"}
    applied(WORKER, RecordDeath, person_id=family.grandfather.id, death_date=MOMENT.date())
    assert set(family.findings(NURSE).values()) == {"resolved"}
    assert family.finding("SA-04", NURSE).note == "Persoana a decedat."
