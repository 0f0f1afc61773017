"""A restricted case exists for its circle alone: in no row, count, search, journal or refusal of anybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from impreuna.assessment.tests.visiting import publish
from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, CaseMember, CasePerson, Opening
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.models import JournalEntry, RestrictionMember
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TABLES = (Case, CaseEntry, CasePerson, CaseMember, Obligation)
OUTSIDE = (
    ("social_worker", BELTIUG), ("social_technician", BELTIUG), ("community_nurse", BELTIUG),
    ("health_mediator", BELTIUG), ("school_counsellor", BELTIUG), ("school_mediator", BELTIUG),
    ("external_specialist", BELTIUG), ("mayor", BELTIUG), ("social_worker", DOBA), ("spas_head", DOBA),
    ("dgaspc_coordinator", 305), ("county_unit", 305),
)  # fmt: skip


def seen(who: Actor) -> list[int]:
    """How many rows of each table of cases somebody sees, and how many payloads and acts of the journal."""
    with acting_as(who), connection.cursor() as cursor:
        rows = [int(model.objects.exclude(case_id=None).count() if model is Obligation else model.objects.count())
                for model in TABLES]  # fmt: skip
        cursor.execute(
            "SELECT count(*) FROM kernel_payload p JOIN kernel_journalentry e USING (commune_id, command_id)"
            " WHERE e.kind = ANY (%s)",
            [["RegisterNotice", "RecordInitialEvaluation", "RestrictCase", "OpenCaseFile"]],
        )
        return [*rows, int(cursor.fetchone()[0])]


@pytest.mark.parametrize(("role", "place"), OUTSIDE)
def test_nobody_outside_the_circle_sees_anything_of_it(role: str, place: int) -> None:
    outsider = actor("Altă Persoană", role, place)
    walk = walk_to("assigned")
    walk.do(walk.worker, does.OpenCaseFile, reason="")
    walk.do(walk.head, does.RestrictCase, reason="Violență în familie.")
    assert seen(outsider) == [0] * 6
    assert all(seen(walk.head)) and all(seen(walk.worker))
    with acting_as(outsider):
        assert not JournalEntry.objects.filter(kind="RestrictCase").exists()


def test_what_was_written_before_is_closed_too_and_opened_again() -> None:
    """Also entries that who restricts it does not read: who told of it, medical ones."""
    walk, other = walk_to("assigned"), actor("Dana Pop", "social_technician", BELTIUG)
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    walk.do(
        walk.nurse, does.RecordSpecialistReport,
        veil="health", instruments="consult", found="astm", conclusions="tratament", for_team="Are nevoie de medic.",
    )  # fmt: skip
    before = seen(other)
    walk.do(walk.worker, does.RestrictCase, reason="Violență.", circle=(walk.nurse.user_id,))
    assert seen(other) == [0] * 6
    walk.do(walk.head, does.LiftRestriction, reason="S-a încheiat.")
    after = seen(other)
    assert all(one <= two for one, two in zip(before, after, strict=True)) and after[0] == 1
    assert walk.send(walk.head, does.LiftRestriction, reason="Încă o dată.").reason == "not_restricted"


def test_a_case_restricted_from_its_notice_is_of_social_workers_and_heads() -> None:
    technician = actor("Dana Pop", "social_technician", BELTIUG)
    colleague = actor("Sanda Ilea", "social_worker", BELTIUG)
    walk = begin(is_restricted_case=True)
    assert seen(technician)[:5] == [0] * 5
    assert seen(colleague)[0] == seen(walk.head)[0] == 1
    walk = walk_to("assigned", walk)
    walk.do(walk.head, does.RestrictCase, reason="Numai echipa.")
    assert seen(colleague) == [0] * 6


def test_who_is_named_must_work_here() -> None:
    walk, stranger = walk_to("assigned"), actor("Ion Dan", "social_worker", DOBA)
    outcome = walk.send(walk.head, does.RestrictCase, reason="Violență.", circle=(stranger.user_id,))
    assert (outcome.reason, outcome.field) == ("not_a_colleague", "circle.0")


def test_an_act_from_outside_is_refused_as_in_a_case_that_does_not_exist() -> None:
    walk, outsider = walk_to("assigned"), actor("Sanda Ilea", "social_worker", BELTIUG)
    walk.do(walk.head, does.RestrictCase, reason="Violență.")
    report = {"veil": "case", "instruments": "x", "found": "x", "conclusions": "x"}
    outcome = walk.send(outsider, does.RecordSpecialistReport, **report)
    assert (outcome.reason, outcome.facts) == ("not_found", {})
    assert walk.send(outsider, does.OpenCaseFile, reason="Vreau să văd.").reason == "not_found"
    with acting_as(walk.head):
        assert not JournalEntry.objects.filter(kind="RecordSpecialistReport").exists()


ROLES_AND_REPORTER = (
    ("social_worker", True), ("spas_head", True), ("community_nurse", False), ("health_mediator", False),
    ("school_counsellor", False), ("school_mediator", False), ("external_specialist", False),
)  # fmt: skip


@pytest.mark.parametrize(("role", "is_told"), ROLES_AND_REPORTER)
def test_who_told_is_protected_from_the_team(role: str, is_told: bool) -> None:
    walk, member = walk_to("assigned"), actor("Altă Persoană", role, BELTIUG)
    functions = {"community_nurse": "nurse", "school_counsellor": "counsellor", "external_specialist": "specialist"}
    if role not in ("social_worker", "spas_head"):
        walk.do(walk.worker, does.JoinCaseTeam, function=functions.get(role, role), user_id=member.user_id)
    with acting_as(member):
        assert CaseEntry.objects.filter(kind="RegisterNotice").exists()
        assert CaseEntry.objects.filter(kind="NoteReporter").exists() is is_told


def test_who_told_is_protected_from_the_county() -> None:
    walk, manager = walk_to("confirmed"), county_manager()
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    with acting_as(manager):
        assert CaseEntry.objects.filter(kind="RegisterNotice").exists()
        assert not CaseEntry.objects.filter(kind="NoteReporter").exists()
        assert "Vecina" not in str(list(CaseEntry.objects.values_list("content", flat=True)))


def number(walk: Walk) -> str:
    with acting_as(walk.head):
        case = Case.objects.get(id=walk.case_id)
    return f"{case.number}/{case.year}"


def broken(walk: Walk, who: Actor, **said: Any) -> Any:
    walk.now = timezone.now() - timedelta(minutes=5)
    return walk.send(who, does.BreakGlass, **({"number": number(walk), "reason": "Copilul strigă."} | said))


@pytest.mark.parametrize(("role", "place"), [("social_worker", BELTIUG), ("dgaspc_coordinator", 305)])
def test_the_glass_is_broken_for_a_time_and_everybody_of_the_case_is_told(role: str, place: int, as_owner: Any) -> None:
    publish()
    walk, outsider = walk_to("assigned"), actor("Altă Persoană", role, place)
    walk.do(walk.head, does.RestrictCase, reason="Violență.")
    outcome = broken(walk, outsider)
    assert outcome.status == "applied" and outcome.facts["case_id"] == str(walk.case_id)
    with acting_as(outsider):
        assert Case.objects.get().id == walk.case_id
        assert not CaseEntry.objects.filter(kind="NoteReporter").exists() or role == "social_worker"
    for who in (walk.worker, walk.head):
        with acting_as(who):
            entry = CaseEntry.objects.get(kind="BreakGlass")
            assert (entry.author, entry.content["reason"]) == (outsider.name, "Copilul strigă.")
            assert Opening.objects.get().user_id == outsider.user_id
    with as_owner():
        assert RestrictionMember.objects.get(user_id=outsider.user_id).until == walk.now + timedelta(hours=24)


@pytest.mark.parametrize(
    ("said", "reason", "field"),
    [
        ({"reason": " "}, "case_text_missing", "reason"),
        ({"number": "12"}, "case_number_form", "number"),
        ({"number": "99/2026"}, "case_number_unknown", "number"),
    ],
)
def test_the_glass_is_broken_with_a_reason_and_a_number(said: dict[str, str], reason: str, field: str) -> None:
    publish()
    walk, outsider = walk_to("assigned"), actor("Altă Persoană", "social_worker", BELTIUG)
    outcome = broken(walk, outsider, **said)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_a_nurse_and_a_stranger_break_no_glass() -> None:
    publish()
    walk = walk_to("assigned")
    assert broken(walk, walk.nurse).reason == "role_may_not"
    assert broken(walk, actor("Ion Dan", "social_worker", DOBA)).reason == "out_of_scope"


def test_before_the_lists_are_published_nobody_knows_for_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("impreuna.cases.commands.openings.glass_hours", lambda day: None)
    walk = walk_to("assigned")
    assert broken(walk, actor("Altă Persoană", "social_worker", BELTIUG)).reason == "opening_hours_unset"


def test_who_has_no_function_says_why_she_opens_a_file() -> None:
    walk, other = walk_to("assigned"), actor("Dana Pop", "social_technician", BELTIUG)
    refused = walk.send(other, does.OpenCaseFile, reason=" ")
    assert (refused.reason, refused.field) == ("case_text_missing", "reason")
    walk.do(other, does.OpenCaseFile, reason="Răspund la telefon în locul colegei.")
    walk.do(walk.worker, does.OpenCaseFile, reason="")
    with acting_as(walk.head):
        assert [row.reason for row in Opening.objects.order_by("opened_at")] == [
            "Răspund la telefon în locul colegei.", "",
        ]  # fmt: skip
        assert not CaseEntry.objects.filter(kind="OpenCaseFile").exists()
