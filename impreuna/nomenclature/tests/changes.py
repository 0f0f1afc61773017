"""Every small mistake that could be made in a rule: a bound moved by one, an alternative or a guard forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from impreuna.nomenclature.expression.check import Tree

_OTHER_BOUND = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_OTHER_WORD = {"and": "or", "or": "and"}


def changes(tree: Tree) -> Iterator[tuple[Tree, str]]:
    """`tree` with one change each, and which."""
    yield from _here(tree)
    for index, part in enumerate(tree[1:], 1):
        if tree[0] != "lit" and isinstance(part, list) and part and isinstance(part[0], str):
            if tree[0] in ("in", "has_any") and index == 2:
                continue
            for changed, what in changes(part):
                yield [*tree[:index], changed, *tree[index + 1 :]], what


def _here(tree: Tree) -> Iterator[tuple[Tree, str]]:
    match tree[0]:
        case "and" | "or":
            for index, part in enumerate(tree[1:], 1):
                left = [*tree[:index], *tree[index + 1 :]]
                yield left if len(left) > 2 else left[1], f"without {part} in its {tree[0]}"
            yield [_OTHER_WORD[tree[0]], *tree[1:]], f"{_OTHER_WORD[tree[0]]} in {tree}"
        case "<" | "<=" | ">" | ">=":
            yield [_OTHER_BOUND[tree[0]], *tree[1:]], f"{_OTHER_BOUND[tree[0]]} in {tree}"
        case "in" | "has_any" if len(tree[2]) > 1:
            for one in tree[2]:
                yield [tree[0], tree[1], [other for other in tree[2] if other != one]], f"without {one} in {tree}"
        case "at_least":
            for count in (tree[1] - 1, tree[1] + 1):
                yield ["at_least", count, *tree[2:]], f"at least {count}"
            for index, part in enumerate(tree[2:], 2):
                yield [*tree[:index], *tree[index + 1 :]], f"without {part} in at least {tree[1]}"
        case "not":
            yield tree[1], f"without not before {tree[1]}"
