"""Moving a household or a person to another commune: one team offers, the other receives.

Both communes' clocks are taken, so that neither side ever sees half of a move. Until the other team has
received, it sees of the move only its label and the number of people.
"""

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
from impreuna.kernel.result import Effect, Rejected
from impreuna.kernel.text import fold
from impreuna.registry.commands.corrections import HOUSEHOLD, follow_name
from impreuna.registry.commands.register import check_text
from impreuna.registry.models import Arrival, Departure, DuplicateCandidate, Household, Membership, Person
from impreuna.registry.queries import is_village_of
from impreuna.registry.rules import persons
from impreuna.territory.queries import find_commune


class OfferMove(Command):
    """Propunerea de mutare în altă comună: a household with its people, or one person; a word for the others."""

    area = "household"
    sentence = "a propus mutarea în altă comună"

    to_commune_id: int
    household_id: UUID | None = None
    person_id: UUID | None = None
    note: str = ""

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.to_commune_id}))


class WithdrawMove(Command):
    """Retragerea unei mutări propuse, before the other team has decided."""

    area = "household"
    sentence = "a retras o mutare propusă"

    to_commune_id: int
    departure_id: UUID

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.to_commune_id}))


class AcceptMove(Command):
    """Primirea celor mutați din altă comună: their records come with history and veils.

    A household settles in `village_id`; a person alone joins `household_id` as `relation`, or becomes the
    head of a new household in `village_id`.
    """

    area = "household"
    sentence = "a primit o mutare din altă comună"

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
    """Refuzul unei mutări propuse, with the reason that the other team reads."""

    area = "household"
    sentence = "a refuzat o mutare din altă comună"

    from_commune_id: int
    arrival_id: UUID
    reason: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.from_commune_id}))


@handles(OfferMove)
def offer_move(c: OfferMove, actor: Actor, at: Stamp) -> Effect:
    """Writes the departure here and the arrival there, under one id."""
    if c.to_commune_id == c.commune_id:
        raise Rejected("same_commune", field="to_commune_id")
    commune = find_commune(c.to_commune_id)
    if commune is None or commune.ended_on is not None:
        raise Rejected("unknown_place", field="to_commune_id", commune_id=c.to_commune_id)
    label, people = _offered(c)
    if (standing := _standing_offer(c)) is not None:
        there = find_commune(standing.to_commune_id)
        raise Rejected("move_open", commune=there.label if there else standing.to_commune_id)
    shared: dict[str, Any] = {
        "id": c.id,
        "household_id": c.household_id,
        "person_id": c.person_id,
        "label": label,
        "note": check_text(c.note, "note", 1000),
        "offered_at": at.received_at,
        "offered_by": actor.name,
    }
    Departure.objects.create(
        commune_id=c.commune_id, n=at.numbers[c.commune_id], to_commune_id=c.to_commune_id, **shared
    )
    Arrival.objects.create(
        commune_id=c.to_commune_id,
        n=at.numbers[c.to_commune_id],
        from_commune_id=c.commune_id,
        people=people,
        **shared,
    )
    return Effect(records=(c.id,))


def _offered(c: OfferMove) -> tuple[str, int]:
    """The label of what is offered, and how many people it is."""
    if (c.household_id is None) == (c.person_id is None):
        raise Rejected("not_found")
    if c.household_id is not None:
        household = Household.objects.filter(commune_id=c.commune_id, id=c.household_id).first()
        if household is None:
            raise Rejected("not_found", field="household_id")
        members = Membership.objects.filter(commune_id=c.commune_id, household_id=household.id, end_date=None)
        return household.label, members.count()
    person = Person.objects.filter(commune_id=c.commune_id, id=c.person_id, merged_into_id=None).first()
    if person is None:
        raise Rejected("not_found", field="person_id")
    if person.death_date is not None:
        raise Rejected(
            "person_dead", field="person_id", name=str(person), death_date=person.death_date.strftime("%d.%m.%Y")
        )
    return str(person), 1


def _standing_offer(c: OfferMove) -> Departure | None:
    """An open offer of the same household or person, or of one that contains the other."""
    membership = Membership.objects.filter(commune_id=c.commune_id, end_date=None)
    if c.household_id is not None:
        members = membership.filter(household_id=c.household_id).values_list("person_id", flat=True)
        same = Q(household_id=c.household_id) | Q(person_id__in=list(members))
    else:
        homes = membership.filter(person_id=c.person_id).values_list("household_id", flat=True)
        same = Q(person_id=c.person_id) | Q(household_id__in=list(homes))
    return Departure.objects.filter(same, commune_id=c.commune_id, decided_at=None).first()


@handles(WithdrawMove)
def withdraw_move(c: WithdrawMove, actor: Actor, at: Stamp) -> Effect:
    """Closes the offer on both sides."""
    departure = Departure.objects.filter(
        commune_id=c.commune_id, id=c.departure_id, to_commune_id=c.to_commune_id
    ).first()
    if departure is None:
        raise Rejected("not_found")
    if departure.decided_at is not None:
        raise Rejected("move_decided")
    _decide(c.departure_id, c.commune_id, c.to_commune_id, "withdrawn", "", actor, at)
    return Effect(records=(c.departure_id,))


@handles(DeclineMove)
def decline_move(c: DeclineMove, actor: Actor, at: Stamp) -> Effect:
    """Closes the offer on both sides; nothing moves."""
    _open_arrival(c.commune_id, c.from_commune_id, c.arrival_id)
    reason = check_text(c.reason, "reason", 1000)
    if not reason:
        raise Rejected("why_missing", field="reason")
    _decide(c.arrival_id, c.from_commune_id, c.commune_id, "declined", reason, actor, at)
    return Effect(records=(c.arrival_id,))


@handles(AcceptMove)
def accept_move(c: AcceptMove, actor: Actor, at: Stamp) -> Effect:
    """Carries every row over, also those that neither team's actor may read, then settles the people here."""
    arrival = _open_arrival(c.commune_id, c.from_commune_id, c.arrival_id)
    people = _relocate(arrival, at)
    if arrival.household_id is not None:
        home = _settle_household(c, arrival.household_id, actor, at)
    else:
        home = _settle_person(c, arrival.person_id, actor, at)
    _warn_of_duplicates(people, at)
    _decide(arrival.id, c.from_commune_id, c.commune_id, "accepted", "", actor, at)
    return Effect(records=(arrival.id, home, *people), facts={"household_id": str(home)})


def _open_arrival(commune_id: int, from_commune_id: int, arrival_id: UUID) -> Arrival:
    arrival = Arrival.objects.filter(commune_id=commune_id, id=arrival_id, from_commune_id=from_commune_id).first()
    if arrival is None:
        raise Rejected("not_found")
    if arrival.decided_at is not None:
        raise Rejected("move_decided")
    return arrival


def _decide(move: UUID, origin: int, target: int, decision: str, note: str, actor: Actor, at: Stamp) -> None:
    decided = {"decided_at": at.received_at, "decided_by": actor.name, "decision": decision}
    Departure.objects.filter(commune_id=origin, id=move).update(**decided, decision_note=note, n=at.numbers[origin])
    Arrival.objects.filter(commune_id=target, id=move).update(**decided, n=at.numbers[target])


def _relocate(arrival: Arrival, at: Stamp) -> list[UUID]:
    """Lets PostgreSQL carry the rows; it decides by the offer alone who goes along. Answers whom it carried."""
    try:
        with connection.cursor() as cursor:
            numbers = [at.n, at.numbers[arrival.from_commune_id]]
            cursor.execute("SELECT registry_relocate(%s, %s, %s, %s)", [arrival.id, at.commune_id, *numbers])
            (people,) = cursor.fetchone()
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    if not people:
        raise Rejected("not_found")
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


def _settle_person(c: AcceptMove, person_id: UUID | None, actor: Actor, at: Stamp) -> UUID:
    person = Person.objects.get(commune_id=c.commune_id, id=person_id)
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
            if reasons := _alike(person, other):
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


def _alike(one: Person, other: Person) -> list[str]:
    if one.cnp_hash and other.cnp_hash and bytes(one.cnp_hash) == bytes(other.cnp_hash):
        return ["same_cnp"]
    if one.name_key != other.name_key:
        return []
    if one.birth_date and other.birth_date:
        return ["same_name", "same_birth"] if one.birth_date == other.birth_date else []
    if one.birth_year and other.birth_year and abs(one.birth_year - other.birth_year) <= 1:
        return ["same_name", "same_birth"]
    return []
