"""Maps as plain lists of shapes: where each place lies, in which of five shades, and what the legend says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from impreuna.territory.rules.geometry import Position, extent, project

#: Five shades from light to dark, and grey for "not known". Each differs from the next in lightness too.
SHADES = ("#e3ecf7", "#b9cfe9", "#86a9d4", "#4f7db8", "#1a3a6b")
UNKNOWN = "#ece9e3"

_STEP = re.compile(r"([mMlLzZ])|(-?\d*\.?\d+(?:e-?\d+)?)[ ,]+(-?\d*\.?\d+(?:e-?\d+)?)")
_MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Outline:
    """A path in the country's drawing, and its extent: left, top, right, bottom."""

    path: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place on the map: an area (`path`) or a circle (`x`, `y`, `radius`). `says` is its name and value."""

    says: str
    href: str
    fill: str
    path: str = ""
    x: float = 0
    y: float = 0
    radius: float = 0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One shade and the values that it stands for; both None: not known."""

    fill: str
    lowest: float | None
    highest: float | None


def outline_of(path: str) -> Outline:
    """The path with its extent. Only straight lines are understood, which is all that the drawing has."""
    box = extent(_corners(path))
    if box is None:
        raise ValueError("empty path")
    return Outline(path, box)


def _corners(path: str) -> Iterable[Position]:
    x = y = start_x = start_y = 0.0
    step = "M"
    for match in _STEP.finditer(path):
        if letter := match[1]:
            step = letter
            if letter in "zZ":
                x, y = start_x, start_y
            continue
        dx, dy = float(match[2]), float(match[3])
        x, y = (x + dx, y + dy) if step.islower() else (dx, dy)
        if step in "mM":
            start_x, start_y = x, y
            step = "l" if step == "m" else "L"
        yield x, y


def view_box(box: tuple[float, float, float, float], margin: float = _MARGIN) -> str:
    """The extent with a margin, as SVG's `viewBox`."""
    left, top, right, bottom = box
    return f"{left - margin:.1f} {top - margin:.1f} {right - left + 2 * margin:.1f} {bottom - top + 2 * margin:.1f}"


def breaks(values: Iterable[float], classes: int = len(SHADES)) -> list[float]:
    """The highest value of each class, when about equally many places fall into each; fewer for few values."""
    ordered = sorted(set(values))
    if len(ordered) <= classes:
        return ordered
    return [ordered[(index * len(ordered)) // classes - 1] for index in range(1, classes + 1)]


def shade(value: float | None, limits: Sequence[float]) -> str:
    """The shade of a value among the classes of `breaks`."""
    if value is None or not limits:
        return UNKNOWN
    place = min(bisect_left(limits, value), len(limits) - 1)
    return SHADES[_spread(place, len(limits))]


def _spread(place: int, classes: int) -> int:
    """With fewer classes than shades the darkest still stands for the highest."""
    return len(SHADES) - 1 if classes == 1 else round(place * (len(SHADES) - 1) / (classes - 1))


def legend(values: Iterable[float | None], limits: Sequence[float]) -> list[LegendEntry]:
    """What the shades mean, from low to high, and "not known" when some place has no value."""
    listed = list(values)
    known = sorted(value for value in listed if value is not None)
    entries = []
    for place, highest in enumerate(limits):
        below = limits[place - 1] if place else None
        own = [value for value in known if value <= highest and (below is None or value > below)]
        entries.append(LegendEntry(SHADES[_spread(place, len(limits))], own[0], highest))
    if len(known) < len(listed):
        entries.append(LegendEntry(UNKNOWN, None, None))
    return entries


def circle_at(longitude: float, latitude: float) -> Position:
    """Where a place lies on the country's drawing."""
    return project(longitude, latitude)


def radius_of(people: int | None, scale: float) -> float:
    """A circle whose area grows with its people, within bounds that can be seen and hit. `scale`: the map's width."""
    smallest, largest = scale * 0.009, scale * 0.05
    if people is None:
        return smallest
    return max(smallest, min(largest, scale * 0.00016 * people**0.5))


def by_darkness(shapes: Iterable[Drawn], order: Callable[[Drawn], float]) -> list[Drawn]:
    """Large circles first, so that small ones stay on top."""
    return sorted(shapes, key=order, reverse=True)
