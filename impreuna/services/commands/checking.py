"""What every act about a household is checked for: texts, areas of data, people."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import AREAS, may_write
from impreuna.kernel.result import Rejected, require
from impreuna.kernel.text import clean_lines
from impreuna.services.queries.home import find_people


def text_of(typed: str, field: str, limit: int) -> str:
    """The text as it is kept; too long a one is refused, never cut."""
    text = clean_lines(typed)
    if len(text) > limit:
        raise Rejected("text_too_long", field=field, limit=limit)
    return text


def require_area(area: str, actor: Actor) -> None:
    """Refuses an area of data in which the actor does not write."""
    if area not in AREAS:
        raise Rejected("unknown_code", field="area")
    require(may_write(actor.role, area), "area")


def people_of(commune_id: int, household_id: UUID) -> dict[UUID, UUID]:
    """Who is or was of the household: id → the record that stands for her. Refuses an unknown household."""
    people = find_people(commune_id, household_id)
    if people is None:
        raise Rejected("not_found", field="household_id")
    return people


def one_of(people: Mapping[UUID, UUID], person_id: UUID | None, field: str) -> UUID | None:
    """The record that stands for a person of the household; nobody when nobody was named."""
    if person_id is None:
        return None
    if person_id not in people:
        raise Rejected("not_of_this_household", field=field)
    return people[person_id]
