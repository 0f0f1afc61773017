"""The risk situations of Legea 156/2023 art. 5: how many a child's family is in, and how often it is visited.

Which vulnerability is which letter of the law, the national lists say (`law156`); letters of art. 4(2) are the child's
own conduct and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from impreuna.obligations.rules.dossier import Fact
from impreuna.obligations.rules.entries import Obligation

_ART_5 = "5("


def situations(codes: Iterable[str], letters_of: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The letters of art. 5 that vulnerabilities are, each counted once however many of them it has: at most 17."""
    return frozenset(letter for code in codes for letter in letters_of.get(code, ()) if letter.startswith(_ART_5))


def visits_due(count: int, entries: Iterable[Obligation]) -> Obligation | None:
    """The obligation to visit the family at home again and again (art. 7(7)) that so many situations raise; None
    without a situation of risk. From how many on the visits are more frequent, the list of obligations says."""
    for entry in entries:
        is_visit = entry.until is not None and entry.until.steps[0].facts == ("RecordCaseVisit",)
        if entry.kind == "turn" and is_visit and entry.risk is not None and entry.risk.holds(count):
            return entry
    return None


def risk_of(facts: Iterable[Fact]) -> int:
    """How many situations the latest act that counted them found: the plan, a re-evaluation."""
    counted = 0
    for fact in facts:
        counted = int(fact.content.get("risk_situations", counted))
    return counted
