"""All figures of one place, put together for its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import get_language

from impreuna.kernel.actor import Actor
from impreuna.monitoring.queries.figures import Reader, figures_of, find_edition, name_of
from impreuna.monitoring.queries.places import Place, UnknownPlace, get_place
from impreuna.monitoring.queries.population import Residents, residents_of
from impreuna.monitoring.queries.sheet import (
    AreaLine,
    CommunityLine,
    Coverage,
    Freshness,
    Month,
    PyramidBand,
    Sheet,
    VillageLine,
    VulnerabilityLine,
)
from impreuna.monitoring.rules.counting import Cells, Key, Value
from impreuna.monitoring.rules.drilling import may_see_figures
from impreuna.monitoring.rules.measures import COMMUNITIES, PRIORITIES, PYRAMID, UNKNOWN, months_until, parse
from impreuna.monitoring.rules.showing import Shown, rate, share
from impreuna.nomenclature.queries import lists_on
from impreuna.nomenclature.rules.edition import Edition
from impreuna.territory.queries import list_villages

_FRESHNESS = """
WITH below AS (
  SELECT siruta FROM territory_commune WHERE siruta = %(place)s OR (%(place)s IN (0, county_id) AND ended_on IS NULL)
), own AS (SELECT counted_at, counted_on FROM monitoring_count WHERE place_id = %(place)s)
SELECT (SELECT counted_at FROM own), (SELECT counted_on FROM own),
  count(c.place_id), count(*),
  coalesce(bool_or(coalesce(k.n, 0) > coalesce(c.n, 0) OR c.counted_on < %(today)s
    OR c.counted_at > (SELECT counted_at FROM own)), false),
  floor(extract(epoch FROM clock_timestamp() - (SELECT counted_at FROM own)))::int
FROM below LEFT JOIN kernel_clock k ON k.commune_id = below.siruta
LEFT JOIN monitoring_count c ON c.place_id = below.siruta
"""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A place's freshness; of the communes that there are (`countable`), how many are `counted`."""

    freshness: Freshness
    counted: int
    countable: int


def get_freshness(place_id: int, today: date) -> Freshness:
    """When a place was last counted, and whether changes wait. One query of a few milliseconds."""
    return _counted(place_id, today).freshness


def get_sheet(actor: Actor, place_id: int, today: date) -> Sheet | None:
    """The sheet of a place; None when the place does not exist or is not in the actor's scope.

    As many queries whatever the number of people. Reads under row-level security (`acting_as`).
    """
    try:
        place = get_place(place_id)
    except UnknownPlace:
        return None
    if not may_see_figures(actor, place_id):
        return None
    figures = _Figures(Reader.of(actor, place.level), figures_of(place_id), find_edition())
    counted, residents = _counted(place_id, today), residents_of(place)
    persons = figures.number("persons")
    return Sheet(
        place=place,
        freshness=counted.freshness,
        counted=counted.counted,
        countable=counted.countable,
        persons=persons,
        children=figures.number("children"),
        households=figures.number("households"),
        pyramid=_pyramid(figures, residents),
        coverage=_coverage(figures, residents),
        dwellings={name.member: value for name, value in figures.family("dwelling")},
        priorities={level: figures.told(f"priority:{level}") for level in PRIORITIES.values()},
        awaiting=figures.told("awaiting"),
        persons_with=figures.told("persons_with"),
        children_with=figures.told("children_with"),
        households_with=figures.told("households_with"),
        multi_area=figures.told("multi_area"),
        law156=figures.told("law156"),
        law156_10=figures.told("law156_10"),
        areas=tuple(_areas(figures)),
        villages=tuple(_villages(figures, place, today)) if place.level == "commune" else (),
        months=tuple(
            Month(month, *(figures.told(f"{what}@{month}") for what in ("assessed", "found", "resolved")))
            for month in months_until(today)
        ),
        untold=figures.reader.untold,
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of one place in the eyes of one reader."""

    reader: Reader
    cells: Cells
    edition: Edition | None

    def value(self, measure: str, village_id: int = 0) -> Value | None:
        return self.cells.get(Key(measure, village_id))

    def number(self, measure: str, village_id: int = 0) -> int:
        """A number of the register, which everybody in scope is told."""
        value = self.value(measure, village_id)
        return value.value if value else 0

    def told(self, measure: str, village_id: int = 0) -> Shown:
        return self.reader.told(measure, self.value(measure, village_id))

    def family(self, stem: str) -> Iterable[tuple[_Name, int]]:
        """The whole-place numbers of a family's members, in the order of their codes."""
        for key in sorted(self.cells):
            name = parse(key.measure)
            if name.stem == stem and name.member and not (name.month or key.village_id or key.age_band or key.sex):
                yield _Name(key.measure, name.member), self.cells[key].value


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """What the national parameters of a day ask of a village: `shares` in percent by vulnerability of the community;
    with fewer households or children than `least` (the parameter `community_least`) it is not judged."""

    shares: Mapping[str, float]
    least: float


@dataclass(frozen=True, slots=True)
class _Name:
    measure: str
    member: str


def _counted(place_id: int, today: date) -> _Counted:
    with connection.cursor() as cursor:
        cursor.execute(_FRESHNESS, {"place": place_id, "today": today})
        at, on, counted, countable, is_stale, seconds = cursor.fetchone()
    return _Counted(Freshness(at, on, is_stale, None if seconds is None else max(0, seconds)), counted, countable)


def _pyramid(figures: _Figures, residents: Residents | None) -> tuple[PyramidBand, ...]:
    """Every band, the youngest first; unknown ages last and only where there are any."""
    bands = []
    for code in (*PYRAMID, UNKNOWN):
        women, men, unknown = (
            cell.value if (cell := figures.cells.get(Key("persons", 0, code, sex))) else 0
            for sex in ("F", "M", UNKNOWN)
        )
        if code != UNKNOWN or women + men + unknown:
            bands.append(PyramidBand(code, women, men, unknown, residents.bands.get(code) if residents else None))
    return tuple(bands)


def _coverage(figures: _Figures, residents: Residents | None) -> Coverage:
    return Coverage(
        registered=figures.number("persons"),
        residents=residents.total if residents else None,
        year=residents.year if residents else None,
        basis=residents.basis if residents else "",
        source=residents.source if residents else "",
        households=figures.number("households"),
        visited=figures.number("visited"),
        visited_12m=figures.number("visited_12m"),
    )


def _areas(figures: _Figures) -> Iterable[AreaLine]:
    """The areas in which something was found, in the order of the list."""
    lines: dict[str, list[VulnerabilityLine]] = {}
    for name, _value in figures.family("finding"):
        lines.setdefault(name.member.partition("-")[0], []).append(_vulnerability(figures, name.member))
    order = list(figures.edition.areas) if figures.edition else sorted(lines)
    language = get_language() or "ro"
    for code in [*order, *sorted(lines.keys() - set(order))]:
        persons, households = figures.value(f"persons_with:{code}"), figures.value(f"households_with:{code}")
        if code not in lines and not persons and not households:
            continue
        area = figures.edition.areas.get(code) if figures.edition else None
        yield AreaLine(
            code,
            area.text.say(language) if area else code,
            figures.told(f"persons_with:{code}"),
            figures.told(f"households_with:{code}"),
            tuple(sorted(lines.get(code, ()), key=lambda line: (-line.live.at_most, line.code))),
        )


def _vulnerability(figures: _Figures, code: str) -> VulnerabilityLine:
    live = figures.told(f"finding:{code}")
    value = figures.value(f"finding:{code}")
    base = figures.number(base_of(f"finding:{code}", figures.edition))
    return VulnerabilityLine(
        code=code,
        name=name_of(f"finding:{code}", figures.edition),
        veil=value.veil if value else "",
        live=live,
        confirmed=figures.told(f"confirmed:{code}"),
        rate=None if live.value is None else rate(live.value, base),
    )


def base_of(measure: str, edition: Edition | None) -> str:
    """The measure of which a vulnerability is a part: households for those of households."""
    entry = edition.vulnerabilities.get(parse(measure).member) if edition else None
    return "households" if entry and entry.subject == "household" else "persons"


def _villages(figures: _Figures, place: Place, today: date) -> Iterable[VillageLine]:
    law = _read_thresholds(figures.edition, today)
    for village in list_villages(place.id):
        numbers = {name: figures.number(name, village.siruta) for name in _OF_VILLAGE}
        yield VillageLine(
            id=village.siruta,
            name=village.name,
            **numbers,
            persons_with=figures.told("persons_with", village.siruta),
            children_with=figures.told("children_with", village.siruta),
            households_with=figures.told("households_with", village.siruta),
            priorities={
                level: figures.told(f"priority:{level}", village.siruta)
                for level in PRIORITIES.values()
                if level != "none"
            },
            communities=tuple(_community(figures, village.siruta, code, law) for code in COMMUNITIES),
        )


_OF_VILLAGE = ("persons", "children", "households", "visited", "visited_12m")


def _community(figures: _Figures, village_id: int, code: str, law: _Thresholds) -> CommunityLine:
    part, base = COMMUNITIES[code]
    whole, shown = figures.number(base, village_id), figures.told(part, village_id)
    percent = None if shown.value is None else share(shown.value, whole)
    threshold, is_few = law.shares.get(code), whole < law.least
    entry = figures.edition.vulnerabilities.get(code) if figures.edition else None
    return CommunityLine(
        code=code,
        name=entry.text.say(get_language() or "ro") if entry else code,
        part=shown,
        whole=whole,
        share=percent,
        threshold=threshold,
        is_few=is_few,
        is_met=None if is_few or percent is None or threshold is None else percent >= threshold,
    )


def _read_thresholds(edition: Edition | None, today: date) -> _Thresholds:
    if edition is None:
        return _Thresholds({}, 0)
    _edition, parameters = lists_on(today)
    named = {code: edition.vulnerabilities[code].parameter for code in COMMUNITIES if code in edition.vulnerabilities}
    shares = {code: parameters[name] for code, name in named.items() if name and name in parameters}
    return _Thresholds(shares, parameters.get("community_least", 0))
