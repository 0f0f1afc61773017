"""How many people the statistical institute counts in a place: the measure of how far the census has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from impreuna.monitoring.queries.places import Place
from impreuna.territory.queries.figures import newest_populations

_COMMUNES = """
SELECT siruta FROM territory_commune
WHERE ended_on IS NULL AND kind <> 'sector' AND (%(county)s::int IS NULL OR county_id = %(county)s::int)
"""
_STAMP = "SELECT coalesce(max(id), 0) FROM territory_territoryedition WHERE subject = 'population'"


@dataclass(frozen=True, slots=True)
class Residents:
    """People of a place; `bands` by the codes of the pyramid ("5-9", "85+"), only where every commune has them.

    `basis` is "" and `year` the newest where communes differ. Sectors are counted with their city.
    """

    total: int
    bands: Mapping[str, int]
    year: int
    basis: str
    source: str


def residents_of(place: Place) -> Residents | None:
    """The newest count of a place's people, imported for all its communes or some; None when for none."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        (stamp,) = cursor.fetchone()
    return _residents(place, stamp) if stamp else None


# The population changes only by an import; adding up a country of 3,200 communes takes a moment.
@lru_cache(maxsize=512)
def _residents(place: Place, _stamp: int) -> Residents | None:
    counted = newest_populations(_communes(place))
    if not counted:
        return None
    rows = [people.row for people in counted.values()]
    bands: dict[str, int] = {}
    if all(row.bands for row in rows):
        for code in rows[0].bands:
            bands[_pyramid_code(code)] = sum(row.bands.get(code, 0) for row in rows)
    bases = {row.basis for row in rows}
    return Residents(
        total=sum(row.total for row in rows),
        bands=bands,
        year=max(row.year for row in rows),
        basis=bases.pop() if len(bases) == 1 else "",
        source="; ".join(sorted({people.source for people in counted.values()})),
    )


def _communes(place: Place) -> list[int]:
    if place.level == "commune":
        return [place.id]
    county = place.id if place.level == "county" else None
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNES, {"county": county})
        return [row[0] for row in cursor.fetchall()]


def _pyramid_code(band: str) -> str:
    """Bands of the import ("5_9", "85_plus") as figures name them."""
    return "85+" if band == "85_plus" else band.replace("_", "-")
