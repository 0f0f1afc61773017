"""What leads to what in an edition: which rules read a question, which a parameter, what a service answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.rules.content import Content, Vulnerability

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossings:
    """Codes by code, each in the order of the lists; what leads nowhere is absent."""

    #: vulnerabilities whose rule reads the question, or the parameter
    found_by: Mapping[str, Codes]
    #: questions that are asked, or not, after the answer to this one
    opens: Mapping[str, Codes]
    #: questions that the vulnerability's rule reads
    reads: Mapping[str, Codes]
    #: vulnerabilities that the service answers
    answers: Mapping[str, Codes]


def cross(content: Content) -> Crossings:
    """The crossings of all lists of an edition."""
    questions = {question.code for question in content.questions}
    reads = {entry.code: names_read(entry) for entry in content.vulnerabilities}
    return Crossings(
        found_by=_turned(reads.items()),
        opens=_turned(
            (question.code, tuple(name for _mark, name in names_in(question.when.tree)))
            for question in content.questions
            if question.when
        ),
        reads={code: tuple(name for name in names if name in questions) for code, names in reads.items()},
        answers=_turned((entry.code, entry.services) for entry in content.vulnerabilities),
    )


def names_read(entry: Vulnerability) -> Codes:
    """Questions, facts and parameters that a vulnerability's rule and severities read, each once."""
    expressions = ([entry.rule] if entry.rule else []) + [raised for _severity, raised in entry.raised]
    names = [name for expression in expressions for _mark, name in names_in(expression.tree)]
    return tuple(dict.fromkeys([*names, *([entry.parameter] if entry.parameter else [])]))


def _turned(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Codes]:
    turned: dict[str, dict[str, None]] = defaultdict(dict)
    for code, others in pairs:
        for other in others:
            turned[other][code] = None
    return {other: tuple(codes) for other, codes in turned.items()}
