"""Drawing from shares: tables made once from the files, one random number for each draw."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

T = TypeVar("T")
#: Levels of want of a household: 0 the best off.
LEVELS = 8
_FOLDER = Path(__file__).parent


@lru_cache(maxsize=8)
def read(name: str) -> dict[str, Any]:
    """The file `name` of this folder."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def at_level(share: float | Sequence[float], level: int) -> float:
    """A share as the files write it, one number or two, at a level of want."""
    if isinstance(share, int | float):
        return float(share)
    best, worst = share
    return best + (worst - best) * (level / (LEVELS - 1)) ** 2


class Choice(Generic[T]):
    """One of `values`, by weights."""

    __slots__ = ("_ends", "_last", "values")

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        if not values or len(values) != len(weights) or min(weights) < 0 or sum(weights) <= 0:
            raise ValueError(f"weights {weights} for {values}")
        whole = sum(weights)
        self.values = tuple(values)
        self._ends = [end / whole for end in accumulate(weights)]
        self._last = len(values) - 1

    def draw(self, random: Random) -> T:
        return self.values[min(bisect_right(self._ends, random.random()), self._last)]


def by_rest(shares: Mapping[T, float]) -> Choice[T]:
    """A choice of which the first value gets what the others leave of 1."""
    values = list(shares)
    rest = 1 - sum(shares[value] for value in values[1:])
    if rest < 0:
        raise ValueError(f"the shares of {values[1:]} are more than 1")
    return Choice(values, [rest, *(shares[value] for value in values[1:])])
