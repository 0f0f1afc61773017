"""What rankings, breakdowns and trends are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from impreuna.monitoring.queries.places import Place
from impreuna.monitoring.rules.indicators import Indicator
from impreuna.monitoring.rules.showing import Shown

Order = Literal["relative", "value", "name"]


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that this reader may rank by, with its name in the active language, for a list of choices."""

    measure: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in a ranking. `relative`: share in percent or rate per 1,000 (as the indicator says), None of nothing
    or when `value` is not told; `rank` from 1, equal for equal values, None for places never counted."""

    rank: int | None
    place: Place
    value: Shown
    base: int
    relative: float | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places below `place` by a measure; `whole` is the place itself. `bars` are widths in percent of the greatest."""

    place: Place
    measure: str
    name: str
    indicator: Indicator
    order: Order
    rows: tuple[Ranked, ...]
    whole: Ranked


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a breakdown: age band and sex, or a village. Empty band and sex, village 0: all."""

    village_id: int
    age_band: str
    sex: str
    value: Shown


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A vulnerability in a place by age and sex, and by village where the place is a commune."""

    measure: str
    name: str
    total: Shown
    by_age: tuple[Cell, ...]
    by_village: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a trend."""

    month: str
    value: Shown
