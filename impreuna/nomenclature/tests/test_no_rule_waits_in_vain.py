"""Where everything that is asked was answered, no rule waits: it is false for people who are not asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.examples import DAY, values_on
from impreuna.nomenclature.rules.facts import person_facts
from impreuna.nomenclature.rules.reading import read_lists

ROOT = Path(__file__).resolve().parents[3]
#: Waits where nobody needs an adapted dwelling: it would have to read health, which those who read housing may not see.
WAITS = {"LO-13"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    lists = read_lists(ROOT / "lists")
    assert lists.content is not None, "\n".join(map(str, lists.problems))
    return Edition(1, lists.digest, lists.content)


@pytest.mark.parametrize("seed", range(10))
def test_no_rule_waits_in_vain(edition: Edition, seed: int) -> None:
    draw, given = Random(seed), values_on(edition.content, DAY)
    for _home in range(60):
        household, members = home(draw)
        while answer_what_shows(edition, draw, household, members):
            pass
        waiting = {one.code: one.missing for one in edition.undetermined(household, members, given)}
        assert set(waiting) <= WAITS, (waiting, household, members)


def home(draw: Random) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Up to five people of any age, small children often."""
    relations = ("spouse", "partner", "child", "grandchild", "foster_child")
    members = []
    for index in range(draw.choice((1, 1, 2, 3, 4, 5))):
        born = DAY - timedelta(days=draw.randint(0, 33_000 if draw.random() < 0.7 else 900))
        relation = "head" if index == 0 else draw.choice(relations)
        members.append(person_facts(born, None, draw.choice("FM"), relation, DAY))
    return {"size": len(members)}, members


def answer_what_shows(edition: Edition, draw: Random, household: dict[str, Any], members: list[dict[str, Any]]) -> int:
    """How many questions were open, and are now answered."""
    relevance = edition.relevant(household, members)
    pairs = [(household, relevance.household), *zip(members, relevance.members, strict=True)]
    opened = 0
    for answers, shown in pairs:
        for code in sorted(shown - answers.keys()):
            question = edition.questions[code]
            if question.kind in ("single", "multi", "number"):
                answers[code] = answer(draw, question)
                assert check_answer(question, answers[code])
                opened += 1
    return opened


def answer(draw: Random, question: Question) -> Any:
    if question.kind == "number":
        low, high = int(question.low or 0), int(question.high or 10)
        return draw.choice((low, min(high, low + 1), draw.randint(low, min(high, low + 40)), draw.randint(low, high)))
    codes = [option.code for option in question.options]
    if question.kind == "single":
        return draw.choice(codes)
    alone = [code for code in codes if code in question.exclusive]
    if alone and draw.random() < 0.5:
        return alone
    together = [code for code in codes if code not in question.exclusive]
    return sorted(draw.sample(together, draw.randint(1, min(3, len(together)))))
