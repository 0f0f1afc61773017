"""Coordinates of places: GeoNames' points, matched to villages and communes by code and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from impreuna.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Point:
    """A named point inside a commune, whose SIRUTA code GeoNames gives as `admin2`."""

    name: str
    commune_id: int
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Located:
    """Points by SIRUTA code: of villages whose name matches, and one for each commune that has any."""

    villages: Mapping[int, Point]
    communes: Mapping[int, Point]


def locate(points: Iterable[Point], villages: Iterable[tuple[int, int, str]], seats: Mapping[int, int]) -> Located:
    """Matches points to `villages` (code, commune, name). A commune takes its seat's point, or else the one that
    bears its name's first match, or else the first one inside it."""
    inside: dict[int, dict[str, Point]] = defaultdict(dict)
    for point in points:
        inside[point.commune_id].setdefault(fold(point.name), point)
    found = {
        code: inside[commune][fold(name)]
        for code, commune, name in villages
        if commune in inside and fold(name) in inside[commune]
    }
    communes = {
        commune: found.get(seats.get(commune, 0)) or next(iter(named.values())) for commune, named in inside.items()
    }
    return Located(found, communes)
