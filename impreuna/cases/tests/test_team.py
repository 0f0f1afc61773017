"""The team of a case: designated, joined, left, delegated to; what each of them then sees and may do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from impreuna.assessment.tests.visiting import publish
from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, CaseMember, CasePerson
from impreuna.cases.queries.caseload import count_active, count_managed
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def seen(model: Any, who: Actor) -> int:
    with acting_as(who):
        return int(model.objects.count())


def case_of(walk: Walk) -> Case:
    with acting_as(walk.head):
        return Case.objects.get(id=walk.case_id)


def members(walk: Walk) -> set[tuple[str, str, bool]]:
    with acting_as(walk.head):
        rows = CaseMember.objects.filter(case_id=walk.case_id)
        return {(row.name, row.function, row.until is None) for row in rows}


def designate(walk: Walk, user_id: UUID, **said: Any) -> Any:
    told = {"criteria": ("cases",), **said}
    return walk.send(walk.head, does.DesignateResponsible, user_id=user_id, **told)


def test_a_responsible_is_designated_and_replaced() -> None:
    walk, other = walk_to("confirmed"), actor("Sanda Ilea", "social_worker", BELTIUG)
    assert designate(walk, walk.worker.user_id).status == "applied"
    with acting_as(walk.head):
        entry = CaseEntry.objects.get(kind="DesignateResponsible")
    assert (entry.content["name"], entry.content["active_cases"]) == (walk.worker.name, 0)
    assert entry.content["register_no"] == f"2/{walk.now.year}"
    again = designate(walk, walk.worker.user_id)
    assert (again.reason, again.field, again.facts["name"]) == ("has_function_already", "user_id", walk.worker.name)
    assert designate(walk, other.user_id).status == "applied"
    assert members(walk) == {(walk.worker.name, "responsible", False), (other.name, "responsible", True)}
    case = case_of(walk)
    assert (case.responsible, case.responsible_id, case.stage) == (other.name, other.user_id, "assigned")
    refused = walk.send(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said="Vine luni.")
    assert refused.reason == "not_your_function"


@pytest.mark.parametrize(
    ("role", "place", "reason"),
    [("community_nurse", BELTIUG, "role_does_not_fit"), ("social_worker", DOBA, "not_a_colleague")],
)
def test_only_a_colleague_whose_role_fits_is_designated(role: str, place: int, reason: str) -> None:
    walk = walk_to("confirmed")
    outcome = designate(walk, actor("Ion Dan", role, place).user_id)
    assert (outcome.reason, outcome.field) == (reason, "user_id")


def test_the_thirty_first_case_needs_a_reason() -> None:
    publish()
    walk = walk_to("confirmed")
    for _each in range(30):
        walk_to("assigned", begin_again(Walk(walk.worker, walk.head, walk.nurse)))
    assert count_active_of(walk) == 30
    refused = designate(walk, walk.worker.user_id)
    assert (refused.reason, refused.field) == ("too_many_cases", "override_reason")
    assert (refused.facts["active"], refused.facts["most"]) == (30, 30)
    assert designate(walk, walk.worker.user_id, override_reason="Nu mai este nimeni.").status == "applied"
    with acting_as(walk.head):
        assert CaseEntry.objects.get(kind="DesignateResponsible", case_id=walk.case_id).content["active_cases"] == 30


def begin_again(walk: Walk) -> Walk:
    walk.do(
        walk.worker, does.RegisterNotice,
        channel="self_notice", subject="adult", what="Locuiește singur.",
        people=(does.Participant(name="Un bătrân", part="subject"),),
    )  # fmt: skip
    return walk


def count_active_of(walk: Walk) -> int:
    with acting_as(walk.head):
        return count_active(walk.worker.user_id)


def test_the_countys_manager_acts_in_his_own_case_alone() -> None:
    walk, manager = walk_to("assigned"), county_manager()
    assert (seen(Case, manager), seen(CaseEntry, manager), seen(CasePerson, manager)) == (0, 0, 0)
    assert walk.send(manager, does.NoteContact, with_whom="mama", how="x", said="x").reason == "not_found"
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    with acting_as(manager):
        assert Case.objects.get().id == walk.case_id
        assert count_managed(manager.user_id) == 1
        assert Obligation.objects.filter(case_id=walk.case_id).exists()
    walk.do(manager, does.RequestEvaluation, of="nurse", questions="Cum crește copilul?", due_on=walk.today)
    walk.do(manager, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    assert seen(CaseEntry, walk.nurse) > 0
    another = begin()
    assert another.send(manager, does.NoteContact, with_whom="mama", how="x", said="x").reason == "not_found"


def test_the_countys_manager_and_a_nurse_write_in_their_case() -> None:
    """Who has no rows of the commune's cases writes through the team: entries, papers, people, deadlines."""
    walk, manager = walk_to("assigned"), county_manager()
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    walk.do(
        manager, does.NotifyAuthority, authority="police", facts="Copil singur.", measures="Bunica.", sent_how="tel"
    )
    visit = {"purpose": "evaluare", "place": "acasă", "present": ("mama",), "synthesis": "Am vorbit."}
    walk.do(manager, does.RecordCaseVisit, **visit)
    walk.do(manager, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    walk.do(walk.nurse, does.RecordCaseVisit, **visit, veil="household")
    walk.do(walk.nurse, does.NotifyAuthority, authority="dgaspc", facts="Copil.", measures="Medic.", sent_how="x")
    walk.do(manager, does.CorrectParticipants, label="Țăran Ștefan, 8 ani")
    walk.do(manager, does.RestrictCase, reason="Violență.")
    assert seen(Case, manager) == seen(Case, walk.nurse) == 1
    walk.do(manager, does.NoteContact, with_whom="mama", how="telefon", said="Vine luni.")


def test_a_manager_is_of_the_commune_s_county() -> None:
    walk = walk_to("confirmed")
    for who in (walk.worker, actor("Ion Dan", "dgaspc_coordinator", 127)):
        outcome = walk.send(walk.head, does.DesignateManager, user_id=who.user_id)
        assert outcome.reason in ("role_does_not_fit", "not_a_colleague")
    assert walk.send(actor("Ana Pop", "spas_head", APAHIDA), does.DesignateManager, user_id=who.user_id).reason in (
        "not_found", "out_of_scope",
    )  # fmt: skip


def test_who_joins_is_sent_the_whole_case() -> None:
    walk = walk_to("planned")
    assert seen(CaseEntry, walk.nurse) == 0
    outcome = walk.send(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    assert outcome.status == "applied"
    with acting_as(walk.nurse):
        for model in (Case, CaseEntry, CasePerson, CaseMember, Obligation):
            assert {row.n for row in model.objects.filter(commune_id=BELTIUG) if getattr(row, "case_id", 1)} == {
                outcome.n
            }
    again = walk.send(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    assert (again.reason, again.field) == ("has_function_already", "user_id")


def test_a_specialist_without_an_account_joins_by_name() -> None:
    walk = walk_to("assigned")
    said = {"function": "specialist", "name": "Psiholog Pop", "institution": "Centrul de zi"}
    walk.do(walk.worker, does.JoinCaseTeam, **said)
    assert ("Psiholog Pop", "specialist", True) in members(walk)
    assert walk.send(walk.worker, does.JoinCaseTeam, **said).reason == "has_function_already"


def test_a_place_in_the_team_ends_of_itself_and_at_once() -> None:
    walk = walk_to("assigned")
    walk.now = timezone.now()
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id, until=walk.today)
    assert seen(Case, walk.nurse) == 1
    with acting_as(walk.head):
        member = CaseMember.objects.get(function="nurse")
    assert member.until is not None and member.until > walk.now
    walk.do(walk.head, does.LeaveCaseTeam, member_id=member.id, reason="Concediu.")
    assert seen(Case, walk.nurse) == 0
    assert walk.send(walk.head, does.LeaveCaseTeam, member_id=member.id).reason == "not_in_team"
    refused = walk.send(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id,
                        until=walk.today - timedelta(days=1))  # fmt: skip
    assert refused.reason == "period_ends_before"


def test_a_case_that_its_responsible_leaves_waits_for_another() -> None:
    walk = walk_to("assigned")
    with acting_as(walk.head):
        member = CaseMember.objects.get(function="responsible")
    walk.do(walk.head, does.LeaveCaseTeam, member_id=member.id, reason="A plecat.")
    assert (case_of(walk).responsible_id, case_of(walk).responsible) == (None, "")
    with acting_as(walk.head):
        assert Obligation.objects.get(code="SMO-1.1").is_open
    walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said="Orice asistent social lucrează iar.")


def test_duties_are_delegated_when_the_head_endorses_it() -> None:
    walk, other = walk_to("assigned"), actor("Sanda Ilea", "social_worker", BELTIUG)
    walk.now = timezone.now()
    said = {"to_user_id": other.user_id, "is_full": True, "duties": "Tot.", "starts_on": walk.today,
            "ends_on": walk.today + timedelta(days=7)}  # fmt: skip
    delegated = walk.do(walk.worker, does.DelegateDuties, **said)
    contact = {"with_whom": "mama", "how": "telefon", "said": "Vine luni."}
    assert walk.send(other, does.NoteContact, **contact).reason == "not_your_function"
    walk.endorse(delegated)
    walk.do(other, does.NoteContact, **contact)
    walk.now += timedelta(days=9)
    assert walk.send(other, does.NoteContact, **contact).reason == "not_your_function"
    assert case_of(walk).responsible_id == walk.worker.user_id


def test_a_delegated_case_counts_for_who_leads_it_meanwhile() -> None:
    """Of a responsible it goes on to count (O 9.5), of a manager it does not (O 9.4)."""
    walk, other = walk_to("assigned"), actor("Sanda Ilea", "social_worker", BELTIUG)
    manager, deputy = county_manager(), actor("Lia Man", "dgaspc_coordinator", SATU_MARE)
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    walk.now = timezone.now() - timedelta(days=1)
    said = {"duties": "Tot.", "starts_on": walk.today, "ends_on": walk.today + timedelta(days=7)}
    delegations = [
        walk.do(who, does.DelegateDuties, to_user_id=to.user_id, is_full=True, **said)
        for who, to in ((walk.worker, other), (manager, deputy))
    ]
    assert counts(walk, walk.worker, other, manager, deputy) == [1, 0, 1, 0]
    for delegation in delegations:
        walk.endorse(delegation)
    assert counts(walk, walk.worker, other, manager, deputy) == [1, 1, 0, 1]
    with acting_as(walk.head):
        joined = CaseMember.objects.get(user_id=deputy.user_id)
    walk.do(walk.head, does.LeaveCaseTeam, member_id=joined.id, reason="S-a întors.")
    assert counts(walk, walk.worker, other, manager, deputy) == [1, 1, 1, 0]


def counts(walk: Walk, *who: Actor) -> list[int]:
    with acting_as(walk.head):
        return [max(count_active(each.user_id), count_managed(each.user_id)) for each in who]


def test_all_duties_go_only_to_who_meets_the_same_conditions() -> None:
    walk = walk_to("assigned")
    said = {"duties": "Vizitele.", "starts_on": walk.today, "ends_on": walk.today}
    full = walk.send(walk.worker, does.DelegateDuties, to_user_id=walk.nurse.user_id, is_full=True, **said)
    assert (full.reason, full.field) == ("full_delegation", "to_user_id")
    own = walk.send(walk.worker, does.DelegateDuties, to_user_id=walk.worker.user_id, is_full=False, **said)
    assert own.reason == "not_to_oneself"
    part = walk.do(walk.worker, does.DelegateDuties, to_user_id=walk.nurse.user_id, is_full=False, **said)
    walk.endorse(part)
    assert (walk.nurse.name, "nurse", False) in members(walk)
