"""A service of a plan: offered where a service is recorded, shown where the plan's services are followed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.cases.commands import PlanItem, RestrictCase
from impreuna.cases.tests.sending import act_of, ago, page_of
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.scope import acting_as
from impreuna.services.models import ServiceDelivered
from impreuna.services.queries.plans import count_given
from impreuna.services.tests.giving import within
from impreuna.services.tests.test_pages import day_typed
from impreuna.workforce.tests import cast as people

pytestmark = pytest.mark.django_db


def served() -> tuple[Family, Walk]:
    """A family with a case in services, forty days on."""
    family = Family()
    walk = walk_to("in_services", begin(household_id=family.household, now=ago(days=40)))
    return family, walk


def form_of(family: Family, item: UUID | None = None) -> str:
    return reverse("services:deliver", args=[family.household]) + (f"?serviciu={item}" if item else "")


def service_typed(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a service of today."""
    return {**day_typed("delivered_on"), "code": "AS-18", "quantity": "2", "person_id": "", "note": "", **changes}


def test_the_form_asks_for_which_service_of_the_plan() -> None:
    family, walk = served()
    client = signed_in(walk.worker)
    page = client.get(form_of(family))
    assert "Pentru ce serviciu din plan?" in text(page)
    assert f"Consiliere pentru părinți · răspunde {walk.worker.name}" in text(page)
    forgotten = client.post(form_of(family), service_typed())
    assert forgotten.status_code == 422 and "Alegeți pentru ce serviciu din plan" in text(forgotten)
    for chosen in (str(walk.item_id), "-"):
        assert client.post(form_of(family), service_typed(plan_item=chosen)).status_code == 302
    with acting_as(walk.worker):
        kept = ServiceDelivered.objects.order_by("id").values_list("case_id", "plan_item_id")
        assert list(kept) == [(walk.case_id, walk.item_id), (None, None)]


def test_where_no_plan_is_nothing_is_asked_of_it() -> None:
    family = Family()
    walk = walk_to("assigned", begin(household_id=family.household, now=ago(days=4)))
    client = signed_in(walk.worker)
    assert "din plan" not in text(client.get(form_of(family)))
    assert client.post(form_of(family), service_typed()).status_code == 302


def test_who_does_not_see_the_case_is_not_asked() -> None:
    family, walk = served()
    assert "din plan" not in text(signed_in(walk.nurse).get(form_of(family)))


def test_the_services_of_the_case_lead_to_the_form_filled_in() -> None:
    family, walk = served()
    item = PlanItem(
        id=walk.item_id, objective_id=walk.objective_id, title="Consiliere", service="AS-19",
        responsible=walk.worker.name, starts_on=walk.today, ends_on=walk.today, frequency="weekly",
        person_id=family.child.id,
    )  # fmt: skip
    plan = walk.draft(items=(item,))
    walk.discuss()
    walk.endorse(plan)
    client = signed_in(walk.worker)
    followed = client.get(page_of(walk, "services")).content.decode()
    address = form_of(family, walk.item_id)
    assert address in followed and "Înregistrați serviciul acordat" in followed
    form = client.get(address).content.decode()
    for value in (walk.item_id, "AS-19", family.child.id):
        assert f'value="{value}" selected' in form
    back = page_of(walk, "services")
    answer = client.post(f"{address}&inapoi={back}", service_typed(plan_item=str(walk.item_id)))
    assert answer["Location"] == back


def test_what_was_given_stands_under_the_service_and_helps_its_check() -> None:
    _family, walk = served()
    client = signed_in(walk.worker)
    assert "Nicio acordare înregistrată" in text(client.get(page_of(walk, "services")))
    assert client.post(form_of(_family), service_typed(plan_item=str(walk.item_id))).status_code == 302
    page = text(client.get(page_of(walk, "services")))
    assert "Acordat de 2 ori, ultima dată la" in page and "După plan, până azi: de 5 ori." in page
    assert "Sub plan" in page
    check = client.get(f"{act_of(walk, 'verificare')}?item_id={walk.item_id}")
    assert "Acordat de 2 ori" in text(check)
    assert check.context["form"]["started"].value() == "yes"
    bare = client.get(act_of(walk, "verificare"))
    assert bare.context["form"]["started"].value() is None


def test_a_service_of_a_restricted_case_is_counted_for_its_team_alone() -> None:
    family, walk = served()
    assert within(walk, family.household).is_kept
    walk.do(walk.head, RestrictCase, reason="Violență în familie.")
    assert within(walk, family.household).is_kept
    with acting_as(walk.worker):
        assert count_given(walk.worker.scope.place_id, walk.case_id)[str(walk.item_id)].times == 2
    with acting_as(people.social_worker()):
        assert not count_given(walk.worker.scope.place_id, walk.case_id)


def test_the_case_of_somebody_else_is_refused() -> None:
    family, walk = served()
    other = Family()
    refused = within(walk, other.household)
    assert (refused.status, refused.field) == ("rejected", "case_id")
    alone = within(walk, family.household, case_id=None)
    assert (alone.status, alone.field) == ("rejected", "case_id")


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_however_much_was_given() -> None:
    family, walk = served()
    client = signed_in(walk.worker)
    addresses = (form_of(family), page_of(walk, "services"), f"{act_of(walk, 'verificare')}?item_id={walk.item_id}")
    for address in addresses:
        cost(client, address)
    few = [cost(client, address) for address in addresses]
    for _time in range(3):
        assert within(walk, family.household).is_kept
    assert [cost(client, address) for address in addresses] == few
    assert few[0] <= 19 and few[1] <= 15 and few[2] <= 15, few
