"""What a tablet sends: acts like those of the pages, once each; what cannot be one is never lost."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

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
    (ended,) = tablet.push({**_plain(household()), "village_id": 1})
    assert (ended["status"], ended["reason"], ended["field"]) == ("rejected", "unknown_village", "village_id")
    assert ended["sentence"]


def _plain(command) -> dict:
    import msgspec

    return msgspec.to_builtins(command)


def test_what_is_no_command_is_kept_and_refused_at_its_field() -> None:
    worker = social_worker()
    tablet = Tablet.enrolled(worker)
    broken = {**_plain(household()), "village_id": "satul de jos"}
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
    newer = {**_plain(household()), "roof": "țiglă"}
    unknown = {**_plain(household()), "kind": "PraiseNeighbour"}
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
