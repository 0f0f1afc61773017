"""What a tablet sends: acts like those of the pages, once each; what cannot be one is never lost."""

import gzip
import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import RegisterHousehold
from impreuna.registry.models import Household
from impreuna.sync.models import Contact, Held, HeldContent
from impreuna.territory.queries import list_villages
from impreuna.workforce.tests.cast import social_worker
from tests.fixtures.cast import new_person
from tests.fixtures.places import BELTIUG
from tests.fixtures.tablet import Tablet

pytestmark = pytest.mark.django_db


def household(**fields) -> RegisterHousehold:
    return RegisterHousehold(
        id=new_id(), commune_id=BELTIUG, recorded_at=datetime.now(UTC), household_id=new_id(),
        village_id=list_villages(BELTIUG)[0].siruta, members=(new_person(),), **fields,
    )  # fmt: skip


def test_an_act_is_carried_out_once() -> None:
    worker = social_worker()
    tablet, command = Tablet.enrolled(worker), household()
    (first,) = tablet.push(command)
    assert (first["status"], first["id"]) == ("applied", str(command.id))
    (again,) = tablet.push(command)
    assert (again["status"], again["original"], again["n"]) == ("duplicate", "applied", first["n"])
    tablet.pull()
    assert f"household/{command.household_id}" in tablet.rows


def test_a_refusal_says_why_and_where() -> None:
    tablet = Tablet.enrolled(social_worker())
    (ended,) = tablet.push({**msgspec.to_builtins(household()), "village_id": 1})
    assert (ended["status"], ended["reason"], ended["field"]) == ("rejected", "unknown_village", "village_id")
    assert ended["sentence"]


def test_what_is_no_command_is_kept_and_refused_at_its_field() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    broken = {**msgspec.to_builtins(household()), "village_id": "satul de jos"}
    (ended,) = tablet.push(broken)
    assert (ended["status"], ended["reason"], ended["field"]) == ("rejected", "malformed_command", "village_id")
    with acting_as(worker):
        held = Held.objects.get(id=UUID(broken["id"]))
        assert held.settled_at and held.outcome == "refused"
        assert HeldContent.objects.filter(id=held.id).exists()
    (ended,) = tablet.push({"kind": 5})
    assert (ended["status"], ended["id"]) == ("rejected", None)
    with acting_as(worker):
        assert Held.objects.count() == 2


def test_what_is_newer_than_the_server_stays_on_the_tablet() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    newer = {**msgspec.to_builtins(household()), "roof": "țiglă"}
    unknown = {**msgspec.to_builtins(household()), "kind": "PraiseNeighbour"}
    ended = tablet.push(newer, unknown)
    assert [(each["status"], each["reason"]) for each in ended] == [("held", "not_understood")] * 2
    assert [each["id"] for each in ended] == [newer["id"], unknown["id"]]
    with acting_as(worker):
        assert not Held.objects.exists() and not Household.objects.exists()


def test_the_office_learns_how_the_tablet_stands() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    tablet.push(unsent=3, storage_used=1000, storage_quota=9000, persisted=True)
    with acting_as(worker):
        contact = Contact.objects.get(id=tablet.device_id)
    assert (contact.unsent, contact.storage_used, contact.persisted) == (3, 1000, True)


@pytest.mark.parametrize(("told", "left"), [(1, 0), (3, 2)])
def test_what_a_push_carried_is_not_unsent_any_more(told: int, left: int) -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    tablet.push(household(), unsent=told)
    with acting_as(worker):
        contact = Contact.objects.get(id=tablet.device_id)
    assert (contact.unsent, contact.oldest_unsent_at is not None) == (left, left > 0)


# --- bodies ---


def test_a_compressed_body_is_read() -> None:
    tablet, command = Tablet.enrolled(social_worker()), household()
    raw = gzip.compress(msgspec.json.encode(tablet.push_body(command)))
    answer = tablet.post("push", raw, headers={"Content-Encoding": "gzip"})
    assert answer.json()["outcomes"][0]["status"] == "applied"


def test_bodies_have_their_limits() -> None:
    tablet = Tablet.enrolled(social_worker())

    def refused(body: bytes, **headers: str) -> tuple[int, str]:
        answer = tablet.post("push", body, headers=headers)
        assert answer.json()["sentence"]
        return answer.status_code, answer.json()["reason"]

    bomb = gzip.compress(b" " * (5 * 1024 * 1024))
    assert len(bomb) < 10_000
    assert refused(bomb, **{"Content-Encoding": "gzip"}) == (413, "request_too_large")
    assert refused(b" " * (4 * 1024 * 1024 + 1)) == (413, "request_too_large")
    assert refused(b"{}", **{"Content-Encoding": "br"}) == (415, "json_only")
    assert refused(bomb[:100], **{"Content-Encoding": "gzip"})[0] == 400
    assert refused(b"no", **{"Content-Encoding": "gzip"})[0] == 400
    many = {"commands": [{"command": {}}] * 51}
    assert refused(msgspec.json.encode(many)) == (413, "too_many_commands")
    answer = tablet.client.post("/api/sync/push", {"a": "b"}, headers=tablet.headers)
    assert (answer.status_code, answer.json()["reason"]) == (415, "json_only")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["RegisterHousehold", "WriteNote", "RecordAssessment", "Nimic"]) | json_values,
        "id": st.uuids().map(str) | json_values,
        "commune_id": st.just(BELTIUG) | json_values,
        "recorded_at": st.just("2026-11-20T09:12:00Z") | json_values,
        "household_id": st.uuids().map(str) | json_values,
        "members": json_values,
        "text": json_values,
        "note_area": json_values,
    },
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.lists(fields | json_values, max_size=4))
def test_whatever_is_sent_as_commands_has_an_outcome(commands: list[Any]) -> None:
    tablet = Tablet.enrolled(social_worker())
    outcomes = tablet.push(*commands)
    assert len(outcomes) == len(commands)
    for outcome in outcomes:
        assert outcome["status"] in ("rejected", "held") and outcome["sentence"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=60) | json_values.map(json.dumps).map(str.encode),
    path=st.sampled_from(["push", "handover"]),
)
def test_whatever_is_sent_as_a_body_is_answered_in_json(body: bytes, path: str) -> None:
    answer = Tablet.enrolled(social_worker()).post(path, body)
    assert answer.status_code in (200, 400, 401, 415) and isinstance(answer.json(), dict)


# --- older versions ---


RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))


@pytest.mark.parametrize("path", RECORDED, ids=[path.stem for path in RECORDED])
def test_what_tablets_of_older_versions_send_is_carried_out(path: Path) -> None:
    """Requests as they were recorded: those of the two versions before the present one must go on working."""
    recorded = json.loads(path.read_text(encoding="utf-8"))
    tablet = Tablet.enrolled(social_worker(), protocol=recorded["protocol"])
    for request in recorded["requests"]:
        answer = tablet.post("push", msgspec.json.encode(request))
        ended = answer.json()["outcomes"]
        assert [outcome["status"] for outcome in ended] == ["applied"] * len(request["commands"]), ended
    tablet.pull()
    assert {row["kind"] for row in tablet.rows.values()} >= set(recorded["brings"])


# --- pictures ---


def test_a_picture_comes_in_parts_and_goes_on_after_a_break() -> None:
    tablet = Tablet.enrolled(social_worker())
    picture = os.urandom(300_000)
    path = f"/api/sync/attachments/{sha256(picture).hexdigest()}"

    def told() -> tuple[int, str, str]:
        answer = tablet.client.head(path, headers=tablet.headers)
        return answer.status_code, answer["Upload-Offset"], answer["Upload-Complete"]

    def send(offset: int, part: bytes, total: int = len(picture), **more: str) -> Any:
        headers = {**tablet.headers, "Upload-Offset": str(offset), "Upload-Length": str(total), **more}
        return tablet.client.patch(path, part, content_type="application/octet-stream", headers=headers)

    assert told() == (200, "0", "0")
    assert send(0, picture[:200_000]).status_code == 204
    assert told() == (200, "200000", "0")
    wrong = send(0, picture[:200_000])
    assert (wrong.status_code, wrong["Upload-Offset"], wrong.json()["reason"]) == (409, "200000", "wrong_offset")
    last = send(200_000, picture[200_000:])
    assert (last.status_code, last["Upload-Offset"], last["Upload-Complete"]) == (204, "300000", "1")
    assert told() == (200, "300000", "1")
    assert send(0, b"a" * (256 * 1024 + 1)).status_code == 413
    assert send(0, b"a", total=9 * 1024 * 1024).status_code == 413
    assert send(0, b"a", **{"Upload-Offset": "x"}).status_code == 400
    assert tablet.client.get(path, headers=tablet.headers).status_code == 405


def test_a_picture_that_is_another_is_refused() -> None:
    tablet = Tablet.enrolled(social_worker())
    headers = {**tablet.headers, "Upload-Offset": "0", "Upload-Length": "3"}
    path = f"/api/sync/attachments/{'0' * 64}"
    answer = tablet.client.patch(path, b"abc", content_type="application/octet-stream", headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (422, "digest_mismatch")
