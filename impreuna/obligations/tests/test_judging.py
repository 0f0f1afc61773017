"""What a line of the truth table cannot say: turns, services of plans, reopening, suspension, tablets, periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from impreuna.obligations.rules.book import Dated
from impreuna.obligations.rules.dossier import Fact
from impreuna.obligations.rules.judging import Judged, judge
from impreuna.obligations.tests.cases import book, case, fact, of, there


def plan(at: str = "2026-03-01 09:00", name: str = "plan", endorsed: str = "", **said: Any) -> tuple[Fact, Fact]:
    """A plan with the service `a` of half a year, endorsed at that moment."""
    named: dict[str, Any] = {
        "plan_id": "1",
        "items": [{"id": "a", "starts_on": "2026-03-01", "ends_on": "2026-08-31"}],
        **said,
    }
    return fact("DraftPlan", there(at), name, **named), fact(
        "EndorseEntry", there(endorsed or at) + timedelta(minutes=1), about=name, decision="endorsed"
    )


def check(at: str, item: str = "a", **said: Any) -> Fact:
    return fact("CheckService", there(at), item_id=item, started=True, **said)


def dues(found: list[Judged]) -> list[str]:
    """Days on which they are due, with what became of them."""
    return [f"{one.due_at:%m-%d} " + ("met" if one.met_at else "over" if one.ended_at else "open") for one in found]


def test_a_turn_counts_from_what_met_the_one_before() -> None:
    found = of("SMO-7.1b", case(*plan(), check("2026-03-20 10:00"), check("2026-04-29 10:00")))
    assert dues(found) == ["04-01 met", "04-20 met", "05-29 open"]
    assert [one.is_met_late for one in found] == [False, True, False]


def test_months_without_a_check_are_one_that_is_late() -> None:
    found = of("SMO-7.1b", case(*plan()))
    assert dues(found) == ["04-01 open"] and found[0].state(there("2026-08-01 10:00")) == "late"


def test_a_service_is_not_checked_beyond_its_last_day() -> None:
    short = plan(items=[{"id": "a", "starts_on": "2026-03-01", "ends_on": "2026-04-15"}])
    assert dues(of("SMO-7.1b", case(*short, check("2026-03-20 10:00")))) == ["04-01 met"]
    assert dues(of("SMO-7.1b", case(*short))) == ["04-01 open"]


@pytest.mark.parametrize("state", ["stopped", "finished"])
def test_a_service_that_is_over_is_not_checked(state: str) -> None:
    found = of("SMO-7.1b", case(*plan(), check("2026-03-20 10:00", state=state)))
    assert dues(found) == ["04-01 met"]


def test_each_service_of_a_plan_has_its_own_clock() -> None:
    two = [{"id": "a", "starts_on": "2026-03-01", "ends_on": "2026-08-31"},
           {"id": "b", "starts_on": "2026-03-16", "ends_on": "2026-08-31"}]  # fmt: skip
    found = of("SMO-7.1a", case(*plan(items=two), check("2026-03-02 10:00", "b")))
    assert dues(found) == ["03-03 open", "03-18 met"]
    assert len({one.key for one in found}) == 2 and [one.detail for one in found] == ["", ""]


def test_an_obligation_says_which_service_of_the_plan_it_is_about() -> None:
    known = plan(items=[{"id": "a", "title": "Consiliere", "starts_on": "2026-03-01", "ends_on": "2026-08-31"}])
    for code in ("SMO-7.1a", "SMO-7.1b", "SMO-7.2"):
        assert [one.detail for one in of(code, case(*known))] == ["Consiliere"]
    assert of("SMO-7.1f", case(*known))[0].detail == ""


def test_a_service_that_was_endorsed_after_its_start_counts_from_endorsement() -> None:
    found = of("SMO-7.1a", case(*plan(endorsed="2026-03-10 12:00")))
    assert dues(found) == ["03-12 open"]


def test_a_revised_plan_keeps_the_clocks_of_its_services_and_ends_those_it_leaves_out() -> None:
    two = [{"id": "a", "starts_on": "2026-03-01", "ends_on": "2026-08-31"},
           {"id": "b", "starts_on": "2026-03-01", "ends_on": "2026-08-31"}]  # fmt: skip
    revised = plan("2026-03-20 09:00", "second", items=[{**two[0], "ends_on": "2027-02-28"}, {**two[1], "id": "c"}])
    before = case(*plan(items=two), check("2026-03-02 10:00"))
    after = case(*before.facts, *revised)
    assert dues(of("SMO-7.1b", before)) == ["04-01 met", "04-02 open", "04-01 open"]
    found = of("SMO-7.1b", after)
    # b is gone before its check was due; c counts from the revision; a goes on as it was
    assert dues(found) == ["04-01 met", "04-02 open", "04-20 open"]
    assert found[1].key == of("SMO-7.1b", before)[1].key


def test_another_plan_of_the_case_leaves_the_first_one_running() -> None:
    other = plan("2026-03-20 09:00", "other", plan_id="2", items=[{"id": "z", "starts_on": "2026-04-01",
                 "ends_on": "2026-08-31"}])  # fmt: skip
    assert dues(of("SMO-7.1b", case(*plan(), *other))) == ["04-01 open", "05-01 open"]


def test_re_evaluation_counts_from_the_first_plan_whatever_is_revised() -> None:
    revised = plan("2026-04-20 09:00", "second")
    assert dues(of("SMO-7.1f", case(*plan(), *revised))) == ["06-01 open"]
    reevaluated = fact("RecordReevaluation", there("2026-05-15 09:00"))
    assert dues(of("SMO-7.1f", case(*plan(), *revised, reevaluated))) == ["06-01 met", "08-15 open"]


def test_exactly_ten_situations_are_visited_quarterly() -> None:
    for risk, code in ((1, "L156-7.7a"), (9, "L156-7.7a"), (10, "L156-7.7b"), (17, "L156-7.7b")):
        raised = {one.code for one in judge(case(*plan(), risk=risk), book(), {}) if one.code.startswith("L156-7")}
        assert raised == {code}
    assert not of("L156-7.7a", case(*plan(), risk=0))


def test_suspension_stops_turns_and_resuming_begins_them_anew() -> None:
    suspended = fact("SuspendCase", there("2026-03-25 09:00"))
    found = of("SMO-7.1b", case(*plan(), check("2026-03-10 10:00"), suspended))
    assert dues(found) == ["04-01 met", "04-10 over"]
    resumed = fact("ResumeCase", there("2026-05-05 09:00"))
    found = of("SMO-7.1b", case(*plan(), check("2026-03-10 10:00"), suspended, resumed, check("2026-05-20 10:00")))
    assert dues(found) == ["04-01 met", "04-10 over", "06-05 met", "06-20 open"]
    again = fact("SuspendCase", there("2026-06-01 09:00"), "again")
    found = of("SMO-7.1b", case(*plan(), suspended, resumed, again))
    assert dues(found) == ["04-01 over", "06-05 over"]


def test_what_is_suspended_and_resumed_in_one_instant_goes_on() -> None:
    at = there("2026-03-25 09:00")
    found = of("SMO-7.1b", case(*plan(), fact("SuspendCase", at), fact("ResumeCase", at)))
    assert dues(found) == ["04-01 over", "04-25 open"]


def test_a_closed_case_is_not_resumed() -> None:
    suspended, closed = fact("SuspendCase", there("2026-03-25 09:00")), fact("CloseCase", there("2026-04-25 09:00"))
    assert dues(of("SMO-7.1f", case(*plan(), suspended, closed))) == ["06-01 over"]


def test_suspension_does_not_stop_what_is_due_once() -> None:
    notice = fact("RegisterNotice", there("2026-03-02 10:00"))
    found = of("SMO-3.1", case(notice, fact("SuspendCase", there("2026-03-03 10:00"))))
    assert found[0].is_open


def test_reopening_begins_again() -> None:
    notice = fact("RegisterNotice", there("2026-03-02 10:00"))
    evaluated = fact("RecordInitialEvaluation", there("2026-03-03 10:00"))
    ended = fact("DecideCase", there("2026-03-04 10:00"), decision="not_confirmed")
    reopened = fact("ReopenCase", there("2026-07-01 10:00"))
    first = case(notice, evaluated, ended)
    assert dues(of("SMO-6.1", first)) == ["04-01 over"] and not of("SMO-3.9", first)
    again = case(notice, evaluated, ended, reopened)
    assert dues(of("SMO-6.1", again)) == ["04-01 over", "07-31 open"]
    assert dues(of("SMO-3.9", again)) == ["07-01 open"]
    assert dues(of("SMO-3.1", again)) == ["03-05 met"]
    second = plan("2026-07-10 10:00", "new")
    sent = fact("SendEntry", there("2026-07-11 10:00"), about="new", to=["team", "family"])
    assert dues(of("SMO-6.1", case(*again.facts, *second, sent))) == ["04-01 over", "07-31 met"]


def test_a_plan_of_before_does_not_serve_the_case_that_was_opened_again() -> None:
    notice = fact("RegisterNotice", there("2026-02-20 10:00"))
    sent = fact("SendEntry", there("2026-03-02 10:00"), about="plan", to=["team", "family"])
    closed, reopened = fact("CloseCase", there("2026-06-01 10:00")), fact("ReopenCase", there("2026-07-01 10:00"))
    found = of("SMO-6.1", case(notice, *plan(), sent, closed, reopened))
    assert dues(found) == ["03-22 met", "07-31 open"]
    assert dues(of("SMO-7.1f", case(notice, *plan(), closed, reopened))) == ["06-01 over"]


def test_a_second_notice_begins_its_own_72_hours() -> None:
    first = fact("RegisterNotice", there("2026-03-02 10:00"), "one")
    second = fact("RegisterNotice", there("2026-03-20 10:00"), "two")
    evaluated = fact("RecordInitialEvaluation", there("2026-03-03 10:00"))
    assert dues(of("SMO-3.1", case(first, evaluated, second))) == ["03-05 met", "03-23 open"]
    assert len(of("SMO-6.1", case(first, evaluated, second))) == 1


def test_legal_clocks_run_from_registration_and_a_tablets_work_counts_when_it_was_recorded() -> None:
    """The notice and the evaluation were recorded without a network and arrived together four days later."""
    notice = fact("RegisterNotice", there("2026-03-02 10:00"))
    evaluated = fact("RecordInitialEvaluation", there("2026-03-02 15:00"))
    found = of("SMO-3.1", case(notice, evaluated, registered=there("2026-03-06 08:00")))
    assert found[0].due_at == there("2026-03-09 08:00") and found[0].met_at == evaluated.at


def test_what_is_told_late_counts_from_when_it_happened() -> None:
    visit = fact("RecordCaseVisit", there("2026-03-10 10:00"), stated=there("2026-03-02 16:00"))
    found = of("SMO-4.5", case(visit, registered=there("2026-03-01 10:00")))
    assert found[0].due_at == there("2026-03-05 23:59:59")
    ahead = fact("RecordCaseVisit", there("2026-03-10 10:00"), stated=there("2026-03-10 22:00"))
    assert of("SMO-4.5", case(ahead, registered=there("2026-03-01 10:00")))[0].since == ahead.at


def test_the_detailed_report_counts_from_the_last_visit_before_it() -> None:
    first = fact("RecordCaseVisit", there("2026-03-03 10:00"), "v1")
    last = fact("RecordSpecialistReport", there("2026-03-09 10:00"), "v2")
    on_time = fact("WriteDetailedReport", there("2026-03-10 09:00"))
    start = there("2026-03-01 10:00")
    assert not of("SMO-4.8", case(first, last, registered=start))
    found = of("SMO-4.8", case(first, last, on_time, registered=start))
    assert [one.since for one in found] == [last.at] and not found[0].is_met_late
    late = fact("WriteDetailedReport", there("2026-03-12 09:00"))
    assert of("SMO-4.8", case(first, last, late, registered=start))[0].is_met_late
    later = fact("RecordCaseVisit", there("2026-04-12 09:00"), "v3")
    assert len(of("SMO-4.8", case(first, last, on_time, later, registered=start))) == 1


def test_a_waived_turn_is_followed_by_the_next() -> None:
    before = of("SMO-7.1b", case(*plan()))
    waiver = fact("WaiveObligation", there("2026-04-02 10:00"), code="SMO-7.1b", key=before[0].key, reason="Vacanță.")
    found = of("SMO-7.1b", case(*plan(), waiver))
    assert [one.waived for one in found] == ["Vacanță.", None]
    assert dues(found)[1] == "05-02 open"


def test_a_period_that_the_country_sets_holds_for_what_is_raised_from_its_day_on() -> None:
    notice = fact("RegisterNotice", there("2026-03-02 10:00"))
    periods = {"SMO-3.1": (Dated(date(2026, 6, 1), 24, "hours"), Dated(date(2026, 3, 2), 48, "hours"))}

    def due(registered: str) -> Any:
        dossier = case(notice, registered=there(registered))
        return next(one for one in judge(dossier, book(), periods) if one.code == "SMO-3.1").due_at

    assert due("2026-03-01 23:59") == there("2026-03-04 23:59")
    assert due("2026-03-02 00:00") == there("2026-03-04 00:00")
    assert due("2026-06-01 00:30") == there("2026-06-02 00:30")


def test_a_case_is_judged_as_it_stood_at_a_moment() -> None:
    notice = fact("RegisterNotice", there("2026-03-02 10:00"))
    evaluated = fact("RecordInitialEvaluation", there("2026-03-03 10:00"))
    then, now = there("2026-03-02 20:00"), there("2026-03-04 10:00")
    dossier = case(notice, evaluated)
    assert of("SMO-3.1", dossier, then)[0].is_open and not of("SMO-3.1", dossier, now)[0].is_open
    assert not of("SMO-3.6", dossier, then)


def test_reports_of_a_child_returned_to_the_family_end_after_two_years() -> None:
    started = fact("StartPostMonitoring", there("2026-03-02 10:00"), is_reintegration=True)
    sent = [
        fact("SendEntry", there("2026-03-02 11:00") + timedelta(days=85 * turn), f"s{turn}", to=["dgaspc"])
        for turn in range(1, 9)
    ]
    found = of("L272-74", case(started, *sent, registered=there("2026-03-01 10:00")))
    assert [one.is_open for one in found] == [False] * 8
    assert of("L272-74", case(started, *sent[:7], registered=there("2026-03-01 10:00")))[-1].is_open


def test_in_an_emergency_the_report_is_due_a_day_after_the_intervention() -> None:
    notice = fact("RegisterNotice", there("2026-03-02 10:00"), is_urgent=True)
    came = fact("RecordEmergency", there("2026-03-02 11:30"), stated=there("2026-03-02 10:50"))
    evaluated = fact("RecordInitialEvaluation", there("2026-03-04 09:00"))
    (report,) = of("SMO-3.6", case(notice, came, evaluated))
    assert report.due_at == there("2026-03-03 10:50")


def test_an_answer_is_asked_for_on_the_day_by_which_it_was_wanted() -> None:
    referred = fact("ReferCase", there("2026-03-02 10:00"), answer_by="2026-03-20")
    (answer,) = of("PROP-R1", case(referred))
    assert answer.since == there("2026-03-20 00:00") and answer.due_at == there("2026-03-20 23:59:59")
