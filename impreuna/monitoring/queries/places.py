"""Places of figures, commune, county and country alike."""

from __future__ import annotations

from dataclasses import dataclass

from impreuna.kernel.actor import COUNTRY, Level
from impreuna.territory.queries import UnknownPlace, find_commune, get_county, list_communes, list_counties


@dataclass(frozen=True, slots=True)
class Place:
    """A place that has figures. `county_id` is that of its county: its own for a county, 0 for the country."""

    id: int
    level: Level
    name: str
    #: The name with the county's letters for a commune: "Beltiug (SM)".
    label: str
    county_id: int

    @property
    def above(self) -> int | None:
        """The place that this one is summed into; none above the country."""
        return {"commune": self.county_id, "county": COUNTRY}.get(self.level)


ROMANIA = Place(COUNTRY, "country", "România", "România", COUNTRY)


def get_place(place_id: int) -> Place:
    """The place with this SIRUTA code (0: the country), or `UnknownPlace`."""
    if place_id == COUNTRY:
        return ROMANIA
    if commune := find_commune(place_id):
        return Place(commune.siruta, "commune", commune.name, commune.label, commune.county_id)
    county = get_county(place_id)
    return Place(county.siruta, "county", county.name, county.name, county.siruta)


def places_below(place: Place) -> list[Place]:
    """The communes of a county, the counties of the country, by name; none below a commune."""
    if place.level == "county":
        rows = list_communes(place.id)
        return [Place(row.siruta, "commune", row.name, row.label, place.id) for row in rows]
    if place.level == "country":
        return [Place(row.siruta, "county", row.name, row.name, row.siruta) for row in list_counties()]
    return []


__all__ = ["ROMANIA", "Place", "UnknownPlace", "get_place", "places_below"]
