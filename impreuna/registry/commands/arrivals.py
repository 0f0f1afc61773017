"""Receiving a household or a person from another commune, or declining to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Q

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.commands import correct
from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.kernel.text import fold
from impreuna.registry.commands.corrections import HOUSEHOLD, follow_name
from impreuna.registry.commands.moves import NOTE_LIMIT, decide, require_alive
from impreuna.registry.commands.register import check_text
from impreuna.registry.models import Arrival, DuplicateCandidate, Household, Membership, Person
from impreuna.registry.queries import is_village_of
from impreuna.registry.rules import persons
from impreuna.registry.rules.merging import alike


class AcceptMove(Command):
    """Primirea celor mutați din altă comună (P art. 6(3)): their records come with history and veils.

    A household settles in `village_id`; a person alone joins `household_id` as `relation`, or becomes the
    head of a new household in `village_id`.
    """

    area = "household"
    sentence = _("a primit o mutare din altă comună")

    from_commune_id: int
    arrival_id: UUID
    village_id: int | None = None
    street: str = ""
    number: str = ""
    household_id: UUID | None = None
    relation: str = ""

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.from_commune_id}))


class DeclineMove(Command):
    """Refuzul unei mutări propuse (propunere), with the reason that the other team reads."""

    area = "household"
    sentence = _("a refuzat o mutare din altă comună")

    from_commune_id: int
    arrival_id: UUID
    reason: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.from_commune_id}))


@handles(DeclineMove)
def decline_move(c: DeclineMove, actor: Actor, at: Stamp) -> Effect:
    """Closes the offer on both sides; nothing moves."""
    _open_arrival(c.commune_id, c.from_commune_id, c.arrival_id)
    reason = check_text(c.reason, "reason", NOTE_LIMIT)
    if not reason:
        raise Rejected("why_missing", field="reason")
    decide(c.arrival_id, c.from_commune_id, c.commune_id, "declined", reason, actor, at)
    return Effect(records=(c.arrival_id,))


@handles(AcceptMove)
def accept_move(c: AcceptMove, actor: Actor, at: Stamp) -> Effect:
    """Carries every row over, also those that neither team's actor may read, then settles the people here."""
    arrival = _open_arrival(c.commune_id, c.from_commune_id, c.arrival_id)
    people = _relocate(arrival, at)
    if arrival.household_id is not None:
        home = _settle_household(c, arrival.household_id, actor, at)
    elif arrival.person_id is not None:
        home = _settle_person(c, arrival.person_id, actor, at)
    else:
        raise Rejected("not_found")
    _warn_of_duplicates(people, at)
    decide(arrival.id, c.from_commune_id, c.commune_id, "accepted", "", actor, at, people)
    return Effect(records=(arrival.id, home, *people), facts={"household_id": str(home)})


def _open_arrival(commune_id: int, from_commune_id: int, arrival_id: UUID) -> Arrival:
    arrival = Arrival.objects.filter(commune_id=commune_id, id=arrival_id, from_commune_id=from_commune_id).first()
    if arrival is None:
        raise Rejected("not_found")
    if arrival.decided_at is not None:
        raise Rejected("move_decided")
    return arrival


def _relocate(arrival: Arrival, at: Stamp) -> list[UUID]:
    """Lets PostgreSQL carry the rows; it decides by the offer alone who goes along. Answers whom it carried."""
    try:
        with connection.cursor() as cursor:
            numbers = [at.n, at.numbers[arrival.from_commune_id]]
            cursor.execute("SELECT registry_relocate(%s, %s, %s, %s)", [arrival.id, at.commune_id, *numbers])
            (people,) = cursor.fetchone()
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    if not people and arrival.household_id is None:
        raise Rejected("nobody_moves")
    return list(people)


def _settle_household(c: AcceptMove, household_id: UUID, actor: Actor, at: Stamp) -> UUID:
    """Writes the new address; the old one stays in the household's history."""
    if c.village_id is None or not is_village_of(c.village_id, c.commune_id):
        raise Rejected("unknown_village", field="village_id")
    household = Household.objects.get(commune_id=c.commune_id, id=household_id)
    wanted: dict[str, Any] = {
        "village_id": c.village_id,
        "street": check_text(c.street, "street"),
        "number": check_text(c.number, "number", 40),
        "place_note": "",
        "latitude": None,
        "longitude": None,
        "dwelling_state": "not_visited",
    }
    changes = {name: Change(seen=getattr(household, name), value=value) for name, value in wanted.items()}
    correct(HOUSEHOLD, household, changes, c, actor, at)
    return household_id


def _settle_person(c: AcceptMove, person_id: UUID, actor: Actor, at: Stamp) -> UUID:
    person = Person.objects.get(commune_id=c.commune_id, id=person_id)
    require_alive(person)
    if c.household_id is None:
        home, relation = _open_household(c, person, actor, at), "head"
    else:
        home, relation = c.household_id, c.relation
        _check_place(c, home, relation)
    Membership.objects.create(
        commune_id=c.commune_id,
        id=new_id(),
        n=at.n,
        household_id=home,
        person_id=person.id,
        relation=relation,
        start_date=day_of(at.received_at),
        start_reason="moved_in",
    )
    if relation == "head":
        follow_name(person, at)
    return home


def _check_place(c: AcceptMove, home: UUID, relation: str) -> None:
    if not Household.objects.filter(commune_id=c.commune_id, id=home).exists():
        raise Rejected("not_found", field="household_id")
    if relation not in persons.RELATIONS:
        raise Rejected("unknown_code", field="relation")
    members = Membership.objects.filter(commune_id=c.commune_id, household_id=home, end_date=None)
    if relation == "head" and members.filter(relation="head").exists():
        raise Rejected("one_head", field="relation")


def _open_household(c: AcceptMove, person: Person, actor: Actor, at: Stamp) -> UUID:
    if c.village_id is None or not is_village_of(c.village_id, c.commune_id):
        raise Rejected("unknown_village", field="village_id")
    street, number = check_text(c.street, "street"), check_text(c.number, "number", 40)
    household = Household.objects.create(
        commune_id=c.commune_id,
        id=new_id(),
        n=at.n,
        village_id=c.village_id,
        street=street,
        number=number,
        label=str(person),
        sort_key=person.sort_key,
        search=f" {fold(f'{street} {number}')}",
        registered_at=at.received_at,
        registered_by=actor.name,
    )
    return household.id


def _warn_of_duplicates(people: list[UUID], at: Stamp) -> None:
    """Compares those who came with those who were here: the same rule as at a registration."""
    came = list(Person.objects.filter(commune_id=at.commune_id, id__in=people, merged_into_id=None))
    hashes = {bytes(person.cnp_hash) for person in came if person.cnp_hash}
    here = Person.objects.filter(
        Q(cnp_hash__in=hashes) | Q(name_key__in={person.name_key for person in came}),
        commune_id=at.commune_id,
        merged_into_id=None,
    ).exclude(id__in=people)
    _answer_known_elsewhere(came, at)
    for other in here:
        for person in came:
            if reasons := alike(person, other):
                DuplicateCandidate.objects.create(
                    commune_id=at.commune_id,
                    id=new_id(),
                    n=at.n,
                    person_id=person.id,
                    other_id=other.id,
                    reasons=reasons,
                    found_at=at.received_at,
                )


def _answer_known_elsewhere(came: list[Person], at: Stamp) -> None:
    """The warning that a CNP is known elsewhere has found its answer when that record arrives."""
    by_hash = {bytes(person.cnp_hash): person for person in came if person.cnp_hash}
    held = Person.objects.filter(commune_id=at.commune_id, cnp_hash__in=by_hash).exclude(
        id__in=[person.id for person in came]
    )
    DuplicateCandidate.objects.filter(
        commune_id=at.commune_id, person_id__in=[person.id for person in held], other_id=None, decided_at=None
    ).update(decided_at=at.received_at, decision="moved", n=at.n)
