"""Who belongs to a household, as an act about it needs to know."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

_PEOPLE = """
SELECT m.person_id, coalesce(p.merged_into_id, p.id)
FROM registry_household h
LEFT JOIN registry_membership m ON m.commune_id = h.commune_id AND m.household_id = h.id
LEFT JOIN registry_person p ON p.commune_id = m.commune_id AND p.id = m.person_id
WHERE h.commune_id = %s AND h.id = %s
"""


def find_people(commune_id: int, household_id: UUID) -> dict[UUID, UUID] | None:
    """Everybody who is or was of the household, each with the record that stands for her: id → id. One query.

    None when there is no such household for the reader.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [commune_id, household_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    known = {person: stands_for for person, stands_for in rows if stands_for is not None}
    return known | {stands_for: stands_for for stands_for in known.values()}
