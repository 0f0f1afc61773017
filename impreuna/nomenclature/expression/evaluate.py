"""The evaluator: a checked tree becomes a function of a person, a household, its members and the parameters.

Kleene's strong three-valued logic, None for unknown. Values come cleaned: what was not answered, was
answered "?" or is hidden is simply not there (`known`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from impreuna.nomenclature.expression.check import Tree

Values = Mapping[str, Any]
#: (person, household, members, parameters) → True, False, number, text, list, or None for unknown.
Function = Callable[[Values, Values, Sequence[Values], Values], Any]
#: The answer "does not know, does not answer": kept as such, unknown to every rule.
DOES_NOT_KNOW = "?"


def known(values: Values) -> dict[str, Any]:
    """`values` without those that say nothing."""
    return {name: value for name, value in values.items() if value is not None and value != DOES_NOT_KNOW}


def evaluate(tree: Tree, context: Mapping[str, Any]) -> Any:
    """The value of `tree` in a context as it travels: household, members, person (index or None), parameters."""
    members = [known(member) for member in context.get("members", ())]
    index = context.get("person")
    person = members[index] if index is not None else {}
    return function(tree)(person, known(context.get("household", {})), members, known(context.get("parameters", {})))


def function(tree: Tree) -> Function:
    """`tree` as a function. Raises `KeyError` for an operation that does not exist."""
    return _OPERATIONS[tree[0]](tree)


def _literal(tree: Tree) -> Function:
    value = tree[1]
    return lambda p, h, m, c: value


def _person_name(tree: Tree) -> Function:
    name = tree[1]
    return lambda p, h, m, c: p.get(name)


def _household_name(tree: Tree) -> Function:
    name = tree[1]
    return lambda p, h, m, c: h.get(name)


def _parameter(tree: Tree) -> Function:
    name = tree[1]
    return lambda p, h, m, c: c.get(name)


def _not(tree: Tree) -> Function:
    part = function(tree[1])

    def negation(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
        value = part(p, h, m, c)
        return None if value is None else not value

    return negation


def _decided_by(decisive: bool) -> Callable[[Tree], Function]:
    """`and` is decided by one False, `or` by one True; an unknown part leaves the rest undecided."""

    def build(tree: Tree) -> Function:
        parts = [function(part) for part in tree[1:]]

        def connective(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
            result: bool | None = not decisive
            for part in parts:
                value = part(p, h, m, c)
                if value is decisive:
                    return decisive
                if value is None:
                    result = None
            return result

        return connective

    return build


def _of_two(combine: Callable[[Any, Any], Any]) -> Callable[[Tree], Function]:
    """An operation on two values; unknown as soon as one of them is."""

    def build(tree: Tree) -> Function:
        left, right = function(tree[1]), function(tree[2])

        def operation(p: Values, h: Values, m: Sequence[Values], c: Values) -> Any:
            if (one := left(p, h, m, c)) is None or (other := right(p, h, m, c)) is None:
                return None
            return combine(one, other)

        return operation

    return build


def _computing(compute: Callable[[float, float], float]) -> Callable[[Tree], Function]:
    return _of_two(lambda one, other: _finite(compute(float(one), float(other))))


def _finite(number: float) -> float | None:
    # Adding zero turns -0 into 0, which JSON and the other evaluator write differently.
    return number + 0.0 if math.isfinite(number) else None


def _divide(one: float, other: float) -> float:
    return one / other if other else math.nan


def _negative(tree: Tree) -> Function:
    part = function(tree[1])

    def negative(p: Values, h: Values, m: Sequence[Values], c: Values) -> float | None:
        value = part(p, h, m, c)
        return None if value is None else _finite(-float(value))

    return negative


def _in(tree: Tree) -> Function:
    part, constants = function(tree[1]), frozenset(tree[2])

    def among(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
        value = part(p, h, m, c)
        return None if value is None else value in constants

    return among


def _has(tree: Tree) -> Function:
    part, constant = function(tree[1]), tree[2]

    def contains(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
        value = part(p, h, m, c)
        return None if value is None else constant in value

    return contains


def _has_any(tree: Tree) -> Function:
    part, constants = function(tree[1]), frozenset(tree[2])

    def meets(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
        value = part(p, h, m, c)
        return None if value is None else not constants.isdisjoint(value)

    return meets


def _among_members(decisive: bool) -> Callable[[Tree], Function]:
    """`any` is decided by one True, `all` by one False."""

    def build(tree: Tree) -> Function:
        part = function(tree[1])

        def quantifier(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
            result: bool | None = not decisive
            for member in m:
                value = part(member, h, m, c)
                if value is decisive:
                    return decisive
                if value is None:
                    result = None
            return result

        return quantifier

    return build


def _count(tree: Tree) -> Function:
    part = function(tree[1])

    def count(p: Values, h: Values, m: Sequence[Values], c: Values) -> int | None:
        values = [part(member, h, m, c) for member in m]
        return None if None in values else sum(values)

    return count


def _answered(tree: Tree) -> Function:
    part = function(tree[1])
    return lambda p, h, m, c: part(p, h, m, c) is not None


def _coalesce(tree: Tree) -> Function:
    part, default = function(tree[1]), function(tree[2])

    def coalesce(p: Values, h: Values, m: Sequence[Values], c: Values) -> Any:
        value = part(p, h, m, c)
        return default(p, h, m, c) if value is None else value

    return coalesce


def _if(tree: Tree) -> Function:
    condition, one, other = (function(part) for part in tree[1:])

    def choose(p: Values, h: Values, m: Sequence[Values], c: Values) -> Any:
        value = condition(p, h, m, c)
        if value is None:
            return None
        return one(p, h, m, c) if value else other(p, h, m, c)

    return choose


def _at_least(tree: Tree) -> Function:
    wanted, parts = tree[1], [function(part) for part in tree[2:]]

    def at_least(p: Values, h: Values, m: Sequence[Values], c: Values) -> bool | None:
        values = [part(p, h, m, c) for part in parts]
        if values.count(True) >= wanted:
            return True
        return False if values.count(True) + values.count(None) < wanted else None

    return at_least


_OPERATIONS: dict[str, Callable[[Tree], Function]] = {
    "lit": _literal,
    "p": _person_name,
    "h": _household_name,
    "param": _parameter,
    "and": _decided_by(decisive=False),
    "or": _decided_by(decisive=True),
    "not": _not,
    "=": _of_two(lambda one, other: bool(one == other)),
    "!=": _of_two(lambda one, other: bool(one != other)),
    "<": _of_two(lambda one, other: bool(one < other)),
    "<=": _of_two(lambda one, other: bool(one <= other)),
    ">": _of_two(lambda one, other: bool(one > other)),
    ">=": _of_two(lambda one, other: bool(one >= other)),
    "+": _computing(lambda one, other: one + other),
    "-": _computing(lambda one, other: one - other),
    "*": _computing(lambda one, other: one * other),
    "/": _computing(_divide),
    "neg": _negative,
    "in": _in,
    "has": _has,
    "has_any": _has_any,
    "any": _among_members(decisive=True),
    "all": _among_members(decisive=False),
    "count": _count,
    "answered": _answered,
    "coalesce": _coalesce,
    "if": _if,
    "at_least": _at_least,
}
