"""What expressions may name, and of which type: questions, facts, parameters."""

from __future__ import annotations

from collections.abc import Iterable

from impreuna.nomenclature.expression.check import NUMBER, TEXT, Name, Schema, Type
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS


def schema_of(questions: Iterable[Question], parameters: Iterable[str]) -> Schema:
    """The names of an edition; registry questions and composites have no answer of their own."""
    names: dict[str, Name] = {**PERSON_FACTS, **HOUSEHOLD_FACTS}
    names |= {code: Name("parameter", NUMBER) for code in parameters}
    names |= {q.code: Name(q.level, _type(q)) for q in questions if q.is_answerable}
    return names


def _type(question: Question) -> Type:
    options = frozenset(option.code for option in question.options)
    match question.kind:
        case "single":
            return Type("choice", options)
        case "multi":
            return Type("choices", options)
        case "number":
            return NUMBER
        case _:
            return TEXT
