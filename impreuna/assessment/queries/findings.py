"""Questions about findings: of a household, of a person, of a commune that wait for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from impreuna.assessment.models import Finding, FindingEvent
from impreuna.assessment.rules.settle import LIVE
from impreuna.kernel.policy import ROLES
from impreuna.registry.models import Household, Person
from impreuna.ui.paging import Page, page_of

_STATES = ("proposed", "confirmed", "refuted", "resolved")


@dataclass(frozen=True, slots=True)
class EventRow:
    """A change after the first, the latest last: the state that followed, who, in which role, why."""

    state: str
    happened_at: datetime
    by: str
    role: str
    note: str
    assessment_id: UUID | None
    evidence: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as its reader sees it. `subject` is the person's name, or the household's label.

    `evidence` is worded by `nomenclature.queries.edition(finding.edition)` and `describe`; `code` is the list's.
    """

    id: UUID
    subject_id: UUID
    subject: str
    is_person: bool
    household_id: UUID
    household: str
    code: str
    veil: str
    severity: int
    state: str
    evidence: dict[str, Any]
    edition: int
    assessment_id: UUID
    found_at: datetime
    decided_at: datetime | None
    decided_by: str
    decided_role: str
    note: str
    events: tuple[EventRow, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it asks for something to be done."""
        return self.state in LIVE

    def may_be_decided_by(self, role: str) -> bool:
        """Whether `role` decides about findings of this area."""
        return self.veil in ROLES[role].writable_areas


def list_findings(commune_id: int, household_id: UUID) -> list[FindingRow]:
    """All findings of the household and its people that the reader may see, with history. Four queries.

    Proposed ones first, then confirmed, refuted, resolved; the gravest first.
    """
    return _rows(commune_id, Finding.objects.filter(commune_id=commune_id, household_id=household_id))


def list_findings_of_person(commune_id: int, person_ids: Iterable[UUID]) -> list[FindingRow]:
    """The findings of a person, given by the ids of her record and of those merged into it. Four queries."""
    return _rows(commune_id, Finding.objects.filter(commune_id=commune_id, subject_id__in=list(person_ids)))


def count_open_findings(commune_id: int, role: str) -> int:
    """How many proposed findings of the commune wait for somebody of this role. One query."""
    return _waiting(commune_id, role).count()


def list_open_findings(commune_id: int, role: str, cursor: str | None = None, size: int = 25) -> Page[FindingRow]:
    """Proposed findings that wait for somebody of this role, the gravest first, then the oldest. Four queries."""
    page = page_of(_waiting(commune_id, role), ("-severity", "found_at", "id"), cursor, size)
    return Page(_named(commune_id, page.items), page.next, page.is_first)


def _waiting(commune_id: int, role: str) -> QuerySet[Finding]:
    areas = sorted(ROLES[role].decided_areas)
    return Finding.objects.filter(commune_id=commune_id, state="proposed", veil__in=areas)


def _rows(commune_id: int, findings: QuerySet[Finding]) -> list[FindingRow]:
    found = sorted(findings, key=lambda one: (_STATES.index(one.state), -one.severity, one.code, one.id))
    return _named(commune_id, found)


def _named(commune_id: int, found: list[Finding]) -> list[FindingRow]:
    people = Person.objects.filter(commune_id=commune_id, id__in=[one.subject_id for one in found if one.is_person])
    names = {person.id: str(person) for person in people}
    homes = Household.objects.filter(commune_id=commune_id, id__in={one.household_id for one in found})
    labels = dict(homes.values_list("id", "label"))
    events: dict[UUID, list[EventRow]] = {}
    told = FindingEvent.objects.filter(commune_id=commune_id, finding_id__in=[one.id for one in found])
    for event in told.order_by("n", "happened_at", "id"):
        events.setdefault(event.finding_id, []).append(_event(event))
    return [
        FindingRow(
            one.id, one.subject_id, names.get(one.subject_id, labels.get(one.household_id, "")), one.is_person,
            one.household_id, labels.get(one.household_id, ""), one.code, one.veil, one.severity, one.state,
            one.evidence, one.edition, one.assessment_id, one.found_at, one.decided_at, one.decided_by,
            one.decided_role, one.note, tuple(events.get(one.id, ())),
        )
        for one in found
    ]  # fmt: skip


def _event(event: FindingEvent) -> EventRow:
    return EventRow(
        event.state, event.happened_at, event.by, event.role, event.note, event.assessment_id, event.evidence
    )
