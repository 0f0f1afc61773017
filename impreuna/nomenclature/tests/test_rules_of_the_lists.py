"""The national rules proved by families written from the law (contracts/vectors/rules), and none left unproved."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.edition import Edition, Reading
from impreuna.nomenclature.rules.examples import DAY, Example, letters_met, print_examples, read_examples, values_on
from impreuna.nomenclature.rules.reading import read_lists

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "contracts" / "vectors" / "rules"
EXAMPLES = [one for path in sorted(FOLDER.glob("*.yaml")) for one in read_examples(path)]
OF_RULES = [one for one in EXAMPLES if one.expect in ("found", "not_found", "undetermined")]
OF_CONTRADICTIONS = [one for one in EXAMPLES if one.expect in ("clash", "fits")]
OF_LETTERS = [one for one in EXAMPLES if one.expect == "letters"]


def named(examples: list[Example]) -> list[object]:
    return [pytest.param(one, id=f"{one.code}: {one.says}") for one in examples]


@pytest.fixture(scope="module")
def edition() -> Edition:
    lists = read_lists(ROOT / "lists")
    assert lists.content is not None, "\n".join(map(str, lists.problems))
    return Edition(1, lists.digest, lists.content)


def read(edition: Edition, example: Example) -> Reading:
    given = {**values_on(edition.content, DAY), **example.parameters}
    return edition.read(example.answers, example.members, given)


@pytest.mark.parametrize("example", named(OF_RULES))
def test_a_rule(edition: Edition, example: Example) -> None:
    entry = edition.vulnerabilities[example.code]
    member = example.member if entry.subject == "person" else None
    reading = read(edition, example)
    said = {True: "found", False: "not_found", None: "undetermined"}[reading.verdict(example.code, member)]
    assert said == example.expect, f"{entry.rule.text if entry.rule else ''}\n{reading.household} {reading.members}"
    found = {(one.code, one.member): one for one in reading.find()}.get((example.code, member))
    assert (found is not None) == (example.expect == "found")
    if found is not None:
        assert found.severity == example.severity
        if example.evidence is not None:
            assert set(found.evidence) == set(example.evidence)
    waiting = {(one.code, one.member): one.missing for one in reading.undetermined()}
    assert ((example.code, member) in waiting) == (example.expect == "undetermined")
    if example.missing is not None:
        assert set(example.missing) <= set(waiting[example.code, member])


@pytest.mark.parametrize("example", named(OF_CONTRADICTIONS))
def test_a_contradiction(edition: Edition, example: Example) -> None:
    level = next(one.level for one in edition.contradictions if one.code == example.code)
    member = example.member if level == "person" else None
    clashes = {(one.contradiction.code, one.member) for one in read(edition, example).contradictions()}
    assert ((example.code, member) in clashes) == (example.expect == "clash")


@pytest.mark.parametrize("example", named(OF_LETTERS))
def test_the_situations_of_a_family(edition: Edition, example: Example) -> None:
    """Law 156/2023 art. 5: the distinct letters that the family's findings meet; they set how often it is visited."""
    law156 = {code: entry.law156 for code, entry in edition.vulnerabilities.items()}
    assert letters_met(law156, (one.code for one in read(edition, example).find())) == sorted(example.letters)


@pytest.mark.parametrize("example", named(EXAMPLES))
def test_an_example_could_be_a_visit(edition: Edition, example: Example) -> None:
    """Its answers are answers to questions of their level, so that no proof stands on what nobody can say."""
    given = [("household", example.household), *(("person", member) for member in example.members)]
    for level, answers in given:
        for code, value in answers.items():
            if code in edition.questions:
                assert edition.questions[code].level == level, code
                assert check_answer(edition.questions[code], value), f"{code}: {value}"
            else:
                assert code in ("age", "age_months", "age_days", "sex", "relation"), code
    assert (example.severity is not None) == (example.expect == "found")
    assert set(example.parameters) <= set(edition.parameters)


def test_every_rule_is_proved_three_ways(edition: Edition) -> None:
    """A family that it finds, one that it does not, one where it waits; and every severity that it may have."""
    seen, severities = defaultdict(set), defaultdict(set)
    for example in OF_RULES:
        seen[example.code].add(example.expect)
        severities[example.code].add(example.severity)
    for code, entry in edition.vulnerabilities.items():
        if entry.rule is None:
            continue
        assert seen[code] == {"found", "not_found", "undetermined"}, code
        assert severities[code] - {None} == {entry.severity, *(severity for severity, _when in entry.raised)}, code


def test_every_contradiction_clashes_and_nearly_does(edition: Edition) -> None:
    seen = {(one.code, one.expect) for one in OF_CONTRADICTIONS}
    assert seen == {(one.code, expect) for one in edition.contradictions for expect in ("clash", "fits")}


def test_no_example_is_written_twice() -> None:
    said = [(one.code, one.says) for one in EXAMPLES]
    assert len(said) == len(set(said)), [one for one in said if said.count(one) > 1]


def test_what_the_tablet_runs_is_what_stands_here(edition: Edition) -> None:
    printed = (FOLDER.parent / "rules.json").read_text(encoding="utf-8")
    assert printed == print_examples(edition.content, FOLDER), "run `make docs`"
