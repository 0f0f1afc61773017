"""The figures of a commune, counted from its rows one by one: the plain second definition.

PostgreSQL counts for the pages (sql/cells.sql); this says the same in other words, from the rooms' own rules, so that
`impreuna check figures` and the tests can hold the one against the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, cast
from uuid import UUID

from impreuna.assessment.rules.priority import priority
from impreuna.assessment.rules.settle import LIVE
from impreuna.assessment.rules.visits import NOT_HELD
from impreuna.kernel.moments import day_of
from impreuna.monitoring.rules import measures
from impreuna.registry.rules.persons import age_on

#: Areas of data, the most veiled first: a number about several has the veil of the first of them.
VEILS = (
    "health",
    "protection",
    "ethnicity",
    "health_need",
    "income",
    "housing",
    "education",
    "employment",
    "identity",
    "household",
    "",
)


class Key(NamedTuple):
    """A cell of a place. Village 0, empty band and empty sex mean all."""

    measure: str
    village_id: int = 0
    age_band: str = ""
    sex: str = ""


class Value(NamedTuple):
    """What stands in a cell."""

    veil: str
    value: int


Cells = dict[Key, Value]


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person's record, whoever it is: `household_id` of the open membership, if there is one."""

    id: UUID
    sex: str
    birth_date: date | None
    birth_year: int | None
    death_date: date | None
    is_merged: bool
    household_id: UUID | None


@dataclass(frozen=True, slots=True)
class HouseholdFact:
    id: UUID
    village_id: int
    dwelling_state: str


@dataclass(frozen=True, slots=True)
class VisitFact:
    """An assessment; `zone`: its answer to G05 when it gave one."""

    id: UUID
    household_id: UUID
    ended_at: datetime
    outcome: int | None
    zone: float | None = None


@dataclass(frozen=True, slots=True)
class FindingFact:
    """A finding in whatever state; `resolved_at`: each moment at which it was resolved."""

    subject_id: UUID
    is_person: bool
    code: str
    veil: str
    severity: int
    state: str
    found_at: datetime
    resolved_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """What counting reads of the lists: the letters of Law 156/2023 by vulnerability, the national parameters."""

    law156: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)


def veil_of(veils: Iterable[str]) -> str:
    """The most veiled of several areas of data."""
    return min(veils, key=VEILS.index, default="")


def need(veil: str) -> str:
    """That there is a need of health is told to more people than which one it is."""
    return "health_need" if veil == "health" else veil


@dataclass(frozen=True)
class Commune:
    """The rows of a commune, as they stand on `today`, ready to be counted."""

    today: date
    law: Law
    persons: Sequence[PersonFact]
    households: Sequence[HouseholdFact]
    visits: Sequence[VisitFact]
    findings: Sequence[FindingFact]

    @cached_property
    def homes(self) -> dict[UUID, HouseholdFact]:
        """Households in which somebody who counts lives."""
        lived_in = {person.household_id for person in self.people.values()}
        return {household.id: household for household in self.households if household.id in lived_in}

    @cached_property
    def people(self) -> dict[UUID, PersonFact]:
        """Who counts: alive, not behind another record, at home in a household."""
        return {
            person.id: person
            for person in self.persons
            if person.death_date is None and not person.is_merged and person.household_id is not None
        }

    @cached_property
    def live(self) -> list[FindingFact]:
        """Findings proposed or confirmed of people and households that count."""
        return [
            finding
            for finding in self.findings
            if finding.state in LIVE and finding.subject_id in (self.people if finding.is_person else self.homes)
        ]

    @cached_property
    def held(self) -> list[VisitFact]:
        """Visits in which an interview was held."""
        return [visit for visit in self.visits if visit.outcome not in NOT_HELD]

    @cached_property
    def last_held(self) -> dict[UUID, datetime]:
        """The moment of the latest of them, by household."""
        latest: dict[UUID, datetime] = {}
        for visit in self.held:
            latest[visit.household_id] = max(visit.ended_at, latest.get(visit.household_id, visit.ended_at))
        return latest

    def age(self, person: PersonFact) -> int | None:
        """Full years on the day."""
        return age_on(self.today, person.birth_date, person.birth_year)

    def is_child(self, person: PersonFact) -> bool:
        """Whether she is known to be under 18."""
        age = self.age(person)
        return age is not None and 0 <= age < measures.ADULT_AGE

    def home_of(self, finding: FindingFact) -> HouseholdFact:
        """The household of a live finding: of the person today, or itself."""
        if not finding.is_person:
            return self.homes[finding.subject_id]
        return self.home(self.people[finding.subject_id])

    def home(self, person: PersonFact) -> HouseholdFact:
        """The household of somebody who counts."""
        return self.homes[cast(UUID, person.household_id)]


def count(commune: Commune) -> Cells:
    """All cells of the commune that are not 0."""
    counted: dict[Key, int] = defaultdict(int)
    veils: dict[Key, set[str]] = defaultdict(set)
    parts = (_register(commune), _coverage(commune), _findings(commune), _subjects(commune))
    for part in (*parts, _priorities(commune), _community(commune), _law156(commune), _flow(commune)):
        for key, veil in part:
            counted[key] += 1
            veils[key].add(veil)
    return {key: Value(veil_of(veils[key]), number) for key, number in counted.items()}


Ticks = Iterator[tuple[Key, str]]


def _in(measure: str, village_id: int, veil: str = "") -> Ticks:
    """Counts once in the place and once in its village."""
    yield Key(measure), veil
    yield Key(measure, village_id), veil


def _sex(person: PersonFact) -> str:
    return person.sex if person.sex in ("F", "M") else measures.UNKNOWN


def _register(commune: Commune) -> Ticks:
    for person in commune.people.values():
        village = commune.home(person).village_id
        yield from _in("persons", village)
        yield Key("persons", 0, measures.pyramid_band(commune.age(person)), _sex(person)), ""
        if commune.is_child(person):
            yield from _in("children", village)


def _coverage(commune: Commune) -> Ticks:
    for home in commune.homes.values():
        yield from _in("households", home.village_id)
        yield Key(f"dwelling:{home.dwelling_state}"), ""
        if latest := commune.last_held.get(home.id):
            yield from _in("visited", home.village_id)
            if measures.a_year_before(commune.today) < day_of(latest) <= commune.today:
                yield from _in("visited_12m", home.village_id)


def _findings(commune: Commune) -> Ticks:
    for finding in commune.live:
        names = ("finding:", "confirmed:") if finding.state == "confirmed" else ("finding:",)
        for name in names:
            yield from _in(name + finding.code, commune.home_of(finding).village_id, finding.veil)
            if finding.is_person:
                person = commune.people[finding.subject_id]
                band = measures.life_age(commune.age(person))
                yield Key(name + finding.code, 0, band, _sex(person)), finding.veil


def _subjects(commune: Commune) -> Ticks:
    """People and households, each once, however many findings they have."""
    of_person: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    of_home: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in commune.live:
        area = measures.area_of(finding.code)
        of_home[commune.home_of(finding).id][area].append(finding.veil)
        if finding.is_person:
            of_person[finding.subject_id][area].append(finding.veil)
    for person_id, areas in of_person.items():
        person = commune.people[person_id]
        village = commune.home(person).village_id
        yield from _in("persons_with", village)
        yield Key("persons_with", 0, measures.life_age(commune.age(person)), _sex(person)), ""
        if commune.is_child(person):
            yield from _in("children_with", village)
        if len(areas) >= measures.MULTIPLE_AREAS:
            yield from _in("multi_area", village)
        for area, veils in areas.items():
            yield from _in(f"persons_with:{area}", village, veil_of(map(need, veils)))
    for home_id, areas in of_home.items():
        yield from _in("households_with", commune.homes[home_id].village_id)
        for area, veils in areas.items():
            yield from _in(f"households_with:{area}", commune.homes[home_id].village_id, veil_of(map(need, veils)))


def _priorities(commune: Commune) -> Ticks:
    findings: dict[UUID, list[FindingFact]] = defaultdict(list)
    for finding in commune.live:
        home = commune.home_of(finding)
        findings[home.id].append(finding)
        if finding.state == "proposed":
            yield from _in("awaiting", home.village_id)
    for home in commune.homes.values():
        latest = commune.last_held.get(home.id)
        last_day = day_of(latest) if latest else None
        level = priority(findings[home.id], last_day, commune.today, commune.law.parameters).level
        yield from _in(f"priority:{level}", home.village_id)


def _community(commune: Commune) -> Ticks:
    homes = {f.subject_id for f in commune.live if not f.is_person and f.code in measures.UTILITIES}
    for home_id in homes:
        yield from _in("no_utilities", commune.homes[home_id].village_id, "housing")
    persons = {f.subject_id: f for f in commune.live if f.is_person and f.code in measures.OUT_OF_SCHOOL}
    for person_id, finding in persons.items():
        if commune.is_child(commune.people[person_id]):
            yield from _in("out_of_school", commune.home_of(finding).village_id, "education")
    zones: dict[UUID, VisitFact] = {}
    for visit in sorted(commune.visits, key=lambda visit: (visit.ended_at, visit.id)):
        if visit.zone is not None and visit.household_id in commune.homes:
            zones[visit.household_id] = visit
    for home_id, visit in zones.items():
        yield from _in("zone_known", commune.homes[home_id].village_id)
        if visit.zone in measures.MARGINAL_ZONES:
            yield from _in("zone_marginal", commune.homes[home_id].village_id)


def _law156(commune: Commune) -> Ticks:
    """Law 156/2023: the situations of art. 5 are the family's, those of art. 4(2) the child's own."""
    family: dict[UUID, set[str]] = defaultdict(set)
    own: set[UUID] = set()
    for finding in commune.live:
        for letter in commune.law.law156.get(finding.code, ()):
            if letter.startswith("5("):
                family[commune.home_of(finding).id].add(letter)
            elif letter == "4(2)" and finding.is_person:
                own.add(finding.subject_id)
    for person in commune.people.values():
        home = commune.home(person)
        if commune.is_child(person) and (family.get(home.id) or person.id in own):
            yield from _in("law156", home.village_id, "protection")
            if len(family.get(home.id, ())) >= measures.MANY_SITUATIONS:
                yield from _in("law156_10", home.village_id, "protection")


def _flow(commune: Commune) -> Ticks:
    months = set(measures.months_until(commune.today))

    def kept(moment: datetime) -> str | None:
        day = day_of(moment)
        return measures.month_of(day) if day <= commune.today and measures.month_of(day) in months else None

    for visit in commune.held:
        if month := kept(visit.ended_at):
            yield Key(f"assessed@{month}"), ""
    for finding in commune.findings:
        area = measures.area_of(finding.code)
        moments = (("found", finding.found_at), *(("resolved", moment) for moment in finding.resolved_at))
        for what, moment in moments:
            if month := kept(moment):
                yield Key(f"{what}@{month}"), ""
                yield Key(f"{what}:{area}@{month}"), need(finding.veil)


def add_up(places: Iterable[Cells]) -> Cells:
    """The sum of places, their villages left out."""
    sums: dict[Key, int] = defaultdict(int)
    veils: dict[Key, set[str]] = defaultdict(set)
    for cells in places:
        for key, value in cells.items():
            if not key.village_id:
                sums[key] += value.value
                veils[key].add(value.veil)
    return {key: Value(veil_of(veils[key]), value) for key, value in sums.items()}
