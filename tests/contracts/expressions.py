"""Random expressions of the right types, contexts to read them in, and how each is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from impreuna.nomenclature.expression.check import NUMBER, TEXT, Level, Name, Tree, Type

CHOICE, SEX, CHOICES = (
    Type("choice", frozenset(range(5))),
    Type("choice", frozenset("FM")),
    Type("choices", frozenset(range(5))),
)
TEXTS = ("", "da", "țară", "tara", "ţară", "T\u0326", "Szatmárnémeti", "🏠", " ?", "and or not", "1")
#: Every name by its mark: of a person, of the household, of the parameters.
NAMES: dict[str, dict[str, Type]] = {
    "p": {
        "E01": CHOICE,
        "E02": CHOICE,
        "sex": SEX,
        "age": NUMBER,
        "W01": NUMBER,
        "C08": CHOICES,
        "C09": CHOICES,
        "T01": TEXT,
    },
    "h": {"H01": CHOICE, "size": NUMBER, "V03": NUMBER, "V05": CHOICES, "H02": TEXT},
    "param": {"isr": NUMBER, "limit": NUMBER},
}
_LEVELS: dict[str, Level] = {"p": "person", "h": "household", "param": "parameter"}
SCHEMA = {name: Name(_LEVELS[mark], type_) for mark, names in NAMES.items() for name, type_ in names.items()}
_NUMBERS = (0, 1, 2, 3, 5, 18, -1, -4, 0.5, 0.1, 2.0, -0.0, 1e308, -1e308, 5e-324, 1e-300, 2**53, 1 / 3, 660.25)
_LITERALS = (0, 1, 2, 3, 18, 0.5, 0.1, 2.0, 660.25, 2**53)


@dataclass
class Expressions:
    """Draws trees. `names` says which may be read; below `depth` operations there are only names and literals."""

    draw: Random
    names: dict[str, dict[str, Type]]

    def truth(self, depth: int, level: Level) -> Tree:
        """A condition, in the eyes of `level`."""
        if depth <= 0:
            return self._leaf_condition(level)
        return self.draw.choice(self._conditions)(self, depth - 1, level)

    def value(self, depth: int, level: Level) -> Tree:
        """An expression of any type."""
        kinds = (self.truth, self.truth, self.number, lambda _depth, level: self._any_name(level))
        return self.draw.choice(kinds)(depth, level)

    def number(self, depth: int, level: Level) -> Tree:
        draw = self.draw
        if depth <= 0 or draw.random() < 0.2:
            return self._name(NUMBER, level) if draw.random() < 0.6 else ["lit", draw.choice(_LITERALS)]
        match draw.choice(("+", "-", "*", "/", "neg", "coalesce", "choice", "if", "count")):
            case "neg":
                return ["neg", self.number(depth - 1, level)]
            case "coalesce":
                return ["coalesce", self.number(depth - 1, level), self.number(depth - 1, level)]
            case "choice":
                return ["coalesce", self._name(CHOICE, level), ["lit", draw.choice(_LITERALS)]]
            case "if":
                condition = self.truth(depth - 1, level)
                return ["if", condition, self.number(depth - 1, level), self.number(depth - 1, level)]
            case "count":
                return ["count", self.truth(depth - 1, "person")]
            case sign:
                return [sign, self.number(depth - 1, level), self.number(depth - 1, level)]

    # --- Conditions: each draws one, `depth` operations deep at most ---

    def _leaf_condition(self, level: Level) -> Tree:
        of, draw = self._type(level), self.draw
        if draw.random() < 0.05:
            return ["lit", draw.random() < 0.5]
        name = self._name(of, level)
        if of is CHOICES:
            return draw.choice((["has", name, draw.randrange(5)], ["has_any", name, self._constants(of)]))
        if draw.random() < 0.4:
            return ["in", name, self._constants(of)]
        return [draw.choice(("=", "!=")), name, ["lit", self._constants(of)[0]]]

    def _chain(self, depth: int, level: Level) -> Tree:
        parts = [self.truth(depth, level) for _ in range(self.draw.randint(2, 4))]
        return [self.draw.choice(("and", "or")), *parts]

    def _not(self, depth: int, level: Level) -> Tree:
        return ["not", self.truth(depth, level)]

    def _over_members(self, depth: int, level: Level) -> Tree:
        return [self.draw.choice(("any", "all")), self.truth(depth, "person")]

    def _at_least(self, depth: int, level: Level) -> Tree:
        parts = [self.truth(depth, level) for _ in range(self.draw.randint(1, 4))]
        return ["at_least", self.draw.randint(1, len(parts)), *parts]

    def _compared(self, depth: int, level: Level) -> Tree:
        sign = self.draw.choice(("=", "!=", "<", "<=", ">", ">="))
        if sign in ("=", "!=") and self.draw.random() < 0.3:
            of = self._type(level)
            if of.kind != "choices":
                return [sign, self._name(of, level), self._name(of, level)]
        return [sign, self.number(depth, level), self.number(depth, level)]

    def _equal_truths(self, depth: int, level: Level) -> Tree:
        return [self.draw.choice(("=", "!=")), self.truth(depth, level), self.truth(depth, level)]

    def _number_among(self, depth: int, level: Level) -> Tree:
        return ["in", self.number(depth, level), self._constants(NUMBER)]

    def _chosen(self, depth: int, level: Level) -> Tree:
        if not self._named(CHOICES, level):
            return self._leaf_condition(level)
        chosen = self._name(CHOICES, level)
        if self.draw.random() < 0.5:
            chosen = ["coalesce", chosen, self._name(CHOICES, level)]
        elif self.draw.random() < 0.5:
            chosen = ["if", self.truth(depth, level), chosen, self._name(CHOICES, level)]
        return ["has_any", chosen, self._constants(CHOICES)]

    def _answered(self, depth: int, level: Level) -> Tree:
        return ["answered", self.value(depth, level)]

    def _coalesce(self, depth: int, level: Level) -> Tree:
        return ["coalesce", self.truth(depth, level), self.truth(depth, level)]

    def _if(self, depth: int, level: Level) -> Tree:
        return ["if", *(self.truth(depth, level) for _ in range(3))]

    _conditions: tuple[Callable[[Any, int, Level], Tree], ...] = (
        *(_chain, _chain, _chain, _not, _over_members, _over_members, _at_least, _compared, _compared, _compared),
        *(_equal_truths, _number_among, _chosen, _answered, _coalesce, _if),
    )

    def _constants(self, of: Type) -> list[Any]:
        pool = tuple(sorted(of.options)) or (TEXTS if of is TEXT else _LITERALS)
        return [self.draw.choice(pool) for _ in range(self.draw.randint(1, 3))]

    def _any_name(self, level: Level) -> Tree:
        return self._name(self._type(level), level)

    def _type(self, level: Level) -> Type:
        """A type that something readable has."""
        return self.draw.choice([of for of in (CHOICE, SEX, TEXT, NUMBER, CHOICES) if self._named(of, level)])

    def _name(self, of: Type, level: Level) -> Tree:
        """A name of this type; a literal where there is none."""
        if found := self._named(of, level):
            return self.draw.choice(found)
        return ["lit", self._constants(of)[0]]

    def _named(self, of: Type, level: Level) -> list[Tree]:
        marks = ("p", "p", "h", "param") if level == "person" else ("h", "param")
        return [[mark, name] for mark in marks for name, type_ in self.names[mark].items() if type_ == of]


def context(draw: Random, names: dict[str, dict[str, Type]], level: Level) -> dict[str, Any]:
    """Answers to read an expression in; about a third of everything is unknown, in one of three ways."""
    members = [_answers(draw, names["p"]) for _ in range(draw.choice((0, 1, 1, 2, 3, 4)))]
    if level == "person" and not members:
        members = [_answers(draw, names["p"])]
    return {
        "household": _answers(draw, names["h"]),
        "members": members,
        "person": draw.randrange(len(members)) if level == "person" else None,
        "parameters": _answers(draw, names["param"]),
    }


def _answers(draw: Random, names: dict[str, Type]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, of in names.items():
        match draw.randrange(12):
            case 0:
                found[name] = None
            case 1:
                found[name] = "?"
            case 2 | 3:
                continue
            case _:
                found[name] = answer(draw, of)
    return found


def answer(draw: Random, of: Type) -> Any:
    """An answer of this type."""
    if of.kind == "number":
        return draw.choice(_NUMBERS) if draw.random() < 0.7 else draw.randint(0, 100)
    if of.kind == "text":
        return draw.choice(TEXTS)
    if of.kind == "choices":
        return draw.sample(sorted(of.options), draw.randint(0, 3))
    return draw.choice(sorted(of.options))


# --- As a specialist writes it ---------------------------------------------------------------------------

# What binds stronger has the higher number; `written` puts brackets only where they are needed.
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN, _ATOM = range(8)
_STRENGTH = {"or": _OR, "and": _AND, "not": _NOT, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "neg": _SIGN}
_STRENGTH |= dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "in", "has", "has_any"), _COMPARISON)


def written(tree: Tree, within: int = _OR) -> str:
    """The text of `tree`, to stand where only what binds as strongly as `within` needs no brackets."""
    strength = _STRENGTH.get(tree[0], _ATOM)
    text = _written(tree)
    return f"({text})" if strength < within else text


def _written(tree: Tree) -> str:
    op, parts = tree[0], tree[1:]
    match op:
        case "lit":
            return constant(parts[0])
        case "p" | "h" | "param":
            return str(parts[0])
        case "and" | "or":
            return f" {op} ".join(written(part, _STRENGTH[op] + 1) for part in parts)
        case "not":
            return f"not {written(parts[0], _NOT)}"
        case "neg":
            return f"-{written(parts[0], _ATOM)}"
        case "+" | "-" | "*" | "/":
            strength = _STRENGTH[op]
            return f"{written(parts[0], strength)} {op} {written(parts[1], strength + 1)}"
        case "in" | "has_any":
            constants = ", ".join(map(constant, parts[1]))
            return f"{written(parts[0], _SUM)} {op.replace('_', ' ')} ({constants})"
        case "has":
            return f"{written(parts[0], _SUM)} has {constant(parts[1])}"
        case "any" | "all" | "count":
            return f"{op}(members, {written(parts[0])})"
        case "answered" | "coalesce" | "if":
            return f"{op}({', '.join(map(written, parts))})"
        case "at_least":
            return f"at_least({parts[0]}, {', '.join(map(written, parts[1:]))})"
        case _:
            return f"{written(parts[0], _SUM)} {op} {written(parts[1], _SUM)}"


def constant(value: object) -> str:
    """A literal as it is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else repr(value)
