"""Who came to activities for many: of one activity by name, and the activities to which somebody came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from impreuna.registry.models import Membership, Person
from impreuna.registry.queries.people import PersonRow, with_homes
from impreuna.services.models import Activity
from impreuna.services.queries.giving import ActivityRow, activity_row
from impreuna.services.queries.visits import names_of


@dataclass(frozen=True, slots=True)
class Attended:
    """An activity to which people of a household came; `who` are their names."""

    activity: ActivityRow
    who: tuple[str, ...]


def find_activity(commune_id: int, activity_id: UUID, today: date) -> tuple[ActivityRow, list[PersonRow]] | None:
    """An activity and who came by name, as far as they are in the commune still; none when there is no such activity
    for the reader. Four queries."""
    row = Activity.objects.filter(commune_id=commune_id, id=activity_id).first()
    return (activity_row(row), list_people(commune_id, row.people, today)) if row else None


def list_people(commune_id: int, ids: Iterable[UUID], today: date) -> list[PersonRow]:
    """These people by name, each with her home; a record that was merged, by the one that stands for it. Four
    queries at most; none without ids."""
    wanted = set(ids)
    if not wanted:
        return []
    people = {person.id: person for person in Person.objects.filter(commune_id=commune_id, id__in=wanted)}
    merged = {person.merged_into_id for person in people.values() if person.merged_into_id} - set(people)
    if merged:
        people |= {person.id: person for person in Person.objects.filter(commune_id=commune_id, id__in=merged)}
    standing = [person for person in people.values() if not person.merged_into_id]
    return with_homes(commune_id, sorted(standing, key=lambda person: (person.sort_key, person.id)), today)


def list_attended(commune_id: int, person_ids: Iterable[UUID], limit: int = 100) -> list[Attended]:
    """Activities to which any of these people came, the latest first. Two queries; one when there is none."""
    ids = set(person_ids)
    rows = list(
        Activity.objects.filter(commune_id=commune_id, people__overlap=list(ids)).order_by("-held_on", "id")[:limit]
    )
    names = names_of(commune_id, ids & {person for row in rows for person in row.people}) if rows else {}
    return [
        Attended(activity_row(row), tuple(names[person] for person in row.people if person in names)) for row in rows
    ]


def list_attended_by_household(commune_id: int, household_id: UUID, limit: int = 100) -> list[Attended]:
    """Activities to which those who live in a household came, the latest first. Three queries at most."""
    members = Membership.objects.filter(commune_id=commune_id, household_id=household_id, end_date=None)
    ids = list(members.values_list("person_id", flat=True))
    return list_attended(commune_id, ids, limit) if ids else []
