"""From nodes to the typed tree that travels: every name is known, every comparison makes sense.

Expressions are checked where they are published, so a wrong rule is an error at its line, never a
rule that silently does not fire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from impreuna.nomenclature.expression.parse import ExpressionError, Node, parse

Kind = Literal["truth", "number", "text", "choice", "choices"]
Level = Literal["household", "person", "parameter"]
#: The tree as it travels: JSON arrays, the operation first (contracts/vectors/README.md).
Tree = list[Any]
_MARK: dict[str, str] = {"person": "p", "household": "h", "parameter": "param"}


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is; a choice knows its options."""

    kind: Kind
    options: frozenset[int | str] = frozenset()


TRUTH, NUMBER, TEXT = Type("truth"), Type("number"), Type("text")
_NAMES = {"truth": "adevărat/fals", "number": "număr", "text": "text", "choice": "alegere", "choices": "alegeri"}


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for in expressions."""

    level: Level
    type: Type


Schema = Mapping[str, Name]


def compile_text(text: str, schema: Schema, level: Level, definitions: Mapping[str, str] | None = None) -> Tree:
    """The tree of a condition, to be asked of a household or of a person (`level`).

    Raises `ExpressionError` for what cannot be read, unknown names and options, and values of different types.
    """
    tree, kind = _Checker(schema, definitions or {}).check(parse(text), level)
    if kind.kind != "truth":
        raise ExpressionError(f"condiția trebuie să fie adevărată sau falsă, nu {_NAMES[kind.kind]}", 0)
    return tree


def compile_value(text: str, schema: Schema, level: Level, definitions: Mapping[str, str] | None = None) -> Tree:
    """Like `compile_text`, for an expression of any type."""
    return _Checker(schema, definitions or {}).check(parse(text), level)[0]


class _Checker:
    def __init__(self, schema: Schema, definitions: Mapping[str, str], inlining: tuple[str, ...] = ()) -> None:
        self._schema, self._definitions, self._inlining = schema, definitions, inlining

    def check(self, node: Node, level: Level) -> tuple[Tree, Type]:
        """The tree and the type of `node`, read in the eyes of `level`."""
        match node.op:
            case "lit":
                value = node.parts[0]
                kind = TRUTH if isinstance(value, bool) else TEXT if isinstance(value, str) else NUMBER
                return ["lit", value], kind
            case "name":
                return self._name(node, level)
            case "and" | "or" | "not":
                return [node.op, *(self._wanted(part, level, "truth")[0] for part in node.parts)], TRUTH
            case "+" | "-" | "*" | "/" | "neg":
                return [node.op, *(self._wanted(part, level, "number")[0] for part in node.parts)], NUMBER
            case "<" | "<=" | ">" | ">=":
                return [node.op, *(self._wanted(part, level, "number")[0] for part in node.parts)], TRUTH
            case "=" | "!=":
                return self._equal(node, level)
            case "in" | "has" | "has_any":
                return self._among(node, level)
            case _:
                return self._call(node, level)

    def _wanted(self, node: Node, level: Level, *kinds: Kind) -> tuple[Tree, Type]:
        tree, found = self.check(node, level)
        if found.kind not in kinds:
            wanted = " sau ".join(_NAMES[kind] for kind in kinds)
            raise ExpressionError(f"aici se așteaptă {wanted}, nu {_NAMES[found.kind]}", node.at)
        return tree, found

    def _name(self, node: Node, level: Level) -> tuple[Tree, Type]:
        name = node.parts[0]
        if name in self._definitions:
            return self._definition(name, node, level)
        if (known := self._schema.get(name)) is None:
            close = get_close_matches(name, [*self._schema, *self._definitions], n=1)
            hint = f"; ați vrut „{close[0]}”?" if close else ""
            raise ExpressionError(f"nu există „{name}”{hint}", node.at)
        if known.level == "person" and level == "household":
            raise ExpressionError(f"„{name}” este al unei persoane: scrieți any(members, …)", node.at)
        return [_MARK[known.level], name], known.type

    def _definition(self, name: str, node: Node, level: Level) -> tuple[Tree, Type]:
        if name in self._inlining:
            raise ExpressionError(f"definiția „{name}” se sprijină pe ea însăși", node.at)
        inner = _Checker(self._schema, self._definitions, (*self._inlining, name))
        try:
            return inner.check(parse(self._definitions[name]), level)
        except ExpressionError as problem:
            raise ExpressionError(f"în definiția „{name}”: {problem}", node.at) from problem

    def _equal(self, node: Node, level: Level) -> tuple[Tree, Type]:
        left, left_type = self._wanted(node.parts[0], level, "number", "text", "choice", "truth")
        right, right_type = self._wanted(node.parts[1], level, "number", "text", "choice", "truth")
        if right[0] == "lit" and left_type.kind == "choice":
            self._option(left_type, right[1], node.parts[1].at)
        elif left_type.kind != right_type.kind:
            kinds = f"{_NAMES[left_type.kind]} cu {_NAMES[right_type.kind]}"
            raise ExpressionError(f"nu se pot compara: {kinds}", node.at)
        return [node.op, left, right], TRUTH

    def _among(self, node: Node, level: Level) -> tuple[Tree, Type]:
        wanted: tuple[Kind, ...] = ("choice", "number", "text") if node.op == "in" else ("choices",)
        tree, found = self._wanted(node.parts[0], level, *wanted)
        constants = node.parts[1] if isinstance(node.parts[1], tuple) else (node.parts[1],)
        for constant in constants:
            if found.kind in ("choice", "choices"):
                self._option(found, constant, node.at)
            elif isinstance(constant, str) != (found.kind == "text"):
                raise ExpressionError(f"„{constant}” nu este {_NAMES[found.kind]}", node.at)
        return [node.op, tree, node.parts[1] if node.op == "has" else list(constants)], TRUTH

    def _option(self, choice: Type, value: object, at: int) -> None:
        if isinstance(value, bool) or value not in choice.options:
            options = ", ".join(map(str, sorted(choice.options, key=str)))
            raise ExpressionError(f"nu există varianta {value}; variantele sunt {options}", at)

    def _call(self, node: Node, level: Level) -> tuple[Tree, Type]:
        match node.op:
            case "any" | "all" | "count":
                self._arity(node, 1)
                return [node.op, self._wanted(node.parts[0], "person", "truth")[0]], (
                    NUMBER if node.op == "count" else TRUTH
                )
            case "answered":
                self._arity(node, 1)
                return ["answered", self.check(node.parts[0], level)[0]], TRUTH
            case "coalesce":
                self._arity(node, 2)
                return self._same(node, node.parts, [], level)
            case "if":
                self._arity(node, 3)
                condition = self._wanted(node.parts[0], level, "truth")[0]
                return self._same(node, node.parts[1:], [condition], level)
            case _:
                return self._at_least(node, level)

    def _at_least(self, node: Node, level: Level) -> tuple[Tree, Type]:
        first, *conditions = node.parts
        if first.op != "lit" or isinstance(first.parts[0], bool) or not isinstance(first.parts[0], int):
            raise ExpressionError("at_least începe cu un număr: at_least(2, …)", node.at)
        if not 0 < first.parts[0] <= len(conditions):
            raise ExpressionError("at_least cere mai multe condiții decât are", node.at)
        return ["at_least", first.parts[0], *(self._wanted(part, level, "truth")[0] for part in conditions)], TRUTH

    def _same(self, node: Node, parts: tuple[Node, ...], leading: list[Tree], level: Level) -> tuple[Tree, Type]:
        (one, one_type), (other, other_type) = (self.check(part, level) for part in parts)
        plain = {"choice": "number"} if not one_type.options or isinstance(next(iter(one_type.options)), int) else {}
        if plain.get(one_type.kind, one_type.kind) != plain.get(other_type.kind, other_type.kind):
            raise ExpressionError(f"„{node.op}” are valori de feluri diferite", node.at)
        return [node.op, *leading, one, other], one_type if one_type == other_type else other_type

    def _arity(self, node: Node, wanted: int) -> None:
        if len(node.parts) != wanted:
            raise ExpressionError(f"„{node.op}” are {len(node.parts)} părți în loc de {wanted}", node.at)
