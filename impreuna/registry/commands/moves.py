"""Offering a household or a person to another commune, and taking the offer back.

Both communes' clocks are taken, so that neither side ever sees half of a move. Until the other team has
received, it sees of the move only its label and the number of people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.registry.commands.register import check_text
from impreuna.registry.models import Arrival, Departure, Household, Membership, Person
from impreuna.territory.queries import find_commune

NOTE_LIMIT = 1000


class OfferMove(Command):
    """Propunerea de mutare în altă comună (P art. 6(3)): a household with its people, or one person."""

    area = "household"
    sentence = _("a propus mutarea în altă comună")

    to_commune_id: int
    household_id: UUID | None = None
    person_id: UUID | None = None
    note: str = ""

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.to_commune_id}))


class WithdrawMove(Command):
    """Retragerea unei mutări propuse (propunere), before the other team has decided."""

    area = "household"
    sentence = _("a retras o mutare propusă")

    to_commune_id: int
    departure_id: UUID

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.to_commune_id}))


@handles(OfferMove)
def offer_move(c: OfferMove, actor: Actor, at: Stamp) -> Effect:
    """Writes the departure here and the arrival there, under one id."""
    if c.to_commune_id == c.commune_id:
        raise Rejected("same_commune", field="to_commune_id")
    commune = find_commune(c.to_commune_id)
    if commune is None or commune.ended_on is not None:
        raise Rejected("unknown_place", field="to_commune_id", commune_id=c.to_commune_id)
    label, people = _offered(c)
    shared: dict[str, Any] = {
        "id": c.id,
        "household_id": c.household_id,
        "person_id": c.person_id,
        "label": label,
        "note": check_text(c.note, "note", NOTE_LIMIT),
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
    if c.household_id is not None and c.person_id is None:
        return _offered_household(c, c.household_id)
    if c.person_id is not None and c.household_id is None:
        return _offered_person(c, c.person_id)
    raise Rejected("not_found")


def _offered_household(c: OfferMove, household_id: UUID) -> tuple[str, int]:
    household = Household.objects.filter(commune_id=c.commune_id, id=household_id).first()
    if household is None:
        raise Rejected("not_found", field="household_id")
    members = _members(c.commune_id, household_id=household_id)
    refuse_while_offered(
        c.commune_id, Q(household_id=household_id) | Q(person_id__in=[member.person_id for member in members])
    )
    return household.label, len(members)


def _offered_person(c: OfferMove, person_id: UUID) -> tuple[str, int]:
    person = Person.objects.filter(commune_id=c.commune_id, id=person_id, merged_into_id=None).first()
    if person is None:
        raise Rejected("not_found", field="person_id")
    require_alive(person)
    homes = [member.household_id for member in _members(c.commune_id, person_id=person_id)]
    refuse_while_offered(c.commune_id, Q(person_id=person_id) | Q(household_id__in=homes))
    return str(person), 1


def require_alive(person: Person) -> None:
    """Refuses with the day of death when the person has died."""
    if (died := person.death_date) is not None:
        raise Rejected("person_dead", field="person_id", name=str(person), death_date=died.strftime("%d.%m.%Y"))


def _members(commune_id: int, **of: UUID) -> list[Membership]:
    return list(Membership.objects.filter(commune_id=commune_id, end_date=None, **of))


def refuse_while_offered(commune_id: int, what: Q) -> None:
    """Refuses while a departure of the commune that fits `what` waits for the other team."""
    standing = Departure.objects.filter(what, commune_id=commune_id, decided_at=None).first()
    if standing is not None:
        there = find_commune(standing.to_commune_id)
        raise Rejected("move_open", commune=there.label if there else standing.to_commune_id)


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
    decide(c.departure_id, c.commune_id, c.to_commune_id, "withdrawn", "", actor, at)
    return Effect(records=(c.departure_id,))


def decide(
    move: UUID, origin: int, target: int, decision: str, note: str, actor: Actor, at: Stamp, gone: Iterable[UUID] = ()
) -> None:
    """Writes the decision on both sides of the move; `gone` are the people who went."""
    decided = {"decided_at": at.received_at, "decided_by": actor.name, "decision": decision}
    Departure.objects.filter(commune_id=origin, id=move).update(
        **decided, decision_note=note, people=list(gone), n=at.numbers[origin]
    )
    Arrival.objects.filter(commune_id=target, id=move).update(**decided, n=at.numbers[target])
