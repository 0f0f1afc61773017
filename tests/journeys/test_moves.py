"""A family moves to another commune: everything goes along, veils too, and nobody sees more than before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Conflict, FieldChange, Restriction, RestrictionMember
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    AcceptMove,
    AddPerson,
    CorrectHousehold,
    CorrectPerson,
    DeclareEthnicity,
    DeclineMove,
    EndMembership,
    JoinHousehold,
    MergePersons,
    OfferMove,
    RecordDeath,
    UndoMerge,
    WithdrawMove,
    WriteNote,
)
from impreuna.registry.models import (
    Arrival,
    Departure,
    DuplicateCandidate,
    EthnicityDeclaration,
    FormerHome,
    Household,
    Membership,
    Merge,
    Note,
    Person,
)
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import list_villages
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

pytestmark = pytest.mark.django_db

EVERYTHING = (
    Household, Person, Membership, FormerHome, EthnicityDeclaration, Note, DuplicateCandidate, Merge,
    FieldChange, Conflict, Restriction, RestrictionMember,
)  # fmt: skip


def village(commune_id: int) -> int:
    return list_villages(commune_id)[-1].siruta


def offer(**fields: object) -> UUID:
    move = new_id()
    applied(WORKER, OfferMove, id=move, **{"to_commune_id": DOBA, **fields})
    return move


def accept(move: UUID, actor=NEIGHBOUR, **fields: object):
    wanted = {"from_commune_id": BELTIUG, "arrival_id": move, "village_id": village(DOBA), **fields}
    return send(actor, AcceptMove, **wanted)


def counts(commune_id: int) -> dict[str, int]:
    return {table.__name__: table.objects.filter(commune_id=commune_id).count() for table in EVERYTHING}


class Family:
    """A household in which everything that can be known of a household is known."""

    def __init__(self) -> None:
        self.head = new_person("Moldovan", "Ileana", identity="cnp", cnp=make_synthetic_cnp(date(1985, 4, 2), "F", 7))
        self.child = new_person("Moldovan", "Andrei", "child", birth_date=date(2015, 6, 1))
        self.twice = new_person("Moldovan", "Andreiu", "child", birth_date=date(2015, 6, 1))
        self.grandfather = new_person("Moldovan", "Gavril", "parent", birth_year=1941)
        self.daughter = new_person("Moldovan", "Crina", "child", birth_date=date(2004, 2, 9))
        self.household = register(WORKER, self.head, self.child, self.twice, self.grandfather, self.daughter)
        self.merge, self.secret, self.health = new_id(), new_id(), new_id()
        applied(
            WORKER, CorrectPerson, person_id=self.head.id, changes={"last_name": Change("Moldovan", "Moldovan-Pop")}
        )
        other = {"last_name": Change("Moldovan", "Moldoveanu")}
        assert send(NURSE, CorrectPerson, person_id=self.head.id, changes=other).status == "conflict"
        applied(WORKER, CorrectHousehold, household_id=self.household, changes={"street": Change("", "Principală")})
        applied(WORKER, MergePersons, id=self.merge, kept_id=self.child.id, dropped_id=self.twice.id)
        applied(WORKER, DeclareEthnicity, person_id=self.head.id, ethnicity="romanian")
        applied(NURSE, WriteNote, id=self.health, person_id=self.head.id, note_area="health", text="tensiune")
        applied(
            WORKER, WriteNote, id=self.secret, household_id=self.household, note_area="protection", text="amenințări",
            circle=(NURSE.user_id,),
        )  # fmt: skip
        applied(WORKER, RecordDeath, person_id=self.grandfather.id, death_date=date(2026, 1, 5))
        self._marry_the_daughter()

    def _marry_the_daughter(self) -> None:
        self.next_door = register(WORKER, new_person("Lazăr", "Radu"))
        went = {"household_id": self.household, "person_id": self.daughter.id}
        applied(WORKER, EndMembership, **went, end_date=date(2026, 8, 1), end_reason="moved_out")
        applied(
            WORKER, JoinHousehold, household_id=self.next_door, person_id=self.daughter.id, relation="spouse",
            start_date=date(2026, 8, 1),
        )  # fmt: skip


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
