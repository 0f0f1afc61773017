"""Notices, evaluations and what the head decides: what is refused, at which field, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, CasePerson
from impreuna.cases.rules.digests import digest_of
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

CHILD = does.Participant(name="Țăran Ștefan", part="subject")
NOTICE: dict[str, Any] = {
    "channel": "notice_phone", "subject": "child", "people": (CHILD,), "what": "Copilul este singur.",
    "reporter": "Vecina",
}  # fmt: skip
EVALUATION: dict[str, Any] = {
    "place": "acasă", "present": ("mama",), "situation": "Stă cu bunica.", "risks": "Singur.", "needs": "Sprijin.",
    "resources": "", "urgency": "urgent",
}  # fmt: skip


def head_of(walk: Walk) -> Actor:
    return actor("Al Doilea Șef", "spas_head", BELTIUG)


def entry(walk: Walk, kind: str) -> CaseEntry:
    with acting_as(walk.head):
        return CaseEntry.objects.filter(case_id=walk.case_id, kind=kind).order_by("n").last()


def case_of(walk: Walk) -> Case:
    with acting_as(walk.head):
        return Case.objects.get(id=walk.case_id)


def refusal(outcome: Outcome) -> tuple[str | None, str | None]:
    return outcome.reason, outcome.field


@pytest.mark.parametrize(
    ("said", "reason", "field"),
    [
        ({"channel": "pigeon"}, "unknown_code", "channel"),
        ({"subject": "dog"}, "unknown_code", "subject"),
        ({"people": ()}, "case_needs_somebody", "people"),
        ({"people": (CHILD, CHILD)}, "case_needs_somebody", "people"),
        ({"what": "  "}, "case_text_missing", "what"),
        ({"what": "x" * 10_001}, "text_too_long", "what"),
        ({"where": "x" * 10_001}, "text_too_long", "where"),
        ({"reporter": " "}, "who_told", "reporter"),
        ({"is_urgent": True}, "why_urgent", "urgent_why"),
        ({"household_id": UUID(int=5)}, "not_found", "household_id"),
        (
            {"people": (does.Participant(name="X", part="subject", person_id=UUID(int=5)),)},
            "not_found", "people.0.person_id",
        ),
    ],
)  # fmt: skip
def test_a_notice_that_makes_no_sense(said: dict[str, Any], reason: str, field: str) -> None:
    walk = begin()
    refused = walk.send(walk.worker, does.RegisterNotice, case_id=new_id(), **{**NOTICE, **said})
    assert refusal(refused) == (reason, field)
    with acting_as(walk.worker):
        assert Case.objects.count() == 1


def test_a_case_is_registered_once() -> None:
    walk = begin()
    assert walk.send(walk.worker, does.RegisterNotice, **NOTICE).reason == "already_registered"


def test_whom_a_case_is_about_is_called_as_in_the_registry() -> None:
    walk, mother = begin(), new_person("Moldovan", "Ileana")
    child = new_person("Moldovan", "Andrei", "child")
    home, elsewhere = register(walk.worker, mother, child), register(walk.worker, new_person("Pop", "Ana"))
    people = (
        does.Participant(name="băiatul", part="subject", person_id=child.id),
        does.Participant(name="mama", part="parent", person_id=mother.id),
    )
    case_id = new_id()
    walk.do(walk.worker, does.RegisterNotice, case_id=case_id, **{**NOTICE, "people": people, "household_id": home})
    with acting_as(walk.worker):
        assert Case.objects.get(id=case_id).label == "Moldovan Andrei"
        assert set(CasePerson.objects.filter(case_id=case_id).values_list("name", flat=True)) == {
            "Moldovan Andrei", "Moldovan Ileana",
        }  # fmt: skip
    alone = new_id()
    walk.do(walk.worker, does.RegisterNotice, case_id=alone, **{**NOTICE, "people": people})
    with acting_as(walk.worker):
        assert Case.objects.get(id=alone).household_id == home
    other = walk.send(walk.worker, does.RegisterNotice, case_id=new_id(),
                      **{**NOTICE, "people": people, "household_id": elsewhere})  # fmt: skip
    assert refusal(other) == ("case_person_elsewhere", "people.0.person_id")


def test_a_case_of_a_name_finds_its_household_when_it_is_evaluated() -> None:
    walk = begin()
    home, other = register(walk.worker, new_person("Țăran", "Maria")), register(walk.worker, new_person("Pop", "Ana"))
    walk.do(walk.worker, does.RecordInitialEvaluation, **EVALUATION, household_id=home)
    with acting_as(walk.worker):
        assert Case.objects.get().household_id == home
        for rows in (CaseEntry.objects, CasePerson.objects, Obligation.objects.exclude(case_id=None)):
            assert {row.household_id for row in rows.all()} == {home}
    with connection.cursor() as cursor, acting_as(walk.worker):
        cursor.execute("SELECT count(*) FROM cases_caseentry WHERE kind = 'NoteReporter' AND household_id = %s", [home])
        assert cursor.fetchone()[0] == 1
    again = begin_at(walk, home)
    refused = again.send(again.worker, does.RecordInitialEvaluation, **EVALUATION, household_id=other)
    assert refusal(refused) == ("case_has_household", "household_id")


def begin_at(walk: Walk, home: UUID) -> Walk:
    other = Walk(walk.worker, walk.head, walk.nurse)
    other.do(other.worker, does.RegisterNotice, **{**NOTICE, "household_id": home})
    return other


def test_the_people_of_a_case_are_corrected() -> None:
    walk, child = walk_to("assigned"), new_person("Țăran", "Ștefan-Andrei", "head")
    home = register(walk.worker, child)
    walk.do(walk.worker, does.CorrectParticipants, label="altcineva", household_id=home, person_id=child.id)
    case = case_of(walk)
    assert (case.label, case.household_id, case.person_id) == ("Țăran Ștefan-Andrei", home, child.id)
    with acting_as(walk.worker):
        assert CasePerson.objects.get(part="subject").name == "Țăran Ștefan-Andrei"
    same = walk.send(walk.worker, does.CorrectParticipants, label="x", household_id=home, person_id=child.id)
    assert same.reason == "nothing_changed"


@pytest.mark.parametrize(
    ("stage", "command", "said", "reason", "field"),
    [
        ("registered", does.RecordEmergency, {
            "police_officer": "", "resource_person": "", "place": "acasă", "found": "x", "measures": "x",
        }, "police_officer_needed", "police_officer"),
        ("registered", does.RecordInitialEvaluation, {**EVALUATION, "urgency": "soon"}, "unknown_code", "urgency"),
        ("registered", does.RecordInitialEvaluation, {**EVALUATION, "present": ()}, "nobody_was_present", "present"),
        ("registered", does.RecordInitialEvaluation, {**EVALUATION, "needs": ""}, "case_text_missing", "needs"),
        ("registered", does.RecordInitialEvaluation, {**EVALUATION, "household_id": UUID(int=5)}, "not_found",
         "household_id"),
        ("registered", does.WriteInitialReport, {"conclusion": "x", "proposal": "confirm"}, "wrong_stage", None),
        ("evaluated", does.WriteInitialReport, {"conclusion": "x", "proposal": "confirm"}, "report_waits", None),
        ("evaluated", does.WriteInitialReport, {"conclusion": "x", "proposal": "maybe"}, "unknown_code", "proposal"),
        ("assigned", does.RequestEvaluation, {"of": "head", "questions": "?", "due_on": date(2030, 1, 1)},
         "unknown_code", "of"),
        ("assigned", does.RequestEvaluation, {"of": "nurse", "questions": "?", "due_on": date(2020, 1, 1)},
         "period_ends_before", "due_on"),
        ("assigned", does.RequestEvaluation,
         {"of": "nurse", "questions": "?", "due_on": date(2030, 1, 1), "user_id": UUID(int=5)}, "not_in_team",
         "user_id"),
        ("assigned", does.RecordCaseVisit,
         {"purpose": "x", "place": "x", "present": (), "synthesis": "x", "is_announced": False},
         "visit_needs_agreement", "agreed_by"),
        ("assigned", does.RecordCaseVisit,
         {"purpose": "x", "place": "x", "present": (), "synthesis": "x", "veil": "health"}, "visit_area", "area"),
        ("assigned", does.NoteReference, {"who": "x", "relation": "x", "said": "x"}, "family_not_told",
         "family_told_how"),
        ("assigned", does.NoteContact, {"with_whom": "x", "how": "x", "said": " "}, "case_text_missing", "said"),
        ("assigned", does.WriteDetailedReport,
         dict.fromkeys(("needs", "capacity", "context", "risks", "resources", "child_opinion", "family_opinion",
                        "conclusions"), "x"), "no_sources", None),
        ("assigned", does.InformClient, {"what": "x", "told_to": "x", "how": "x"}, "signature_or_why", "refused_why"),
        ("assigned", does.SendEntry, {"about_id": UUID(int=5), "to": ("family",), "how": "x"}, "about_nothing",
         "about_id"),
        ("planned", does.TellChild, {"about_id": UUID(int=5), "child": "x", "means": "x"}, "about_nothing", "about_id"),
    ],
)  # fmt: skip
def test_an_act_that_says_too_little(stage: str, command: Any, said: dict[str, Any], reason: str, field: str) -> None:
    walk = walk_to(stage)
    assert refusal(walk.send(walk.worker, command, **said)) == (reason, field)


def test_of_two_heads_who_decide_at_once_the_second_learns_who_has_decided() -> None:
    walk = walk_to("evaluated")
    second = head_of(walk)
    walk.do(walk.head, does.DecideCase, decision="confirmed")
    for decision in ("confirmed", "not_confirmed"):
        outcome = walk.send(second, does.DecideCase, decision=decision, reason="Altă părere.")
        assert outcome.reason == "decided_already"
        assert (outcome.facts["name"], outcome.facts["decision"]) == (walk.head.name, "caz confirmat")


def test_a_case_is_decided_upon_a_report_that_stands() -> None:
    walk = begin()
    walk.do(walk.worker, does.RecordInitialEvaluation, **EVALUATION)
    assert walk.send(walk.head, does.DecideCase, decision="confirmed").reason == "report_missing"
    report = walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz.", proposal="confirm")
    walk.endorse(report, "returned", "Scrieți ce riscuri sunt.")
    assert walk.send(walk.head, does.DecideCase, decision="confirmed").reason == "report_returned"
    walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz, cu riscuri.", proposal="confirm")
    against = walk.send(walk.head, does.DecideCase, decision="not_confirmed")
    assert refusal(against) == ("decision_needs_reason", "reason")
    walk.do(walk.head, does.DecideCase, decision="confirmed")


def test_nobody_decides_or_endorses_what_she_wrote() -> None:
    """In a small commune the head is the social worker too, in her other role."""
    walk = begin()
    walk.do(walk.worker, does.RecordInitialEvaluation, **EVALUATION)
    report = walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz.", proposal="confirm")
    same = Actor(walk.worker.user_id, walk.worker.name, "spas_head", walk.worker.scope)
    assert walk.send(same, does.DecideCase, decision="confirmed").reason == "own_work"
    assert walk.send(same, does.EndorseEntry, about_id=report, decision="endorsed").reason == "own_work"


def test_an_entry_is_endorsed_once_and_written_again_when_it_is_returned() -> None:
    walk = walk_to("evaluated")
    second, report = head_of(walk), walk.last["WriteInitialReport"]
    silent = walk.send(walk.head, does.EndorseEntry, about_id=report, decision="returned")
    assert refusal(silent) == ("what_to_change", "note")
    walk.endorse(report)
    again = walk.send(second, does.EndorseEntry, about_id=report, decision="returned", note="Mai mult.")
    assert (again.reason, again.facts["name"]) == ("endorsed_already", walk.head.name)
    notice = entry(walk, "RegisterNotice").id
    assert (
        walk.send(walk.head, does.EndorseEntry, about_id=notice, decision="endorsed").reason == "needs_no_endorsement"
    )


def test_a_plan_is_endorsed_through_its_gate() -> None:
    walk = walk_to("assigned")
    plan = walk.draft(type="intervention")
    undiscussed = walk.send(walk.head, does.EndorseEntry, about_id=plan, decision="endorsed")
    assert undiscussed.reason == "plan_not_discussed"
    walk.endorse(plan, "returned", "Discutați-l în echipă.")


def test_a_signature_is_on_exactly_what_was_shown() -> None:
    walk = walk_to("planned")
    plan = entry(walk, "DraftPlan")
    said = {"about_id": plan.id, "signer": "Țăran Maria", "function": "mama", "how": "drawn"}
    stale = walk.send(walk.worker, does.SignEntry, digest=digest_of({**plan.content, "resources": "x"}), **said)
    assert refusal(stale) == ("signature_stale", "digest")
    walk.do(walk.worker, does.SignEntry, digest=digest_of(plan.content), **said)
    walk.do(walk.worker, does.SignEntry, digest=digest_of(plan.content), **{**said, "how": "account"})
    assert entry(walk, "SignEntry").content["signer"] == walk.worker.name
    unknown = walk.send(walk.worker, does.SignEntry, digest=digest_of(plan.content), **{**said, "how": "telepathy"})
    assert refusal(unknown) == ("unknown_code", "how")


def test_an_old_version_of_a_plan_is_signed_no_more() -> None:
    walk = walk_to("planned")
    first = entry(walk, "DraftPlan")
    said = {"signer": "Țăran Maria", "function": "mama", "how": "drawn"}
    second = walk.draft()
    walk.do(walk.worker, does.SignEntry, about_id=first.id, digest=digest_of(first.content), **said)
    walk.discuss()
    walk.endorse(second)
    stale = walk.send(walk.worker, does.SignEntry, about_id=first.id, digest=digest_of(first.content), **said)
    assert refusal(stale) == ("signature_old_version", "digest") and stale.facts["version"] == 2


def test_what_is_late_says_why() -> None:
    walk = begin()
    walk.wait(4)
    late = walk.send(walk.worker, does.RecordInitialEvaluation, **EVALUATION)
    assert refusal(late) == ("late_reason", "late_reason")
    assert late.facts["article"].startswith("Ordinul 288/2006, pct. 3") and late.facts["due"] == "23.11.2026, ora 11:17"
    walk.do(walk.worker, does.RecordInitialEvaluation, **EVALUATION, late_reason="Familia a fost plecată.")
    assert entry(walk, "RecordInitialEvaluation").late_reason == "Familia a fost plecată."


def test_the_head_waives_a_deadline_that_is_open() -> None:
    walk = walk_to("evaluated")
    with acting_as(walk.head):
        due = Obligation.objects.get(code="SMO-3.11")
    said = {"code": due.code, "key": due.key}
    assert refusal(walk.send(walk.head, does.WaiveObligation, reason=" ", **said)) == ("case_text_missing", "reason")
    walk.do(walk.head, does.WaiveObligation, reason="Anchetă penală.", **said)
    with acting_as(walk.head):
        assert not Obligation.objects.get(id=due.id).is_open
    again = walk.send(walk.head, does.WaiveObligation, reason="Încă o dată.", **said)
    assert refusal(again) == ("deadline_not_open", "key")


def test_a_closed_case_is_not_written_in() -> None:
    walk = walk_to("not_confirmed")
    outcome = walk.send(walk.worker, does.RecordCaseVisit, purpose="x", place="x", present=(), synthesis="x")
    assert (outcome.reason, outcome.facts["stage"]) == ("case_ended", "infirmat")
    walk.do(walk.head, does.ReopenCase, reason="S-au aflat fapte noi.")
    walk.do(walk.worker, does.RecordCaseVisit, purpose="x", place="x", present=(), synthesis="x")


@pytest.mark.parametrize("hours", [25, -24 * 365 * 30])
def test_nothing_happens_in_the_future_or_long_ago(hours: int) -> None:
    walk = walk_to("assigned")
    moment = walk.now + timedelta(hours=hours)
    outcome = walk.send(walk.worker, does.NoteContact, with_whom="x", how="x", said="x", happened_at=moment)
    assert outcome.field == "happened_at" and outcome.reason in ("future_moment", "stated_when")


def test_what_is_typed_is_kept_as_people_write_it() -> None:
    walk = walk_to("assigned")
    walk.do(
        walk.worker, does.NoteContact, with_whom="mama", how="telefon", said="Vine  mâine\u0000 la şcoală.\r\n\r\nDa."
    )
    assert entry(walk, "NoteContact").content["said"] == "Vine mâine la școală.\n\nDa."
