"""Recording a service that was given."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q

from impreuna.assessment.models import Finding
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.rules.edition import Edition
from impreuna.services.commands.checking import one_of, people_of, text_of
from impreuna.services.models import ServiceDelivered
from impreuna.services.queries.plans import CasePlan, find_case_plan
from impreuna.services.rules import delivery


class RecordService(Command):
    """Un serviciu acordat unei gospodării sau unei persoane (P art. 3; Legea 292/2011 art. 45(2)), from the lists.

    Its area of data follows from its code (`rules.delivery`).
    """

    area = "household"
    sentence = _("a înregistrat un serviciu acordat")

    household_id: UUID
    service_id: UUID
    person_id: UUID | None
    code: str
    delivered_on: date
    quantity: int = 1
    note: str = ""
    finding_ids: tuple[UUID, ...] = ()
    #: The case in whose plan it stands, and its item there.
    case_id: UUID | None = None
    plan_item_id: UUID | None = None

    @property
    def is_restricted(self) -> bool:
        """A refused service is its author's alone: of which area it is, only its handler can tell."""
        return True


@handles(RecordService)
def record_service(c: RecordService, actor: Actor, at: Stamp) -> Effect:
    """Keeps the delivery in the area of data of its service."""
    lists = _lists()
    service = lists.services.get(c.code)
    if service is None:
        raise Rejected("unknown_code", field="code")
    require(delivery.may_deliver(actor.role, service), "code")
    require(delivery.may_date(c.delivered_on, day_of(at.received_at)), "delivered_on")
    require_all([delivery.may_count(c.quantity, c.finding_ids)])
    note = text_of(c.note, "note", delivery.NOTE_LIMIT)
    person = one_of(people_of(c.commune_id, c.household_id), c.person_id, "person_id")
    findings = _findings(c, person)
    plan = _plan(c)
    area = delivery.veil_of(service)
    try:
        ServiceDelivered.objects.create(
            commune_id=c.commune_id,
            id=c.service_id,
            n=at.n,
            household_id=c.household_id,
            person_id=person,
            subject_id=person or c.household_id,
            code=c.code,
            edition=lists.number,
            delivered_on=c.delivered_on,
            quantity=c.quantity,
            note=note,
            area=area,
            finding_ids=findings,
            case_id=c.case_id,
            plan_item_id=c.plan_item_id,
            team_id=plan.team_id if plan else None,
            is_restricted=plan is not None and plan.is_restricted,
            received_at=at.received_at,
            author=actor.name,
            author_id=actor.user_id,
            role=actor.role,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    return Effect(
        records=(c.household_id, c.service_id, *((person,) if person else ())),
        restriction_id=plan.team_id if plan and plan.is_restricted else None,
        area=area,
    )


def _plan(c: RecordService) -> CasePlan | None:
    """The plan in which it stands: of a case of the household, as far as the author sees it, and with that item."""
    if c.case_id is None:
        if c.plan_item_id is not None:
            raise Rejected("service_of_case", field="case_id")
        return None
    plan = find_case_plan(c.commune_id, c.case_id, c.household_id)
    if plan is None:
        raise Rejected("service_of_case", field="case_id")
    if c.plan_item_id is not None and c.plan_item_id not in plan.items:
        raise Rejected("service_of_case", field="plan_item_id")
    return plan


def _lists() -> Edition:
    try:
        return current_edition()
    except NoEdition as problem:
        raise Rejected("unknown_code", field="code") from problem


def _findings(c: RecordService, person: UUID | None) -> list[UUID]:
    """The findings that the service answers: the household's or the person's, as far as the author sees them."""
    wanted = list(dict.fromkeys(c.finding_ids))
    if not wanted:
        return []
    about = Q(household_id=c.household_id) | (Q(subject_id=person) if person else Q())
    seen = Finding.objects.filter(about, commune_id=c.commune_id, id__in=wanted)
    known = set(seen.values_list("id", flat=True))
    for index, finding in enumerate(c.finding_ids):
        if finding not in known:
            raise Rejected("finding_not_here", field=f"finding_ids.{index}")
    return wanted
