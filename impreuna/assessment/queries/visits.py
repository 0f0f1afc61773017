"""Questions about visits: the history of a household, one visit with its answers, who else works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from impreuna.assessment.models import Answers, Assessment
from impreuna.kernel.actor import Actor
from impreuna.kernel.drafts import Draft, drafts_about
from impreuna.registry.models import Person


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A recorded visit. `purpose`, `outcome`, `conclusion` are the answers to G02, G03 and Z03, None when not given."""

    id: UUID
    household_id: UUID
    edition: int
    started_at: datetime
    ended_at: datetime
    received_at: datetime
    author_id: UUID
    author: str
    role: str
    purpose: int | None
    outcome: int | None
    conclusion: int | None
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PersonAnswers:
    """What was answered about a person; `name` is empty when her record moved away."""

    id: UUID
    name: str
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class VisitFile:
    """A visit with those of its answers that the reader may see; `areas` are the areas they belong to."""

    visit: VisitRow
    areas: frozenset[str]
    household: dict[str, Any]
    persons: tuple[PersonAnswers, ...]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who else works on a household: colleagues' drafts (never what they typed), and visits received since."""

    drafts: tuple[Draft, ...]
    visits: tuple[VisitRow, ...]

    def __bool__(self) -> bool:
        return bool(self.drafts or self.visits)


def list_visits(commune_id: int, household_id: UUID, limit: int = 100) -> list[VisitRow]:
    """The household's visits, the latest first. One query."""
    visits = Assessment.objects.filter(commune_id=commune_id, household_id=household_id)
    return [_row(visit) for visit in visits.order_by("-ended_at", "-n")[:limit]]


def get_visit(commune_id: int, assessment_id: UUID) -> VisitFile | None:
    """One visit as the reader sees it; None when there is no such visit for her. Three queries."""
    visit = Assessment.objects.filter(commune_id=commune_id, id=assessment_id).first()
    if visit is None:
        return None
    household: dict[str, Any] = {}
    persons: list[dict[str, Any]] = [{} for _person in visit.people]
    areas = set()
    for row in Answers.objects.filter(commune_id=commune_id, id=assessment_id):
        areas.add(row.area)
        household |= row.household
        for index, answers in enumerate(row.persons):
            persons[index] |= answers
    people = Person.objects.filter(commune_id=commune_id, id__in=visit.people)
    names = {person.id: str(person) for person in people}
    told = [
        PersonAnswers(each, names.get(each, ""), answers) for each, answers in zip(visit.people, persons, strict=True)
    ]
    return VisitFile(_row(visit), frozenset(areas), household, tuple(told))


def who_else(actor: Actor, commune_id: int, household_id: UUID, since: datetime) -> Meanwhile:
    """Colleagues with a draft about the household, and colleagues' visits received after `since`. Two queries."""
    drafts = [draft for draft in drafts_about(commune_id, household_id) if draft.user_id != actor.user_id]
    visits = Assessment.objects.filter(commune_id=commune_id, household_id=household_id, received_at__gt=since)
    others = visits.exclude(author_id=actor.user_id).order_by("-received_at")
    return Meanwhile(tuple(drafts), tuple(_row(visit) for visit in others))


def _row(visit: Assessment) -> VisitRow:
    return VisitRow(
        visit.id, visit.household_id, visit.edition, visit.started_at, visit.ended_at, visit.received_at,
        visit.author_id, visit.author, visit.role, visit.purpose, visit.outcome, visit.conclusion,
        tuple(visit.people),
    )  # fmt: skip
