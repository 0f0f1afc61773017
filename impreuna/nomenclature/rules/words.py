"""A rule in plain words: "vârsta sub 18 ani și P02 este «nașterea nu este înregistrată»".

Told from the expression as its author wrote it, so that a named definition keeps its name. Codes of questions,
parameters and definitions come as pieces of their own, for a page to make links of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impreuna.nomenclature.expression.parse import Node, parse
from impreuna.nomenclature.rules.content import Content, Question
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS
from impreuna.nomenclature.rules.phrases import number_in_words, phrases_of

_AGES = ("age", "age_months", "age_days")
_ORDER = ("<", "<=", ">", ">=")
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_TURNED = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_NAMED = re.compile("\ue000([^\ue001]*)\ue001")
# Brackets go around what binds less tightly than its surroundings.
_LOOSE, _AND, _TIGHT, _VALUE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `code` when it is the code of a question."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Range:
    """Bounds of a number, both inclusive; one is missing while only the other was read."""

    name: str
    low: int | None
    high: int | None


class Teller:
    """Tells the expressions of one edition in one language; `values` of parameters are told beside their names."""

    def __init__(self, content: Content, language: str, values: Mapping[str, float] | None = None) -> None:
        self._language, self._phrases, self._values = language, phrases_of(language), values or {}
        self._questions = {question.code: question for question in content.questions}
        self._parameters = {parameter.code: parameter for parameter in content.parameters}
        self._definitions = {definition.code: definition for definition in content.definitions}

    def tell(self, expression: str) -> tuple[Piece, ...]:
        """The expression, as written in the lists, in words. Raises `KeyError` for a name that nobody knows."""
        pieces, position = [], 0
        sentence = self._say(parse(expression), _LOOSE)
        for match in _NAMED.finditer(sentence):
            pieces += [Piece(sentence[position : match.start()]), Piece(match[1], match[1])]
            position = match.end()
        pieces.append(Piece(sentence[position:]))
        return tuple(piece for piece in pieces if piece.text)

    def sentence(self, expression: str) -> str:
        """Like `tell`, in one piece."""
        return "".join(piece.text for piece in self.tell(expression))

    def _say(self, node: Node, around: int) -> str:
        match node.op:
            case "lit":
                return self._literal(node.parts[0])
            case "name":
                return self._name(node.parts[0], around)
            case "and" | "or":
                return self._joined(node, around)
            case "not":
                return self._negated(node.parts[0])
            case "+" | "-" | "*" | "/" | "neg":
                return self._computed(node, around)
            case "=" | "!=" | "<" | "<=" | ">" | ">=":
                return self._compared(node.op, node)
            case "in" | "has" | "has_any":
                return self._among(node, node.op)
            case "any" | "all" | "count":
                return self._of_members(node, node.op)
            case _:
                return self._called(node, around)

    def _literal(self, value: object) -> str:
        if isinstance(value, bool):
            return self._phrases["true" if value else "false"]
        if isinstance(value, int | float):
            return number_in_words(value, "", self._language)
        return self._quoted(str(value))

    def _quoted(self, text: str) -> str:
        return self._phrases["quoted"].format(text=text)

    def _name(self, name: str, around: int) -> str:
        if name in self._questions:
            return f"\ue000{name}\ue001"
        if name in PERSON_FACTS or name in HOUSEHOLD_FACTS:
            return self._phrases[name]
        if (definition := self._definitions.get(name)) is not None:
            said = _in_a_sentence(definition.text.say(self._language))
            return self._phrases["named"].format(text=said) if around >= _VALUE else said
        parameter = self._parameters[name]
        said = self._phrases["named"].format(text=_in_a_sentence(parameter.text.say(self._language)))
        if (value := self._values.get(name)) is None:
            return said
        unit = parameter.unit.say(self._language) if parameter.unit else ""
        return f"{said} ({number_in_words(value, unit, self._language)})"

    def _joined(self, node: Node, around: int) -> str:
        parts = _merged_bounds(node.parts) if node.op == "and" else node.parts
        told = [self._between(part) if isinstance(part, _Range) else self._say(part, _TIGHT) for part in parts]
        # A comma where an "or" among options would seem to go on: "este «a» sau «b», și …".
        has_options = any(self._phrases["or"] in part and not part.startswith("(") for part in told[:-1])
        comma = "," if node.op == "or" or has_options else ""
        said = f"{comma}{self._phrases[node.op]}".join(told)
        return f"({said})" if around > (_AND if node.op == "and" else _LOOSE) and len(parts) > 1 else said

    def _between(self, bounds: _Range) -> str:
        phrase = self._phrases["age between" if bounds.name in _AGES else "between"]
        low = number_in_words(bounds.low or 0, "", self._language)
        high = self._number(bounds.name, bounds.high or 0)
        return phrase.format(left=self._name(bounds.name, _VALUE), low=low, right=high)

    def _negated(self, inner: Node) -> str:
        match inner.op:
            case "not":
                return self._say(inner.parts[0], _TIGHT)
            case "=" | "!=" | "<" | "<=" | ">" | ">=":
                return self._compared(_TURNED[inner.op], inner)
            case "in" | "has" | "has_any":
                return self._among(inner, f"not {inner.op}")
            case "any" | "all":
                return self._of_members(inner, f"not {inner.op}")
            case "answered":
                return self._phrases["not answered"].format(left=self._say(inner.parts[0], _VALUE))
            case _:
                return self._phrases["not"].format(inner=self._say(inner, _LOOSE))

    def _computed(self, node: Node, around: int) -> str:
        if node.op == "neg":
            return f"−{self._say(node.parts[0], _VALUE + 1)}"
        level = _VALUE if node.op in "+-" else _VALUE + 1
        left = self._say(node.parts[0], level)
        right = self._say(node.parts[1], level + (node.op in "-/"))
        said = f"{left} {_SIGNS[node.op]} {right}"
        return f"({said})" if around > level else said

    def _compared(self, sign: str, node: Node) -> str:
        left, right = node.parts
        name = left.parts[0] if left.op == "name" else ""
        if right.op == "lit" and (option := self._option(name, right.parts[0])):
            said = option
        elif right.op == "lit" and isinstance(right.parts[0], int | float) and not isinstance(right.parts[0], bool):
            said = self._number(name, right.parts[0])
        else:
            said = self._say(right, _VALUE)
        phrase = self._phrases[f"age {sign}" if name in _AGES else sign]
        return phrase.format(left=self._say(left, _VALUE), right=said)

    def _number(self, name: str, value: float) -> str:
        """A number that stands beside `name`, with its unit."""
        if name in _AGES:
            one, unit = self._phrases[f"one {name}"], self._phrases[f"unit of {name}"]
            return one if value == 1 else number_in_words(value, unit, self._language)
        question = self._questions.get(name)
        unit = question.unit.say(self._language) if question and question.unit else ""
        return number_in_words(value, unit, self._language)

    def _option(self, name: str, value: object) -> str:
        """An option in quotation marks; empty where `name` has no options."""
        if name in ("sex", "relation"):
            return self._quoted(self._phrases[str(value)])
        question = self._questions.get(name)
        words = question.option(value) if question else None
        return self._quoted(words.say(self._language)) if words else ""

    def _among(self, node: Node, phrase: str) -> str:
        left, given = node.parts
        values: Sequence[object] = given if isinstance(given, tuple) else (given,)
        name = left.parts[0] if left.op == "name" else ""
        options, is_none = self._options(name, values, phrase)
        told = phrase.replace("not", "none") if is_none else phrase
        return self._phrases[told].format(left=self._say(left, _VALUE), options=options)

    def _options(self, name: str, values: Sequence[object], phrase: str) -> tuple[str, bool]:
        """The options told, and whether as a row of things that all are not so."""
        others = _others(self._questions.get(name), values)
        if others is not None:
            return self._phrases["all but"].format(options=self._option(name, others)), False
        said = [self._option(name, value) or self._literal(value) for value in values]
        if not said[1:]:
            return said[0], False
        if phrase.startswith("not"):
            return self._phrases["nor"].join(said), True
        return f"{', '.join(said[:-1])}{self._phrases['or']}{said[-1]}", False

    def _of_members(self, node: Node, phrase: str) -> str:
        inner = node.parts[0]
        said = self._say(inner, _LOOSE)
        if inner.op in ("and", "or") and len(_merged_bounds(inner.parts) if inner.op == "and" else inner.parts) > 1:
            such = f"({said})"
        else:
            such = self._phrases[_such(inner)].format(inner=said)
        return self._phrases[phrase].format(such=such, inner=said)

    def _called(self, node: Node, around: int) -> str:
        if node.op == "answered":
            return self._phrases["answered"].format(left=self._say(node.parts[0], _VALUE))
        if node.op == "coalesce":
            left, right = (self._say(part, _VALUE) for part in node.parts)
            return self._phrases["coalesce"].format(left=left, right=right)
        if node.op == "if":
            condition, left, right = (self._say(part, _LOOSE) for part in node.parts)
            said = self._phrases["if"].format(condition=condition, left=left, right=right)
        else:
            n, *conditions = node.parts
            listed = "; ".join(self._say(part, _LOOSE) for part in conditions)
            said = self._phrases["at_least"].format(n=n.parts[0], list=listed)
        return f"({said})" if around > _LOOSE else said


def _in_a_sentence(text: str) -> str:
    """`text` without its capital, unless it begins with an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _others(question: Question | None, values: Sequence[object]) -> int | None:
    """The one option that is not among `values`, when all the others, at least three, are."""
    if question is None or len(values) < 3:
        return None
    others = [option.code for option in question.options if option.code not in values]
    return others[0] if len(others) == 1 else None


def _such(inner: Node) -> str:
    """How a member is joined to what holds of her: with an age, who is what a definition says, for whom it is so."""
    if _is_about_age(inner):
        return "such age"
    return "such named" if inner.op == "name" else "such"


def _is_about_age(node: Node) -> bool:
    first = node.parts[0]
    if node.op in ("and", "or"):
        return _is_about_age(first)
    return node.op in _ORDER and first.op == "name" and first.parts[0] in _AGES


def _merged_bounds(parts: Sequence[Node]) -> list[Node | _Range]:
    """`parts` of an `and`, a lower and an upper bound of the same number made one."""
    merged: list[Node | _Range] = []
    for part in parts:
        bound = _bound(part)
        before = merged[-1] if merged else None
        earlier = _bound(before) if isinstance(before, Node) else None
        if bound and earlier and bound.name == earlier.name and (bound.low is None) != (earlier.low is None):
            low = bound.low if bound.low is not None else earlier.low
            high = bound.high if bound.high is not None else earlier.high
            merged[-1] = _Range(bound.name, low, high)
        else:
            merged.append(part)
    return merged


def _bound(node: Node) -> _Range | None:
    """The bound that a comparison of a name with a number sets; only ages are sure to be whole numbers."""
    if node.op not in _ORDER or node.parts[0].op != "name" or node.parts[1].op != "lit":
        return None
    name, limit = node.parts[0].parts[0], node.parts[1].parts[0]
    if name not in _AGES and node.op in ("<", ">"):
        return None
    if node.op in (">", ">="):
        return _Range(name, limit + (node.op == ">"), None)
    return _Range(name, None, limit - (node.op == "<"))
