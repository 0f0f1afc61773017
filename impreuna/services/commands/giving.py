"""Recording help in kind, and activities for many."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.registry.models import Person
from impreuna.services.commands.checking import one_of, people_of, text_of
from impreuna.services.models import Activity, ResourceGiven
from impreuna.services.rules import delivery, giving


class GiveResource(Command):
    """Un ajutor în natură dat unei gospodării (propunere). `what`, `unit`: codes of `rules.giving`."""

    area = "income"
    sentence = _("a înregistrat un ajutor în natură")

    household_id: UUID
    resource_id: UUID
    what: str
    quantity: Decimal
    unit: str
    given_on: date
    person_id: UUID | None = None
    note: str = ""


@handles(GiveResource)
def give_resource(c: GiveResource, actor: Actor, at: Stamp) -> Effect:
    """Keeps what was given."""
    require_all(giving.check_resource(c.what, c.unit, c.quantity, c.given_on, day_of(at.received_at)))
    person = one_of(people_of(c.commune_id, c.household_id), c.person_id, "person_id")
    try:
        ResourceGiven.objects.create(
            commune_id=c.commune_id,
            id=c.resource_id,
            n=at.n,
            household_id=c.household_id,
            person_id=person,
            what=c.what,
            quantity=c.quantity,
            unit=c.unit,
            given_on=c.given_on,
            note=text_of(c.note, "note", giving.NOTE_LIMIT),
            received_at=at.received_at,
            author=actor.name,
            author_id=actor.user_id,
            role=actor.role,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    return Effect(records=(c.household_id, c.resource_id, *((person,) if person else ())))


class RecordActivity(Command):
    """O activitate de grup sau comunitară, cu câți au venit (P art. 3): `code` of a service of the national lists,
    `activity_kind` group or community. Its area of data follows from its code."""

    area = "household"
    sentence = _("a înregistrat o activitate de grup")

    activity_id: UUID
    title: str
    activity_kind: str
    code: str
    held_on: date
    children: int
    adults: int
    place: str = ""
    people: tuple[UUID, ...] = ()
    note: str = ""

    @property
    def is_restricted(self) -> bool:
        """A refused one is its author's alone: of which area it is, only its handler can tell."""
        return True


@handles(RecordActivity)
def record_activity(c: RecordActivity, actor: Actor, at: Stamp) -> Effect:
    """Keeps the activity in the area of data of its service."""
    try:
        lists = current_edition()
    except NoEdition as problem:
        raise Rejected("unknown_code", field="code") from problem
    service = lists.services.get(c.code)
    if service is None:
        raise Rejected("unknown_code", field="code")
    require(delivery.may_deliver(actor.role, service), "code")
    people = tuple(dict.fromkeys(c.people))
    today = day_of(at.received_at)
    require_all(giving.check_activity(c.title, c.activity_kind, c.children, c.adults, len(people), c.held_on, today))
    if Person.objects.filter(commune_id=c.commune_id, id__in=people).count() != len(people):
        raise Rejected("not_found", field="people")
    area = delivery.veil_of(service)
    try:
        Activity.objects.create(
            commune_id=c.commune_id,
            id=c.activity_id,
            n=at.n,
            title=text_of(c.title, "title", giving.TITLE_LIMIT),
            kind=c.activity_kind,
            code=c.code,
            edition=lists.number,
            held_on=c.held_on,
            place=text_of(c.place, "place", giving.TITLE_LIMIT),
            children=c.children,
            adults=c.adults,
            people=list(people),
            note=text_of(c.note, "note", giving.NOTE_LIMIT),
            area=area,
            received_at=at.received_at,
            author=actor.name,
            author_id=actor.user_id,
            role=actor.role,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    return Effect(records=(c.activity_id, *people), area=area)
