"""Places side by side by one measure: rankings, map values; and one measure in its parts and over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor, Level
from impreuna.kernel.policy import may_see_totals
from impreuna.monitoring.queries.comparison import Breakdown, Cell, MeasureChoice, Order, Point, Ranked, Ranking
from impreuna.monitoring.queries.figures import Reader, cells_of, find_edition, list_indicators, name_of, totals_of
from impreuna.monitoring.queries.picture import base_of
from impreuna.monitoring.queries.places import ROMANIA, Place, UnknownPlace, get_place, places_below
from impreuna.monitoring.rules.counting import Key, Value
from impreuna.monitoring.rules.drilling import may_see_figures
from impreuna.monitoring.rules.indicators import Indicator, indicator_of
from impreuna.monitoring.rules.measures import LIFE_AGES, PYRAMID, UNKNOWN, area_of, months_until, parse
from impreuna.monitoring.rules.showing import Shown, rate, share
from impreuna.nomenclature.rules.edition import Edition

_MEASURES = """
SELECT measure, veil FROM monitoring_figure WHERE place_id = %s AND village_id = 0 AND age_band = '' AND sex = ''
"""
_COUNTED = "SELECT place_id FROM monitoring_count WHERE place_id = ANY (%s)"
_BANDS = {code: number for number, code in enumerate((*dict.fromkeys((*LIFE_AGES, *PYRAMID)), UNKNOWN))}


def list_measures(actor: Actor, place_id: int) -> tuple[MeasureChoice, ...]:
    """The measures that have a figure in the place and by which this reader may compare the places below it (in a
    commune: which she is told), in the order of the lists. `group`: the area of vulnerability, or what it is about."""
    if (place := _find_place(actor, place_id)) is None:
        return ()
    edition, level = find_edition(), _level_below(place)
    with connection.cursor() as cursor:
        cursor.execute(_MEASURES, [place_id])
        found = dict(cursor.fetchall())
    told = [m for m, veil in found.items() if may_see_totals(actor.role, veil, level) and _is_comparable(m)]
    return tuple(
        MeasureChoice(measure, name_of(measure, edition), _group(measure, edition))
        for measure in _order_of_lists(told, edition)
    )


def rank_places(actor: Actor, place_id: int, measure: str, order: Order = "relative") -> Ranking | None:
    """The communes of a county, or the counties of the country, by a measure; the highest first ("name": A to Z).

    None when the place or the measure does not exist, has nothing below, or is not told to this reader. As many
    queries whatever the number of places. Reads under row-level security.
    """
    place, indicator, edition = _find_place(actor, place_id), _find_indicator(measure), find_edition()
    if place is None or indicator is None or place.level == "commune":
        return None
    level = _level_below(place)
    if not _is_told(actor, measure, indicator, level, edition):
        return None
    places, base = places_below(place), _base(measure, indicator, edition)
    values = totals_of([place.id, *(each.id for each in places)], [measure, base])
    counted = _counted_places([each.id for each in places])
    whole_reader, reader = Reader.of(actor, place.level), Reader.of(actor, level)

    def line(each: Place, by: Reader) -> Ranked:
        told = by.told(measure, values.get((each.id, measure)))
        base_value = values.get((each.id, base), Value("", 0)).value
        return Ranked(None, each, told, base_value, _relative(told, base_value, indicator))

    rows = _ranked([line(each, reader) for each in places], order, indicator, counted)
    whole = line(place, whole_reader)
    return Ranking(place, measure, name_of(measure, edition), indicator, order, tuple(rows), whole)


def map_values(actor: Actor, measure: str, county_id: int | None = None) -> dict[int, Ranked]:
    """The same rows by code of place: counties of the country, or communes of one county. Empty when not told."""
    ranking = rank_places(actor, ROMANIA.id if county_id is None else county_id, measure)
    return {row.place.id: row for row in ranking.rows} if ranking else {}


def get_breakdown(actor: Actor, place_id: int, measure: str) -> Breakdown | None:
    """One measure (`finding:ED-02`, `confirmed:ED-02`, `persons`…) in all its cells: by age and sex, the youngest
    first, and by village. None when there is no such measure, or it is not told."""
    place, indicator, edition = _find_place(actor, place_id), _find_indicator(measure), find_edition()
    if place is None or indicator is None or not _is_told(actor, measure, indicator, place.level, edition):
        return None
    found, reader = cells_of(place_id, measure), Reader.of(actor, place.level)
    cells = [Cell(key.village_id, key.age_band, key.sex, reader.told(measure, value)) for key, value in found.items()]
    return Breakdown(
        measure,
        name_of(measure, edition),
        reader.told(measure, found.get(Key(measure))),
        by_age=tuple(sorted((cell for cell in cells if cell.age_band), key=_by_age)),
        by_village=tuple(sorted((cell for cell in cells if cell.village_id), key=lambda cell: cell.village_id)),
    )


def get_trend(actor: Actor, place_id: int, stem: str, today: date, member: str = "") -> tuple[Point, ...]:
    """The last 12 months of `assessed`, `found` or `resolved` (the two latter also of one area: member "ED"),
    the oldest first; months in which nothing happened are 0. Empty when there is no such trend or it is not told."""
    place, name = _find_place(actor, place_id), f"{stem}:{member}" if member else stem
    if place is None or stem not in ("assessed", "found", "resolved") or _find_indicator(name) is None:
        return ()
    measures = {month: f"{name}@{month}" for month in months_until(today)}
    values, reader = totals_of([place_id], list(measures.values())), Reader.of(actor, place.level)
    return tuple(
        Point(month, reader.told(measure, values.get((place_id, measure)))) for month, measure in measures.items()
    )


def _find_place(actor: Actor, place_id: int) -> Place | None:
    try:
        return get_place(place_id) if may_see_figures(actor, place_id) else None
    except UnknownPlace:
        return None


def _find_indicator(measure: str) -> Indicator | None:
    try:
        return indicator_of(measure, list_indicators())
    except KeyError:
        return None


def _level_below(place: Place) -> Level:
    return "county" if place.level == "country" else "commune"


def _is_comparable(measure: str) -> bool:
    """Months are trends; `confirmed:` stands beside `finding:`; what only measures another is no measure to rank by."""
    name = parse(measure)
    return not name.month and name.stem not in ("confirmed", "zone_known")


def _is_told(actor: Actor, measure: str, indicator: Indicator, level: Level, edition: Edition | None) -> bool:
    veil, name = indicator.veil, parse(measure)
    if indicator.family == "vulnerability":
        entry = edition.vulnerabilities.get(name.member) if edition else None
        if entry is None:
            return False
        veil = entry.veil
    elif indicator.family == "area" and edition and name.member not in edition.areas:
        return False
    return bool(may_see_totals(actor.role, veil, level))


def _base(measure: str, indicator: Indicator, edition: Edition | None) -> str:
    return base_of(measure, edition) if indicator.family == "vulnerability" else indicator.per or "persons"


def _relative(told: Shown, whole: int, indicator: Indicator) -> float | None:
    if told.value is None or indicator.shown_as == "number":
        return None
    return share(told.value, whole) if indicator.shown_as == "share" else rate(told.value, whole)


def _counted_places(place_ids: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [place_ids])
        return {row[0] for row in cursor.fetchall()}


def _ranked(rows: list[Ranked], order: Order, indicator: Indicator, counted: set[int]) -> list[Ranked]:
    """The rows with their ranks, in the order asked for; places never counted have no rank and stand last."""
    by_relative = order != "value" and indicator.shown_as != "number"

    def height(row: Ranked) -> float:
        if not by_relative:
            return row.value.at_most
        return (_relative(Shown(row.value.at_most), row.base, indicator) or 0.0) if row.base else 0.0

    high = sorted((row for row in rows if row.place.id in counted), key=lambda row: -height(row))
    ranked: list[Ranked] = []
    for number, row in enumerate(high, 1):
        is_equal = ranked and height(ranked[-1]) == height(row)
        ranked.append(replace(row, rank=ranked[-1].rank if is_equal else number))
    rest = [row for row in rows if row.place.id not in counted]
    if order == "name":
        at = {row.place.id: number for number, row in enumerate(rows)}
        return sorted([*ranked, *rest], key=lambda row: at[row.place.id])
    return [*ranked, *rest]


def _group(measure: str, edition: Edition | None) -> str:
    indicator, name = indicator_of(measure, list_indicators()), parse(measure)
    if indicator.family == "vulnerability":
        code = area_of(name.member)
        area = edition.areas.get(code) if edition else None
        return area.text.say(get_language() or "ro") if area else code
    return _("Recensământul") if indicator.about == "register" else _("Vulnerabilități, pe scurt")


def _order_of_lists(measures: Iterable[str], edition: Edition | None) -> list[str]:
    """General measures in the order of the list, then the vulnerabilities in that of the edition."""
    indicators = {code: number for number, code in enumerate(list_indicators())}
    codes = {code: number for number, code in enumerate(edition.vulnerabilities)} if edition else {}

    def place(measure: str) -> tuple[int, int, str]:
        indicator = indicator_of(measure, list_indicators())
        if indicator.family == "vulnerability":
            return 2, codes.get(parse(measure).member, len(codes)), measure
        return int(indicator.about != "register"), indicators[indicator.code], measure

    return sorted(measures, key=place)


def _by_age(cell: Cell) -> tuple[int, str]:
    return _BANDS.get(cell.age_band, len(_BANDS)), cell.sex
