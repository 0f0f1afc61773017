"""What the registry says of whom a case is about, as far as the reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from impreuna.registry.models import Household
from impreuna.registry.queries.people import place_in_words
from impreuna.registry.rules.names import full_name

_PEOPLE = """
SELECT m.person_id FROM registry_household h
LEFT JOIN registry_membership m ON m.commune_id = h.commune_id AND m.household_id = h.id
WHERE h.commune_id = %s AND h.id = %s
"""
_PERSON = "SELECT last_name, first_name, birth_date FROM registry_person WHERE commune_id = %s AND id = %s"
_HOME = """
SELECT household_id FROM registry_membership WHERE commune_id = %s AND person_id = %s AND end_date IS NULL
ORDER BY start_date DESC NULLS LAST, id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the registry: what she is called, and when she was born, if that is known."""

    name: str
    birth_date: date | None


def people_of(commune_id: int, household_id: UUID) -> frozenset[UUID] | None:
    """Who is or was of a household; none when there is no such household for the reader."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [commune_id, household_id])
        rows = cursor.fetchall()
    return frozenset(person for (person,) in rows if person is not None) if rows else None


def known_of(commune_id: int, person_id: UUID) -> Known | None:
    """What the registry says of somebody; none when there is no such person for the reader."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, [commune_id, person_id])
        row = cursor.fetchone()
    return Known(full_name(row[0], row[1]), row[2]) if row else None


def address_of(commune_id: int, household_id: UUID | None) -> str:
    """Where a household lives, on one line: "Bolda, nr. 12"; empty without one that the reader sees. One query."""
    home = Household.objects.filter(commune_id=commune_id, id=household_id).first() if household_id else None
    return place_in_words(home) if home else ""


def home_of(commune_id: int, person_id: UUID) -> UUID | None:
    """The household in which somebody lives now; none when the reader sees none."""
    with connection.cursor() as cursor:
        cursor.execute(_HOME, [commune_id, person_id])
        row = cursor.fetchone()
    return row[0] if row else None
