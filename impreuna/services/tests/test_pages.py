"""Pages of visits, services and pictures: what each profession sees and sends, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.kernel.actor import Actor
from impreuna.kernel.files import add_chunk
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.services.commands import PlanVisit
from impreuna.services.models import PlannedVisit, ServiceDelivered, Visit
from impreuna.services.tests.giving import PICTURE, Family, attach, deliver, plan, visit
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import NURSE, WORKER, applied
from tests.fixtures.places import APAHIDA, BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return Family()


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


@pytest.fixture
def nurse() -> Client:
    return signed_in(people.community_nurse())


def page_of(family: Family, name: str = "household") -> str:
    return reverse(f"services:{name}", args=[family.household])


def planned_for(actor: Actor, home: UUID, days: int = 0, **fields: Any) -> UUID:
    """A visit planned so many days from the real today, which the pages go by."""
    visit_id, now = new_id(), timezone.now()
    named = {"purpose": "monitoring", "planned_on": timezone.localdate() + timedelta(days=days), **fields}
    earlier = now + timedelta(days=min(days, 0))
    applied(
        actor, PlanVisit, household_id=home, visit_id=visit_id, recorded_at=earlier, received_at=now, **named
    )  # fmt: skip
    return visit_id


def day_typed(name: str, days: int = 0) -> dict[str, str]:
    """A day as the three boxes send it."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def visit_typed(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a visit of yesterday."""
    return {
        **day_typed("day", -1), "started_at": "10:00", "ended_at": "10.40", "purpose": "monitoring", "outcome": "met",
        "report": "Copilul merge la școală.", "area": "household", "planned_id": "", **changes,
    }  # fmt: skip


def test_a_visit_is_planned_and_stands_on_the_pages(client: Client, family: Family) -> None:
    sent = {**day_typed("planned_on"), "purpose": "monitoring", "note": "Aduceți adeverința."}
    answer = client.post(page_of(family, "plan"), sent)
    assert answer.status_code == 302 and answer["Location"] == f"/gospodarii/{family.household}/"
    for address in (answer["Location"], page_of(family), reverse("services:planned"), "/"):
        page = text(client.get(address))
        assert "Monitorizare" in page and "Aduceți adeverința." in page and "Azi" in page, address
    assert "Vizitele de azi și întârziate" in text(client.get("/"))


def test_what_was_typed_stays_when_a_plan_is_refused(client: Client, family: Family) -> None:
    sent = {**day_typed("planned_on", -2), "purpose": "monitoring", "note": "Aduceți adeverința."}
    refused = client.post(page_of(family, "plan"), sent)
    assert refused.status_code == 422
    assert "Ziua vizitei a trecut." in text(refused) and "Aduceți adeverința." in refused.content.decode()
    refused = client.post(page_of(family, "plan"), {**day_typed("planned_on"), "purpose": "", "note": "Rămâne."})
    assert "Alegeți scopul vizitei." in text(refused) and "Rămâne." in refused.content.decode()


def test_a_visit_is_recorded_with_who_was_there_and_ends_its_plan(
    client: Client, worker: Actor, family: Family
) -> None:
    visit_id = planned_for(worker, family.household)
    form = client.get(f"{page_of(family, 'record')}?plan={visit_id}").content.decode()
    assert f'value="{visit_id}" selected' in form and 'value="monitoring" selected' in form
    sent = visit_typed(planned_id=str(visit_id), present=[str(family.mother.id)])
    assert client.post(page_of(family, "record"), sent).status_code == 302
    page = text(client.get(page_of(family)))
    assert "Monitorizare: s-a vorbit cu cineva din gospodărie" in page and "De față: Rus Ileana" in page
    assert "Copilul merge la școală." in page and "Ilinca Breban" in page
    with acting_as(worker):
        assert PlannedVisit.objects.get(id=visit_id).state == "done"


def test_a_visit_sent_twice_is_one(client: Client, worker: Actor, family: Family) -> None:
    sent = visit_typed(command_id=str(new_id()))
    for _time in range(2):
        client.post(page_of(family, "record"), sent)
    with acting_as(worker):
        assert Visit.objects.filter(household_id=family.household).count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ended_at": "09:00"}, "Vizita se încheie înainte de a începe."),
        ({"outcome": "nobody_home"}, "Ați ales „nimeni acasă”, dar ați bifat persoane prezente."),
        ({"started_at": "la prânz"}, "Scrieți ora, de exemplu 16:40."),
        ({"area": "health"}, "Alegeți un răspuns din listă."),
        ({"purpose": "census"}, "Alegeți un răspuns din listă."),
    ],
)
def test_what_was_typed_stays_when_a_visit_is_refused(
    client: Client, family: Family, changes: dict[str, str], says: str
) -> None:
    refused = client.post(page_of(family, "record"), visit_typed(present=[str(family.mother.id)], **changes))
    assert refused.status_code == 422
    assert says in text(refused) and "Copilul merge la școală." in refused.content.decode()


def test_a_visit_is_called_off_with_its_reason(client: Client, worker: Actor, family: Family) -> None:
    visit_id = planned_for(worker, family.household)
    address = reverse("services:call-off", args=[visit_id])
    assert "Scrieți motivul." in text(client.post(address, {"reason": " "}))
    assert client.post(address, {"reason": "Sunt la spital."}).status_code == 302
    refused = client.post(address, {"reason": "Încă o dată."})
    assert refused.status_code == 422 and "a anulat deja vizita" in text(refused)
    assert "nu mai este în așteptare" in text(client.get(address))
    assert "Nicio vizită planificată" in text(client.get(f"{reverse('services:planned')}?ale=tuturor"))
    assert client.get(reverse("services:call-off", args=[new_id()])).status_code == 404


def test_the_list_shows_ones_own_first_and_the_teams_when_asked(
    client: Client, nurse: Client, worker: Actor, family: Family
) -> None:
    planned_for(worker, family.household, -3, note="A mea, mai veche.")
    address = reverse("services:planned")
    assert "A mea, mai veche." in text(client.get(address)) and "Întârziată" in text(client.get(address))
    assert "A mea, mai veche." not in text(nurse.get(address))
    assert "A mea, mai veche." in text(nurse.get(f"{address}?ale=tuturor"))
    head = signed_in(people.actor("Șefa Bună", "spas_head", BELTIUG))
    page = text(head.get(address))
    assert "A mea, mai veche." in page and "Anulează" not in page and "Vizitele de azi" in text(head.get("/"))
    stranger = signed_in(people.actor("Străina Departe", "social_worker", APAHIDA))
    assert "A mea, mai veche." not in text(stranger.get(f"{address}?ale=tuturor"))
    assert stranger.get(page_of(family)).status_code == 404


def test_a_service_of_the_own_profession_is_recorded(client: Client, nurse: Client, family: Family) -> None:
    form = client.get(page_of(family, "deliver")).content.decode()
    assert 'value="AS-19"' in form and 'value="AMC-04"' not in form
    sent = {**day_typed("delivered_on"), "code": "AS-19", "person_id": str(family.child.id), "quantity": "2",
            "note": "La sediu."}  # fmt: skip
    assert client.post(page_of(family, "deliver"), sent).status_code == 302
    page = text(client.get(page_of(family)))
    assert "Consiliere socială" in page and "Rus Andrei · de 2 ori" in page and "La sediu." in page
    assert "Consiliere socială" in text(client.get(reverse("registry:person", args=[family.child.id])))
    assert "Consiliere socială" not in text(nurse.get(page_of(family))), "protection is not the nurse's to read"
    refused = client.post(page_of(family, "deliver"), {**sent, "quantity": "0"})
    assert refused.status_code == 422 and "La sediu." in refused.content.decode()


def test_a_service_names_what_it_answers(client: Client, worker: Actor, family: Family) -> None:
    family.visited(household={"G02": 1, "G03": 1, "G06": 1, "H03": 3})
    found = family.finding(next(iter(family.findings()))).id
    assert str(found) in client.get(page_of(family, "deliver")).content.decode()
    sent = {**day_typed("delivered_on"), "code": "AS-19", "person_id": "", "quantity": "1", "finding_ids": [str(found)]}
    assert client.post(page_of(family, "deliver"), sent).status_code == 302
    with acting_as(worker):
        assert ServiceDelivered.objects.get(household_id=family.household).finding_ids == [found]


def test_a_report_about_health_is_not_told_to_the_social_worker(client: Client, nurse: Client, family: Family) -> None:
    visit(family.household, NURSE, veil="health", report="Tensiune mare, tratament schimbat.")
    for address in (page_of(family), f"/gospodarii/{family.household}/"):
        assert "Tensiune mare" in text(nurse.get(address))
        assert "Tensiune mare" not in text(client.get(address))
    assert "Raport despre: Sănătate" in text(nurse.get(page_of(family)))


def test_a_picture_opens_for_whoever_sees_its_row(client: Client, nurse: Client, family: Family) -> None:
    known = {"attachment_id": new_id(), "veil": "health", "caption": "Rana de la picior"}
    attach(family.household, NURSE, **known)
    address = reverse("services:picture", args=[known["attachment_id"]])
    assert nurse.get(address).status_code == 404, "its content has not come yet"
    assert "Fotografia nu a ajuns încă." in text(nurse.get(page_of(family)))
    add_chunk(NURSE, BELTIUG, sha256(PICTURE).hexdigest(), 0, len(PICTURE), PICTURE)
    assert "Rana de la picior" in text(nurse.get(f"/gospodarii/{family.household}/"))
    opened = nurse.get(address)
    assert opened.content == PICTURE and opened["Content-Type"] == "image/jpeg"
    assert opened["Content-Disposition"].startswith("inline") and opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Cache-Control"] == "no-store"
    assert client.get(address).status_code == 404
    assert "Rana de la picior" not in text(client.get(page_of(family)))
    assert signed_in(people.actor("Străina Departe", "community_nurse", APAHIDA)).get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (lambda family: reverse("services:planned"), 10),
        (page_of, 24),
        (lambda family: page_of(family, "plan"), 15),
        (lambda family: page_of(family, "record"), 16),
        (lambda family: page_of(family, "deliver"), 18),
        (lambda family: f"/gospodarii/{family.household}/", 29),
        (lambda family: f"/persoane/{family.child.id}/", 28),
        (lambda family: "/", 23),
    ],
    ids=["planned", "all", "plan", "record", "deliver", "household", "person", "home"],
)
def test_a_page_costs_the_same_however_much_was_done(
    client: Client, worker: Actor, family: Family, address: Callable[[Family], str], most: int
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(family)).status_code == 200
        return len(queries)

    def fill(times: int) -> None:
        for _time in range(times):
            planned_for(worker, family.household)
            plan(family.household)
            visit(family.household, present=(family.mother.id,))
            deliver(family.household, "AS-19", person_id=family.child.id)
            attach(family.household)

    fill(1)
    cost()
    few = cost()
    fill(4)
    assert cost() == few <= most


def test_who_may_only_read_is_offered_nothing_to_do(family: Family) -> None:
    plan(family.household, WORKER)
    head = signed_in(people.actor("Șefa Bună", "spas_head", BELTIUG))
    page = head.get(f"/gospodarii/{family.household}/").content.decode()
    assert "Vizite" in page and page_of(family, "plan") not in page and page_of(family, "deliver") not in page
    assert head.get(page_of(family, "plan")).status_code == 403
