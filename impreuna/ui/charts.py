"""Where the parts of a chart lie: plain numbers, which the templates of `components/chart` turn into SVG.

A chart is drawn on the server, prints as it is seen and needs no script. It is told apart by lightness and by the form
of its lines, never by colour alone. A value of None is one that is not shown, so the chart leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

#: Width of every chart's drawing, in its own units: about as many pixels as a card is wide.
WIDTH = 640
#: Two fills that differ on paper without colours too.
DARK, LIGHT = "#1a3a6b", "#8fb3dd"
#: Lines of a chart by number: stroke, dash, mark.
LINES = (("#1a3a6b", "", "circle"), ("#9a5b00", "7 4", "square"), ("#14663f", "2 4", "triangle"))


@dataclass(frozen=True, slots=True)
class Step:
    """A group of ages: its name, its men and its women; None where a number is not shown."""

    name: str
    men: int | None
    women: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name and one value for each of the chart's labels."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """One side of a step: where it lies, and what is written at its end."""

    x: float
    width: float
    y: float
    label: str
    label_x: float
    fill: str
    anchor: str

    @property
    def text_y(self) -> float:
        """The baseline of what is written at its end."""
        return self.y + 13


_ROW, _TOP, _GAP, _EDGE = 21, 34, 92, 46


@dataclass(frozen=True, slots=True)
class Pyramid:
    """A population pyramid: bars to the left for men, to the right for women, ages between them."""

    height: int
    bars: list[Bar]
    names: list[tuple[str, float]]
    middle: float = WIDTH / 2
    left: float = WIDTH / 2 - _GAP / 2
    right: float = WIDTH / 2 + _GAP / 2


def written(value: float | None, hidden: str = "–") -> str:
    """A number as the reader's language writes it; `hidden` for one that is not shown."""
    if value is None:
        return hidden
    return number_format(round(value, 1), decimal_pos=0 if float(value).is_integer() else 1, force_grouping=True)


def pyramid(steps: Sequence[Step], hidden: str = "–") -> Pyramid:
    """The steps from the oldest to the youngest, in the order in which they are given."""
    longest = max((value for step in steps for value in (step.men, step.women) if value), default=0) or 1
    room = WIDTH / 2 - _GAP / 2 - _EDGE
    bars, names = [], []
    for place, step in enumerate(steps):
        y = _TOP + place * _ROW
        names.append((step.name, y + _ROW / 2 + 4.5))
        men, women = ((value or 0) / longest * room for value in (step.men, step.women))
        left, right = WIDTH / 2 - _GAP / 2, WIDTH / 2 + _GAP / 2
        bars.append(Bar(left - men, men, y + 2, written(step.men, hidden), left - men - 6, DARK, "end"))
        bars.append(Bar(right, women, y + 2, written(step.women, hidden), right + women + 6, LIGHT, "start"))
    return Pyramid(_TOP + len(steps) * _ROW + 4, bars, names)


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn series: its path, its marks, and how it is told apart."""

    name: str
    path: str
    marks: list[tuple[float, float]]
    stroke: str
    dash: str
    mark: str
    key_x: float

    @property
    def key_middle(self) -> float:
        """Where the mark of its key lies."""
        return self.key_x + 17

    @property
    def key_text(self) -> float:
        """Where its name begins."""
        return self.key_x + 42


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over the same labels, with rules across at round values."""

    height: int
    lines: list[Line]
    rules: list[tuple[str, float]]
    labels: list[tuple[str, float]]
    left: float
    right: float

    @property
    def value_x(self) -> float:
        """Where the values of the rules end."""
        return self.left - 8


_RIGHT, _HIGH, _KEY, _FOOT = WIDTH - 16, 190, 40, 30


def lines(labels: Sequence[str], series: Sequence[Series]) -> Lines:
    """At most three series, each with a value or None for every label."""
    highest = _round_up(max((value for one in series for value in one.values if value), default=0))
    left = 22 + 7.5 * len(written(highest))
    step = (_RIGHT - left) / max(1, len(labels) - 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return round(left + place * step, 1), round(_KEY + _HIGH - value / highest * _HIGH, 1)

    drawn = []
    for number, one in enumerate(series):
        stroke, dash, mark = LINES[number % len(LINES)]
        marks = [at(place, value) for place, value in enumerate(one.values) if value is not None]
        key_x = left + number * (_RIGHT - left) / max(1, len(series))
        drawn.append(Line(one.name, _path(one.values, at), marks, stroke, dash, mark, round(key_x, 1)))
    ticks = [highest * share for share in (0, 0.5, 1)]
    rules = [(written(tick), at(0, tick)[1]) for tick in ticks]
    named = [(label, at(place, 0)[0]) for place, label in enumerate(labels)]
    return Lines(_KEY + _HIGH + _FOOT, drawn, rules, named, left, _RIGHT)


def _path(values: Sequence[float | None], at: Callable[[int, float], tuple[float, float]]) -> str:
    """A path with a gap wherever a value is not known."""
    parts, pen = [], "M"
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x, y = at(place, value)
        parts.append(f"{pen}{x} {y}")
        pen = "L"
    return "".join(parts)


def _round_up(value: float) -> float:
    """The next even round number, so that its half is one too: 2, 4, 10, 20, 40, 100…"""
    scale = 1.0
    while True:
        for step in (2, 4, 6, 8, 10):
            if value <= step * scale:
                return step * scale
        scale *= 10
