"""Acts of plans, services and the end of a case: what each refuses, at which field, and what follows from it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from msgspec.structs import replace

from impreuna.assessment.tests.pages import signed_in
from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, RegisterEntry
from impreuna.cases.tests.walking import Walk, county_manager, walk_to
from impreuna.kernel.command import Command
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

DAY = timedelta(days=1)


def told(walk: Walk, command: type[Command]) -> dict[str, Any]:
    """What an act says when it is right."""
    today, plan = walk.today, walk.last.get("DraftPlan")
    said: dict[type[Command], dict[str, Any]] = {
        does.DraftPlan: walk.plan(),
        does.MakeContract: {
            "about_id": plan, "contract_kind": "contract", "signed_on": today, "signed_by": "mama",
            "starts_on": today, "ends_on": today + DAY * 365,
        },
        does.ChangeContract: {
            "about_id": walk.last.get("MakeContract"), "signed_on": today, "signed_by": "mama",
            "changes": "Se prelungește.", "ends_on": today + DAY * 400,
        },
        does.CheckService: {"item_id": walk.item_id, "started": True, "progress": "Merge."},
        does.ReportProblem: {"problem": "Autobuzul nu mai vine."},
        does.RecordImplementation: {
            "item_id": walk.item_id, "occasion": "monthly", "period_from": today - DAY, "period_to": today,
            "done": "x", "progress": "x",
        },
        does.RecordReevaluation: {
            "occasion": "quarterly", "changes": (), "situation": "x", "family_opinion": "x", "plan": "kept",
        },
        does.RecordAdmission: {
            "who": "Ștefan", "institution": "Spital", "institution_kind": "hospital", "admitted_on": today,
        },
        does.StartPostMonitoring: {
            "objectives": "x", "visits": "x", "partners": "", "starts_on": today, "ends_on": today + DAY * 92,
            "open_services_why": "x",
        },
        does.RecordPostReport: {"month": today, "found": "x", "risks": "", "proposal": "x"},
        does.RecommendClosing: {"reason": "moved", "summary": "x"},
        does.SuspendCase: {"reason": "x", "until": today + DAY},
        does.TransferCase: {"to": "dgaspc", "receiver": "x", "reason": "x", "summary": "x"},
        does.NotifyAuthority: {"authority": "dgaspc", "facts": "x", "measures": "x", "sent_how": "x"},
        does.RecordComplaint: {"complainant": "x", "complaint": "x"},
    }  # fmt: skip
    return said[command]


#: Stage → acts that say something wrong, and the field at which they are refused.
WRONG: dict[str, list[tuple[type[Command], dict[str, Any], str]]] = {
    "assigned": [
        (does.DraftPlan, {"items": ()}, "items"),
        (does.DraftPlan, {"type": "protection"}, "type"),
        (does.DraftPlan, {"version": 2}, "version"),
        (does.DraftPlan, {"resources": "x" * 10_001}, "resources"),
    ],
    "planned": [
        (does.MakeContract, {"contract_kind": "promise"}, "contract_kind"),
        (does.MakeContract, {"signed_by": " "}, "signed_by"),
        (does.MakeContract, {"signed_on": "tomorrow"}, "signed_on"),
        (does.MakeContract, {"ends_on": "today"}, "ends_on"),
        (does.MakeContract, {"cost": Decimal(-1)}, "cost"),
        (does.MakeContract, {"about_id": new_id()}, "about_id"),
        (does.CheckService, {"item_id": new_id()}, "item_id"),
        (does.CheckService, {"progress": " "}, "progress"),
        (does.CheckService, {"started": False}, "not_started_why"),
        (does.CheckService, {"state": "dreaming"}, "state"),
        (does.CheckService, {"started": False, "not_started_why": "x", "state": "finished"}, "state"),
        (does.ReportProblem, {"problem": ""}, "problem"),
        (does.ReportProblem, {"item_id": new_id()}, "item_id"),
        (does.RecommendClosing, {"reason": "boredom"}, "reason"),
        (does.RecommendClosing, {"summary": ""}, "summary"),
        (does.RecommendClosing, {"results": (does.Result(code="ED-02", change="?"),)}, "results"),
    ],
    "in_services": [
        (does.ChangeContract, {"changes": ""}, "changes"),
        (does.ChangeContract, {"ends_on": "yesterday"}, "ends_on"),
        (does.RecordImplementation, {"occasion": "never"}, "occasion"),
        (does.RecordImplementation, {"period_from": "tomorrow"}, "period_to"),
        (does.RecordImplementation, {"period_to": "tomorrow"}, "period_to"),
        (does.RecordImplementation, {"done": ""}, "done"),
        (does.RecordReevaluation, {"occasion": "whim"}, "occasion"),
        (does.RecordReevaluation, {"occasion": "admission"}, "occasion"),
        (does.RecordReevaluation, {"plan": "burnt"}, "plan"),
        (does.RecordReevaluation, {"changes": (does.Change(code="ED-02", change="?"),)}, "changes"),
        (does.RecordReevaluation, {"changes": (does.Change(code="X", change="same"),) * 2}, "changes"),
        (does.RecordReevaluation, {"family_opinion": ""}, "family_opinion"),
        (does.StartPostMonitoring, {"ends_on": "tomorrow"}, "ends_on"),
        (does.StartPostMonitoring, {"open_services_why": ""}, "open_services_why"),
    ],
    "confirmed": [
        (does.RecordAdmission, {"institution_kind": "moon"}, "institution_kind"),
        (does.RecordAdmission, {"admitted_on": "tomorrow"}, "admitted_on"),
    ],
    "post_services": [
        (does.RecordPostReport, {"found": ""}, "found"),
    ],
    "registered": [
        (does.TransferCase, {"to": "moon"}, "to"),
        (does.NotifyAuthority, {"facts": ""}, "facts"),
        (does.NotifyAuthority, {"authority": "neighbours"}, "authority"),
        (does.RecordComplaint, {"complaint": " "}, "complaint"),
    ],
}


@pytest.mark.parametrize("stage", WRONG)
def test_an_act_is_refused_where_it_is_wrong(stage: str) -> None:
    walk = walk_to(stage)
    days = {"today": walk.today, "tomorrow": walk.today + DAY, "yesterday": walk.today - DAY}
    for command, wrong, field in WRONG[stage]:
        said = {name: days.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()}
        who = walk.head if command in (does.SuspendCase, does.TransferCase) else walk.worker
        outcome = walk.send(who, command, **(told(walk, command) | said))
        assert (outcome.status, outcome.field) == ("rejected", field), (command, wrong, outcome)


def test_a_closed_case_is_not_added_to_but_for_what_may_still_come() -> None:
    walk = walk_to("closed")
    for command in (does.DraftPlan, does.CheckService, does.RecommendClosing):
        assert walk.send(walk.worker, command, **told(walk, command)).reason == "case_ended", command
    for command in (does.RecordComplaint, does.NotifyAuthority):
        walk.do(walk.worker, command, **told(walk, command))


def test_a_case_that_is_not_planned_has_no_services() -> None:
    walk = walk_to("assigned")
    assert walk.send(walk.worker, does.CheckService, **told(walk, does.CheckService)).reason == "wrong_stage"


def test_two_who_revise_the_plan_at_once_do_not_lose_a_version() -> None:
    walk = walk_to("planned")
    first, second = walk.plan(resources="Una."), walk.plan(resources="Alta.")
    walk.do(walk.worker, does.DraftPlan, **first)
    outcome = walk.send(walk.worker, does.DraftPlan, **second)
    assert (outcome.reason, outcome.field, outcome.facts) == ("plan_moved_on", "version", {"version": 2})


def test_a_service_that_is_not_in_the_national_list_is_refused() -> None:
    walk = walk_to("assigned")
    (item,) = walk.plan()["items"]
    outcome = walk.send(walk.worker, does.DraftPlan, **walk.plan(items=(replace(item, service="XX-99"),)))
    assert outcome.reason == "unknown_service"


def test_the_manager_writes_the_plan_of_protection() -> None:
    walk, manager = walk_to("assigned"), county_manager()
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    walk.do(manager, does.DraftPlan, **walk.plan(type="protection"))


def test_a_revision_replaces_the_plan_when_it_is_endorsed_and_its_services_are_then_those() -> None:
    walk = walk_to("in_services")
    (item,) = walk.plan()["items"]
    other = replace(item, id=new_id(), title="Ajutor la acte")
    second = walk.draft(items=(other,))
    check = {"started": True, "progress": "x"}
    assert walk.send(walk.worker, does.CheckService, item_id=other.id, **check).reason == "item_not_in_plan"
    walk.discuss()
    walk.endorse(second)
    assert walk.send(walk.worker, does.CheckService, item_id=walk.item_id, **check).reason == "item_not_in_plan"
    walk.do(walk.worker, does.CheckService, item_id=other.id, **check)


def test_a_re_evaluation_tells_of_each_vulnerability_of_the_plan() -> None:
    walk = walk_to("planned")
    goals = (does.Objective(id=walk.objective_id, text="x", indicator="y", findings=("ED-02", "VR-03")),)
    second = walk.draft(objectives=goals)
    walk.discuss()
    walk.endorse(second)
    said = told(walk, does.RecordReevaluation)
    half = said | {"changes": (does.Change(code="ED-02", change="better"),)}
    outcome = walk.send(walk.worker, does.RecordReevaluation, **half)
    assert (outcome.reason, outcome.facts) == ("reevaluation_incomplete", {"codes": "VR-03"})
    both = (*half["changes"], does.Change(code="VR-03", change="resolved"))
    walk.do(walk.worker, does.RecordReevaluation, **(said | {"changes": both}))
    with acting_as(walk.worker):
        kept = CaseEntry.objects.get(id=walk.last["RecordReevaluation"]).content
        drafted = CaseEntry.objects.get(id=second).content
    assert (drafted["risk_situations"], kept["risk_situations"]) == (2, 1)


def test_the_plan_of_a_child_at_risk_lasts_a_year() -> None:
    walk = walk_to("assigned")
    goals = (does.Objective(id=walk.objective_id, text="x", indicator="y", findings=("VR-03",)),)
    short = walk.plan(objectives=goals, ends_on=walk.today + DAY * 200, items=())
    (item,) = walk.plan()["items"]
    short["items"] = (replace(item, ends_on=walk.today + DAY * 100),)
    outcome = walk.send(walk.worker, does.DraftPlan, **short)
    assert (outcome.reason, outcome.field, outcome.facts["months"]) == ("plan_too_short", "ends_on", 12)
    walk.do(walk.worker, does.DraftPlan, **(short | {"type": "intervention"}))


def test_the_plan_page_says_how_often_a_child_at_risk_is_visited() -> None:
    walk = walk_to("assigned")
    goals = (does.Objective(id=walk.objective_id, text="x", indicator="y", findings=("VR-03", "ED-02")),)
    walk.do(walk.worker, does.DraftPlan, **walk.plan(objectives=goals))
    page = signed_in(walk.worker).get(reverse("cases:plan", args=[walk.case_id])).content.decode()
    assert "Legea 156/2023, art. 5): 2. Vizită la domiciliu cel puțin o dată la 6 luni" in page


def test_a_problem_is_answered_until_it_is_solved() -> None:
    walk = walk_to("planned")
    problem = walk.do(walk.worker, does.ReportProblem, problem="Autobuzul nu vine.", item_id=walk.item_id)
    walk.do(walk.worker, does.RespondToProblem, about_id=problem, response="Am sunat.", is_solved=False)
    walk.do(walk.worker, does.RespondToProblem, about_id=problem, response="Vine altul.")
    again = walk.send(walk.worker, does.RespondToProblem, about_id=problem, response="x")
    assert again.reason == "already_answered"


def test_after_an_admission_the_case_is_re_evaluated_and_reported() -> None:
    walk = walk_to("in_services")
    walk.do(walk.worker, does.RecordAdmission, **told(walk, does.RecordAdmission))
    said = told(walk, does.RecordReevaluation) | {"occasion": "admission"}
    seen = walk.do(walk.worker, does.RecordReevaluation, **said)
    report = walk.do(walk.worker, does.WriteReevaluationReport, about_id=seen, conclusions="x")
    again = {"about_id": seen, "conclusions": "y"}
    assert walk.send(walk.worker, does.WriteReevaluationReport, **again).reason == "already_answered"
    walk.endorse(report, "returned", note="Scrieți mai mult.")
    walk.do(walk.worker, does.WriteReevaluationReport, **again)


def test_a_case_rests_and_is_taken_up_again() -> None:
    walk = walk_to("planned")
    assert walk.send(walk.head, does.ResumeCase).reason == "not_suspended"
    past = walk.send(walk.head, does.SuspendCase, reason="x", until=walk.today)
    assert (past.reason, past.field) == ("suspended_until", "until")
    walk.do(walk.head, does.SuspendCase, reason="Familia este plecată.", until=walk.today + DAY * 30)
    assert walk.send(walk.worker, does.CheckService, **told(walk, does.CheckService)).reason == "case_suspended"
    walk.do(walk.head, does.ResumeCase)
    walk.do(walk.worker, does.CheckService, **told(walk, does.CheckService))


def test_a_case_that_ended_is_opened_again_as_a_confirmed_one() -> None:
    walk = walk_to("closed")
    with acting_as(walk.head):
        assert Case.objects.get(id=walk.case_id).outcome == "objectives_met"
    assert walk.send(walk.head, does.ReopenCase, reason=" ").field == "reason"
    walk.do(walk.head, does.ReopenCase, reason="Familia a cerut din nou sprijin.")
    with acting_as(walk.head):
        case = Case.objects.get(id=walk.case_id)
        assert (case.stage, case.is_active, case.outcome, case.ended_at) == ("confirmed", True, "", None)


def test_death_ends_a_case_at_any_stage_upon_advice() -> None:
    walk = walk_to("registered")
    closing = {"reason": "death", "outcome": "A murit."}
    assert walk.send(walk.head, does.CloseCase, **closing).reason == "closing_not_recommended"
    advice = walk.do(walk.worker, does.RecommendClosing, reason="death", summary="x")
    walk.endorse(advice)
    other = walk.send(walk.head, does.CloseCase, reason="moved", outcome="x")
    assert (other.reason, other.field) == ("closing_other_reason", "reason")
    walk.do(walk.head, does.CloseCase, **closing)


def test_a_complaint_is_answered_once_and_both_are_papers() -> None:
    walk = walk_to("registered")
    complaint = walk.do(walk.worker, does.RecordComplaint, complainant="Mama", complaint="Nu a venit nimeni.")
    walk.do(walk.head, does.AnswerComplaint, about_id=complaint, answer="Venim mâine.")
    again = walk.send(walk.head, does.AnswerComplaint, about_id=complaint, answer="x")
    assert again.reason == "already_answered"
    with acting_as(walk.worker):
        papers = list(RegisterEntry.objects.order_by("number").values_list("direction", "number"))
    assert papers == [("in", 1), ("in", 2), ("out", 3)]


def test_the_register_has_no_gaps_whatever_was_refused() -> None:
    walk = walk_to("registered")
    for facts in ("x", " ", "x", " ", "x"):
        walk.send(walk.worker, does.NotifyAuthority, **(told(walk, does.NotifyAuthority) | {"facts": facts}))
    with acting_as(walk.worker):
        assert list(RegisterEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
