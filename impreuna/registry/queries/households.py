"""Questions about households: the list by name, and all that is known of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from impreuna.kernel.queries import PastValue, list_fields_in_conflict, list_history
from impreuna.registry.models import Household, Membership
from impreuna.registry.queries.notes import NoteRow, list_notes
from impreuna.registry.queries.people import PersonRow, address_in_words, list_members
from impreuna.registry.queries.places import village_name
from impreuna.ui.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household as lists show it: its name, where it is, how many live there."""

    id: UUID
    label: str
    village: str
    address: str
    dwelling_state: str
    people: int


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """All that the actor may know of a household."""

    id: UUID
    commune_id: int
    label: str
    village_id: int
    village: str
    street: str
    number: str
    place_note: str
    phone: str
    latitude: float | None
    longitude: float | None
    dwelling_state: str
    members: tuple[PersonRow, ...]
    past_members: tuple[PersonRow, ...]
    notes: tuple[NoteRow, ...]
    history: tuple[PastValue, ...]
    fields_in_conflict: frozenset[str]
    registered_at: datetime
    registered_by: str

    @property
    def address(self) -> str:
        return address_in_words(self.street, self.number)

    @property
    def children(self) -> int:
        """Members under 18 on the day asked for."""
        return sum(member.age is not None and member.age < 18 for member in self.members)


def list_households(
    commune_id: int, cursor: str | None = None, village_id: int | None = None, dwelling_state: str = "", size: int = 25
) -> Page[HouseholdRow]:
    """A page of the commune's households by name. Two queries, whatever the number of rows."""
    households = Household.objects.filter(commune_id=commune_id)
    if village_id is not None:
        households = households.filter(village_id=village_id)
    if dwelling_state:
        households = households.filter(dwelling_state=dwelling_state)
    page = page_of(households, ("sort_key", "id"), cursor, size)
    return Page(rows_of(commune_id, page.items), page.next, page.is_first)


def rows_of(commune_id: int, households: list[Household]) -> list[HouseholdRow]:
    """The households, in their order, with the village's name and how many live there. One query."""
    ids = [household.id for household in households]
    memberships = Membership.objects.filter(commune_id=commune_id, household_id__in=ids, end_date=None)
    people = Counter(memberships.values_list("household_id", flat=True))
    return [
        HouseholdRow(
            household.id,
            household.label,
            village_name(household.village_id),
            address_in_words(household.street, household.number),
            household.dwelling_state,
            people[household.id],
        )
        for household in households
    ]


def get_household_rows(commune_id: int, ids: Iterable[UUID]) -> list[HouseholdRow]:
    """The households of these ids that the actor may see, in no particular order. Two queries; none without ids."""
    households = list(Household.objects.filter(commune_id=commune_id, id__in=list(ids)))
    return rows_of(commune_id, households) if households else []


def has_households(commune_id: int) -> bool:
    """Whether anything is registered in the commune, as far as the actor sees."""
    return Household.objects.filter(commune_id=commune_id).exists()


def get_household_file(commune_id: int, household_id: UUID, today: date) -> HouseholdFile | None:
    """All that the actor may know of the household; none when there is no such household for the actor."""
    household = Household.objects.filter(commune_id=commune_id, id=household_id).first()
    if household is None:
        return None
    members = list_members(commune_id, [household_id], today)
    return HouseholdFile(
        household.id,
        commune_id,
        household.label,
        household.village_id,
        village_name(household.village_id),
        household.street,
        household.number,
        household.place_note,
        household.phone,
        household.latitude,
        household.longitude,
        household.dwelling_state,
        tuple(member for member in members if member.is_member),
        tuple(member for member in members if not member.is_member),
        tuple(list_notes(commune_id, household_id=household_id)),
        tuple(list_history(commune_id, household_id)),
        list_fields_in_conflict(commune_id, household_id),
        household.registered_at,
        household.registered_by,
    )
