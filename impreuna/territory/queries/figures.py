"""Figures about places: newest populations, totals of counties, components of the risk index, outlines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from impreuna.kernel.moments import day_of
from impreuna.territory import models
from impreuna.territory.rules.drawing import Outline, outline_of
from impreuna.territory.rules.population import PopulationRow
from impreuna.territory.rules.risk import COMPONENTS, EQUAL_WEIGHTS, RiskProfile, Standing, profile

_weight_sources: list[Callable[[date], Mapping[str, float]]] = []
#: What `npm run build:territory` writes.
OUTLINES_FILE = Path(settings.BASE_DIR) / "build" / "territory" / "counties.json"

# One row per commune and component: its newest value, and its rank among all communes' newest values.
_STANDINGS = """
WITH newest AS (
  SELECT DISTINCT ON (commune_id, component) commune_id, component, year, value, source
  FROM territory_riskindexcomponent ORDER BY commune_id, component, year DESC
), ranked AS (
  SELECT commune_id, component, value, year, source,
    rank() OVER (PARTITION BY component ORDER BY value) - 1 AS less,
    count(*) OVER (PARTITION BY component, value) AS same,
    count(*) OVER (PARTITION BY component) AS everybody
  FROM newest
)
SELECT * FROM ranked WHERE commune_id = ANY(%s)
"""
# Residents before domicile, the newest before the older.
_NEWEST_POPULATION = """
SELECT DISTINCT ON (commune_id) commune_id, year, basis, total, bands, source
FROM territory_population WHERE commune_id = ANY(%s)
ORDER BY commune_id, (basis = 'resident') DESC, year DESC
"""
_COUNTY_TOTALS = """
SELECT c.county_id, count(*) FILTER (WHERE c.kind <> 'sector'), sum(p.total) FILTER (WHERE c.kind <> 'sector')
FROM territory_commune c
LEFT JOIN LATERAL (
  SELECT total FROM territory_population WHERE commune_id = c.siruta
  ORDER BY (basis = 'resident') DESC, year DESC LIMIT 1
) p ON true
WHERE c.ended_on IS NULL GROUP BY c.county_id
"""


@dataclass(frozen=True, slots=True)
class CountyTotal:
    """A county's communes (sectors left out, the city counted once) and their people; None without any count."""

    communes: int
    people: int | None


@dataclass(frozen=True, slots=True)
class People:
    """A commune's newest count, residents before domicile, and who published it."""

    row: PopulationRow
    source: str


def county_totals() -> dict[int, CountyTotal]:
    """Each county's number of communes and of people."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTY_TOTALS)
        return {county: CountyTotal(communes, people) for county, communes, people in cursor.fetchall()}


def newest_populations(communes: Collection[int]) -> dict[int, People]:
    """The newest count of each of the communes; those never counted are absent."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST_POPULATION, [list(communes)])
        rows = cursor.fetchall()
    return {
        commune: People(PopulationRow(commune, year, basis, total, _bands(bands)), source)
        for commune, year, basis, total, bands, source in rows
    }


def _bands(stored: str | dict[str, int]) -> dict[str, int]:
    """Django leaves a JSON column as text in a statement of one's own."""
    return json.loads(stored) if isinstance(stored, str) else stored


def weigh_risk_by(source: Callable[[date], Mapping[str, float]]) -> None:
    """From now on the index takes its weights from `source`: component → weight on a day, as parts of any sum.

    The room of the national parameters, which stands above this one, calls it once.
    """
    _weight_sources[:] = [source]


def _weights(day: date) -> Mapping[str, float]:
    """The weights of `day` as parts of 1; equal ones where a component has none or all are 0."""
    given = _weight_sources[0](day) if _weight_sources else {}
    total = sum(given.get(component, 0) for component in COMPONENTS)
    if total <= 0 or COMPONENTS.keys() - given.keys():
        return EQUAL_WEIGHTS
    return {component: given[component] / total for component in COMPONENTS}


def risk_profiles(communes: Collection[int]) -> dict[int, RiskProfile]:
    """Components, scores and index of each of the communes of which anything is known."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDINGS, [list(communes)])
        rows = cursor.fetchall()
    standings: dict[int, list[Standing]] = defaultdict(list)
    for commune, component, value, year, source, less, same, everybody in rows:
        standings[commune].append(Standing(component, value, year, source, less, same, everybody))
    if not standings:
        return {}
    weights = _weights(day_of(timezone.now()))
    return {commune: profile(found, weights) for commune, found in standings.items()}


def boundary_paths(communes: Collection[int]) -> dict[int, str]:
    """Imported outlines as paths on the country's drawing, by commune."""
    rows = models.Boundary.objects.filter(commune_id__in=communes)
    return dict(rows.values_list("commune_id", "path"))


def county_outlines() -> dict[str, Outline]:
    """The counties' outlines by letters; empty when the assets are not built, and then pages show lists only."""
    return _read_outlines(OUTLINES_FILE) if OUTLINES_FILE.is_file() else {}


@lru_cache(maxsize=2)
def _read_outlines(file: Path) -> dict[str, Outline]:
    built = json.loads(file.read_text("utf-8"))
    return {code: outline_of(path) for code, path in built["counties"].items()}


def boundary_sources() -> list[str]:
    """Who made the imported outlines, to be named beside the map."""
    return sorted(set(models.Boundary.objects.values_list("source", flat=True)))
