"""Who opened a case file, when and why (Legea 190/2018 art. 6; P art. 6(6))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from impreuna.cases.models import Case, CasePerson, Opening
from impreuna.cases.queries.casefile import CaseFile
from impreuna.kernel.moments import BUCHAREST


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One opening of a case file; `case` names it where several are listed together."""

    user_name: str
    role: str
    reason: str
    opened_at: datetime
    case: str = ""


def was_opened_today(case: CaseFile, now: datetime) -> bool:
    """Whether the reader has opened the file already on this day in Romania."""
    return _of_today(case, now).exists()


def reason_of_today(case: CaseFile, now: datetime) -> str:
    """The reason that the reader gave for it last, on this day in Romania; empty when she has not opened it."""
    return _of_today(case, now).order_by("-opened_at").values_list("reason", flat=True).first() or ""


def _of_today(case: CaseFile, now: datetime) -> QuerySet[Opening]:
    midnight = now.astimezone(BUCHAREST).replace(hour=0, minute=0, second=0, microsecond=0)
    of_reader = Opening.objects.filter(commune_id=case.commune_id, case_id=case.id, user_id=case.reader.user_id)
    return of_reader.filter(opened_at__gte=midnight)


def list_openings(case: CaseFile, most: int = 200) -> list[OpeningRow]:
    """Who opened the file, the latest first."""
    rows = Opening.objects.filter(commune_id=case.commune_id, case_id=case.id).order_by("-opened_at", "id")
    return [OpeningRow(row.user_name, row.role, row.reason, row.opened_at) for row in rows[:most]]


def list_openings_about(commune_id: int, person_ids: list[UUID], household_id: UUID | None) -> list[OpeningRow]:
    """Who opened a file of somebody, as far as the reader sees the cases. Three queries."""
    held = CasePerson.objects.filter(commune_id=commune_id, person_id__in=person_ids).values_list("case_id", flat=True)
    ids = set(held)
    cases = Case.objects.filter(commune_id=commune_id)
    cases = cases.filter(household_id=household_id) if household_id is not None else cases.filter(id__in=ids)
    titles = {case.id: f"{case.number}/{case.year}" for case in cases}
    rows = Opening.objects.filter(commune_id=commune_id, case_id__in=titles).order_by("-opened_at", "id")
    return [OpeningRow(row.user_name, row.role, row.reason, row.opened_at, titles[row.case_id]) for row in rows]
