"""What an act has to say, by the articles of Order 288/2006 std. 3–5, 9, 10: tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.cases.rules import endorsing, evaluation, intake, opening_health, openings, team, telling
from impreuna.cases.rules.acts import ACTS, FUNCTIONS
from impreuna.cases.rules.lists import CRITERIA, SUBJECTS
from impreuna.obligations.rules.dossier import Dossier, Fact

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
AUTHOR, HEAD = UUID(int=1), UUID(int=2)


def problems(checks: Any) -> list[tuple[str, str]]:
    return [(field, verdict.reason) for field, verdict in checks if not verdict]


def dossier(*facts: tuple[str, dict[str, Any]], author: UUID = AUTHOR) -> Dossier:
    """Facts an hour apart; one whose content has `about` answers the fact of that number, as the head."""
    made = []
    for number, (kind, content) in enumerate(facts):
        about = content.pop("about", None)
        at = AT + timedelta(hours=number)
        by = author if about is None else HEAD
        made.append(
            Fact(UUID(int=100 + number), kind, at, at, by, None if about is None else UUID(int=100 + about), content)
        )
    return Dossier(UUID(int=9), AT, "child", False, tuple(made))


@pytest.mark.parametrize(
    ("channel", "urgent", "why", "reporter", "anonymous", "expected"),
    [
        ("notice_phone", False, "", "", False, [("reporter", "who_told")]),
        ("notice_phone", False, "", "", True, []),
        ("notice_phone", False, "", "Vecina", False, []),
        ("referral", False, "", " ", False, [("reporter", "who_told")]),
        ("self_notice", False, "", "", False, []),
        ("request", False, "", "", False, []),
        ("self_notice", True, " ", "", False, [("urgent_why", "why_urgent")]),
        ("self_notice", True, "Singur acasă.", "", False, []),
    ],
)
def test_a_notice(channel: str, urgent: bool, why: str, reporter: str, anonymous: bool, expected: Any) -> None:
    assert problems(intake.check_notice(channel, urgent, why, reporter, anonymous)) == expected


@pytest.mark.parametrize(
    ("officer", "person", "came", "expected"),
    [
        ("", "", True, [("police_officer", "police_officer_needed")]),
        ("Agent Rus", "", True, []),
        ("Agent Rus", "", False, [("resource_person", "resource_person_needed")]),
        ("Agent Rus", "Psiholog Pop", False, []),
    ],
)
def test_an_emergency(officer: str, person: str, came: bool, expected: Any) -> None:
    assert problems(evaluation.check_emergency(officer, person, came)) == expected


def test_nobody_is_evaluated_from_afar() -> None:
    assert problems(evaluation.check_initial("urgent", ("mama",))) == []
    assert problems(evaluation.check_initial("soon", (" ",))) == [
        ("urgency", "unknown_code"), ("present", "nobody_was_present"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("announced", "agreed", "why", "next_on", "expected"),
    [
        (True, "", "", None, []),
        (True, "", "", DAY, []),
        (True, "", "", DAY - timedelta(days=1), [("next_on", "next_before_this")]),
        (False, "", "", None, [("agreed_by", "visit_needs_agreement"), ("unannounced_why", "visit_needs_reason")]),
        (False, "Șeful", "", None, [("unannounced_why", "visit_needs_reason")]),
        (False, "Șeful", "Un pericol.", None, []),
    ],
)
def test_a_visit(announced: bool, agreed: str, why: str, next_on: date | None, expected: Any) -> None:
    assert problems(evaluation.check_visit(announced, agreed, why, next_on, DAY)) == expected


@pytest.mark.parametrize(
    ("area", "writable", "allowed"),
    [
        ("case", (), True),
        ("household", ("household",), True),
        ("household", (), False),
        ("health", ("health",), False),
        ("health_need", ("health_need",), False),
        ("protection", ("protection",), True),
        ("weather", ("weather",), False),
    ],
)
def test_the_area_of_a_visit_is_read_by_who_endorses_it(area: str, writable: Any, allowed: bool) -> None:
    assert bool(evaluation.may_visit_in(area, writable)) is allowed


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_area_of_a_report_is_that_of_the_profession(function: str) -> None:
    own = evaluation.report_area({function})
    for area in ("case", "health", "education", "protection"):
        assert bool(evaluation.may_report_in(area, {function})) is (area in ("case", own))
    assert (own == "health") is (function in ("nurse", "health_mediator"))
    assert (own == "education") is (function in ("counsellor", "school_mediator"))


def test_a_reference_is_asked_when_the_family_knows() -> None:
    assert problems(evaluation.check_reference(False, "")) == [("family_told_how", "family_not_told")]
    assert (
        problems(evaluation.check_reference(True, "")) == problems(evaluation.check_reference(False, "La vizită")) == []
    )


def test_a_synthesis_stands_on_visits_or_reports() -> None:
    assert evaluation.may_synthesise(dossier()).reason == "no_sources"
    for kind in evaluation.SOURCES:
        assert evaluation.may_synthesise(dossier((kind, {})))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_only_of_a_child_the_parents_capacity_is_asked(subject: str) -> None:
    asked = {"capacity", "child_opinion"} & set(evaluation.synthesis_of(subject))
    assert asked == ({"capacity", "child_opinion"} if subject == "child" else set())


REPORT = ("WriteInitialReport", {"proposal": "confirm"})


@pytest.mark.parametrize(
    ("facts", "actor", "reason"),
    [
        ([], HEAD, "report_missing"),
        ([REPORT], HEAD, None),
        ([REPORT], AUTHOR, "own_work"),
        ([REPORT, ("EndorseEntry", {"about": 0, "decision": "returned"})], HEAD, "report_returned"),
        ([REPORT, ("EndorseEntry", {"about": 0, "decision": "returned"}), REPORT], HEAD, None),
        ([REPORT, ("EndorseEntry", {"about": 0, "decision": "endorsed"})], HEAD, None),
    ],
)
def test_who_decides_upon_what(facts: Any, actor: UUID, reason: str | None) -> None:
    assert endorsing.may_decide(dossier(*((kind, dict(said)) for kind, said in facts)), actor).reason == reason


@pytest.mark.parametrize(
    ("decision", "why", "expected"),
    [
        ("confirmed", "", []),
        ("not_confirmed", "", [("reason", "decision_needs_reason")]),
        ("not_confirmed", "Nu e caz.", []),
        ("maybe", "Nu știu.", [("decision", "unknown_code")]),
    ],
)
def test_a_decision_says_why(decision: str, why: str, expected: Any) -> None:
    assert problems(endorsing.check_decision(dossier(REPORT), decision, why)) == expected


def test_confirming_against_the_proposal_says_why() -> None:
    against = dossier(("WriteInitialReport", {"proposal": "not_confirm"}))
    assert problems(endorsing.check_decision(against, "confirmed", "")) == [("reason", "decision_needs_reason")]


def test_a_decision_stands_until_the_case_is_opened_again() -> None:
    decided = dossier(("DecideCase", {"decision": "confirmed"}), ("NoteContact", {}))
    assert endorsing.decision_of(decided) == decided.facts[0]
    assert endorsing.decision_of(dossier(("DecideCase", {}), ("ReopenCase", {}))) is None


@pytest.mark.parametrize("kind", sorted(ACTS))
def test_what_is_endorsed(kind: str) -> None:
    one = dossier((kind, {}))
    verdict = endorsing.may_endorse(one, one.facts[0], HEAD)
    assert bool(verdict) is ACTS[kind].needs_endorsement
    assert not endorsing.may_endorse(one, one.facts[0], AUTHOR)


@pytest.mark.parametrize(("decision", "reason"), [("endorsed", "endorsed_already"), ("returned", "returned_already")])
def test_an_entry_is_answered_once(decision: str, reason: str) -> None:
    one = dossier(("DraftPlan", {}), ("EndorseEntry", {"about": 0, "decision": decision}))
    assert endorsing.may_endorse(one, one.facts[0], HEAD).reason == reason
    assert endorsing.may_write_again(one, "DraftPlan")
    assert endorsing.may_write_again(dossier(("DraftPlan", {})), "DraftPlan").reason == "report_waits"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [("refused_why", "signature_or_why")]),
        ({"is_signed": True}, []),
        ({"refused_why": "Nu a vrut."}, []),
        ({"withheld_why": "Anchetă penală.", "told_to": "", "how": ""}, [("agreed_by", "withholding_needs_agreement")]),
        ({"withheld_why": "Anchetă penală.", "told_to": "", "how": "", "agreed_by": "Șeful"}, []),
        ({"is_signed": True, "told_to": " "}, [("told_to", "case_text_missing")]),
    ],
)
def test_how_a_client_is_told(said: dict[str, Any], expected: Any) -> None:
    whole = {
        "is_signed": False,
        "refused_why": "",
        "withheld_why": "",
        "agreed_by": "",
        "told_to": "mama",
        "how": "acasă",
    }
    assert problems(telling.check_information("raportul", **(whole | said))) == expected


def test_at_least_one_criterion_was_weighed() -> None:
    assert problems(team.check_criteria(())) == [("criteria", "criterion_needed")]
    assert problems(team.check_criteria(("luck",))) == [("criteria", "unknown_code")]
    for criterion in CRITERIA:
        assert problems(team.check_criteria((criterion,))) == []


@given(active=st.integers(0, 60), most=st.one_of(st.none(), st.integers(1, 40)), why=st.sampled_from(["", " ", "Da."]))
def test_the_limit_of_cases_is_passed_only_with_a_reason(active: int, most: int | None, why: str) -> None:
    verdict = team.may_take_on(active, most, why)
    assert bool(verdict) is (most is None or active < most or bool(why.strip()))


@pytest.mark.parametrize(
    ("function", "account", "name", "field", "reason"),
    [
        ("responsible", True, "", "function", "function_by_designation"),
        ("case_manager", True, "", "function", "function_by_designation"),
        ("head", True, "", "function", "unknown_code"),
        ("nurse", False, "Pop", "user_id", "choose_somebody"),
        ("specialist", False, " ", "name", "choose_somebody"),
        ("specialist", False, "Psiholog Pop", "", None),
        ("nurse", True, "", "", None),
    ],
)
def test_who_joins(function: str, account: bool, name: str, field: str, reason: str | None) -> None:
    at, verdict = team.may_join(function, account, name)
    assert (at, verdict.reason) == (field, reason)


@pytest.mark.parametrize(
    ("function", "roles", "reason"),
    [
        ("responsible", {"social_worker"}, None),
        ("responsible", {"social_technician"}, None),
        ("responsible", {"community_nurse"}, "role_does_not_fit"),
        ("responsible", (), "not_a_colleague"),
        ("responsible", {"community_nurse", "social_worker"}, None),
        ("case_manager", {"dgaspc_coordinator"}, None),
        ("case_manager", {"social_worker"}, "role_does_not_fit"),
        ("nurse", {"community_nurse"}, None),
    ],
)
def test_whose_role_fits_a_function(function: str, roles: Any, reason: str | None) -> None:
    assert team.may_have(function, roles).reason == reason


@pytest.mark.parametrize(
    ("is_full", "functions", "roles", "reason"),
    [
        (True, {"responsible"}, {"social_worker"}, None),
        (True, {"responsible"}, {"community_nurse"}, "full_delegation"),
        (True, {"case_manager"}, {"social_worker"}, "full_delegation"),
        (True, {"case_manager"}, {"dgaspc_coordinator"}, None),
        (False, {"responsible"}, {"community_nurse"}, None),
        (False, {"responsible"}, {"mayor"}, "role_does_not_fit"),
        (False, {"responsible"}, (), "not_a_colleague"),
        (True, {"responsible"}, (), "not_a_colleague"),
    ],
)
def test_to_whom_duties_go(is_full: bool, functions: Any, roles: Any, reason: str | None) -> None:
    assert team.may_delegate(is_full, functions, roles).reason == reason


def test_a_period_ends_after_it_begins() -> None:
    assert problems(team.check_period(DAY, DAY, DAY)) == []
    assert problems(team.check_period(DAY, DAY - timedelta(days=1), DAY)) == [("ends_on", "period_ends_before")]
    long_ago = DAY - timedelta(days=9)
    assert problems(team.check_period(long_ago, long_ago, DAY)) == [("ends_on", "period_ends_before")]


@pytest.mark.parametrize(
    ("ground", "by", "until", "expected"),
    [
        ("consent", "Mama", DAY, []),
        ("consent", " ", DAY, [("consent_by", "whose_consent")]),
        ("life_danger", "", DAY, []),
        ("legal_duty", "", DAY - timedelta(days=1), [("until", "period_ends_before")]),
        ("curiosity", "", DAY, [("ground", "unknown_code")]),
    ],
)
def test_on_what_ground_medical_data_open(ground: str, by: str, until: date, expected: Any) -> None:
    assert problems(opening_health.check_opening(ground, by, until, DAY)) == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12/2026", (2026, 12)), (" 7 / 2026 ", (2026, 7)), ("12", None), ("12/26", None), ("a/2026", None),
        ("12/2026/1", None), ("", None), ("١٢/2026", None), ("1234567/2026", None),
    ],
)  # fmt: skip
def test_a_number_as_people_write_it(typed: str, read: Any) -> None:
    assert openings.number_of(typed) == read


def test_who_has_a_function_opens_without_a_reason() -> None:
    assert openings.opens_without_reason({"head"}) and not openings.opens_without_reason(())
