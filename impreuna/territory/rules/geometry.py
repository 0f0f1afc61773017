"""Outlines of places: decoding TopoJSON, thinning lines, and drawing them on the country's map.

A position is `(longitude, latitude)` in degrees (WGS 84); a ring is a closed line of positions; a shape
is a list of polygons, each an outer ring and its holes, as GeoJSON's MultiPolygon has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Position = tuple[float, float]
Ring = list[Position]
Shape = list[list[Ring]]

#: About fifty metres: below what a map of a county shows.
TOLERANCE = 0.0005
#: About ten metres.
_DECIMALS = 4

#: The drawing area of the county outlines (@svg-maps/romania), in its own units.
VIEW_BOX = (0.0, 0.0, 613.0, 433.0)
# That drawing is a Mercator projection; its scale and shift were fitted to the counties' extents (largest
# error 1 % of the width). A test holds every commune's point to its county's drawn extent.
_X = (64.81, -1313.27)
_Y = (-64.626, 3571.16)


def project(longitude: float, latitude: float) -> Position:
    """Where a place lies on the country's drawing, in units of `VIEW_BOX`."""
    stretched = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))
    return _X[0] * longitude + _X[1], _Y[0] * stretched + _Y[1]


def svg_path(shape: Shape) -> str:
    """The shape as the `d` of an SVG path on the country's drawing."""
    return "".join(_svg_ring(ring) for polygon in shape for ring in polygon)


def _svg_ring(ring: Ring) -> str:
    points = (project(longitude, latitude) for longitude, latitude in ring[:-1])
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def extent(positions: Iterable[Position]) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of some points; None without points."""
    listed = list(positions)
    if not listed:
        return None
    xs, ys = [x for x, _y in listed], [y for _x, y in listed]
    return min(xs), min(ys), max(xs), max(ys)


def shape_of(geometry: Mapping[str, Any]) -> Shape:
    """A GeoJSON Polygon or MultiPolygon, rounded and thinned. `ValueError` for a line that is no ring."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tidy([[[_position(point) for point in ring] for ring in polygon] for polygon in polygons])


def _position(point: Sequence[Any]) -> Position:
    longitude, latitude = float(point[0]), float(point[1])
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise ValueError("position")
    return longitude, latitude


def tidy(shape: Shape, *, thin: bool = True) -> Shape:
    """The shape with rounded, thinned rings; holes and islands too small to draw are left out."""
    polygons = [[_tidy_ring(ring, thin) for ring in polygon] for polygon in shape]
    drawn = [[ring for ring in polygon if len(ring) >= 4] for polygon in polygons if polygon and len(polygon[0]) >= 4]
    if not drawn:
        raise ValueError("ring")
    return drawn


def _tidy_ring(ring: Ring, thin: bool) -> Ring:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("ring")
    kept = simplify(ring) if thin else ring
    rounded = [(round(longitude, _DECIMALS), round(latitude, _DECIMALS)) for longitude, latitude in kept]
    return [point for index, point in enumerate(rounded) if index == 0 or point != rounded[index - 1]]


def simplify(line: Ring, tolerance: float = TOLERANCE) -> Ring:
    """The line without the points that lie closer than `tolerance` to it (Douglas and Peucker), ends kept."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = _farthest(line, first, last)
        if distance > tolerance:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[index] for index in sorted(keep)]


def _farthest(line: Ring, first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    best, found = 0.0, first
    for index in range(first + 1, last):
        x, y = line[index]
        distance = abs(dx * (y - ay) - dy * (x - ax)) / length if length else math.hypot(x - ax, y - ay)
        if distance > best:
            best, found = distance, index
    return found, best


class Topology:
    """A TopoJSON file: lines drawn once, shared by the neighbours on both sides."""

    def __init__(self, file: Mapping[str, Any]) -> None:
        transform = file.get("transform")
        decoded = [_decode_arc(arc, transform) for arc in file["arcs"]]
        # Thinned line by line, so neighbours keep the same border.
        self._arcs = [simplify(arc) if len(arc) > 2 else arc for arc in decoded]
        self._objects: Mapping[str, Any] = file["objects"]

    def features(self) -> Iterator[dict[str, Any]]:
        """Every geometry of every object as a GeoJSON feature, its coordinates as a `Shape`."""
        for item in self._objects.values():
            for geometry in item["geometries"] if item["type"] == "GeometryCollection" else [item]:
                yield {
                    "id": geometry.get("id"),
                    "properties": geometry.get("properties") or {},
                    "geometry": self._geometry(geometry),
                }

    def _geometry(self, geometry: Mapping[str, Any]) -> dict[str, Any]:
        if geometry.get("type") not in ("Polygon", "MultiPolygon"):
            return {"type": geometry.get("type")}
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        shape = [[self._ring(arcs) for arcs in polygon] for polygon in polygons]
        return {"type": "MultiPolygon", "coordinates": shape, "is_thin": True}

    def _ring(self, arcs: Sequence[int]) -> Ring:
        ring: Ring = []
        for index in arcs:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        return ring


def _decode_arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> Ring:
    if transform is None:
        return [_position(point) for point in arc]
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0.0
    decoded: Ring = []
    for point in arc:
        x, y = x + point[0], y + point[1]
        decoded.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return decoded
