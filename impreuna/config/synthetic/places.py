"""The communes of the country: the real ones, with their villages and, where imported, their people's ages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from random import Random

from impreuna.territory.queries import Commune, find_county, get_commune, list_communes, list_counties, list_villages
from impreuna.territory.queries.figures import newest_populations

#: The county in which the country begins.
FIRST_COUNTY = "SM"
#: How much communes differ in size where no population was imported, and how far one may go from the average.
_SPREAD, _SMALLEST, _BIGGEST = 0.45, 0.3, 2.6


@dataclass(frozen=True, slots=True)
class Village:
    """Where households stand; degrees of its own or of its commune, None where neither is known."""

    siruta: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as its people are drawn. `number` tells it from every other rural commune of the list."""

    siruta: int
    name: str
    county_code: str
    number: int
    villages: tuple[Village, ...]
    bands: Mapping[str, float] | None


def place_of(siruta: int) -> Place:
    """The commune with all that is drawn from. Raises `UnknownPlace`, or `LookupError` for a town."""
    commune = get_commune(siruta)
    counted = newest_populations([siruta]).get(siruta)
    villages = tuple(
        Village(village.siruta, village.latitude or commune.latitude, village.longitude or commune.longitude)
        for village in list_villages(siruta)
    )
    bands = counted.row.bands if counted and len(counted.row.bands) > 10 else None
    return Place(siruta, commune.name, commune.county_code, _numbers()[siruta], villages, bands)


@lru_cache(maxsize=1)
def _numbers() -> dict[int, int]:
    return {siruta: number for number, siruta in enumerate(sorted(commune.siruta for commune in rural_communes()))}


def rural_communes(county_code: str | None = None) -> list[Commune]:
    """Communes with villages, of one county or of all: those of Satu Mare first, then county by county."""
    if county_code:
        county = find_county(county_code)
        counties = [county] if county else []
    else:
        counties = sorted(list_counties(), key=lambda county: (county.code != FIRST_COUNTY, county.name))
    return [commune for county in counties for commune in list_communes(county.siruta) if commune.kind == "commune"]


def choose(count: int, county_code: str | None = None) -> list[Commune]:
    """`count` rural communes: all of Satu Mare, then as many of each other county as its share of the rest asks for."""
    everywhere = rural_communes(county_code)
    first = [commune for commune in everywhere if commune.county_code in (FIRST_COUNTY, county_code)]
    if count <= len(first):
        return first[:count]
    rest = [commune for commune in everywhere if commune not in first]
    wanted = count - len(first)
    # Spread evenly over the list, which goes county by county: every county has its share.
    step = max(1.0, len(rest) / wanted)
    return first + [rest[int(index * step)] for index in range(min(wanted, len(rest)))]


def sizes(communes: list[Commune], average: int, seed: int) -> dict[int, int]:
    """Households of each commune, `average` of them: by its real population where one was imported, else drawn."""
    counted = newest_populations([commune.siruta for commune in communes])
    weights = {
        commune.siruta: float(counted[commune.siruta].row.total) if commune.siruta in counted else 0.0
        for commune in communes
    }
    known = [weight for weight in weights.values() if weight]
    usual = sum(known) / len(known) if known else 1.0
    for siruta, weight in weights.items():
        drawn = weight / usual or exp(Random(seed * 1_000_003 + siruta).gauss(0, _SPREAD))  # noqa: S311  nobody's secret
        weights[siruta] = min(max(drawn, _SMALLEST), _BIGGEST)
    whole = sum(weights.values())
    return {siruta: max(1, round(average * len(communes) * weight / whole)) for siruta, weight in weights.items()}
