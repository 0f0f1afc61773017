"""The shared vectors of small questionnaires, as the server settles and searches them (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import msgspec
import pytest

from impreuna.nomenclature.expression.check import Level, Name, Schema, Type, compile_text
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.content import Content, Question
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.entries import Words
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS
from tests.contracts.tablet import ROOT

WORDS = {"ro": "a", "en": "a"}
GROUPS = json.loads((ROOT / "contracts/vectors/relevance.json").read_text("utf-8"))["groups"]
CASES = [pytest.param(g, case, id=f"{g['group']}: {case['name']}") for g in GROUPS for case in g["cases"]]


def edition_of(group: dict[str, Any]) -> Edition:
    listed = {"text": WORDS, "topic": "E", "area": "ED", "veil": "household", "kind": "number", "who": WORDS}
    questions = [{**one, **listed, "when": one["when"] and expression(one["when"])} for one in group["questions"]]
    rules = [
        {**one, **listed, "rule": expression(one["rule"]), "raised": [(to, expression(tree)) for to, _, tree in raised]}
        for one in group["rules"]
        for raised in [one["raised"]]
    ]
    rest: dict[str, list[Any]] = {name: [] for name in Content.__struct_fields__}
    return Edition(1, "", msgspec.convert({**rest, "questions": questions, "vulnerabilities": rules}, Content))


def expression(tree: list[Any]) -> dict[str, Any]:
    return {"text": "", "tree": tree}


@pytest.mark.parametrize(("group", "case"), CASES)
def test_a_case(group: dict[str, Any], case: dict[str, Any]) -> None:
    edition, household, members = edition_of(group), case["household"], case["members"]
    relevance = edition.relevant(household, members)
    if "shown" in case:
        assert relevance.household == set(case["shown"])
    if "shown_of" in case:
        assert [sorted(codes) for codes in relevance.members] == case["shown_of"]
    if "found" in case:
        assert [asdict(one) for one in edition.find(household, members, case["parameters"])] == case["found"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["group"])
def test_the_texts_say_what_the_trees_say(group: dict[str, Any]) -> None:
    names: dict[str, Name] = {**PERSON_FACTS, **HOUSEHOLD_FACTS, "isr": Name("parameter", Type("number"))}
    choices = Type("choices", frozenset(range(10)))
    for one in group["questions"]:
        names[one["code"]] = Name(one["level"], choices if one["code"] in ("C08", "V05") else Type("number"))
    asked = [(one["level"], one["text"], one["when"]) for one in group["questions"] if one["when"]]
    asked += [(one["subject"], one["text"], one["rule"]) for one in group["rules"]]
    asked += [(one["subject"], text, tree) for one in group["rules"] for _severity, text, tree in one["raised"]]
    for level, text, tree in asked:
        assert read(text, names, level) == json.dumps(tree)


def read(text: str, names: Schema, level: Level) -> str:
    return json.dumps(compile_text(text, names, level))


@pytest.mark.parametrize("number", [2**53 + 1, -(2**53) - 1, 10**400, 1e300, float("inf"), float("nan")])
def test_a_number_that_the_tablet_could_read_as_another_is_no_answer(number: float) -> None:
    question = Question(code="V03", text=Words("a", "a"), kind="number", topic="V", level="household", area="income")
    assert check_answer(question, number).reason == "answer_not_a_number"
    assert check_answer(question, 2**53)
