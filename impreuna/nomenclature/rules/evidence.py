"""The reason of a finding in plain words: "9 ani", "Situația școlară: niciodată înscris (E01)"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Edition

_SEXES = {"F": {"ro": "femeie", "en": "female"}, "M": {"ro": "bărbat", "en": "male"}}


def describe(edition: Edition, evidence: Mapping[str, Any], language: str = "ro") -> list[str]:
    """The evidence of a finding as phrases, facts first; codes that the edition does not know are left out."""
    facts = [
        phrase
        for name, value in evidence.items()
        if (name != "size" or _size_says_something(edition, evidence)) and (phrase := _fact(name, value, language))
    ]
    answers = [
        f"{_asked(question.text.say(language))} {answer_in_words(question, value, language)} ({name})"
        for name, value in evidence.items()
        if (question := edition.questions.get(name)) is not None
    ]
    return facts + answers


def _size_says_something(edition: Edition, evidence: Mapping[str, Any]) -> bool:
    """Whether the number of people is a reason: somebody lives alone, or an amount is shared among them. Beside
    other answers it only says that there is somebody else, which the answers say themselves."""
    asked = [question for name in evidence if (question := edition.questions.get(name)) is not None]
    return evidence["size"] == 1 or not asked or any(question.kind == "number" for question in asked)


def answer_in_words(question: Question, value: Any, language: str = "ro") -> str:
    """An answer as its question words it."""
    if value == "?":
        return "does not know" if language == "en" else "nu știe / nu răspunde"
    if question.kind in ("single", "multi"):
        codes = value if isinstance(value, list | tuple) else [value]
        words = [option.say(language) for code in codes if (option := question.option(code))]
        return ", ".join(words)
    if question.kind == "number":
        unit = question.unit.say(language) if question.unit else ""
        return f"{value:g} {unit}".strip() if isinstance(value, int | float) else str(value)
    return str(value)


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def _fact(name: str, value: Any, language: str) -> str:
    match name:
        case "age" if value == 0:
            return "under one year" if language == "en" else "sub un an"
        case "age":
            return _counted(value, ("an", "ani"), "year", language)
        case "age_months":
            return _counted(value, ("lună", "luni"), "month", language)
        case "age_days":
            return _counted(value, ("zi", "zile"), "day", language)
        case "size":
            return _counted(value, ("persoană", "persoane"), "member", language)
        case "sex":
            return _SEXES.get(value, {}).get("en" if language == "en" else "ro", "")
        case _:
            return ""


def _counted(number: int, romanian: tuple[str, str], english: str, language: str) -> str:
    if language == "en":
        return f"{number} {english}{'' if number == 1 else 's'}"
    one, many = romanian
    if number == 1:
        return f"1 {one}"
    # Romanian puts "de" after numbers whose last two digits are 00 or 20 to 99: 20 de ani, 101 ani.
    return f"{number} {'de ' if number and (number % 100 == 0 or number % 100 > 19) else ''}{many}"
