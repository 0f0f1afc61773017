"""The first load: the official list as the `sirutalib` package carries it, and points of places.

It runs as the owner of the tables, before anybody works, so it is no command. Later editions come by
`ImportTerritory`: a newer package never overwrites what the national administrator imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.clock import ensure_clocks
from impreuna.kernel.text import fold
from impreuna.territory.commands.importing import SEATS
from impreuna.territory.rules.plans import digest_of
from impreuna.territory.rules.points import Point, locate
from impreuna.territory.rules.siruta import (
    SEAT_TYPES,
    CommuneRow,
    CountyRow,
    Edition,
    VillageRow,
    read_edition,
    seats,
)

#: The day on which the package was published: the file itself names no edition.
PACKAGE_EDITION = date(2025, 12, 24)
#: What `npm run build:territory` writes.
PLACES_FILE = Path(settings.BASE_DIR) / "build" / "territory" / "places.json"

_COPY = {
    "county": "siruta, name, search_name, number, code, region",
    "commune": "siruta, name, search_name, county_id, kind, is_urban, is_county_seat",
    "village": "siruta, name, search_name, commune_id, type_code, postcode",
}
_RECORD = """
INSERT INTO territory_territoryedition (subject, source, edition_date, digest, imported_at, imported_by, counts)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_IS_RECORDED = "SELECT 1 FROM territory_territoryedition WHERE subject = %s AND digest = %s"
_PUT_POINTS = """
UPDATE {table} t SET longitude = p.longitude, latitude = p.latitude
FROM unnest(%s::int[], %s::float8[], %s::float8[]) AS p (siruta, longitude, latitude) WHERE t.siruta = p.siruta
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the load did. `is_new`: the list was loaded now; `points`: communes that have got coordinates now."""

    is_new: bool
    points: int


def load_territory(places_file: Path = PLACES_FILE) -> Loaded:
    """Loads SIRUTA into an empty database, with a clock for every place, and coordinates when they are built.

    Safe to repeat: what is there already is left alone, and the answer comes at once.
    """
    with transaction.atomic(using="owner"):
        is_new = not _is_loaded()
        if is_new:
            _load_list()
        points = _load_points(places_file)
    return Loaded(is_new, points)


def load_missing_territory(progress: Callable[[str], object] | None = None) -> bool:
    """`load_territory` for the start of the application: tells `progress` what it did. Answers whether it did any."""
    loaded = load_territory()
    if progress is not None and loaded.is_new:
        progress("SIRUTA")
    if progress is not None and loaded.points:
        progress("GeoNames")
    return loaded.is_new or loaded.points > 0


def _is_loaded() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM territory_village)")
        return bool(cursor.fetchone()[0])


def package_file() -> Path:
    """The list inside the `sirutalib` package, found without running the package."""
    spec = find_spec("sirutalib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("sirutalib")
    return Path(spec.origin).with_name("siruta.csv")


def _load_list() -> None:
    content = package_file().read_bytes()
    edition = read_edition(content)
    if edition.refused:
        raise ValueError(f"sirutalib: {edition.refused[:3]}")
    counties, communes, villages = edition.of(CountyRow), edition.of(CommuneRow), edition.of(VillageRow)
    _copy("county", ((c.siruta, c.name, fold(c.name), c.number, c.code, c.region) for c in counties))
    _copy(
        "commune",
        ((c.siruta, c.name, fold(c.name), c.county_id, c.kind, c.is_urban, c.is_county_seat) for c in communes),
    )
    _copy("village", ((v.siruta, v.name, fold(v.name), v.commune_id, v.type_code, v.postcode) for v in villages))
    with connections["owner"].cursor() as cursor:
        cursor.execute(SEATS, [list(SEAT_TYPES)])
    ensure_clocks([COUNTRY, *(place.siruta for place in (*counties, *communes))])
    source = f"INS, SIRUTA (CC BY 4.0), sirutalib {version('sirutalib')}"
    _record("siruta", source, PACKAGE_EDITION, digest_of(content), _counts(edition))


def _counts(edition: Edition) -> dict[str, int]:
    return {"added": len(edition.places)}


def _copy(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    statement = f"COPY territory_{table} ({_COPY[table]}) FROM STDIN"
    with connections["owner"].cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _load_points(file: Path) -> int:
    if not file.is_file():
        return 0
    content = file.read_bytes()
    digest = digest_of(content)
    with connections["owner"].cursor() as cursor:
        cursor.execute(_IS_RECORDED, ["points", digest])
        if cursor.fetchone():
            return 0
    built = json.loads(content)
    points = [Point(name, commune, float(east), float(north)) for name, commune, east, north in built["places"]]
    located = locate(points, *_held())
    _put_points("territory_commune", located.communes)
    _put_points("territory_village", located.villages)
    counts = {"communes": len(located.communes), "villages": len(located.villages)}
    _record("points", built["source"], date.fromisoformat(built["edition_date"]), digest, counts)
    return len(located.communes)


def _held() -> tuple[list[tuple[int, int, str]], dict[int, int]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT siruta, commune_id, name, type_code FROM territory_village")
        rows = cursor.fetchall()
    villages = [VillageRow(siruta, name, commune, kind, "") for siruta, commune, name, kind in rows]
    return [(village.siruta, village.commune_id, village.name) for village in villages], seats(villages)


def _put_points(table: str, points: Any) -> None:
    codes = list(points)
    longitudes = [points[code].longitude for code in codes]
    latitudes = [points[code].latitude for code in codes]
    with connections["owner"].cursor() as cursor:
        cursor.execute(_PUT_POINTS.format(table=table), [codes, longitudes, latitudes])


def _record(subject: str, source: str, edition_date: date, digest: str, counts: dict[str, int]) -> None:
    values: list[Any] = [subject, source, edition_date, digest, datetime.now(UTC), "impreuna load", json.dumps(counts)]
    with connections["owner"].cursor() as cursor:
        cursor.execute(_RECORD, values)
