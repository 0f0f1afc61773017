"""What a case's page offers first: told by stage, by what is in the file, by what is due and by who reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.cases.rules.acts import ACTS, FUNCTIONS, may_do
from impreuna.cases.rules.next_step import Next, Step, asked_of, next_step, pending, waiting_for_head, waits_for
from impreuna.cases.rules.stages import ENDED, OPEN, STAGES
from impreuna.obligations.rules.dossier import Dossier, Fact

MOMENT = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


def fact(kind: str, minutes: int = 0, about: UUID | None = None, **content: Any) -> Fact:
    at = MOMENT + timedelta(minutes=minutes)
    return Fact(uuid4(), kind, at, at, uuid4(), about, content)


def dossier(*facts: Fact, is_urgent: bool = False) -> Dossier:
    return Dossier(uuid4(), MOMENT, "child", is_urgent, facts)


def found(stage: str, file: Dossier, function: str, *due: Step) -> Next:
    """What somebody with one function is offered, every act having a page."""
    return next_step(stage, file, due, lambda kind: may_do(kind, stage, {function}), lambda kind: True)


@pytest.mark.parametrize(
    ("stage", "kinds", "function", "own", "awaited"),
    [
        ("registered", (), "social_worker", "RecordInitialEvaluation", None),
        ("registered", (), "head", None, "RecordInitialEvaluation"),
        ("evaluated", (), "social_worker", "WriteInitialReport", None),
        ("evaluated", ("WriteInitialReport",), "social_worker", None, "DecideCase"),
        ("evaluated", ("WriteInitialReport",), "head", "DecideCase", None),
        ("confirmed", (), "head", "DesignateResponsible", None),
        ("assigned", (), "responsible", "RecordCaseVisit", None),
        ("assigned", ("RecordCaseVisit",), "responsible", "WriteDetailedReport", "EndorseEntry"),
        ("assigned", ("RecordCaseVisit", "DesignateResponsible"), "responsible", "RecordCaseVisit", "EndorseEntry"),
        ("assigned", ("WriteDetailedReport",), "nurse", None, "EndorseEntry"),
        ("assigned", ("WriteDetailedReport", "DraftPlan"), "nurse", "DiscussInMeeting", "EndorseEntry"),
        ("planned", (), "responsible", "MakeContract", None),
        ("in_services", (), "nurse", "CheckService", None),
        ("post_services", (), "responsible", "RecordPostReport", None),
        ("closed", (), "head", None, None),
    ],
)
def test_each_stage_has_its_own_next_act(
    stage: str, kinds: tuple[str, ...], function: str, own: str | None, awaited: str | None
) -> None:
    told = found(stage, dossier(*(fact(kind, n) for n, kind in enumerate(kinds))), function)
    assert (told.own and told.own.kind, told.awaited and told.awaited.kind) == (own, awaited)


@pytest.mark.parametrize(
    ("stage", "kinds", "function", "waits"),
    [
        ("evaluated", ("WriteInitialReport",), "head", True),
        ("evaluated", (), "head", False),
        ("confirmed", (), "head", True),
        ("assigned", ("WriteDetailedReport",), "head", True),
        ("assigned", ("WriteDetailedReport",), "nurse", False),
        ("in_services", (), "head", False),
        ("closed", ("WriteDetailedReport",), "head", False),
    ],
)
def test_for_whom_a_case_waits(stage: str, kinds: tuple[str, ...], function: str, waits: bool) -> None:
    file = dossier(*(fact(kind, n) for n, kind in enumerate(kinds)))
    assert waits_for(stage, file, lambda kind: may_do(kind, stage, {function})) is waits


def test_an_emergency_comes_before_the_evaluation_until_it_is_told() -> None:
    assert found("registered", dossier(is_urgent=True), "social_worker").own == Step("RecordEmergency")
    told = dossier(fact("RecordEmergency"), is_urgent=True)
    assert found("registered", told, "social_worker").own == Step("RecordInitialEvaluation")


def test_what_waits_for_the_head_comes_first_for_the_head() -> None:
    visit, report = fact("RecordCaseVisit"), fact("WriteDetailedReport", 5)
    file = dossier(visit, report, fact("EndorseEntry", 10, visit.id, decision="endorsed"))
    assert [each.id for each in waiting_for_head(file)] == [report.id]
    assert found("assigned", file, "head").own == Step("EndorseEntry", report.id)


def test_a_plan_is_discussed_before_it_is_endorsed() -> None:
    given, plan = fact("DesignateResponsible"), fact("DraftPlan", 5)
    told = found("assigned", dossier(given, plan), "head")
    assert told.own == Step("DiscussInMeeting")
    discussed = dossier(given, plan, fact("DiscussInMeeting", 9))
    assert found("assigned", discussed, "head").own == Step("EndorseEntry", plan.id)


def test_only_the_newest_version_of_a_plan_waits_for_the_head() -> None:
    first, second, talk = fact("DraftPlan"), fact("DraftPlan", 5), fact("DiscussInMeeting", 9)
    assert [each.id for each in waiting_for_head(dossier(first, second))] == [second.id]
    assert found("assigned", dossier(first, second, talk), "head").own == Step("EndorseEntry", second.id)


def test_a_problem_that_cannot_wait_comes_before_what_is_due() -> None:
    problem = fact("ReportProblem", is_urgent=True)
    due = Step("SendEntry", uuid4())
    assert found("in_services", dossier(problem), "responsible", due).own == Step("RespondToProblem", problem.id)
    solved = fact("RespondToProblem", 5, problem.id, is_solved=True)
    assert found("in_services", dossier(problem, solved), "responsible", due).own == due


def test_who_is_asked_for_an_evaluation() -> None:
    nurse = uuid4()
    anybodys, hers = fact("RequestEvaluation", of="nurse"), fact("RequestEvaluation", 1, of="nurse", user_id=str(nurse))
    reported = fact("RecordSpecialistReport", 5, anybodys.id)
    steps = [Step("RecordSpecialistReport", one.id) for one in (anybodys, hers)]
    assert list(asked_of(dossier(anybodys, hers), {"nurse"}, nurse)) == steps
    assert list(asked_of(dossier(anybodys, hers), {"nurse"}, uuid4())) == steps[:1]
    assert list(asked_of(dossier(anybodys, hers), {"counsellor"}, uuid4())) == []
    assert list(asked_of(dossier(anybodys, hers, reported), {"nurse"}, nurse)) == steps[1:]


def test_the_decision_answers_the_first_report() -> None:
    assert list(waiting_for_head(dossier(fact("WriteInitialReport")))) == []


def test_a_returned_report_is_written_again() -> None:
    report = fact("WriteInitialReport")
    file = dossier(report, fact("EndorseEntry", 5, report.id, decision="returned"))
    assert found("evaluated", file, "social_worker").own == Step("WriteInitialReport")


def test_what_is_due_comes_before_the_stages_own_act() -> None:
    assert found("in_services", dossier(), "responsible", Step("RecordReevaluation")).own == Step("RecordReevaluation")
    assert found("confirmed", dossier(), "head", Step("InformClient")).own == Step("DesignateResponsible")


def test_an_answer_is_offered_with_what_it_answers() -> None:
    problem = fact("ReportProblem")
    told = found("in_services", dossier(problem), "nurse", Step("RespondToProblem"))
    assert told.own == Step("RespondToProblem", problem.id)


def test_a_deadline_lacks_the_first_of_its_steps_that_nothing_met() -> None:
    report = fact("WriteDetailedReport")
    ways = ((("EndorseEntry",), "about"), (("SendEntry",), "about"))
    key = str(report.id)
    assert pending(dossier(report), MOMENT, key, ways) == Step("EndorseEntry", report.id)
    other = fact("EndorseEntry", 5, uuid4())
    assert pending(dossier(report, other), MOMENT, key, ways) == Step("EndorseEntry", report.id)
    endorsed = fact("EndorseEntry", 5, report.id)
    assert pending(dossier(report, endorsed), MOMENT, f"{key}/2", ways) == Step("SendEntry", report.id)
    sent = fact("SendEntry", 9, report.id)
    assert pending(dossier(report, endorsed, sent), MOMENT, key, ways) is None
    assert pending(dossier(), MOMENT, "nimic", ((("CheckService",), "after"),)) == Step("CheckService")


def test_each_service_is_checked_for_itself() -> None:
    plan, checked = fact("DraftPlan"), fact("CheckService", 5, item_id="a")
    ways = ((("CheckService",), "item"),)
    assert pending(dossier(plan, checked), MOMENT, f"{plan.id}/b", ways) == Step("CheckService", item_id="b")
    assert pending(dossier(plan, checked), MOMENT, f"{plan.id}/b/2", ways) == Step("CheckService", item_id="b")


@given(
    st.sampled_from(sorted(STAGES)),
    st.lists(st.sampled_from(sorted(ACTS)), max_size=8),
    st.sets(st.sampled_from(sorted(FUNCTIONS)), max_size=3),
    st.booleans(),
    st.lists(st.sampled_from(sorted(ACTS)), max_size=4),
)
def test_nothing_is_offered_that_may_not_be_done(
    stage: str, kinds: list[str], functions: set[str], is_urgent: bool, due: list[str]
) -> None:
    file = dossier(*(fact(kind, n) for n, kind in enumerate(kinds)), is_urgent=is_urgent)
    told = next_step(
        stage, file, [Step(kind) for kind in due], lambda kind: may_do(kind, stage, functions), lambda kind: True
    )
    if told.own:
        assert stage in OPEN and may_do(told.own.kind, stage, functions)
    if told.awaited:
        assert stage not in ENDED and stage in ACTS[told.awaited.kind].stages
        assert not may_do(told.awaited.kind, stage, functions)
