"""Answers drawn from the shares of `rates.toml`: each question's blocks as tables by level, age and sex."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from impreuna.config.synthetic.homes import OLDEST
from impreuna.config.synthetic.shares import LEVELS, Choice, at_level, by_rest, read
from impreuna.nomenclature.expression.evaluate import DOES_NOT_KNOW
from impreuna.nomenclature.rules.content import Question

#: (random, level, facts of the person or {}, …) → the answer, or None when it is not given.
Drawer = Callable[[Random, int, Mapping[str, Any]], Any]
_CONDITIONS, _UNKNOWN = ("ages", "sex"), "unknown"
_PICKS = Choice((1, 2, 3), (76, 19, 5))


def drawer(question: Question) -> Drawer | None:
    """How an answer to `question` is drawn; None when the file says nothing of it."""
    blocks = read("rates.toml").get(question.code)
    if blocks is None:
        return None
    if isinstance(blocks, list):
        return _by_person(question, blocks)
    return _block(question, blocks)


def _by_person(question: Question, blocks: Sequence[dict[str, Any]]) -> Drawer:
    """The first block that fits a person's age and sex."""
    made = [(_fits(block), _block(question, block)) for block in blocks]
    table = {
        (sex, age): next((draw for fits, draw in made if fits(sex, age)), None)
        for sex in ("F", "M", None)
        for age in range(OLDEST + 30)
    }

    def draw(random: Random, level: int, facts: Mapping[str, Any]) -> Any:
        chosen = table[facts.get("sex"), facts["age"]]
        return chosen(random, level, facts) if chosen else None

    return draw


def _fits(block: dict[str, Any]) -> Callable[[str | None, int], bool]:
    low, high = block.get("ages", (0, 999))
    sex = block.get("sex")
    return lambda of, age: low <= age <= high and (sex is None or of == sex)


def _block(question: Question, block: dict[str, Any]) -> Drawer:
    inner = _answer(question, {key: value for key, value in block.items() if key not in (*_CONDITIONS, "answered")})
    share = block.get("answered", 1)
    if share == 1:
        return inner
    return lambda random, level, facts: inner(random, level, facts) if random.random() < share else None


def _answer(question: Question, block: dict[str, Any]) -> Drawer:
    if question.kind == "multi":
        return _each(question, block) if "space" in block else _several(question, block)
    if question.kind == "number":
        return _number(block)
    if question.kind == "text":
        texts = block["texts"]
        return lambda random, level, facts: texts[int(random.random() * len(texts))]
    if question.kind == "date":
        return lambda random, level, facts: (facts["day"] + timedelta(days=14 + int(random.random() * 120))).isoformat()
    return _one(question, block)


def _one(question: Question, block: dict[str, Any]) -> Drawer:
    _require_options(question, block)
    choices = [
        by_rest({_code(key): 0.0 if share == 1 else at_level(share, level) for key, share in block.items()})
        for level in range(LEVELS)
    ]
    return lambda random, level, facts: choices[level].draw(random)


def _code(key: str) -> int | str:
    return DOES_NOT_KNOW if key == _UNKNOWN else int(key)


def _several(question: Question, block: dict[str, Any]) -> Drawer:
    none = [at_level(block["none"], level) for level in range(LEVELS)]
    weights = {int(code): weight for code, weight in block.items() if code != "none"}
    _require_options(question, {str(code): 0 for code in weights})
    choice = Choice(list(weights), list(weights.values()))
    nothing = list(question.exclusive[:1])

    def draw(random: Random, level: int, facts: Mapping[str, Any]) -> list[int] | None:
        if random.random() < none[level]:
            return nothing or None
        picks = _PICKS.draw(random)
        if picks == 1:
            return [choice.draw(random)]
        return sorted({choice.draw(random) for _pick in range(picks)})

    return draw


def _each(question: Question, block: dict[str, Any]) -> Drawer:
    """Every option by itself, with the same share."""
    share = [at_level(block["space"], level) for level in range(LEVELS)]
    options = [option.code for option in question.options if option.code not in question.exclusive]
    nothing = list(question.exclusive[:1])

    def draw(random: Random, level: int, facts: Mapping[str, Any]) -> list[int]:
        if random.random() < share[level]:
            return options
        return [code for code in options if random.random() < 0.7] or nothing

    return draw


def _number(block: dict[str, Any]) -> Drawer:
    low, high = block["low"], block["high"]
    bad = [at_level(block.get("share_poor", 0), level) for level in range(LEVELS)]
    worst_low, worst_high = block.get("poor_low", low), block.get("poor_high", high)

    def draw(random: Random, level: int, facts: Mapping[str, Any]) -> int:
        if bad[level] and random.random() < bad[level]:
            return worst_low + int(random.random() * (worst_high - worst_low + 1))
        return low + int(random.random() * (high - low + 1))

    return draw


def _require_options(question: Question, block: Mapping[str, Any]) -> None:
    unknown = {int(code) for code in block if code != _UNKNOWN} - {option.code for option in question.options}
    if unknown:
        raise ValueError(f"{question.code} has no options {sorted(unknown)}")
