"""Questions about visits: what is planned in the commune, and what was planned and made at one household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from impreuna.registry.models import Household, Person
from impreuna.registry.queries.people import place_in_words
from impreuna.services.models import PlannedVisit, Visit
from impreuna.services.rules.visits import PLANNED
from impreuna.ui.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A planned visit; `label` and `place` are the household's, empty where only the household asked."""

    id: UUID
    household_id: UUID
    planned_on: date
    purpose: str
    note: str
    planned_by: str
    planned_by_id: UUID
    state: str
    label: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with its report; `present` are the names of who was there."""

    id: UUID
    started_at: datetime
    ended_at: datetime
    purpose: str
    outcome: str
    present: tuple[str, ...]
    report: str
    area: str
    author: str
    role: str


def list_plans(
    commune_id: int, cursor: str | None = None, user_id: UUID | None = None, size: int = 25
) -> Page[PlanRow]:
    """A page of the commune's open plans by day, those of one colleague only when named. Two queries."""
    plans = _open(commune_id)
    if user_id is not None:
        plans = plans.filter(planned_by_id=user_id)
    page = page_of(plans, ("planned_on", "id"), cursor, size)
    return Page(_with_homes(commune_id, page.items), page.next, page.is_first)


def list_due(commune_id: int, today: date, user_id: UUID | None = None, limit: int = 5) -> list[PlanRow]:
    """Plans for today and those whose day has passed, the oldest first. Two queries; one when there is none."""
    plans = _open(commune_id).filter(planned_on__lte=today)
    if user_id is not None:
        plans = plans.filter(planned_by_id=user_id)
    return _with_homes(commune_id, list(plans.order_by("planned_on", "id")[:limit]))


def list_plans_of(commune_id: int, household_id: UUID) -> list[PlanRow]:
    """The household's open plans, the next first. One query."""
    plans = _open(commune_id).filter(household_id=household_id)
    return [_plan(row) for row in plans.order_by("planned_on", "id")]


def find_plan(commune_id: int, visit_id: UUID) -> PlanRow | None:
    """A plan, open or ended; none when there is no such plan for the reader."""
    row = PlannedVisit.objects.filter(commune_id=commune_id, id=visit_id).first()
    return _plan(row) if row else None


def list_visits(commune_id: int, household_id: UUID, limit: int = 100) -> list[VisitRow]:
    """The household's visits that the reader may see, the latest first. Two queries."""
    rows = list(
        Visit.objects.filter(commune_id=commune_id, household_id=household_id).order_by("-ended_at", "-id")[:limit]
    )
    names = names_of(commune_id, {person for row in rows for person in row.present})
    return [
        VisitRow(
            row.id, row.started_at, row.ended_at, row.purpose, row.outcome,
            tuple(names[person] for person in row.present if person in names), row.report, row.area, row.author,
            row.role,
        )
        for row in rows
    ]  # fmt: skip


def names_of(commune_id: int, people: Iterable[UUID]) -> dict[UUID, str]:
    """Names of these people, of those who are still in the commune. One query."""
    return {person.id: str(person) for person in Person.objects.filter(commune_id=commune_id, id__in=list(people))}


def _open(commune_id: int) -> QuerySet[PlannedVisit]:
    return PlannedVisit.objects.filter(commune_id=commune_id, state=PLANNED)


def _with_homes(commune_id: int, plans: list[PlannedVisit]) -> list[PlanRow]:
    if not plans:
        return []
    households = Household.objects.filter(commune_id=commune_id, id__in={plan.household_id for plan in plans})
    homes = {home.id: (home.label, place_in_words(home)) for home in households}
    return [_plan(plan, *homes.get(plan.household_id, ("", ""))) for plan in plans]


def _plan(row: PlannedVisit, label: str = "", place: str = "") -> PlanRow:
    return PlanRow(
        row.id, row.household_id, row.planned_on, row.purpose, row.note, row.planned_by, row.planned_by_id, row.state,
        label, place,
    )  # fmt: skip
