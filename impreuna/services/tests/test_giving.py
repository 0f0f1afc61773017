"""Help in kind, activities for many, and a service that stands in a case's plan."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.cases.tests.walking import begin, walk_to
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.services.commands import GiveResource, RecordActivity, RecordService
from impreuna.services.models import Activity, ResourceGiven, ServiceDelivered
from impreuna.services.tests.giving import TODAY
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import NURSE, WORKER, send

pytestmark = pytest.mark.django_db


def give(family: Family, **fields: Any) -> Any:
    said = {"resource_id": new_id(), "what": "food", "quantity": Decimal("2.5"), "unit": "kg", "given_on": TODAY}
    return send(WORKER, GiveResource, household_id=family.household, **{**said, **fields})


def hold(actor: Any = NURSE, **fields: Any) -> Any:
    said = {
        "activity_id": new_id(), "title": "Curs pentru mame", "activity_kind": "group", "code": "AMC-03",
        "held_on": TODAY, "children": 3, "adults": 8,
    }  # fmt: skip
    return send(actor, RecordActivity, **{**said, **fields})


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"quantity": Decimal(0)}, "quantity"),
        ({"quantity": Decimal("0.001")}, "quantity"),
        ({"what": "gold"}, "what"),
        ({"unit": "ton"}, "unit"),
        ({"given_on": TODAY + timedelta(days=3)}, "given_on"),
        ({"person_id": new_id()}, "person_id"),
    ],
)
def test_help_that_cannot_be_is_refused_at_its_field(said: dict[str, Any], field: str) -> None:
    outcome = give(Family(), **said)
    assert outcome.status == "rejected" and outcome.field == field


def test_help_is_kept_for_those_who_read_of_income() -> None:
    family = Family()
    assert give(family, person_id=family.child.id).is_kept
    with acting_as(WORKER):
        assert ResourceGiven.objects.get().quantity == Decimal("2.5")
    with acting_as(NURSE):
        assert not ResourceGiven.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"children": 0, "adults": 0}, "adults"),
        ({"title": " "}, "title"),
        ({"activity_kind": "party"}, "activity_kind"),
        ({"code": "AS-19"}, "code"),
        ({"people": (new_id(),)}, "people"),
        ({"people": (new_id(), new_id()), "children": 1, "adults": 0}, "people"),
    ],
)
def test_an_activity_that_cannot_be_is_refused_at_its_field(said: dict[str, Any], field: str) -> None:
    Family()
    outcome = hold(**said)
    assert outcome.status == "rejected" and outcome.field == field


def test_an_activity_is_veiled_as_its_service_is() -> None:
    family = Family()
    assert hold(people=(family.mother.id,)).is_kept
    with acting_as(NURSE):
        assert Activity.objects.get().people == [family.mother.id]
    with acting_as(WORKER):
        assert not Activity.objects.exists(), "of health"


def test_a_service_may_stand_in_a_plan_and_need_not() -> None:
    family = Family()
    walk = walk_to("in_services", begin(household_id=family.household))
    said = {"household_id": family.household, "person_id": None, "code": "AS-19", "delivered_on": TODAY}
    outcome = walk.send(
        walk.worker, RecordService, service_id=new_id(), case_id=walk.case_id, plan_item_id=walk.item_id, **said
    )
    assert outcome.is_kept, outcome
    refused = walk.send(
        walk.worker, RecordService, service_id=new_id(), case_id=walk.case_id, plan_item_id=new_id(), **said
    )
    assert (refused.status, refused.field) == ("rejected", "plan_item_id")
    with acting_as(walk.worker):
        assert ServiceDelivered.objects.get().plan_item_id == walk.item_id
    assert send(WORKER, RecordService, service_id=new_id(), **said).is_kept, "an older tablet says nothing of cases"


def test_pages_record_and_list() -> None:
    family = Family()
    client = signed_in(people.social_worker())
    today = timezone.localdate()
    day = {"day": today.day, "month": today.month, "year": today.year}
    address = reverse("services:give", args=[family.household])
    assert client.post(address, {"what": "food"}).status_code == 422
    said = {"what": "food", "quantity": "2", "unit": "parcel", **{f"given_on_{part}": day[part] for part in day}}
    assert client.post(address, said).status_code == 302
    assert "Alimente" in text(client.get("/ajutoare/"))
    held = {
        "title": "Școala părinților", "activity_kind": "group", "code": "AS-19", "children": "0", "adults": "7",
        **{f"held_on_{part}": day[part] for part in day},
    }  # fmt: skip
    assert client.post("/activitati/noua/", {**held, "adults": "0"}).status_code == 422
    assert client.post("/activitati/noua/", held).status_code == 302
    assert "Școala părinților" in text(client.get("/activitati/"))


@pytest.mark.parametrize(("address", "most"), [("/ajutoare/", 12), ("/activitati/", 11)])
def test_a_list_costs_the_same_however_long(address: str, most: int) -> None:
    family, worker = Family(), people.social_worker()
    client = signed_in(worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill(times: int) -> None:
        for _time in range(times):
            assert give(family).is_kept and hold(WORKER, code="AS-19").is_kept

    fill(1)
    cost()
    few = cost()
    fill(3)
    assert cost() == few <= most
