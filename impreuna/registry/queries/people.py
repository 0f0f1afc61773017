"""Questions about people: who lives in a household, and all that is known of one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from impreuna.kernel import seal
from impreuna.kernel.queries import PastValue, list_fields_in_conflict, list_history
from impreuna.registry.models import EthnicityDeclaration, FormerHome, Household, Membership, Person
from impreuna.registry.queries.duplicates import merged_ids
from impreuna.registry.queries.notes import NoteRow, list_notes
from impreuna.registry.queries.places import village_name
from impreuna.registry.rules.cnp import mask_cnp
from impreuna.registry.rules.names import full_name
from impreuna.registry.rules.persons import RELATIONS, age_on


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show her: name, age on the day asked for, how she belongs to the household."""

    id: UUID
    name: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    death_date: date | None
    age: int | None
    relation: str = ""
    rank: int = 2
    household_id: UUID | None = None
    household: str = ""
    place: str = ""
    start_date: date | None = None
    end_date: date | None = None
    end_reason: str = ""

    @property
    def is_member(self) -> bool:
        """Whether she lives in the household now."""
        return self.household_id is not None and self.end_date is None


@dataclass(frozen=True, slots=True)
class Home:
    """A household in which a person lives or lived; `commune_id` is set when it was in another commune."""

    household_id: UUID | None
    label: str
    relation: str
    start_date: date | None
    start_reason: str
    end_date: date | None
    end_reason: str
    commune_id: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that the actor may know of a person. `cnp` is the whole number: pages mask it until asked."""

    id: UUID
    commune_id: int
    last_name: str
    first_name: str
    former_names: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    death_date: date | None
    age: int | None
    identity: str
    cnp: str
    ethnicity: str
    merged_into_id: UUID | None
    merged_ids: tuple[UUID, ...]
    homes: tuple[Home, ...]
    notes: tuple[NoteRow, ...]
    history: tuple[PastValue, ...]
    fields_in_conflict: frozenset[str]
    registered_at: datetime
    registered_by: str

    @property
    def name(self) -> str:
        return full_name(self.last_name, self.first_name)

    @property
    def home(self) -> Home | None:
        """Where she lives now."""
        return next((home for home in self.homes if home.end_date is None and home.household_id), None)


def list_members(commune_id: int, household_ids: Iterable[UUID], today: date) -> list[PersonRow]:
    """Members, present and past, of these households: the head first, then by birth. Two queries."""
    memberships = list(Membership.objects.filter(commune_id=commune_id, household_id__in=list(household_ids)))
    people = Person.objects.filter(commune_id=commune_id, merged_into_id=None)
    known = {person.id: person for person in people.filter(id__in=[each.person_id for each in memberships])}
    rows = [_row(known[each.person_id], today, each) for each in memberships if each.person_id in known]
    return sorted(rows, key=lambda row: (row.end_date is not None, *_order(row)))


#: The head stands first, then who shares the household's lead; all others by age.
_RANKS = {"head": 0, "spouse": 1, "partner": 1}


def _order(row: PersonRow) -> tuple[int, int, str]:
    year = row.birth_date.year if row.birth_date else row.birth_year
    return row.rank, year or 9999, row.name


def _row(
    person: Person, today: date, membership: Membership | None = None, home: tuple[str, str] = ("", "")
) -> PersonRow:
    return PersonRow(
        person.id,
        str(person),
        person.sex,
        person.birth_date,
        person.birth_year,
        person.death_date,
        age_on(today, person.birth_date, person.birth_year, person.death_date),
        RELATIONS.get(membership.relation, "") if membership else "",
        _RANKS.get(membership.relation, 2) if membership else 2,
        membership.household_id if membership else None,
        *home,
        membership.start_date if membership else None,
        membership.end_date if membership else None,
        membership.end_reason if membership else "",
    )


def with_homes(commune_id: int, people: list[Person], today: date) -> list[PersonRow]:
    """The people, in their order, each with the household in which she lives now. Two queries."""
    ids = [person.id for person in people]
    open_ones = Membership.objects.filter(commune_id=commune_id, person_id__in=ids, end_date=None)
    memberships = {each.person_id: each for each in open_ones}
    homes = {
        household.id: (household.label, place_in_words(household))
        for household in Household.objects.filter(
            commune_id=commune_id, id__in=[each.household_id for each in memberships.values()]
        )
    }
    return [
        _row(person, today, each, homes.get(each.household_id, ("", "")) if each else ("", ""))
        for person in people
        for each in [memberships.get(person.id)]
    ]


def address_in_words(street: str, number: str) -> str:
    """Street and number as one writes them; a village without street names has only numbers."""
    parts = [street, f"nr. {number}" if number else ""]
    return ", ".join(part for part in parts if part)


def place_in_words(household: Household) -> str:
    """Village, street and number of a household on one line."""
    parts = (village_name(household.village_id), address_in_words(household.street, household.number))
    return ", ".join(part for part in parts if part)


def _masked(step: PastValue) -> PastValue:
    """A step of history that does not show an identity number whole."""
    if step.field != "cnp_sealed":
        return step
    return replace(step, old=mask_cnp(str(step.old or "")), new=mask_cnp(str(step.new or "")))


def find_person(commune_id: int, person_id: UUID) -> Person | None:
    """The row of a person, merged or not, if the actor may see it."""
    return Person.objects.filter(commune_id=commune_id, id=person_id).first()


def get_person_file(commune_id: int, person_id: UUID, today: date) -> PersonFile | None:
    """All that the actor may know of the person, none when there is no such person for the actor."""
    person = find_person(commune_id, person_id)
    if person is None:
        return None
    ids = merged_ids(commune_id, person_id)
    declared = EthnicityDeclaration.objects.filter(commune_id=commune_id, person_id__in=ids).order_by("-n").first()
    return PersonFile(
        person.id,
        commune_id,
        person.last_name,
        person.first_name,
        person.former_names,
        person.sex,
        person.birth_date,
        person.birth_year,
        person.death_date,
        age_on(today, person.birth_date, person.birth_year, person.death_date),
        person.identity,
        seal.unseal(bytes(person.cnp_sealed), "cnp").decode() if person.cnp_sealed else "",
        declared.ethnicity if declared else "",
        person.merged_into_id,
        tuple(each for each in ids if each != person_id),
        tuple(_homes(commune_id, person_id)),
        tuple(list_notes(commune_id, person_ids=ids)),
        tuple(_masked(step) for step in list_history(commune_id, person_id)),
        list_fields_in_conflict(commune_id, person_id),
        person.registered_at,
        person.registered_by,
    )


def _homes(commune_id: int, person_id: UUID) -> list[Home]:
    memberships = list(Membership.objects.filter(commune_id=commune_id, person_id=person_id))
    households = Household.objects.filter(commune_id=commune_id, id__in=[each.household_id for each in memberships])
    homes = {household.id: (household.label, place_in_words(household)) for household in households}
    here = [
        Home(
            each.household_id,
            homes.get(each.household_id, ("", ""))[0],
            RELATIONS.get(each.relation, ""),
            each.start_date,
            each.start_reason,
            each.end_date,
            each.end_reason,
            place=homes.get(each.household_id, ("", ""))[1],
        )
        for each in memberships
    ]
    before = [
        Home(
            None,
            each.household_label,
            RELATIONS.get(each.relation, ""),
            each.start_date,
            "",
            each.end_date,
            "moved_out",
            each.former_commune_id,
        )
        for each in FormerHome.objects.filter(commune_id=commune_id, person_id=person_id)
    ]
    return sorted([*here, *before], key=lambda home: home.end_date or date.max, reverse=True)
