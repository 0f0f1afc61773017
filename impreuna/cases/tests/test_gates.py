"""What must have been done before: each gate as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from impreuna.cases.rules import gates
from impreuna.cases.rules.reasons import add_reasons  # noqa: F401  the reasons make themselves known
from impreuna.cases.tests.facts import HEAD, WORKER, File, planned
from impreuna.obligations.rules.dossier import Fact

ITEM = UUID(int=7)


def _plan(*before: str, type: str = "services") -> tuple[File, Fact]:
    file = File()
    for kind in before:
        file.add(kind)
    return file, file.plan(type=type)


@pytest.mark.parametrize(
    ("before", "after", "type_", "reason"),
    [
        (["DesignateResponsible", "WriteDetailedReport"], [], "services", "plan_not_discussed"),
        (["DesignateResponsible", "WriteDetailedReport"], ["DiscussInMeeting"], "services", None),
        (["DesignateResponsible", "WriteDetailedReport", "DiscussInMeeting"], [], "services", None),
        (["DiscussInMeeting", "DesignateResponsible", "WriteDetailedReport"], [], "services", "plan_not_discussed"),
        (["DesignateResponsible", "DiscussInMeeting"], [], "services", "plan_before_evaluation"),
        (["DesignateResponsible", "DiscussInMeeting"], [], "protection", "plan_before_evaluation"),
        (["DesignateResponsible", "DiscussInMeeting"], [], "intervention", None),
        (["DesignateResponsible"], [], "intervention", "plan_not_discussed"),
        (["DesignateManager", "DiscussInMeeting"], [], "intervention", None),
    ],
)
def test_a_plan_is_discussed_and_evaluated_before_it_is_endorsed(
    before: list[str], after: list[str], type_: str, reason: str | None
) -> None:
    file, plan = _plan(*before, type=type_)
    for kind in after:
        file.add(kind)
    assert gates.may_endorse_plan(file.dossier, plan).reason == reason


def test_only_the_newest_version_is_endorsed_and_a_revision_is_discussed_anew() -> None:
    file = planned()
    first = next(file.dossier.of("DraftPlan"))
    second = file.plan(version=2)
    assert gates.may_endorse_plan(file.dossier, first).reason == "plan_not_newest"
    assert gates.may_endorse_plan(file.dossier, second).reason == "plan_not_discussed"
    file.add("DiscussInMeeting")
    assert gates.may_endorse_plan(file.dossier, second)
    third = file.plan(version=3)
    assert gates.may_endorse_plan(file.dossier, second).reason == "plan_not_newest"
    assert gates.may_endorse_plan(file.dossier, third)


def test_a_contract_is_made_on_the_plan_in_force() -> None:
    file = planned()
    plan = next(file.dossier.of("DraftPlan"))
    assert gates.may_contract(file.dossier, plan)
    assert gates.may_contract(file.dossier, file.plan(version=2)).reason == "contract_needs_plan"
    file.add("RecordDisposition", plan, decision="refused", number="3")
    assert gates.may_contract(file.dossier, plan).reason == "contract_refused_by_mayor"
    file.add("RecordDisposition", plan, decision="approved", number="4")
    assert gates.may_contract(file.dossier, plan)


def test_the_plan_of_a_child_at_risk_waits_for_the_mayor() -> None:
    file = planned()
    plan = next(file.dossier.of("DraftPlan"))
    at_risk = replace(file.dossier, risk_situations=2)
    assert gates.may_contract(at_risk, plan).reason == "contract_needs_disposition"
    assert gates.may_contract(replace(at_risk, subject="adult"), plan)
    file.add("RecordDisposition", plan, decision="approved", number="4")
    assert gates.may_contract(replace(file.dossier, risk_situations=2), plan)


def test_a_service_is_one_of_the_plan_in_force() -> None:
    assert gates.may_check(File().dossier, ITEM).reason == "no_plan_in_force"
    assert gates.may_check(planned().dossier, ITEM)
    assert gates.may_check(planned().dossier, UUID(int=8)).reason == "item_not_in_plan"


def test_an_answer_ends_what_it_answers() -> None:
    file = planned()
    problem = file.add("ReportProblem")
    file.add("RespondToProblem", problem, is_solved=False)
    assert gates.may_answer(file.dossier, problem, "RespondToProblem")
    file.add("RespondToProblem", problem, is_solved=True)
    assert gates.may_answer(file.dossier, problem, "RespondToProblem").reason == "already_answered"
    seen = file.add("RecordReevaluation")
    report = file.add("WriteReevaluationReport", seen)
    assert gates.may_answer(file.dossier, seen, "WriteReevaluationReport").reason == "already_answered"
    file.endorse(report, "returned")
    assert gates.may_answer(file.dossier, seen, "WriteReevaluationReport")


def test_monitoring_after_services_begins_when_none_goes_on() -> None:
    file = planned()
    assert gates.may_leave_services(file.dossier, file.today, "").reason == "services_go_on"
    assert gates.may_leave_services(file.dossier, file.today, "Serviciul nu mai există.")
    file.add("CheckService", item_id=str(ITEM), started=True, state="running")
    assert not gates.may_leave_services(file.dossier, file.today, " ")
    file.add("CheckService", item_id=str(ITEM), started=True, state="stopped")
    assert gates.may_leave_services(file.dossier, file.today, "")


@pytest.mark.parametrize(
    ("ends_on", "is_long_enough"),
    [(date(2026, 4, 29), False), (date(2026, 4, 30), True), (date(2026, 5, 1), True)],
)
def test_monitoring_lasts_three_months_by_the_calendar(ends_on: date, is_long_enough: bool) -> None:
    assert bool(gates.check_monitoring(date(2026, 1, 31), ends_on, 3)) is is_long_enough


def test_only_an_admission_that_waits_is_a_reason_to_re_evaluate() -> None:
    file = planned()
    assert gates.may_admission(file.dossier).reason == "no_admission"
    file.add("RecordAdmission")
    assert gates.may_admission(file.dossier)
    file.add("RecordReevaluation", occasion="quarterly")
    assert gates.may_admission(file.dossier)
    file.add("RecordReevaluation", occasion="admission")
    assert gates.may_admission(file.dossier).reason == "no_admission"
    file.add("RecordAdmission")
    assert gates.may_admission(file.dossier)


def _advise(file: File, reason: str = "objectives_met") -> Fact:
    return file.add("RecommendClosing", reason=reason)


def _unadvised(file: File) -> None:
    pass


def _unendorsed(file: File) -> None:
    _advise(file)


def _returned(file: File) -> None:
    file.endorse(_advise(file), "returned")


def _other_reason(file: File) -> None:
    file.endorse(_advise(file, "majority"))


def _unmonitored(file: File) -> None:
    file.endorse(_advise(file))


def _monitored(days: int, is_endorsed: bool = True) -> Callable[[File], None]:
    def tell(file: File) -> None:
        plan = file.add("StartPostMonitoring", starts_on=file.today.isoformat())
        if is_endorsed:
            file.endorse(plan)
        file.wait(days)
        file.endorse(_advise(file))

    return tell


@pytest.mark.parametrize(
    ("tell", "reason"),
    [
        (_unadvised, "closing_not_recommended"),
        (_unendorsed, "closing_not_recommended"),
        (_returned, "closing_not_recommended"),
        (_other_reason, "closing_other_reason"),
        (_unmonitored, "closing_unmonitored"),
        (_monitored(30), "closing_too_early"),
        (_monitored(89), "closing_too_early"),
        (_monitored(90), None),
        (_monitored(90, is_endorsed=False), "closing_unendorsed"),
    ],
)
def test_a_case_is_closed_upon_advice_and_after_three_months(tell: Callable[[File], None], reason: str | None) -> None:
    file = planned()
    tell(file)
    assert gates.may_close(file.dossier, "objectives_met", "", HEAD, file.now, 3).reason == reason


@pytest.mark.parametrize("reason", ["moved", "death", "refusal", "transferred"])
def test_some_ends_are_not_waited_for(reason: str) -> None:
    file = planned()
    file.endorse(_advise(file, reason))
    assert gates.may_close(file.dossier, reason, "", HEAD, file.now, 3)


def test_the_head_may_close_at_once_with_a_reason_but_never_her_own_advice() -> None:
    file = planned()
    _unmonitored(file)
    assert gates.may_close(file.dossier, "objectives_met", "Familia a cerut.", HEAD, file.now, 3)
    assert gates.may_close(file.dossier, "objectives_met", "x", WORKER, file.now, 3).reason == "closing_own"


def test_monitoring_before_the_case_was_opened_again_does_not_count() -> None:
    file = planned()
    _monitored(100)(file)
    file.add("CloseCase")
    file.add("ReopenCase")
    file.endorse(_advise(file))
    assert gates.may_close(file.dossier, "objectives_met", "", HEAD, file.now, 3).reason == "closing_unmonitored"


def test_monitoring_counts_from_when_it_was_recorded() -> None:
    file = planned()
    file.endorse(file.add("StartPostMonitoring", starts_on="2025-01-01"))
    assert gates.monitored_until(file.dossier, 3) == date(2026, 4, 5)


def test_one_recommendation_waits_at_a_time() -> None:
    file = planned()
    assert gates.may_recommend(file.dossier)
    advice = _advise(file)
    assert gates.may_recommend(file.dossier).reason == "closing_recommended"
    file.endorse(advice, "returned")
    assert gates.may_recommend(file.dossier)
