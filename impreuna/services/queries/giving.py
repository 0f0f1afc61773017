"""Questions about help in kind and about activities for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from impreuna.registry.models import Household
from impreuna.services.models import Activity, ResourceGiven
from impreuna.services.queries.visits import names_of
from impreuna.ui.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """What was given, to whom; `label` is the household's."""

    id: UUID
    household_id: UUID
    label: str
    person: str
    what: str
    quantity: Decimal
    unit: str
    given_on: date
    note: str
    author: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity for many; `code` is read in the words of `edition`, `named` of those who came are known by name."""

    id: UUID
    title: str
    kind: str
    code: str
    edition: int
    held_on: date
    place: str
    children: int
    adults: int
    named: int
    note: str
    author: str
    role: str


def list_resources(commune_id: int, cursor: str | None = None, size: int = 25) -> Page[ResourceRow]:
    """A page of the help in kind of the commune, the latest first. Three queries."""
    page = page_of(ResourceGiven.objects.filter(commune_id=commune_id), ("-given_on", "id"), cursor, size)
    labels = dict(
        Household.objects.filter(commune_id=commune_id, id__in={row.household_id for row in page.items}).values_list(
            "id", "label"
        )
    )
    names = names_of(commune_id, {row.person_id for row in page.items if row.person_id})
    rows = [
        ResourceRow(
            row.id, row.household_id, labels.get(row.household_id, ""),
            names.get(row.person_id, "") if row.person_id else "", row.what, row.quantity, row.unit, row.given_on,
            row.note, row.author,
        )
        for row in page.items
    ]  # fmt: skip
    return Page(rows, page.next, page.is_first)


def list_activities(commune_id: int, cursor: str | None = None, size: int = 25) -> Page[ActivityRow]:
    """A page of the activities that the reader may see, the latest first. One query."""
    page = page_of(Activity.objects.filter(commune_id=commune_id), ("-held_on", "id"), cursor, size)
    return Page([activity_row(row) for row in page.items], page.next, page.is_first)


def activity_row(row: Activity) -> ActivityRow:
    """An activity as pages read it."""
    return ActivityRow(
        row.id, row.title, row.kind, row.code, row.edition, row.held_on, row.place, row.children, row.adults,
        len(row.people), row.note, row.author, row.role,
    )  # fmt: skip
