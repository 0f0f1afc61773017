"""What a service that is given has to know of a case's plan."""

from __future__ import annotations

from uuid import UUID

from impreuna.cases.models import Case, CaseEntry
from impreuna.cases.queries.dossier import dossier_of
from impreuna.cases.rules.versions import in_force


def find_plan_items(commune_id: int, case_id: UUID, household_id: UUID) -> dict[str, str] | None:
    """The services of the case's plan in force: id → title. None when the household has no such case for the reader.
    Two queries."""
    case = Case.objects.filter(commune_id=commune_id, id=case_id, household_id=household_id).first()
    if case is None:
        return None
    kinds = ("DraftPlan", "EndorseEntry")
    entries = CaseEntry.objects.filter(commune_id=commune_id, case_id=case_id, kind__in=kinds).order_by("received_at")
    plan = in_force(dossier_of(case, entries).facts)
    return {item["id"]: item["title"] for item in plan.content["items"]} if plan else {}
