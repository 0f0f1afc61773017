"""A tablet's life: enrolled from the office, refused when its role ends or it is put out of use, its work kept."""

from __future__ import annotations

import base64
import json
import os
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import RegisterHousehold, WriteNote
from impreuna.registry.models import Household, Note
from impreuna.sync.commands import RevokeDevice
from impreuna.sync.models import Device, Held, HeldContent
from impreuna.sync.queries.devices import greet
from impreuna.territory.queries import list_villages
from impreuna.workforce.commands import OPERATOR, EndRole
from impreuna.workforce.tests.cast import actor, community_nurse, grant, social_worker, stranger
from tests.fixtures.cast import applied, new_person, register, send
from tests.fixtures.places import BELTIUG, SATU_MARE
from tests.fixtures.tablet import Tablet

pytestmark = pytest.mark.django_db
#: Session, account with roles, who acts and taking it back; menu counts; place, tablets, held work.
PAGE_STATEMENTS = 11


def signed_in(person: Actor) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(id=person.user_id))
    return client


def household(**fields) -> RegisterHousehold:
    return RegisterHousehold(
        id=new_id(), commune_id=BELTIUG, recorded_at=datetime.now(UTC), household_id=new_id(),
        village_id=list_villages(BELTIUG)[0].siruta, members=(new_person(),), **fields,
    )  # fmt: skip


def end_role(person: Actor) -> None:
    outcome = send(
        OPERATOR, EndRole, commune_id=person.scope.place_id, assignment_id=person.assignment_id, reason="a plecat",
        recorded_at=datetime.now(UTC), received_at=timezone.now(),
    )  # fmt: skip
    assert outcome.status == "applied", outcome


def revoke(tablet: Tablet) -> None:
    applied(tablet.actor, RevokeDevice, device_id=tablet.device_id, reason="s-a pierdut")


# --- enrolling ---


def test_a_tablet_is_enrolled_by_who_is_signed_in() -> None:
    worker = social_worker()
    client = signed_in(worker)
    me = client.get("/api/sync/me").json()
    assert me["signed_in"] and me["me"]["name"] == worker.name and "RecordAssessment" in me["me"]["may"]
    answer = client.post(
        "/api/sync/devices", json.dumps({"label": "tableta albastră", "app": "1.0.0"}),
        content_type="application/json", headers={"X-CSRFToken": me["csrf"]},
    )  # fmt: skip
    told = answer.json()
    assert answer.status_code == 201, told
    assert len(base64.b64decode(told["outbox_key"])) == 32 and told["lease_days"] > 0
    assert told["me"] == me["me"]
    tablet = Tablet(worker, UUID(told["device_id"]), told["secret"])
    assert tablet.get("pull").status_code == 200
    with acting_as(worker):
        device = Device.objects.get(id=tablet.device_id)
    assert told["secret"].encode() not in bytes(device.secret_digest) + bytes(device.outbox_key)
    assert base64.b64decode(told["outbox_key"]) not in bytes(device.outbox_key)


def test_without_the_forms_token_nobody_enrols_and_the_answer_is_json() -> None:
    answer = signed_in(social_worker()).post("/api/sync/devices", "{}", content_type="application/json")
    assert answer.status_code == 403 and answer.json()["reason"] == "page_too_old"


def test_who_may_not_have_a_tablet_is_told_so() -> None:
    client = signed_in(actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))
    me = client.get("/api/sync/me").json()
    assert me["signed_in"] and "me" not in me
    answer = client.post(
        "/api/sync/devices", json.dumps({"label": "a mea"}), content_type="application/json",
        headers={"X-CSRFToken": me["csrf"]},
    )  # fmt: skip
    assert answer.status_code == 403 and answer.json()["reason"] == "role_may_not"
    assert Client().get("/api/sync/me").json() == {"signed_in": False}
    assert Client().post("/api/sync/devices", "{}", content_type="application/json").status_code == 401


# --- who is refused ---


def test_another_secret_is_another_tablet() -> None:
    tablet = Tablet.enrolled(social_worker())
    for other in (Tablet(tablet.actor, tablet.device_id, "alt secret"), Tablet(tablet.actor, new_id())):
        answer = other.get("pull")
        assert (answer.status_code, answer.json()["reason"]) == (401, "device_unknown")


def test_an_ended_role_is_sent_nothing_and_its_work_is_kept() -> None:
    worker = social_worker()
    tablet, command = Tablet.enrolled(worker), household()
    end_role(worker)
    answer = tablet.get("pull")
    assert (answer.status_code, answer.json()["reason"]) == (403, "role_ended")
    (ended,) = tablet.push(command)
    assert (ended["status"], ended["reason"]) == ("held", "kept_role_ended")
    (ended,) = tablet.push(command)
    assert ended["status"] == "held"
    colleague = actor("Vasile Coleg", "social_technician", BELTIUG)
    with acting_as(colleague):
        assert Held.objects.get().kind == "RegisterHousehold"
        assert not Household.objects.exists()


def test_the_same_role_given_again_goes_on_with_the_same_tablet() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    end_role(worker)
    grant(get_user_model().objects.get(id=worker.user_id), "social_worker", BELTIUG)
    assert tablet.get("pull").status_code == 200


def test_a_revoked_tablet_is_gone_and_hands_over() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    revoke(tablet)
    assert tablet.get("pull").status_code == 410
    (ended,) = tablet.push(household())
    assert (ended["status"], ended["reason"]) == ("held", "kept_device_revoked")
    standing = Client().get("/api/sync/standing", {"device": str(tablet.device_id)}).json()
    assert standing["standing"] == "revoked"
    assert Client().get("/api/sync/standing", {"device": str(uuid4())}).json()["standing"] == "unknown"
    assert Client().get("/api/sync/standing", {"device": "a"}).status_code == 400


def test_who_puts_a_tablet_out_of_use() -> None:
    worker, nurse = social_worker(), community_nurse()
    head = actor("Ștefan Șef", "spas_head", BELTIUG)
    coordinator = actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE)
    tablet, second = Tablet.enrolled(worker), Tablet.enrolled(worker)

    def attempt(who: Actor, device: Tablet, reason: str = "s-a pierdut"):
        outcome = send(who, RevokeDevice, commune_id=BELTIUG, device_id=device.device_id, reason=reason)
        return outcome.reason or outcome.status

    assert attempt(nurse, tablet) == "device_not_yours"
    assert attempt(stranger(), tablet) == "out_of_scope"
    assert attempt(head, tablet, " ") == "why_missing"
    assert attempt(head, tablet) == "applied"
    assert attempt(worker, tablet) == "device_revoked_already"
    assert attempt(coordinator, second) == "applied"


# --- handing over ---


def sealed(tablet: Tablet, item_id: str, content: object, key: bytes | None = None) -> str:
    if key is None:
        greeting = greet(tablet.device_id, timezone.localdate())
        key = greeting.opened_outbox_key()
    nonce = os.urandom(12)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(content), item_id.encode())).decode()


def item(tablet: Tablet, command, key: bytes | None = None) -> dict:
    envelope = {"counter": 1, "device_at": datetime.now(UTC), "command": command}
    return {
        "id": str(command.id), "counter": 1, "what": "command", "sealed": sealed(tablet, str(command.id), envelope, key)
    }  # fmt: skip


def hand_over(tablet: Tablet, *items: dict) -> list[str]:
    body = json.dumps({"device_id": str(tablet.device_id), "items": list(items)})
    answer = Client(enforce_csrf_checks=True).post("/api/sync/handover", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["kept"]


def test_a_locked_tablet_hands_over_and_it_is_carried_out() -> None:
    worker = social_worker()
    tablet, command = Tablet.enrolled(worker), household()
    assert hand_over(tablet, item(tablet, command)) == [str(command.id)]
    with acting_as(worker):
        assert Household.objects.filter(id=command.household_id).exists()
        assert not Held.objects.exists()
    (ended,) = tablet.push(command)
    assert ended["status"] == "duplicate"


def test_what_another_key_has_sealed_is_not_kept() -> None:
    worker = social_worker()
    tablet, command = Tablet.enrolled(worker), household()
    forged = item(tablet, command, key=os.urandom(32))
    moved = {**item(tablet, command), "id": str(new_id())}
    assert hand_over(tablet, forged, moved, {**forged, "sealed": "###"}) == []
    with acting_as(worker):
        assert not Held.objects.exists() and not Household.objects.exists()


def test_a_draft_waits_for_its_author_alone() -> None:
    worker, nurse = social_worker(), community_nurse()
    tablet, draft_id = Tablet.enrolled(worker), str(new_id())
    draft = {"purpose": "assessment", "saved_at": datetime.now(UTC), "content": {"household": {"L04": 2}}}
    revoke(tablet)
    kept = hand_over(tablet, {"id": draft_id, "counter": 0, "what": "draft", "sealed": sealed(tablet, draft_id, draft)})
    assert kept == [draft_id]
    with acting_as(worker):
        assert Held.objects.get().kind == "assessment"
        assert HeldContent.objects.exists()
    with acting_as(nurse):
        assert Held.objects.exists() and not HeldContent.objects.exists()


# --- taking over ---


def held_page(item_id: UUID) -> str:
    return reverse("sync:held", args=[BELTIUG, item_id])


def test_a_colleague_takes_over_and_it_is_an_act_of_hers() -> None:
    worker = social_worker()
    technician = actor("Vasile Coleg", "social_technician", BELTIUG)
    tablet, command = Tablet.enrolled(worker), household()
    revoke(tablet)
    tablet.push(command)
    client = Client()
    client.force_login(get_user_model().objects.get(id=technician.user_id))
    assert command.kind not in client.get(reverse("sync:devices")).content.decode()
    shown = client.get(held_page(command.id)).content.decode()
    assert "Pop" in shown and worker.name in shown
    assert client.post(held_page(command.id), {"preia": "1"}).status_code == 302
    with acting_as(technician):
        assert Household.objects.get(id=command.household_id).registered_by == technician.name
        held = Held.objects.get(id=command.id)
        assert (held.outcome, held.settled_by) == ("applied", technician.name)
        assert HeldContent.objects.filter(id=command.id).exists()


def test_what_the_reader_may_not_see_is_not_shown_nor_taken() -> None:
    nurse, mediator = community_nurse(), actor("Ana Mediator", "health_mediator", BELTIUG)
    home = register(nurse)
    tablet = Tablet.enrolled(nurse)
    note = WriteNote(
        id=new_id(), commune_id=BELTIUG, recorded_at=datetime.now(UTC), household_id=home, note_area="health",
        text="tratament",
    )  # fmt: skip
    revoke(tablet)
    tablet.push(note)
    client = Client()
    client.force_login(get_user_model().objects.get(id=mediator.user_id))
    assert "tratament" not in client.get(held_page(note.id)).content.decode()
    client.post(held_page(note.id), {"preia": "1"})
    with acting_as(nurse):
        assert not Note.objects.exists()
        assert Held.objects.get().settled_at is None
    client.force_login(get_user_model().objects.get(id=nurse.user_id))
    assert client.post(held_page(note.id), {"preia": "1"}).status_code == 302
    with acting_as(nurse):
        assert Note.objects.get().text == "tratament"


def test_what_is_not_to_be_done_any_more_needs_a_reason() -> None:
    worker = social_worker()
    tablet, command = Tablet.enrolled(worker), household()
    revoke(tablet)
    tablet.push(command)
    client = Client()
    client.force_login(get_user_model().objects.get(id=worker.user_id))
    assert client.post(held_page(command.id), {"lasa": "1", "note": ""}).status_code == 200
    assert client.post(held_page(command.id), {"lasa": "1", "note": "înregistrată de altcineva"}).status_code == 302
    with acting_as(worker):
        assert Held.objects.get().outcome == "put_aside" and not Household.objects.exists()


# --- the office's page ---


def test_the_page_says_whose_tablet_is_silent() -> None:
    worker = social_worker()
    head = actor("Ștefan Șef", "spas_head", BELTIUG)
    tablet = Tablet.enrolled(worker)
    tablet.push(unsent=2, oldest_unsent_at=datetime.now(UTC) - timedelta(days=5))
    client = Client()
    client.force_login(get_user_model().objects.get(id=head.user_id))
    page = client.get(reverse("sync:devices")).content.decode()
    assert worker.name in page and "Netrimise de mult" in page
    county = Client()
    coordinator = actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE)
    county.force_login(get_user_model().objects.get(id=coordinator.user_id))
    page = county.get(reverse("sync:devices")).content.decode()
    assert "Beltiug" in page and worker.name not in page
    assert worker.name in county.get(reverse("sync:devices-of", args=[BELTIUG])).content.decode()
    other = Client()
    other.force_login(get_user_model().objects.get(id=stranger().user_id))
    assert other.get(reverse("sync:devices-of", args=[BELTIUG])).status_code == 404
    country = Client()
    admin = actor("Radu Ivan", "national_admin", 0)
    country.force_login(get_user_model().objects.get(id=admin.user_id))
    page = country.get(reverse("sync:devices")).content.decode()
    assert "Satu Mare" in page and worker.name not in page
    assert country.get(reverse("sync:devices-of", args=[BELTIUG])).status_code == 404


def test_the_page_asks_the_same_for_one_tablet_and_for_many(django_assert_num_queries) -> None:
    worker = social_worker()
    client = Client()
    client.force_login(get_user_model().objects.get(id=worker.user_id))
    for _more in range(2):
        for _tablet in range(3):
            Tablet.enrolled(worker)
        client.get(reverse("sync:devices"))
        with django_assert_num_queries(PAGE_STATEMENTS):
            client.get(reverse("sync:devices"))
