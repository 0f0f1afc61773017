"""Boundaries of communes: GeoJSON or TopoJSON whose shapes carry a SIRUTA code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from impreuna.territory.rules.files import read_siruta, read_text
from impreuna.territory.rules.geometry import Shape, Topology, shape_of, tidy
from impreuna.territory.rules.plans import (
    FieldChange,
    FileRefused,
    ImportPlan,
    Remark,
    RowRefused,
    RowVerdict,
    What,
    digest_of,
)

_CODE_NAMES = ("siruta", "natcode", "cod_siruta", "siruta_uat", "sirsup")
_WEST, _EAST, _SOUTH, _NORTH = 20.0, 30.0, 43.3, 48.6


@dataclass(frozen=True, slots=True)
class BoundaryRow:
    """The outline of a commune, thinned, and the digest by which it is recognised."""

    commune_id: int
    shape: Shape
    digest: str


def plan_boundaries(content: bytes, communes: Mapping[int, str], known: Mapping[int, str]) -> ImportPlan:
    """What the file would change. `communes`: SIRUTA → name; `known`: commune → digest of its outline."""
    digest = digest_of(content)
    reading = _Reading(communes, known)
    try:
        text, remarks = read_text(content, expected="GeoJSON, TopoJSON")
        for place, feature in enumerate(_features(_parse(text)), start=1):
            reading.take(place, feature)
        if not reading.verdicts:
            raise FileRefused("no_communes_in_file")
    except FileRefused as refusal:
        return ImportPlan("boundaries", digest, trouble=refusal.remark)
    if reading.passed_over:
        remarks = (*remarks, Remark("shapes_ignored", {"count": reading.passed_over}))
    return ImportPlan("boundaries", digest, tuple(reading.verdicts), tuple(reading.writes), remarks)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FileRefused("not_json", problem=error.msg, line=error.lineno) from error
    except RecursionError as error:
        raise FileRefused("not_geography") from error


def _features(parsed: Any) -> Iterator[Mapping[str, Any]]:
    kind = parsed.get("type") if isinstance(parsed, dict) else None
    try:
        if kind == "Topology":
            yield from Topology(parsed).features()
        elif kind == "FeatureCollection":
            yield from parsed["features"]
        else:
            raise FileRefused("not_geography")
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise FileRefused("not_geography") from error


class _Reading:
    """What is known of a file after the shapes read so far."""

    def __init__(self, communes: Mapping[int, str], known: Mapping[int, str]) -> None:
        self.communes, self.known = communes, known
        self.verdicts: list[RowVerdict] = []
        self.writes: list[BoundaryRow] = []
        self.places: dict[int, int] = {}
        self.passed_over = 0

    def take(self, place: int, feature: Any) -> None:
        """`place`: the shape's number in the file, from 1."""
        if not isinstance(feature, Mapping):
            raise FileRefused("not_geography")
        value = _code_in(feature)
        code: int | None = None
        try:
            code = read_siruta(value)
            if code not in self.communes:
                # Outlines of counties and villages often share the file; they are no fault of the file.
                self.passed_over += 1
                return
            self._judge(place, code, feature)
        except RowRefused as refusal:
            name = self.communes.get(code, "") if code else value[:40]
            self.verdicts.append(RowVerdict(place, code, name, "refused", why=refusal.remark))

    def _judge(self, place: int, code: int, feature: Mapping[str, Any]) -> None:
        if code in self.places:
            raise RowRefused("siruta_twice", value=code, line=self.places[code])
        self.places[code] = place
        shape = _read_shape(feature.get("geometry"))
        digest = _digest(shape)
        before = self.known.get(code)
        what: What = "unchanged" if before == digest else "changed" if before else "added"
        changes = () if what != "changed" else (FieldChange("geometry", before[:8] if before else None, digest[:8]),)
        self.verdicts.append(RowVerdict(place, code, self.communes[code], what, changes))
        if what != "unchanged":
            self.writes.append(BoundaryRow(code, shape, digest))


def _code_in(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties")
    named = properties if isinstance(properties, Mapping) else {}
    lowered = {str(name).lower(): value for name, value in named.items()}
    for name in _CODE_NAMES:
        if lowered.get(name) not in (None, ""):
            return str(lowered[name])
    return str(feature.get("id") or "")


def _read_shape(geometry: Any) -> Shape:
    if not isinstance(geometry, Mapping) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, Mapping) else geometry
        raise RowRefused("geometry_unknown", value=str(kind)[:30])
    try:
        is_thin = bool(geometry.get("is_thin"))
        shape = tidy(geometry["coordinates"], thin=False) if is_thin else shape_of(geometry)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise RowRefused("geometry_broken") from error
    _refuse_abroad(shape)
    return shape


def _refuse_abroad(shape: Shape) -> None:
    for polygon in shape:
        for longitude, latitude in polygon[0]:
            if abs(longitude) > 180 or abs(latitude) > 90:
                raise FileRefused("projected_coordinates", example=f"{longitude:.0f}, {latitude:.0f}")
            if not (_WEST < longitude < _EAST and _SOUTH < latitude < _NORTH):
                raise RowRefused("geometry_abroad")


def _digest(shape: Shape) -> str:
    return sha256(json.dumps(shape).encode()).hexdigest()
