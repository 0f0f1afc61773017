"""Places side by side by one measure: rankings, map values; and one measure in its parts and over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from impreuna.kernel.actor import Actor
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


def list_measures(actor: Actor, place_id: int) -> tuple[MeasureChoice, ...]:
    """The measures that have a figure in the place and that this reader may be told, in the order of the lists."""
    raise NotImplementedError


def rank_places(actor: Actor, place_id: int, measure: str, order: Order = "relative") -> Ranking | None:
    """The communes of a county, or the counties of the country, by a measure; the highest first ("name": A to Z).

    None when the place or the measure does not exist, has nothing below, or is not told to this reader.
    Three queries, whatever the number of places. Reads under row-level security.
    """
    raise NotImplementedError


def map_values(actor: Actor, measure: str, county_id: int | None = None) -> dict[int, Ranked]:
    """The same rows by code of place: counties of the country, or communes of one county. Empty when not told."""
    raise NotImplementedError


def get_breakdown(actor: Actor, place_id: int, measure: str) -> Breakdown | None:
    """One measure (`finding:ED-02`, `confirmed:ED-02`, `persons`…) in all its cells. None when not told."""
    raise NotImplementedError


def get_trend(actor: Actor, place_id: int, stem: str, today: date, member: str = "") -> tuple[Point, ...]:
    """The last 12 months of `assessed`, `found` or `resolved` (the two latter also of one area: member "ED"),
    the oldest first; months in which nothing happened are 0."""
    raise NotImplementedError
