"""What a team planned, did and photographed moves along, veils and contents too."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from impreuna.kernel.files import add_chunk, read_file, received
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import FileChunk
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import EndMembership, JoinHousehold
from impreuna.services.models import Attachment, PlannedVisit, ServiceDelivered, Visit
from impreuna.services.queries import list_pictures, list_plans_of, list_services, list_services_of_person, list_visits
from impreuna.services.tests.giving import PICTURE, Family, attach, deliver, plan, visit
from tests.fixtures.cast import MOMENT, NEIGHBOUR, NEIGHBOUR_NURSE, NURSE, WORKER, applied, new_person, register
from tests.fixtures.places import BELTIUG, DOBA
from tests.journeys.moving import accept, offer

pytestmark = pytest.mark.django_db
TABLES = (PlannedVisit, Visit, ServiceDelivered, Attachment, FileChunk)
WOUND = b"\x89PNG" + b"rana" * 1000


def keep(content: bytes, actor=WORKER) -> str:
    digest = sha256(content).hexdigest()
    add_chunk(actor, actor.scope.place_id, digest, 0, len(content), content)
    return digest


@pytest.fixture
def family() -> Family:
    family = Family()
    home, child = family.household, family.child.id
    plan(home)
    visit(home, present=(family.mother.id,))
    visit(home, NURSE, veil="health")
    deliver(home, "AS-26")
    deliver(home, "AMC-04", NURSE, person_id=child)
    attach(home)
    attach(home, NURSE, WOUND, person_id=child, veil="health", media_type="image/png")
    keep(PICTURE)
    keep(WOUND, NURSE)
    return family


def counts(commune_id: int) -> list[int]:
    return [table.objects.filter(commune_id=commune_id).count() for table in TABLES]


def opened(actor, digest: str) -> bytes:
    with acting_as(actor):
        return b"".join(read_file(actor.scope.place_id, digest))


def test_everything_goes_along_with_the_household(family: Family, as_owner) -> None:
    with as_owner():
        before = counts(BELTIUG)
    outcome = accept(offer(household_id=family.household))
    assert outcome.status == "applied", outcome.reason
    with as_owner():
        assert (counts(BELTIUG), counts(DOBA)) == ([0] * 5, before)
        assert {row.n for table in TABLES[:4] for row in table.objects.all()} == {outcome.n}
    with acting_as(NEIGHBOUR):
        assert len(list_plans_of(DOBA, family.household)) == 1
        assert [row.report for row in list_visits(DOBA, family.household)] == ["S-a vorbit despre școală."]
        assert [row.code for row in list_services(DOBA, family.household)] == ["AS-26"]
        (picture,) = list_pictures(DOBA, family.household)
    assert picture.is_complete and opened(NEIGHBOUR, picture.digest) == PICTURE
    with acting_as(NEIGHBOUR_NURSE):
        assert len(list_visits(DOBA, family.household)) == 2
        assert len(list_pictures(DOBA, family.household)) == 2
    with acting_as(WORKER):
        assert not received(BELTIUG, picture.digest).offset


def test_a_person_takes_her_services_and_pictures_into_the_new_home(family: Family, as_owner) -> None:
    home = register(NEIGHBOUR, new_person("Rus", "Dorina"))
    outcome = accept(
        offer(person_id=family.child.id), village_id=None, household_id=home, relation="grandchild"
    )  # fmt: skip
    assert outcome.status == "applied", outcome.reason
    with acting_as(NEIGHBOUR_NURSE):
        assert [row.code for row in list_services_of_person(DOBA, [family.child.id])] == ["AMC-04"]
        assert [row.code for row in list_services(DOBA, home)] == ["AMC-04"]
        (picture,) = list_pictures(DOBA, home)
    assert opened(NEIGHBOUR_NURSE, picture.digest) == WOUND
    with as_owner():
        assert counts(BELTIUG) == [1, 2, 1, 1, 1]


def test_a_picture_that_others_have_too_stays_with_them(family: Family) -> None:
    neighbours = register(WORKER, new_person("Pop", "Ana"))
    attach(neighbours, attachment_id=new_id())
    accept(offer(household_id=family.household))
    digest = sha256(PICTURE).hexdigest()
    assert opened(WORKER, digest) == opened(NEIGHBOUR, digest) == PICTURE


def test_whoever_stays_keeps_what_she_was_given(family: Family) -> None:
    son = register(WORKER, new_person("Rus", "Mihai"))
    leaves = {"household_id": family.household, "person_id": family.child.id, "end_reason": "moved_out"}
    applied(WORKER, EndMembership, **leaves, end_date=MOMENT.date())
    enters = {"person_id": family.child.id, "relation": "grandchild", "start_date": MOMENT.date()}
    applied(WORKER, JoinHousehold, household_id=son, **enters)
    accept(offer(household_id=family.household))
    with acting_as(NURSE):
        assert [row.code for row in list_services_of_person(BELTIUG, [family.child.id])] == ["AMC-04"]


def test_a_stranger_to_the_move_cannot_call_what_carries(family: Family) -> None:
    with acting_as(NEIGHBOUR), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT services_follow(%s, %s, %s, %s, %s)", [DOBA, BELTIUG, [], UUID(int=1), 1])
