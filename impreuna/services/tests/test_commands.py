"""Visits planned, made and called off; services given; pictures attached: on the real database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from impreuna.assessment.tests.visiting import COUNSELLOR, TECHNICIAN
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import MergePersons
from impreuna.services.commands import CallOffVisit
from impreuna.services.models import Attachment, PlannedVisit, ServiceDelivered, Visit
from impreuna.services.tests.giving import TODAY, Family, attach, deliver, plan, visit
from tests.fixtures.cast import MOMENT, NEIGHBOUR, NURSE, STRANGER, WORKER, applied, new_person, register, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return Family()


def row(model: Any, record_id: UUID, actor: Any = WORKER) -> Any:
    with acting_as(actor):
        return model.objects.get(id=record_id)


def seen(model: Any, actor: Any) -> int:
    with acting_as(actor):
        return int(model.objects.count())


def test_a_plan_is_made_by_a_visit(family: Family) -> None:
    planned, made = new_id(), new_id()
    assert plan(family.household, visit_id=planned, note="Aduceți buletinul.").status == "applied"
    assert visit(
        family.household, NURSE, visit_id=made, planned_id=planned, present=(family.mother.id, family.mother.id)
    ).status == "applied"  # fmt: skip
    kept, done = row(Visit, made), row(PlannedVisit, planned)
    assert (kept.present, kept.author, kept.role, kept.area) == (
        [family.mother.id], NURSE.name, "community_nurse", "household",
    )  # fmt: skip
    assert (done.state, done.ended_by, done.n) == ("done", NURSE.name, kept.n)


def test_a_visit_counts_although_its_plan_was_called_off(family: Family) -> None:
    planned = new_id()
    plan(family.household, visit_id=planned)
    assert send(WORKER, CallOffVisit, visit_id=planned, reason="  ").reason == "why_called_off"
    assert send(WORKER, CallOffVisit, visit_id=planned, reason="Sunt plecați.").status == "applied"
    again = send(NURSE, CallOffVisit, visit_id=planned, reason="Sunt plecați.")
    assert (again.reason, again.facts["name"]) == ("visit_called_off", WORKER.name)
    assert visit(family.household, planned_id=planned).status == "applied"
    done = row(PlannedVisit, planned)
    assert (done.state, done.ended_reason) == ("done", "Sunt plecați.")
    assert visit(family.household, NURSE, planned_id=planned).status == "applied"
    assert row(PlannedVisit, planned).ended_by == WORKER.name
    assert send(WORKER, CallOffVisit, visit_id=planned, reason="Nu mai e nevoie.").reason == "visit_done"


def test_the_census_form_ends_the_plans_that_were_made_for_it(family: Family) -> None:
    census, other = new_id(), new_id()
    plan(family.household, visit_id=census, purpose="census")
    plan(family.household, visit_id=other)
    family.visited()
    assert row(PlannedVisit, census).state == "done"
    assert row(PlannedVisit, other).state == "planned"


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"planned_on": TODAY - timedelta(days=3)}, "plan_in_the_past", "planned_on"),
        ({"planned_on": TODAY.replace(year=TODAY.year + 4)}, "plan_too_far", "planned_on"),
        ({"purpose": "tea"}, "unknown_code", "purpose"),
        ({"note": "x" * 2001}, "text_too_long", "note"),
    ],
)
def test_a_plan_that_makes_no_sense(family: Family, fields: dict[str, Any], reason: str, field: str) -> None:
    outcome = plan(family.household, **fields)
    assert (outcome.reason, outcome.field) == (reason, field)


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"purpose": "census"}, "census_has_its_form", "purpose"),
        ({"outcome": "late"}, "unknown_code", "outcome"),
        ({"ended_at": MOMENT - timedelta(hours=3)}, "visit_times", "ended_at"),
        ({"ended_at": MOMENT + timedelta(days=2)}, "visit_in_future", "ended_at"),
        ({"started_at": MOMENT.replace(year=1999)}, "visit_times", "started_at"),
        ({"report": "x" * 10_001}, "text_too_long", "report"),
        ({"present": (UUID(int=5),)}, "not_of_this_household", "present.0"),
        ({"outcome": "nobody_home", "present": (UUID(int=5),)}, "nobody_was_home", "present"),
        ({"planned_id": UUID(int=5)}, "plan_not_found", "planned_id"),
        ({"veil": "health"}, "area_not_yours", "area"),
        ({"veil": "weather"}, "unknown_code", "area"),
    ],
)
def test_a_visit_that_makes_no_sense(family: Family, fields: dict[str, Any], reason: str, field: str) -> None:
    outcome = visit(family.household, **fields)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_an_id_is_used_once(family: Family) -> None:
    once = new_id()
    for act in (
        lambda: plan(family.household, visit_id=once),
        lambda: visit(family.household, visit_id=once),
        lambda: deliver(family.household, "AS-19", service_id=once),
        lambda: attach(family.household, attachment_id=once),
    ):
        assert act().status == "applied"
        assert act().reason == "already_registered"


def test_only_households_of_the_own_commune(family: Family) -> None:
    for actor in (NEIGHBOUR, STRANGER):
        assert plan(family.household, actor).reason == "not_found"
        assert visit(family.household, actor).reason == "not_found"
        assert deliver(family.household, "AS-19", actor).reason == "not_found"
        assert attach(family.household, actor).reason == "not_found"


def test_each_profession_gives_its_own_services(family: Family) -> None:
    given = new_id()
    assert deliver(family.household, "AS-19", service_id=given, quantity=2).status == "applied"
    assert row(ServiceDelivered, given).area == "protection"
    assert deliver(family.household, "AMC-04").reason == "service_of_others"
    assert deliver(family.household, "AMC-04", NURSE).status == "applied"
    assert deliver(family.household, "AS-19", TECHNICIAN).status == "applied"
    assert deliver(family.household, "AS-26", TECHNICIAN).reason == "area_not_yours"
    assert deliver(family.household, "CSC-10", COUNSELLOR, person_id=family.child.id).status == "applied"
    assert deliver(family.household, "NU-1").reason == "unknown_code"


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"delivered_on": TODAY + timedelta(days=2)}, "delivered_when", "delivered_on"),
        ({"quantity": 0}, "service_quantity", "quantity"),
        ({"note": "x" * 2001}, "text_too_long", "note"),
        ({"person_id": UUID(int=5)}, "not_of_this_household", "person_id"),
        ({"finding_ids": (UUID(int=5),)}, "finding_not_here", "finding_ids.0"),
        ({"finding_ids": tuple(UUID(int=number) for number in range(61))}, "too_many", "finding_ids"),
    ],
)
def test_a_service_that_makes_no_sense(family: Family, fields: dict[str, Any], reason: str, field: str) -> None:
    outcome = deliver(family.household, "AS-19", **fields)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_a_service_names_the_findings_that_it_answers(family: Family) -> None:
    family.visited(WORKER, {"G02": 1, "G03": 1, "G06": 1, "L01": 5})
    with acting_as(WORKER):
        findings = list(family.findings())
    assert findings, "the family has to have something found for this story"
    found = family.finding(findings[0]).id
    given = new_id()
    assert deliver(family.household, "AS-19", service_id=given, finding_ids=(found, found)).status == "applied"
    assert row(ServiceDelivered, given).finding_ids == [found]
    other = register(WORKER, new_person("Pop", "Ana"))
    assert deliver(other, "AS-19", finding_ids=(found,)).reason == "finding_not_here"


def test_whoever_was_merged_is_kept_under_the_record_that_stands(family: Family) -> None:
    twin = new_person("Rus", "Ileana", sex="F")
    register(WORKER, twin)
    applied(WORKER, MergePersons, kept_id=twin.id, dropped_id=family.mother.id, fields={})
    made, given = new_id(), new_id()
    assert visit(family.household, visit_id=made, present=(family.mother.id, twin.id)).status == "applied"
    assert deliver(family.household, "AS-19", service_id=given, person_id=family.mother.id).status == "applied"
    assert row(Visit, made).present == [twin.id]
    assert row(ServiceDelivered, given).person_id == twin.id


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"what": "film"}, "unknown_code", "what"),
        ({"digest": "A" * 64}, "digest_form", "digest"),
        ({"digest": "ab"}, "digest_form", "digest"),
        ({"media_type": "image/gif"}, "picture_form", "media_type"),
        ({"size": 0}, "picture_too_big", "size"),
        ({"size": 8 * 1024 * 1024 + 1}, "picture_too_big", "size"),
        ({"consent": " "}, "photo_needs_consent", "consent"),
        ({"what": "signature", "consent": ""}, "signature_needs_name", "consent"),
        ({"caption": "x" * 301}, "text_too_long", "caption"),
        ({"taken_at": MOMENT + timedelta(days=3)}, "taken_when", "taken_at"),
        ({"latitude": 47.7}, "place_form", "latitude"),
        ({"latitude": 91.0, "longitude": 22.9}, "place_form", "latitude"),
        ({"visit_id": UUID(int=5)}, "not_found", "visit_id"),
        ({"person_id": UUID(int=5)}, "not_of_this_household", "person_id"),
        ({"veil": "health"}, "area_not_yours", "area"),
    ],
)
def test_a_picture_that_makes_no_sense(family: Family, fields: dict[str, Any], reason: str, field: str) -> None:
    outcome = attach(family.household, **fields)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_what_a_nurse_writes_of_health_is_for_those_who_read_health(family: Family) -> None:
    made = new_id()
    assert visit(family.household, NURSE, visit_id=made, veil="health").status == "applied"
    assert deliver(family.household, "AMC-04", NURSE).status == "applied"
    assert attach(family.household, NURSE, visit_id=made, veil="health").status == "applied"
    for model in (Visit, ServiceDelivered, Attachment):
        assert (seen(model, NURSE), seen(model, WORKER), seen(model, STRANGER)) == (1, 0, 0), model.__name__
    assert attach(family.household, WORKER, visit_id=made).field == "visit_id"


def test_a_plan_tells_the_whole_team_that_somebody_comes(family: Family) -> None:
    assert plan(family.household, COUNSELLOR).status == "applied"
    assert (seen(PlannedVisit, WORKER), seen(PlannedVisit, NURSE), seen(PlannedVisit, STRANGER)) == (1, 1, 0)
    assert visit(family.household, COUNSELLOR).reason == "area_not_yours"
    assert visit(family.household, COUNSELLOR, veil="education").status == "applied"
    assert (seen(Visit, COUNSELLOR), seen(Visit, WORKER), seen(Visit, NURSE)) == (1, 1, 0)
