"""Medical reports of a case: who reads them, what the team is told, to whom the nurse opens them and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from impreuna.cases import commands as does
from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

REPORT: dict[str, Any] = {
    "veil": "health", "instruments": "consult", "found": "astm bronșic", "conclusions": "tratament zilnic",
}  # fmt: skip


@pytest.fixture
def walk() -> Walk:
    walk = walk_to("assigned")
    walk.now = timezone.now()
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    return walk


def words(who: Actor, **which: Any) -> str:
    with acting_as(who):
        return str(list(CaseEntry.objects.filter(**which).values_list("content", flat=True)))


def report(walk: Walk, **said: Any) -> Any:
    return walk.send(walk.nurse, does.RecordSpecialistReport, **{**REPORT, "for_team": "Are nevoie de medic.", **said})


def test_the_team_reads_what_is_for_it_and_no_more(walk: Walk) -> None:
    assert report(walk).status == "applied"
    for who in (walk.worker, walk.head):
        assert "astm" not in words(who) and "Are nevoie de medic." in words(who, kind="NoteForTeam")
    assert "astm" in words(walk.nurse) and "Are nevoie" not in words(walk.nurse, kind="RecordSpecialistReport")


def test_a_medical_report_tells_the_team_something(walk: Walk) -> None:
    outcome = report(walk, for_team=" ")
    assert (outcome.reason, outcome.field) == ("case_text_missing", "for_team")


@pytest.mark.parametrize("area", ["education", "protection", "weather", ""])
def test_a_nurse_reports_in_her_own_area_or_the_case_s(walk: Walk, area: str) -> None:
    outcome = report(walk, veil=area)
    assert (outcome.reason, outcome.field) == ("report_area", "area")


def test_a_request_is_met_by_a_report_that_who_asked_cannot_read(walk: Walk) -> None:
    asked = walk.do(walk.worker, does.RequestEvaluation, of="nurse", user_id=walk.nurse.user_id,
                    questions="Ce boli are?", due_on=walk.today)  # fmt: skip
    assert report(walk, about_id=asked, is_last=True).status == "applied"
    walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said="Vine luni.")
    with acting_as(walk.head):
        assert Obligation.objects.filter(code="SMO-4.8", is_open=True).exists()
    walk.do(
        walk.worker, does.WriteDetailedReport,
        needs="Medic.", capacity="Mama muncește.", context="Casă.", risks="", resources="",
        child_opinion="Bine.", family_opinion="Bine.", conclusions="Servicii.",
    )  # fmt: skip
    with acting_as(walk.head):
        assert not Obligation.objects.filter(code="SMO-4.8", is_open=True).exists()


def test_what_she_cannot_see_nobody_answers(walk: Walk) -> None:
    report(walk)
    hidden = walk.last["RecordSpecialistReport"]
    outcome = walk.send(walk.worker, does.SendEntry, about_id=hidden, to=("family",), how="pe hârtie")
    assert (outcome.reason, outcome.field) == ("about_nothing", "about_id")


def opened(walk: Walk, **said: Any) -> Any:
    told = {"user_id": walk.worker.user_id, "ground": "consent", "consent_by": "Mama", "until": walk.today, **said}
    return walk.send(walk.nurse, does.OpenHealthData, **told)


def test_the_nurse_opens_them_for_a_time_and_closes_them(walk: Walk) -> None:
    report(walk)
    assert opened(walk).status == "applied"
    assert "astm" in words(walk.worker) and "astm" not in words(walk.head)
    assert "Vecina" not in words(walk.nurse)
    walk.do(walk.nurse, does.CloseHealthData, user_id=walk.worker.user_id)
    assert "astm" not in words(walk.worker)
    assert walk.send(walk.nurse, does.CloseHealthData, user_id=walk.worker.user_id).reason == "health_not_open"


@pytest.mark.parametrize(
    ("said", "reason", "field"),
    [
        ({"ground": "curiosity"}, "unknown_code", "ground"),
        ({"consent_by": ""}, "whose_consent", "consent_by"),
        ({"until": timezone.localdate() - timedelta(days=2)}, "period_ends_before", "until"),
    ],
)
def test_they_are_opened_on_a_ground_of_the_law(walk: Walk, said: dict[str, Any], reason: str, field: str) -> None:
    outcome = opened(walk, **said)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_they_are_opened_only_to_the_team_and_by_the_nurse(walk: Walk) -> None:
    assert opened(walk, user_id=walk.head.user_id).reason == "not_in_team"
    told = {"user_id": walk.worker.user_id, "ground": "consent", "consent_by": "Mama", "until": walk.today}
    assert walk.send(walk.worker, does.OpenHealthData, **told).reason == "role_may_not"
