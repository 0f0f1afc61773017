"""Questions about services that were given: to a household, to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from impreuna.services.models import ServiceDelivered
from impreuna.services.queries.visits import names_of


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service that was given; `code` is read in the words of `edition`, `person` is the name of whom it was for."""

    id: UUID
    household_id: UUID
    code: str
    edition: int
    delivered_on: date
    quantity: int
    note: str
    area: str
    person: str
    author: str
    role: str


def list_services(commune_id: int, household_id: UUID, limit: int = 100) -> list[ServiceRow]:
    """The household's services that the reader may see, the latest first. Two queries."""
    rows = ServiceDelivered.objects.filter(commune_id=commune_id, household_id=household_id)
    return _rows(commune_id, list(rows.order_by("-delivered_on", "-id")[:limit]))


def list_services_of_person(commune_id: int, person_ids: Sequence[UUID], limit: int = 100) -> list[ServiceRow]:
    """The services of a person, under any of her records, the latest first. Two queries."""
    rows = ServiceDelivered.objects.filter(commune_id=commune_id, person_id__in=list(person_ids))
    return _rows(commune_id, list(rows.order_by("-delivered_on", "-id")[:limit]))


def _rows(commune_id: int, services: list[ServiceDelivered]) -> list[ServiceRow]:
    names = names_of(commune_id, {one.person_id for one in services if one.person_id})
    return [
        ServiceRow(
            one.id, one.household_id, one.code, one.edition, one.delivered_on, one.quantity, one.note, one.area,
            names.get(one.person_id, "") if one.person_id else "", one.author, one.role,
        )
        for one in services
    ]  # fmt: skip
