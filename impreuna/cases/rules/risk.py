"""The risk situations of Legea 156/2023 art. 5: how many a child's family is in, and how often it is visited.

Which vulnerability is which letter of the law, the national lists say (`law156`); letters of art. 4(2) are the child's
own conduct and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from impreuna.obligations.rules.dossier import Fact

_ART_5 = "5("


def situations(codes: Iterable[str], letters_of: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The letters of art. 5 that vulnerabilities are, each counted once however many of them it has: at most 17."""
    return frozenset(letter for code in codes for letter in letters_of.get(code, ()) if letter.startswith(_ART_5))


def visit_months(count: int, parameters: Mapping[str, float]) -> int | None:
    """Every how many months the family is visited at home (art. 7(7)); None without a situation of risk.

    The law says fewer than 10 and more than 10: at exactly as many as `visit_many_situations` the shorter interval
    is taken (propunere).
    """
    if count < 1:
        return None
    is_many = count >= parameters["visit_many_situations"]
    return int(parameters["visit_months_many" if is_many else "visit_months_few"])


def risk_of(facts: Iterable[Fact]) -> int:
    """How many situations the latest act that counted them found: the plan, a re-evaluation."""
    counted = 0
    for fact in facts:
        counted = int(fact.content.get("risk_situations", counted))
    return counted
