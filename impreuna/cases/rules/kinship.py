"""How those who live with somebody stand to her, guessed from how the register knows each of them to the head.

Only a first guess, which people correct; where the register can not tell (a grandchild and her grandmother's daughter:
mother or aunt?), nothing closer than "other" is said.
"""

from __future__ import annotations

from collections.abc import Mapping

_PARENTS = dict.fromkeys(("head", "spouse", "partner"), "parent")
_CHILDREN = dict.fromkeys(("child", "stepchild"), "sibling")
_ELDERS = dict.fromkeys(("parent", "grandparent"), "grandparent")
#: The relation to the head of whom a case is about → the relation of another → how that one stands to her.
_PART: Mapping[str, Mapping[str, str]] = {
    "child": _PARENTS | _CHILDREN | _ELDERS,
    "stepchild": _PARENTS | _CHILDREN | _ELDERS,
    "foster_child": dict.fromkeys(("head", "spouse", "partner"), "carer"),
    "grandchild": dict.fromkeys(("head", "spouse", "partner"), "grandparent") | {"grandchild": "sibling"},
    "head": {
        "spouse": "spouse", "partner": "spouse", "child": "child", "stepchild": "child", "grandchild": "grandchild",
        "parent": "parent", "grandparent": "grandparent", "sibling": "sibling",
    },
    "spouse": {"head": "spouse", "child": "child", "stepchild": "child"},
    "partner": {"head": "spouse", "child": "child", "stepchild": "child"},
    "parent": {"head": "child", "parent": "spouse", "sibling": "child"}
    | dict.fromkeys(("child", "stepchild"), "grandchild"),
    "sibling": {"head": "sibling", "sibling": "sibling", "parent": "parent"},
}  # fmt: skip


def part_of(subject: str, other: str) -> str:
    """The part (`rules.lists.PARTS`) in a case about `subject` of somebody of her household; both are relations to its
    head (`registry.rules.persons.RELATIONS`)."""
    return _PART.get(subject, {}).get(other, "other")
