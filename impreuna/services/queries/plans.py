"""What a service that is given has to know of a case's plan, and which of a plan's services were given how often."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Sum

from impreuna.cases.models import Case, CaseEntry
from impreuna.cases.queries.delivered import Delivered
from impreuna.cases.queries.dossier import dossier_of
from impreuna.cases.rules.versions import in_force
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.services.models import ServiceDelivered
from impreuna.services.rules.delivery import may_deliver


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case whose plan is in force; `items` are what `DraftPlan` says of its services, by id.

    `team_id` and `is_restricted`: who sees what stands in it.
    """

    case_id: UUID
    number: str
    team_id: UUID
    is_restricted: bool
    items: Mapping[UUID, Mapping[str, Any]]


def find_case_plan(commune_id: int, case_id: UUID, household_id: UUID) -> CasePlan | None:
    """The plan of a household's case, without services as long as none is in force. None when the household has no
    such case for the reader. Two queries."""
    cases = Case.objects.filter(commune_id=commune_id, id=case_id, household_id=household_id)
    return next(iter(_plans_of(commune_id, list(cases))), None)


def list_case_plans(commune_id: int, household_id: UUID) -> list[CasePlan]:
    """The plans in force of the household's open cases that the reader sees. Two queries; one without such a case."""
    cases = Case.objects.filter(commune_id=commune_id, household_id=household_id, ended_at=None)
    return [plan for plan in _plans_of(commune_id, list(cases.order_by("registered_at", "id"))) if plan.items]


def count_given(commune_id: int, case_id: UUID) -> dict[str, Delivered]:
    """The services of the case's plans that were given, as far as the reader sees them. One query."""
    rows = ServiceDelivered.objects.filter(commune_id=commune_id, case_id=case_id, plan_item_id__isnull=False)
    counted = rows.values_list("plan_item_id").annotate(Sum("quantity"), Min("delivered_on"), Max("delivered_on"))
    return {str(item): Delivered(times, first, last) for item, times, first, last in counted}


def _plans_of(commune_id: int, cases: Collection[Case]) -> list[CasePlan]:
    if not cases:
        return []
    kinds = ("DraftPlan", "EndorseEntry")
    rows = CaseEntry.objects.filter(commune_id=commune_id, case_id__in=[case.id for case in cases], kind__in=kinds)
    entries = list(rows.order_by("received_at", "recorded_at", "id"))
    return [_plan_of(case, [entry for entry in entries if entry.case_id == case.id]) for case in cases]


def _plan_of(case: Case, entries: list[CaseEntry]) -> CasePlan:
    plan = in_force(dossier_of(case, entries).facts)
    items = {UUID(item["id"]): item for item in plan.content["items"]} if plan else {}
    return CasePlan(case.id, f"{case.number}/{case.year}", case.team_id, case.is_restricted, items)


def gives(role: str, code: str) -> bool:
    """Whether `role` records deliveries of the service of this code; what is in no list anybody may."""
    if not code:
        return True
    try:
        service = current_edition().services.get(code)
    except NoEdition:
        return False
    return service is None or bool(may_deliver(role, service))
