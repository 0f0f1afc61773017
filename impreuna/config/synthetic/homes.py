"""Who lives together: kinds of household, moved so that a commune's people have its ages. Pure, drawn from a seed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from random import Random
from typing import NamedTuple

from impreuna.config.synthetic.shares import Choice, read

OLDEST = 97
#: Ages at which childhood and old age are told apart, and the years that generations lie apart.
GROWN, OLD = 18, 65
_PARENT, _GRANDPARENT, _ELDER = 16, 34, 17
_ROUNDS = 16
#: People of an average household.
SIZE = 3.05


class Role(NamedTuple):
    """A member as `people.toml` writes it."""

    relation: str
    sex: str
    low: int
    high: int


class Member(NamedTuple):
    """A member drawn: relation, sex (F, M) and age in full years."""

    relation: str
    sex: str
    age: int


Kind = tuple[Role, ...]


def kinds() -> dict[Kind, float]:
    """Kinds of household and their weights."""
    return {_kind(members): float(weight) for weight, members in read("people.toml")["kinds"]["household"]}


def _kind(members: str) -> Kind:
    roles = []
    for member in members.split(","):
        relation, sex, ages = member.split()
        low, high = ages.split("-")
        roles.append(Role(relation, sex.strip("*"), int(low), int(high)))
    return tuple(roles)


def pyramid(bands: Mapping[str, float] | None = None) -> list[float]:
    """Weight of each single year of age, from bands as they are published ("0_4", "85_plus")."""
    years = [0.0] * (OLDEST + 1)
    for band, people in (bands or read("people.toml")["pyramid"]).items():
        first, last = band.split("_")
        ages = range(int(first), OLDEST + 1) if last == "plus" else range(int(first), int(last) + 1)
        # Of the oldest there are fewer each year.
        weights = [0.78 ** (age - int(first)) if last == "plus" else 1.0 for age in ages]
        for age, weight in zip(ages, weights, strict=True):
            years[age] += people * weight / sum(weights)
    return years


class Homes:
    """Draws the households of a commune whose people's ages are those of `years`."""

    def __init__(self, random: Random, years: list[float]) -> None:
        self._random = random
        floor = sum(years) * 1e-4  # an age that nobody has may be needed all the same
        self._ends = [0.0, *accumulate(weight + floor for weight in years)]
        weights = self._fit(kinds())
        self._kinds = Choice(list(weights), list(weights.values()))

    def draw(self) -> tuple[Member, ...]:
        """One household, the head first."""
        kind = self._kinds.draw(self._random)
        members: list[Member] = []
        for role in kind:
            low, high = _bounds(role, members)
            sex = role.sex or ("F" if self._random.random() < 0.49 else "M")
            members.append(Member(role.relation, sex, self._age(low, high)))
        return tuple(members)

    def _age(self, low: int, high: int) -> int:
        ends = self._ends
        first, last = ends[low], ends[high + 1]
        return min(high, bisect_right(ends, first + (last - first) * self._random.random()) - 1)

    def _fit(self, weights: dict[Kind, float]) -> dict[Kind, float]:
        """The weights, moved until children, adults and the old are as many as the commune has, `SIZE` to a house."""
        edges = (0, GROWN, OLD, OLDEST + 1)
        groups = list(pairwise(edges))
        wanted = [self._weight(*group) / self._ends[-1] for group in groups]
        counts = {kind: [sum(self._part(role, *group) for role in kind) for group in groups] for kind in weights}
        for _round in range(_ROUNDS):
            people = [sum(weights[kind] * counts[kind][group] for kind in weights) for group in range(3)]
            lacks = [share * sum(people) / have for share, have in zip(wanted, people, strict=True)]
            crowd = SIZE * sum(weights.values()) / sum(people)
            for kind in weights:
                size = len(kind)
                pull = sum(lack * count for lack, count in zip(lacks, counts[kind], strict=True)) / size
                weights[kind] *= pull**0.7 * crowd ** (size - 1)
        return weights

    def _weight(self, low: int, below: int) -> float:
        return self._ends[below] - self._ends[low]

    def _part(self, role: Role, low: int, below: int) -> float:
        first, last = max(low, role.low), min(below, role.high + 1)
        return self._weight(first, last) / self._weight(role.low, role.high + 1) if first < last else 0.0


def _bounds(role: Role, members: list[Member]) -> tuple[int, int]:
    """The ages that this role may have beside those who are there already."""
    low, high = role.low, role.high
    if not members:
        return low, high
    head = members[0].age
    if role.relation in ("spouse", "partner"):
        near = (head - 9, head + 4) if role.sex == "F" else (head - 4, head + 9)
        return _between(max(low, near[0]), min(high, near[1]), low, high)
    if role.relation in ("child", "stepchild"):
        youngest = min(member.age for member in members if member.relation in ("head", "spouse", "partner"))
        return _between(low, min(high, youngest - _PARENT), 0, high)
    if role.relation == "grandchild":
        return _between(low, min(high, head - _GRANDPARENT), 0, high)
    if role.relation == "in_law":
        child = next(member.age for member in members if member.relation == "child")
        return _between(max(low, child - 8), min(high, child + 3), low, high)
    if role.relation == "parent":
        return _between(max(low, head + _ELDER), max(high, min(OLDEST, head + 40)), low, OLDEST)
    return low, high


def _between(low: int, high: int, least: int, most: int) -> tuple[int, int]:
    """`low` and `high`, or when nothing lies between them the age nearest to both."""
    if low <= high:
        return low, high
    age = min(max(high, least), most)
    return age, age
