"""Why a condition is true, and what an undecided one waits for: names and values, to be said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from impreuna.nomenclature.expression.check import Tree
from impreuna.nomenclature.expression.evaluate import Function, Values, function


def names_in(tree: Tree) -> Iterator[tuple[str, str]]:
    """Every name of `tree` as ("p" | "h" | "param", name), in reading order; a repeated name is repeated."""
    if tree[0] in ("p", "h", "param"):
        yield tree[0], tree[1]
        return
    for part in tree[1:]:
        if isinstance(part, list) and part and isinstance(part[0], str) and tree[0] != "lit":
            if tree[0] in ("in", "has_any") and part is tree[2]:
                continue
            yield from names_in(part)


def evidence(
    tree: Tree,
    person: Values,
    household: Values,
    members: Sequence[Values],
    given: Values,
    compiled: dict[int, Function] | None = None,
) -> dict[str, Any]:
    """The facts and answers that make a true `tree` true, by name; parts that did not matter are left out.

    `compiled` remembers the functions of parts, by their identity, for whoever keeps the tree.
    """
    found: dict[str, Any] = {}
    _Support(household, members, given, found, {} if compiled is None else compiled).gather(tree, person, wanted=True)
    return found


class _Support:
    def __init__(
        self,
        household: Values,
        members: Sequence[Values],
        given: Values,
        found: dict[str, Any],
        compiled: dict[int, Function],
    ) -> None:
        self._household, self._members, self._given, self._found = household, members, given, found
        self._compiled = compiled

    def _value(self, tree: Tree, person: Values) -> Any:
        if (ask := self._compiled.get(id(tree))) is None:
            ask = self._compiled[id(tree)] = function(tree)
        return ask(person, self._household, self._members, self._given)

    def gather(self, tree: Tree, person: Values, *, wanted: bool) -> None:
        """Adds what makes `tree` `wanted`; it is so."""
        match tree[0]:
            case "not":
                self.gather(tree[1], person, wanted=not wanted)
            case "and" | "or" | "at_least":
                for part in tree[2:] if tree[0] == "at_least" else tree[1:]:
                    if self._value(part, person) is wanted:
                        self.gather(part, person, wanted=wanted)
            case "any" | "all":
                for member in self._members:
                    if self._value(tree[1], member) is wanted:
                        self.gather(tree[1], member, wanted=wanted)
                        break
            case "if":
                self.gather(tree[1], person, wanted=bool(self._value(tree[1], person)))
                self.gather(tree[2] if self._value(tree[1], person) else tree[3], person, wanted=wanted)
            case _:
                self._add_names(tree, person)

    def _add_names(self, tree: Tree, person: Values) -> None:
        for mark, name in names_in(tree):
            source = {"p": person, "h": self._household}.get(mark)
            if source is not None and name in source:
                self._found.setdefault(name, source[name])


def missing(tree: Tree, person: Values, household: Values, members: Sequence[Values]) -> tuple[str, ...]:
    """The names that an undecided `tree` waits for."""
    waiting = []
    for mark, name in names_in(tree):
        sources = [household] if mark == "h" else [person] if person else list(members)
        if mark != "param" and name not in waiting and any(name not in source for source in sources):
            waiting.append(name)
    return tuple(waiting)
