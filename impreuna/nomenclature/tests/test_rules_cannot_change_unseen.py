"""The proofs are enough: any small mistake in a rule or a contradiction makes at least one of them fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from impreuna.nomenclature.expression.check import Tree
from impreuna.nomenclature.expression.evaluate import function
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.examples import DAY, read_examples, values_on
from impreuna.nomenclature.rules.reading import read_lists
from impreuna.nomenclature.tests.changes import changes

ROOT = Path(__file__).resolve().parents[3]
SAID = {True: "found", False: "not_found", None: "undetermined"}
#: What changes nothing, because another part of the rule, or the question itself, says the same.
SAME_AFTER_ALL = {
    ("ED-13", "without ['in', ['p', 'E01'], [4, 5, 6]] in its and"),  # the rule asks for E01 = 4
    ("ED-13", "without 5 in ['in', ['p', 'E01'], [4, 5, 6]]"),
    ("ED-13", "without 6 in ['in', ['p', 'E01'], [4, 5, 6]]"),
    ("PC-27", "without ['any', ['<', ['p', 'age'], ['lit', 18]]] in its and"),  # the child itself is there
    ("PC-27", "<= in ['<', ['p', 'age'], ['lit', 18]]"),
    ("SA-20", "without ['<=', ['p', 'age'], ['lit', 55]] in its and"),  # she is under 18
    ("SA-20", "< in ['<=', ['p', 'age'], ['lit', 55]]"),
    ("SA-27", "without ['>=', ['p', 'age_months'], ['lit', 6]] in its and"),  # under 6 months all but milk is found
    ("X37", "without ['<', ['p', 'age'], ['lit', 18]] in its and"),  # C01 is asked of children
    ("X37", "<= in ['<', ['p', 'age'], ['lit', 18]]"),
}
Case = tuple[Sequence[Any], Any]


@pytest.fixture(scope="module")
def content() -> Content:
    lists = read_lists(ROOT / "lists")
    assert lists.content is not None, "\n".join(map(str, lists.problems))
    return lists.content


def test_no_rule_can_change_unseen(content: Content) -> None:
    cases, trees = proofs(content), dict(expressions(content))
    unseen = {
        (code, what)
        for code, (tree, _of_persons) in trees.items()
        for changed, what in changes(tree)
        if all(says(changed, eyes, code) == expected for eyes, expected in cases[code])
    }
    assert unseen == SAME_AFTER_ALL, f"prove, or say why not: {sorted(unseen ^ SAME_AFTER_ALL)}"
    assert sum(1 for tree, _of_persons in trees.values() for _change in changes(tree)) > 1000


def expressions(content: Content) -> Iterator[tuple[str, tuple[Tree, bool]]]:
    for entry in content.vulnerabilities:
        if entry.rule is not None:
            yield entry.code, (entry.rule.tree, entry.subject == "person")
    for contradiction in content.contradictions:
        yield contradiction.code, (contradiction.never.tree, contradiction.level == "person")


def proofs(content: Content) -> dict[str, list[Case]]:
    """By code: in whose eyes it is read, and what it must say."""
    edition, given = Edition(1, "", content), values_on(content, DAY)
    is_of_persons = {code: of_persons for code, (_tree, of_persons) in expressions(content)}
    cases: dict[str, list[Case]] = defaultdict(list)
    for path in (ROOT / "contracts" / "vectors" / "rules").glob("*.yaml"):
        for example in read_examples(path):
            values = {**given, **example.parameters}
            reading = edition.read(example.answers, example.members, values)
            person = reading.members[example.member] if is_of_persons.get(example.code) else {}
            cases[example.code].append(((person, reading.household, reading.members, values), example.expect))
    return cases


def says(tree: Tree, eyes: Sequence[Any], code: str) -> str:
    value = function(tree)(*eyes)
    if code.startswith("X"):
        return "clash" if value is True else "fits"
    return SAID[value]
