"""Offers and their answers: what is refused, what is compared, what happens in between."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    AddPerson,
    DeclineMove,
    MergePersons,
    OfferMove,
    RecordDeath,
    WithdrawMove,
)
from impreuna.registry.models import (
    Arrival,
    Departure,
    DuplicateCandidate,
    Household,
    Membership,
    Person,
)
from impreuna.registry.rules.cnp import make_synthetic_cnp
from tests.fixtures.cast import (
    NEIGHBOUR,
    STRANGER,
    WORKER,
    applied,
    new_person,
    register,
    send,
)
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA
from tests.journeys.moving import accept, offer, village

pytestmark = pytest.mark.django_db


def test_offers_that_make_no_sense_are_refused() -> None:
    person = new_person()
    home = register(WORKER, person)
    assert send(WORKER, OfferMove, to_commune_id=BELTIUG, household_id=home).reason == "same_commune"
    assert send(WORKER, OfferMove, to_commune_id=999_999, household_id=home).reason == "unknown_place"
    assert send(WORKER, OfferMove, to_commune_id=305, household_id=home).reason == "unknown_place"
    assert send(WORKER, OfferMove, to_commune_id=DOBA).reason == "not_found"
    assert send(WORKER, OfferMove, to_commune_id=DOBA, household_id=home, person_id=person.id).reason == "not_found"
    assert send(NEIGHBOUR, OfferMove, to_commune_id=BELTIUG, household_id=home).reason == "not_found"
    offer(household_id=home)
    for again in ({"household_id": home}, {"person_id": person.id}):
        outcome = send(WORKER, OfferMove, to_commune_id=APAHIDA, **again)
        assert (outcome.reason, outcome.facts["commune"]) == ("move_open", "Doba (SM)")


def test_an_offer_is_decided_once() -> None:
    home = register(WORKER)
    move = offer(household_id=home)
    assert send(NEIGHBOUR, DeclineMove, from_commune_id=BELTIUG, arrival_id=move, reason=" ").reason == "why_missing"
    applied(NEIGHBOUR, DeclineMove, from_commune_id=BELTIUG, arrival_id=move, reason="Nu locuiesc aici.")
    assert accept(move).reason == "move_decided"
    assert send(WORKER, WithdrawMove, to_commune_id=DOBA, departure_id=move).reason == "move_decided"
    with acting_as(WORKER):
        departure = Departure.objects.get(id=move)
        assert (departure.decision, departure.decision_note) == ("declined", "Nu locuiesc aici.")
        assert Household.objects.filter(id=home).exists()
    again = offer(household_id=home)
    applied(WORKER, WithdrawMove, to_commune_id=DOBA, departure_id=again)
    with acting_as(NEIGHBOUR):
        assert Arrival.objects.get(id=again).decision == "withdrawn"
    assert accept(again).reason == "move_decided"


def test_a_refused_acceptance_moves_nothing(as_owner) -> None:
    home = register(WORKER)
    move = offer(household_id=home)
    assert accept(move, village_id=village(BELTIUG)).reason == "unknown_village"
    with as_owner():
        assert Household.objects.get(id=home).commune_id == BELTIUG
        assert Arrival.objects.get(id=move).decided_at is None


def test_who_came_is_compared_with_who_was_here() -> None:
    cnp = {"identity": "cnp", "cnp": make_synthetic_cnp(date(1990, 1, 2), "F", 11)}
    came, also_came, here = (
        new_person("Roth", "Ema", **cnp),
        new_person("Roth", "Karl", "spouse"),
        new_person("Roth", "Emma", **cnp),
    )
    home = register(WORKER, came, also_came)
    register(NEIGHBOUR, here, new_person("Roth", "Karl", "spouse"))
    with acting_as(NEIGHBOUR):
        assert DuplicateCandidate.objects.get(person_id=here.id).reasons == ["cnp_elsewhere"]

    accept(offer(household_id=home))

    with acting_as(NEIGHBOUR):
        standing = DuplicateCandidate.objects.filter(decided_at=None)
        assert {(one.person_id, tuple(one.reasons)) for one in standing} == {
            (came.id, ("same_cnp",)),
            (also_came.id, ("same_name", "same_birth")),
        }


def test_warnings_between_two_who_moved_stay_open_and_others_are_answered() -> None:
    one, two = new_person("Kiss", "Ágnes"), new_person("Kiss", "Agnes", "sibling")
    outsider = new_person("Kiss", "Agnes")
    home = register(WORKER, one)
    applied(WORKER, AddPerson, household_id=home, person=two)
    register(WORKER, outsider)
    accept(offer(household_id=home))
    with acting_as(NEIGHBOUR):
        assert DuplicateCandidate.objects.get().person_id == two.id
    with acting_as(WORKER):
        assert DuplicateCandidate.objects.get().decision == "moved"


def test_postgresql_moves_nothing_that_was_not_offered(as_owner) -> None:
    home = register(WORKER)
    move = offer(household_id=home)

    def call(actor, arrival: UUID, target: int, *, writing: str) -> None:
        with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('impreuna.command', %s, true)", [writing])
            cursor.execute("SELECT registry_relocate(%s, %s, 1, 1)", [arrival, target])

    for attempt in (
        (NEIGHBOUR, move, DOBA, ""),
        (NEIGHBOUR, new_id(), DOBA, "x"),
        (STRANGER, move, DOBA, "x"),
        (STRANGER, move, APAHIDA, "x"),
        (WORKER, move, DOBA, "x"),
    ):
        with pytest.raises(DatabaseError, match="nothing was offered"):
            call(*attempt[:3], writing=attempt[3])
    with as_owner():
        assert Household.objects.get(id=home).commune_id == BELTIUG


def test_what_happens_between_offer_and_answer_is_heeded() -> None:
    one, other, third = new_person("Rus", "Dana"), new_person("Rus", "Dan"), new_person("Bota", "Ana", "child")
    register(WORKER, one)
    register(WORKER, other, third)
    dies, merges = offer(person_id=one.id), offer(person_id=third.id)
    refused = send(WORKER, MergePersons, kept_id=other.id, dropped_id=third.id)
    assert (refused.reason, refused.facts) == ("move_open", {"commune": "Doba (SM)"})
    applied(WORKER, RecordDeath, person_id=one.id, death_date=date(2026, 11, 19))
    assert accept(dies).reason == "person_dead"
    # Somebody who joined the household after it was offered goes along; nobody is left without a home.
    applied(WORKER, WithdrawMove, to_commune_id=DOBA, departure_id=merges)
    with acting_as(WORKER):
        home = Membership.objects.get(person_id=other.id).household_id
    move = offer(household_id=home)
    late = new_person("Rus", "Ilie", "grandchild", birth_year=2026)
    applied(WORKER, AddPerson, household_id=home, person=late, start_reason="born")
    assert accept(move).status == "applied"
    with acting_as(NEIGHBOUR):
        assert set(Person.objects.values_list("id", flat=True)) == {other.id, third.id, late.id}
