"""A family moves to another commune: everything goes along, veils too, and nobody sees more than before."""

from __future__ import annotations

from datetime import date

import pytest

from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Conflict, FieldChange
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    AcceptMove,
    CorrectHousehold,
    EndMembership,
    OfferMove,
    UndoMerge,
    WriteNote,
)
from impreuna.registry.models import (
    Arrival,
    Departure,
    FormerHome,
    Household,
    Membership,
    Note,
    Person,
)
from tests.fixtures.cast import (
    NEIGHBOUR,
    NEIGHBOUR_NURSE,
    NURSE,
    STRANGER,
    WORKER,
    applied,
    colleague,
    new_person,
    register,
    send,
)
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA
from tests.journeys.moving import EVERYTHING, TRAVELLING, Family, accept, counts, offer, village

pytestmark = pytest.mark.django_db


def test_everything_goes_along_with_the_household(as_owner) -> None:
    family = Family()
    with as_owner():
        before = counts(BELTIUG)
    move = offer(household_id=family.household, note="S-au mutat la părinți.")

    outcome = accept(move, street="Lungă", number="7")

    assert outcome.status == "applied", (outcome.reason, outcome.facts)
    with as_owner():
        here, there = counts(BELTIUG), counts(DOBA)
        # The daughter and her new home stay; what she had with the household is now a former home of hers.
        assert (here["Household"], here["Person"], here["Membership"], here["FormerHome"]) == (1, 2, 2, 1)
        assert {name: here[name] for name in ("Note", "FieldChange", "Conflict", "Merge", "Restriction")} == {
            "Note": 0, "FieldChange": 0, "Conflict": 0, "Merge": 0, "Restriction": 0,
        }  # fmt: skip
        for table in ("Note", "Conflict", "Merge", "EthnicityDeclaration", "Restriction", "RestrictionMember"):
            assert there[table] == before[table], table
        assert there["Person"] == 4
        assert there["FieldChange"] >= before["FieldChange"]
        assert Note.objects.get(id=family.health).text == "tensiune"
        secret = Note.objects.get(id=family.secret)
        assert (secret.commune_id, secret.text, secret.household_id) == (DOBA, "amenințări", family.household)
    with acting_as(NEIGHBOUR):
        household = Household.objects.get(id=family.household)
        assert (household.commune_id, household.village_id, household.number) == (DOBA, village(DOBA), "7")
        assert household.label == "Moldovan-Pop Ileana"
        conflict = Conflict.objects.get(record_id=family.head.id)
        assert (conflict.current, conflict.proposed) == ("Moldovan-Pop", "Moldoveanu")
        old_streets = FieldChange.objects.filter(record_id=family.household, field="street")
        assert [change.old for change in old_streets.order_by("id")] == ["", "Principală"]
        assert Person.objects.get(id=family.grandfather.id).death_date == date(2026, 1, 5)


def test_veils_stay_over_what_was_moved() -> None:
    family = Family()
    applied(NEIGHBOUR, AcceptMove, from_commune_id=BELTIUG, arrival_id=offer(household_id=family.household),
            village_id=village(DOBA))  # fmt: skip
    technician = colleague(DOBA, "social_technician", 4)
    with acting_as(technician):
        assert Household.objects.filter(id=family.household).exists()
        assert not Note.objects.exists()
    with acting_as(NEIGHBOUR_NURSE):
        assert [note.id for note in Note.objects.all()] == [family.health]
    with acting_as(NEIGHBOUR):
        assert not Note.objects.filter(id__in=[family.secret, family.health]).exists()
    # One of the circle who works in the new commune sees what was written for her; the circle came along.
    author_there = colleague(DOBA)
    moved_author = type(author_there)(WORKER.user_id, WORKER.name, "social_worker", author_there.scope)
    with acting_as(moved_author):
        assert [note.text for note in Note.objects.all()] == ["amenințări"]


def test_those_who_stay_see_only_the_departure() -> None:
    family = Family()
    move = offer(household_id=family.household)
    with acting_as(NEIGHBOUR):
        assert counts(BELTIUG) == dict.fromkeys(counts(BELTIUG), 0)
        arrival = Arrival.objects.get(id=move)
        assert (arrival.label, arrival.people, arrival.from_commune_id) == ("Moldovan-Pop Ileana", 2, BELTIUG)
    accept(move)
    for actor in (WORKER, NURSE):
        with acting_as(actor):
            assert not Household.objects.filter(id=family.household).exists()
            assert not Person.objects.filter(id__in=[family.head.id, family.child.id]).exists()
            assert not FieldChange.objects.filter(record_id__in=[family.head.id, family.household]).exists()
            assert not Note.objects.exists()
            departure = Departure.objects.get(id=move)
            assert (departure.decision, departure.to_commune_id) == ("accepted", DOBA)
            assert not Arrival.objects.exists()


def test_a_stranger_sees_nothing_at_any_time() -> None:
    family = Family()

    def nothing() -> None:
        with acting_as(STRANGER):
            assert not any(table.objects.exists() for table in (*EVERYTHING, Departure, Arrival))

    nothing()
    move = offer(household_id=family.household)
    nothing()
    refused = accept(move, actor=STRANGER, village_id=village(APAHIDA))
    assert (refused.status, refused.reason) == ("rejected", "not_found")
    # An act that names the other's commune as its own is out of reach.
    assert (
        send(STRANGER, AcceptMove, commune_id=DOBA, from_commune_id=BELTIUG, arrival_id=move).reason == "out_of_scope"
    )
    accept(move)
    nothing()


def test_a_merge_that_moved_can_be_undone_there() -> None:
    family = Family()
    accept(offer(household_id=family.household))
    applied(NEIGHBOUR, UndoMerge, merge_id=family.merge)
    with acting_as(NEIGHBOUR):
        twice = Person.objects.get(id=family.twice.id)
        assert (twice.merged_into_id, twice.first_name) == (None, "Andreiu")
        membership = Membership.objects.get(person_id=twice.id)
        assert (membership.household_id, membership.end_date) == (family.household, None)


def test_a_person_alone_becomes_head_of_a_new_household() -> None:
    child = new_person("Rus", "Vlad", "child", birth_date=date(2000, 5, 5))
    home = register(WORKER, new_person("Rus", "Dana"), child)
    note = new_id()
    applied(WORKER, WriteNote, id=note, person_id=child.id, household_id=home, note_area="education", text="a absolvit")

    outcome = accept(offer(person_id=child.id), number="12")

    assert outcome.status == "applied", outcome.reason
    with acting_as(NEIGHBOUR):
        membership = Membership.objects.get(person_id=child.id)
        household = Household.objects.get(id=membership.household_id)
        assert (membership.relation, household.label, household.number) == ("head", "Rus Vlad", "12")
        former = FormerHome.objects.get(person_id=child.id)
        assert (former.former_commune_id, former.household_label, former.relation) == (BELTIUG, "Rus Dana", "child")
        assert Note.objects.get(id=note).household_id is None
    with acting_as(WORKER):
        assert Membership.objects.filter(household_id=home).count() == 1
        assert not Person.objects.filter(id=child.id).exists()


def test_a_person_alone_joins_a_household_there() -> None:
    bride, groom = new_person("Rus", "Dana"), new_person("Pop", "Ion", sex="M")
    register(WORKER, bride)
    home = register(NEIGHBOUR, groom)
    move = offer(person_id=bride.id)
    assert accept(move, household_id=home, relation="head").reason == "one_head"
    assert accept(move, household_id=new_id(), relation="spouse").reason == "not_found"
    assert accept(move, household_id=home, relation="queen").reason == "unknown_code"
    assert accept(move, household_id=home, relation="spouse", village_id=None).status == "applied"
    with acting_as(NEIGHBOUR):
        assert Membership.objects.filter(household_id=home, end_date=None).count() == 2


def test_a_family_that_comes_back_is_as_it_was(as_owner) -> None:
    family = Family()
    applied(WORKER, CorrectHousehold, household_id=family.household, changes={"number": Change("", "3")})
    with as_owner():
        before = {table.__name__: table.objects.filter(commune_id=BELTIUG).count() for table in TRAVELLING}
        person = Person.objects.get(id=family.head.id)
    accept(offer(household_id=family.household))
    back = new_id()
    applied(NEIGHBOUR, OfferMove, id=back, to_commune_id=BELTIUG, household_id=family.household)
    applied(
        WORKER, AcceptMove, from_commune_id=DOBA, arrival_id=back, village_id=village(BELTIUG), street="Principală",
        number="3",
    )  # fmt: skip
    with as_owner():
        assert {table.__name__: table.objects.filter(commune_id=BELTIUG).count() for table in TRAVELLING} == before
        assert not any(table.objects.filter(commune_id=DOBA).exists() for table in EVERYTHING)
        again = Person.objects.get(id=family.head.id)
        assert (again.search, again.registered_at, bytes(again.cnp_hash)) == (
            person.search, person.registered_at, bytes(person.cnp_hash),
        )  # fmt: skip
    for actor, text in ((NURSE, "tensiune"), (WORKER, "amenințări")):
        with acting_as(actor):
            assert [note.text for note in Note.objects.all()] == [text]


def test_an_empty_house_can_move_its_file_too() -> None:
    person = new_person()
    home = register(WORKER, person)
    applied(
        WORKER, EndMembership, household_id=home, person_id=person.id, end_date=date(2026, 1, 1), end_reason="moved_out"
    )
    assert accept(offer(household_id=home)).status == "applied"
    with acting_as(WORKER):
        former = FormerHome.objects.get(person_id=person.id)
        assert (former.former_commune_id, former.end_date) == (BELTIUG, date(2026, 1, 1))
