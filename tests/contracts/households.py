"""Random editions of lists, and households that answer an edition's questionnaire at random."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec

from impreuna.nomenclature.expression.check import NUMBER, TEXT, Level, Type
from impreuna.nomenclature.rules.content import Content, Question
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS, RELATIONS
from impreuna.nomenclature.rules.reading import read_lists
from tests.contracts.expressions import CHOICE, CHOICES, NAMES, Expressions
from tests.contracts.tablet import ROOT

Names = dict[str, dict[str, Type]]
_WORDS = {"ro": "a", "en": "a"}
_FACTS: Names = {
    "p": {name: kind.type for name, kind in PERSON_FACTS.items() if name in ("age", "sex")},
    "h": {name: kind.type for name, kind in HOUSEHOLD_FACTS.items()},
    "param": {},
}
_KINDS = {"choice": "single", "choices": "multi", "number": "number", "text": "text"}


def the_lists() -> Edition:
    """The national lists as they stand in `lists/`."""
    lists = read_lists(ROOT / "lists")
    assert lists.content is not None, lists.problems
    return Edition(1, lists.digest, lists.content)


def random_edition(draw: Random) -> Edition:
    """An edition of about 30 questions, whose conditions read each other without a circle, and 20 rules."""
    codes = {f"{mark.upper()}{number:02}": mark for mark, many in (("p", 20), ("h", 10)) for number in range(many)}
    types = {code: draw.choice((CHOICE, CHOICE, CHOICES, NUMBER, TEXT)) for code in codes}
    known: Names = {mark: dict(names) for mark, names in _FACTS.items()}
    questions = {}
    for code in draw.sample(sorted(codes), len(codes)):
        level: Level = "person" if codes[code] == "p" else "household"
        when = Expressions(draw, known).truth(draw.randint(0, 2), level) if draw.random() < 0.7 else None
        questions[code] = _question(code, level, types[code], when)
        known[codes[code]][code] = types[code]
    known["param"] = NAMES["param"]
    rules = [_rule(draw, number, Expressions(draw, known)) for number in range(20)]
    clashes = [_contradiction(draw, number, Expressions(draw, known)) for number in range(5)]
    # As asked, which is not the order of need.
    asked = [questions[code] for code in sorted(codes)]
    rest: dict[str, list[Any]] = {name: [] for name in Content.__struct_fields__}
    content = msgspec.convert(
        {**rest, "questions": asked, "vulnerabilities": rules, "contradictions": clashes}, Content
    )
    return Edition(1, "", content)


def _question(code: str, level: Level, of: Type, when: list[Any] | None) -> dict[str, Any]:
    return {
        "code": code,
        "text": _WORDS,
        "kind": _KINDS[of.kind],
        "topic": code[0],
        "level": level,
        "area": "household",
        "when": when and {"text": "", "tree": when},
        "options": [{"code": option, "text": _WORDS} for option in sorted(of.options)],
        "whole": False,
    }


def _rule(draw: Random, number: int, expressions: Expressions) -> dict[str, Any]:
    level: Level = draw.choice(("person", "household"))
    raised = [(severity, expressions.truth(1, level)) for severity in draw.sample((3, 4), draw.randint(0, 2))]
    return {
        "code": f"ED-{number:02}",
        "text": _WORDS,
        "subject": level,
        "area": "ED",
        "who": _WORDS,
        "severity": draw.randint(1, 3),
        "veil": "household",
        "rule": {"text": "", "tree": expressions.truth(draw.randint(0, 3), level)},
        "raised": [(severity, {"text": "", "tree": tree}) for severity, tree in raised],
    }


def _contradiction(draw: Random, number: int, expressions: Expressions) -> dict[str, Any]:
    level: Level = draw.choice(("person", "household"))
    never = {"text": "", "tree": expressions.truth(2, level)}
    return {"code": f"X{number:02}", "text": _WORDS, "level": level, "never": never, "fields": []}


def household(draw: Random, edition: Edition, most: int = 6) -> dict[str, Any]:
    """A household's answers as an interview leaves them: household, members, parameters.

    Questions that show are answered, mostly; then some answers change, and what had been answered below them stays
    where it is, hidden.
    """
    members = [_facts(draw) for _ in range(draw.randint(1, most))]
    given: dict[str, Any] = {"size": len(members)}
    for _round in range(4):
        relevance = edition.relevant(given, members)
        for code in sorted(relevance.household):
            _answer(draw, edition.questions[code], given)
        for member, codes in zip(members, relevance.members, strict=True):
            for code in sorted(codes):
                _answer(draw, edition.questions[code], member)
    for answers in (given, *members):
        for code in [code for code in answers if code in edition.questions and draw.random() < 0.08]:
            del answers[code]
            _answer(draw, edition.questions[code], answers)
    parameters = {code: draw.choice((0, 0.5, 3, 660, 1500)) for code in edition.parameters if draw.random() < 0.9}
    parameters |= {code: draw.choice((0, 0.5, 3, 660)) for code in NAMES["param"] if draw.random() < 0.9}
    return {"household": given, "members": members, "parameters": parameters}


def _facts(draw: Random) -> dict[str, Any]:
    days = draw.choice((draw.randrange(60), draw.randrange(1100), draw.randrange(7000), draw.randrange(35000)))
    facts: dict[str, Any] = {"relation": draw.choice(sorted(RELATIONS))}
    if draw.random() < 0.95:
        facts["sex"] = draw.choice("FM")
    if draw.random() < 0.95:
        facts["age"] = days // 365
    if "age" in facts and draw.random() < 0.9:
        facts |= {"age_months": days // 31, "age_days": days}
    return facts


def _answer(draw: Random, question: Question, answers: dict[str, Any]) -> None:
    if question.code in answers or not question.is_answerable:
        return
    match draw.randrange(25):
        case 0:
            answers[question.code] = "?"
        case 1:
            answers[question.code] = None
        case 2:
            return
        case _:
            answers[question.code] = _value(draw, question)


def _value(draw: Random, question: Question) -> Any:
    options = [option.code for option in question.options]
    match question.kind:
        case "single":
            return draw.choice(options)
        case "multi":
            chosen = draw.sample(options, draw.randint(1, min(3, len(options))))
            alone = [code for code in chosen if code in question.exclusive]
            return alone[:1] or sorted(chosen)
        case "number":
            low = question.low or 0
            high = question.high if question.high is not None else draw.choice((3, 40, 5000))
            number = draw.uniform(low, max(low, high))
            return round(number) if question.whole else draw.choice((round(number), round(number, 2)))
        case _:
            return draw.choice(("2026-11-01", "2019-05", "țară", ""))
