"""Who lives in a household, since when and until when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require
from impreuna.registry.commands.corrections import follow_name
from impreuna.registry.commands.register import ADD_PERSON, check_member, insert_people
from impreuna.registry.models import Household, Membership, Person
from impreuna.registry.rules import persons
from impreuna.registry.rules.intake import NewPerson


class AddPerson(Command):
    """Adăugarea unei persoane într-o gospodărie (P art. 6(5)): born there, moved in, or missed at the registration."""

    sentence = _("a adăugat o persoană într-o gospodărie")

    household_id: UUID
    person: NewPerson
    start_date: date | None = None
    start_reason: str = "registered"


class JoinHousehold(Command):
    """Intrarea unei persoane cunoscute într-o gospodărie (P art. 6(5)); she must have left the one before."""

    area = "household"
    sentence = _("a trecut o persoană într-o gospodărie")

    household_id: UUID
    person_id: UUID
    relation: str
    start_date: date


class EndMembership(Command):
    """Ieșirea unei persoane din gospodărie (P art. 6(5)): moved, abroad, in an institution."""

    area = "household"
    sentence = _("a încheiat apartenența unei persoane la o gospodărie")

    household_id: UUID
    person_id: UUID
    end_date: date
    end_reason: str


class RecordDeath(Command):
    """Înregistrarea decesului unei persoane (P art. 6(5)); her membership ends on that day."""

    sentence = _("a înregistrat un deces")

    person_id: UUID
    death_date: date


@handles(AddPerson)
def add_person(c: AddPerson, actor: Actor, at: Stamp) -> Effect:
    """Registers the person and her membership; a possible duplicate becomes a candidate."""
    household = _household(c.commune_id, c.household_id)
    today = day_of(at.received_at)
    person = check_member(0, c.person, today)
    if person.relation == "head" and _has_head(c.commune_id, c.household_id):
        raise Rejected("one_head", field="relation")
    if c.start_reason not in persons.START_REASONS:
        raise Rejected("unknown_code", field="start_reason")
    _check_day(c.start_date, today, "start_date")
    effect = insert_people(ADD_PERSON, [], c.household_id, [person], c.start_reason, c.start_date, actor, at)
    if person.relation == "head":
        Household.objects.filter(commune_id=c.commune_id, id=household.id).update(
            label=f"{person.last_name} {person.first_name}", sort_key=person.sort_key, n=at.n
        )
    return effect


@handles(JoinHousehold)
def join_household(c: JoinHousehold, actor: Actor, at: Stamp) -> Effect:
    """Opens a membership; refused while another one is open, or when the person has died."""
    _household(c.commune_id, c.household_id)
    person = _person(c.commune_id, c.person_id)
    today = day_of(at.received_at)
    _check_day(c.start_date, today, "start_date")
    if c.relation not in persons.RELATIONS:
        raise Rejected("unknown_code", field="relation")
    if person.death_date is not None:
        raise Rejected("person_dead", field="person_id", name=str(person), death_date=_shown(person.death_date))
    if c.relation == "head" and _has_head(c.commune_id, c.household_id):
        raise Rejected("one_head", field="relation")
    try:
        Membership.objects.create(
            commune_id=c.commune_id,
            id=new_id(),
            n=at.n,
            household_id=c.household_id,
            person_id=c.person_id,
            relation=c.relation,
            start_date=c.start_date,
            start_reason="moved_in",
        )
    except IntegrityError as problem:
        raise Rejected("member_elsewhere", field="person_id", name=str(person)) from problem
    if c.relation == "head":
        follow_name(person, at)
    return Effect(records=(c.household_id, c.person_id))


@handles(EndMembership)
def end_membership(c: EndMembership, actor: Actor, at: Stamp) -> Effect:
    """Closes the open membership on `end_date`."""
    person = _person(c.commune_id, c.person_id)
    membership = Membership.objects.filter(
        commune_id=c.commune_id, household_id=c.household_id, person_id=c.person_id, end_date=None
    ).first()
    if membership is None:
        raise Rejected("not_a_member", field="person_id", name=str(person))
    if c.end_reason not in persons.END_REASONS or c.end_reason == "died":
        raise Rejected("unknown_code", field="end_reason")
    _check_day(c.end_date, day_of(at.received_at), "end_date")
    _close(membership, c.end_date, c.end_reason, at)
    return Effect(records=(c.household_id, c.person_id))


@handles(RecordDeath)
def record_death(c: RecordDeath, actor: Actor, at: Stamp) -> Effect:
    """Writes the day of death and closes the open membership with it."""
    person = _person(c.commune_id, c.person_id)
    if person.death_date is not None:
        raise Rejected("person_dead", field="death_date", name=str(person), death_date=_shown(person.death_date))
    require(
        persons.check_death(c.death_date, person.birth_date, person.birth_year, day_of(at.received_at)), "death_date"
    )
    person.death_date, person.n = c.death_date, at.n
    person.save(update_fields=["death_date", "n"])
    membership = Membership.objects.filter(commune_id=c.commune_id, person_id=c.person_id, end_date=None).first()
    if membership is not None:
        _close(membership, c.death_date, "died", at, field="death_date")
    return Effect(records=(c.person_id,))


def _close(membership: Membership, day: date, reason: str, at: Stamp, field: str = "end_date") -> None:
    if membership.start_date is not None and day < membership.start_date:
        raise Rejected("date_before_start", field=field, start_date=_shown(membership.start_date))
    membership.end_date, membership.end_reason, membership.n = day, reason, at.n
    membership.save(update_fields=["end_date", "end_reason", "n"])


def _check_day(day: date | None, today: date, field: str) -> None:
    if day is not None and day > today:
        raise Rejected("date_future", field=field)
    if day is not None and day.year < persons.OLDEST_YEAR:
        raise Rejected("birth_too_old", field=field)


def _household(commune_id: int, household_id: UUID) -> Household:
    household = Household.objects.filter(commune_id=commune_id, id=household_id).first()
    if household is None:
        raise Rejected("not_found", field="household_id")
    return household


def _person(commune_id: int, person_id: UUID) -> Person:
    person = Person.objects.filter(commune_id=commune_id, id=person_id, merged_into_id=None).first()
    if person is None:
        raise Rejected("not_found", field="person_id")
    return person


def _has_head(commune_id: int, household_id: UUID) -> bool:
    return Membership.objects.filter(
        commune_id=commune_id, household_id=household_id, relation="head", end_date=None
    ).exists()


def _shown(day: date) -> str:
    return day.strftime("%d.%m.%Y")
