"""How the people of a household stand to whom a case is about."""

from itertools import product

import pytest

from impreuna.cases.rules.kinship import part_of
from impreuna.cases.rules.lists import PARTS
from impreuna.registry.rules.persons import RELATIONS


@pytest.mark.parametrize(
    ("subject", "other", "part"),
    [
        ("child", "head", "parent"),
        ("child", "partner", "parent"),
        ("child", "stepchild", "sibling"),
        ("child", "parent", "grandparent"),
        ("grandchild", "head", "grandparent"),
        ("grandchild", "grandchild", "sibling"),
        ("grandchild", "child", "other"),
        ("foster_child", "head", "carer"),
        ("foster_child", "child", "other"),
        ("head", "spouse", "spouse"),
        ("head", "child", "child"),
        ("head", "parent", "parent"),
        ("spouse", "head", "spouse"),
        ("parent", "head", "child"),
        ("parent", "child", "grandchild"),
        ("unrelated", "head", "other"),
        ("child", "unrelated", "other"),
    ],
)
def test_how_they_stand(subject, other, part):
    assert part_of(subject, other) == part


def test_every_pair_has_a_part_of_the_list_and_nobody_is_the_subject_twice():
    assert {part_of(*pair) for pair in product(RELATIONS, RELATIONS)} <= PARTS.keys() - {"subject"}
