"""From text to a tree of nodes that still knows where in the text each part stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<text>"[^"]*")
    | (?P<name>[^\W\d]\w*)
    | (?P<sign><=|>=|!=|[=<>+\-*/(),])
    )""",
    re.VERBOSE,
)
_FUNCTIONS = ("any", "all", "count", "answered", "coalesce", "if", "at_least")
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
# Deeper expressions are a mistake or an attack; the evaluators recurse.
_DEEPEST = 40


class ExpressionError(ValueError):
    """What is wrong with an expression, in Romanian, and where: `at` counts characters from 0."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at

    def __str__(self) -> str:
        return f"{self.message} (la semnul {self.at + 1})"


@dataclass(frozen=True, slots=True)
class Node:
    """An operation with its parts: nodes, or plain values where the operation takes constants."""

    op: str
    parts: tuple[Any, ...]
    at: int


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Node:
    """The tree of `text`. Raises `ExpressionError` that names the place."""
    return _Parser(_tokens(text), len(text)).whole()


def _tokens(text: str) -> list[_Token]:
    tokens, position = [], 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(f"semn neașteptat „{text[start]}”", start)
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent: or, and, not, comparison, sum, product, sign, atom."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens, self._next, self._end, self._depth = tokens, 0, end, 0

    def whole(self) -> Node:
        node = self._or()
        if self._next < len(self._tokens):
            raise ExpressionError(f"nu se așteaptă „{self._peek()}” aici", self._at())
        return node

    def _peek(self) -> str:
        return self._tokens[self._next].text if self._next < len(self._tokens) else ""

    def _at(self) -> int:
        return self._tokens[self._next].at if self._next < len(self._tokens) else self._end

    def _accept(self, *texts: str) -> str | None:
        found = self._peek()
        if found in texts and self._tokens[self._next].kind != "text":
            self._next += 1
            return found
        return None

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise ExpressionError(f"lipsește „{text}”", self._at())

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError("expresia are prea multe paranteze", self._at())
        node = self._chain("or", self._and)
        self._depth -= 1
        return node

    def _and(self) -> Node:
        return self._chain("and", self._not)

    def _chain(self, word: str, part: Any) -> Node:
        at, parts = self._at(), [part()]
        while self._accept(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Node(word, tuple(parts), at)

    def _not(self) -> Node:
        at = self._at()
        negations = 0
        while self._accept("not"):
            negations += 1
        node = self._comparison()
        for _each in range(negations):
            node = Node("not", (node,), at)
        return node

    def _comparison(self) -> Node:
        left, at = self._sum(), self._at()
        if sign := self._accept(*_COMPARISONS):
            return Node(sign, (left, self._sum()), at)
        if self._accept("in"):
            return Node("in", (left, self._constants()), at)
        if self._accept("has"):
            if self._accept("any"):
                return Node("has_any", (left, self._constants()), at)
            return Node("has", (left, self._constant()), at)
        return left

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._accept("+", "-"):
            node = Node(sign, (node, self._product()), node.at)
        return node

    def _product(self) -> Node:
        node = self._signed()
        while sign := self._accept("*", "/"):
            node = Node(sign, (node, self._signed()), node.at)
        return node

    def _signed(self) -> Node:
        at = self._at()
        if self._accept("-"):
            return Node("neg", (self._atom(),), at)
        return self._atom()

    def _atom(self) -> Node:
        if self._next >= len(self._tokens):
            raise ExpressionError("expresia se termină prea devreme", self._end)
        token = self._tokens[self._next]
        if token.kind in ("number", "text"):
            return Node("lit", (self._constant(),), token.at)
        if self._accept("("):
            node = self._or()
            self._expect(")")
            return node
        if token.kind != "name" or token.text in ("and", "or", "not", "in", "has"):
            raise ExpressionError(f"nu se așteaptă „{token.text}” aici", token.at)
        self._next += 1
        if token.text in ("true", "false"):
            return Node("lit", (token.text == "true",), token.at)
        if token.text in _FUNCTIONS and self._peek() == "(":
            return self._call(token)
        return Node("name", (token.text,), token.at)

    def _call(self, function: _Token) -> Node:
        self._expect("(")
        parts: list[Any] = []
        if function.text in ("any", "all", "count"):
            if not self._accept("members"):
                raise ExpressionError(f"„{function.text}” privește membrii: {function.text}(members, …)", self._at())
            self._expect(",")
            parts.append(self._or())
        else:
            parts.append(self._or())
            while self._accept(","):
                parts.append(self._or())
        self._expect(")")
        return Node(function.text, tuple(parts), function.at)

    def _constants(self) -> tuple[float | str, ...]:
        self._expect("(")
        constants = [self._constant()]
        while self._accept(","):
            constants.append(self._constant())
        self._expect(")")
        return tuple(constants)

    def _constant(self) -> int | float | str:
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        if token is None or token.kind not in ("number", "text"):
            raise ExpressionError("aici stă un număr sau un text între ghilimele", self._at())
        self._next += 1
        if token.kind == "text":
            return token.text[1:-1]
        return float(token.text) if "." in token.text else int(token.text)
