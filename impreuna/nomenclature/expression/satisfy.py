"""Whether a condition can ever be true: found before it is published, not by a rule that never fires.

A condition is unfolded into alternatives, each a set of demands on single names; an alternative stands when its
demands do not exclude each other. What compares names with each other is taken as possible: the answer "never" is
proved, the answer "perhaps" is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from impreuna.nomenclature.expression.check import Schema, Tree

_COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
# Enough for the longest rule of the lists by far; beyond it a condition counts as possible.
_ALTERNATIVES = 20_000


@dataclass(frozen=True, slots=True)
class Demand:
    """What one name has to be: within bounds, one of some values, none of others; for choices, with and without."""

    low: float = -math.inf
    high: float = math.inf
    is_low_open: bool = False
    is_high_open: bool = False
    among: frozenset[object] | None = None
    never: frozenset[object] = frozenset()
    having: frozenset[object] = frozenset()
    lacking: frozenset[object] = frozenset()

    def __and__(self, other: Demand) -> Demand:
        low, is_low_open = max((self.low, self.is_low_open), (other.low, other.is_low_open))
        high, is_high_shut = min((self.high, not self.is_high_open), (other.high, not other.is_high_open))
        among = self.among if other.among is None else other.among if self.among is None else self.among & other.among
        return Demand(
            low, high, is_low_open, not is_high_shut, among, self.never | other.never,
            self.having | other.having, self.lacking | other.lacking,
        )  # fmt: skip

    @property
    def is_possible(self) -> bool:
        """Whether some value meets it."""
        if self.having & self.lacking or (self.among is not None and not self.among - self.never):
            return False
        is_shut = not (self.is_low_open or self.is_high_open)
        return self.low < self.high or (self.low == self.high and is_shut and self.low not in self.never)


Demands = dict[tuple[str, str], Demand]


def can_be_true(trees: Iterable[Tree], schema: Schema) -> bool:
    """Whether all `trees` can be true together, for one person in one household."""
    whole: Tree = ["and", *trees]
    found = 0
    for _demands in islice(_alternatives(whole, True, schema), _ALTERNATIVES):
        found += 1
        return True
    return found > 0


def _alternatives(tree: Tree, wanted: bool, schema: Schema) -> Iterator[Demands]:
    match tree[0]:
        case "lit":
            if bool(tree[1]) is wanted:
                yield {}
        case "not":
            yield from _alternatives(tree[1], not wanted, schema)
        case "and" | "or":
            if (tree[0] == "and") is wanted:
                yield from _all_of(tree[1:], wanted, schema)
            else:
                for part in tree[1:]:
                    yield from _alternatives(part, wanted, schema)
        case "any":
            # Another member may be anybody: only her own demands have to fit together.
            if not wanted or next(_alternatives(tree[1], True, schema), None) is not None:
                yield {}
        case _:
            yield from _single(tree, wanted, schema)


def _all_of(parts: list[Tree], wanted: bool, schema: Schema) -> Iterator[Demands]:
    if not parts:
        yield {}
        return
    first, *rest = parts
    for demands in _alternatives(first, wanted, schema):
        for others in _all_of(rest, wanted, schema):
            if (both := _joined(demands, others)) is not None:
                yield both


def _joined(one: Demands, other: Demands) -> Demands | None:
    joined = dict(one)
    for name, demand in other.items():
        joined[name] = joined[name] & demand if name in joined else demand
        if not joined[name].is_possible:
            return None
    return joined


def _single(tree: Tree, wanted: bool, schema: Schema) -> Iterator[Demands]:
    demanded = _demand(tree, wanted, schema)
    if demanded is None:
        yield {}
    elif demanded[1].is_possible:
        yield {demanded[0]: demanded[1]}


def _demand(tree: Tree, wanted: bool, schema: Schema) -> tuple[tuple[str, str], Demand] | None:
    """The demand of a comparison of one name with constants; None when it is of another shape."""
    operation = tree[0]
    if operation in _COMPARISONS and tree[1][0] == "lit":
        tree = [_MIRRORED[operation], tree[2], tree[1]]
    if len(tree) < 3 or not isinstance(tree[1], list) or tree[1][0] not in ("p", "h"):
        return None
    name = (tree[1][0], tree[1][1])
    options = schema[tree[1][1]].type.options if tree[1][1] in schema else frozenset()
    base = Demand(among=frozenset(options)) if options and operation not in ("has", "has_any") else Demand()
    if tree[0] in _COMPARISONS and tree[2][0] == "lit":
        sign = tree[0] if wanted else _OPPOSITE[tree[0]]
        return name, base & _compared(sign, tree[2][1])
    if tree[0] == "in":
        values = frozenset(tree[2])
        return name, base & (Demand(among=values) if wanted else Demand(never=values))
    if tree[0] == "has":
        return name, Demand(having=frozenset([tree[2]])) if wanted else Demand(lacking=frozenset([tree[2]]))
    if tree[0] == "has_any" and not wanted:
        return name, Demand(lacking=frozenset(tree[2]))
    return None


def _compared(sign: str, value: object) -> Demand:
    if sign == "=":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        exact = Demand(among=frozenset([value]))
        return replace(exact, low=float(value), high=float(value)) if is_number else exact  # type: ignore[arg-type]
    if sign == "!=" or not isinstance(value, int | float):
        return Demand(never=frozenset([value]))
    if sign in ("<", "<="):
        return Demand(high=float(value), is_high_open=sign == "<")
    return Demand(low=float(value), is_low_open=sign == ">")
