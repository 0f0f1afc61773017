"""Conditions on what a fact says: `{decision: approved}`, `{to: {has: team}}`, `{competence: {given: true}}`.

A field may name the kind to which alone it applies: `{DecideCase.decision: confirmed}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from impreuna.obligations.rules.entries import Obligation, Step

#: A field, how it is asked, and what is expected: "is", "has" or "given".
Test = tuple[str, str, Any]


def tests_for(kind: str, when: Mapping[str, Any]) -> tuple[Test, ...]:
    """The tests of `when` that a fact of `kind` has to pass."""
    tests = []
    for name, wanted in when.items():
        owner, dot, field = name.rpartition(".")
        if dot and owner != kind:
            continue
        if isinstance(wanted, Mapping):
            ((operator, value),) = wanted.items()
            tests.append((field, operator, value))
        else:
            tests.append((field, "is", wanted))
    return tuple(tests)


def holds(tests: tuple[Test, ...], content: Mapping[str, Any]) -> bool:
    """Whether what a fact says passes every test. What is not said is not so: false, empty, nothing."""
    for field, operator, wanted in tests:
        said = content.get(field)
        if operator == "is":
            if (bool(said) if isinstance(wanted, bool) else said) != wanted:
                return False
        elif operator == "has":
            if wanted not in (said or ()):
                return False
        elif bool(said) != wanted:
            return False
    return True


#: What judging reads of a fact beside the conditions of the list: services of a plan (`file.File`, `raising`),
#: waivers, what ends a case's obligations, the situations of risk that were counted.
_ALWAYS = frozenset(
    {
        "items", "item_id", "plan_id", "starts_on", "state", "decision", "code", "key", "reason", "is_urgent",
        "risk_situations",
    }
)  # fmt: skip


def fields_asked(entries: Iterable[Obligation]) -> frozenset[str]:
    """Every field of facts' content by which the entries judge: without the others a case is judged the same."""
    asked = set(_ALWAYS)
    for one in entries:
        steps = [*(one.until.steps if one.until else ())]
        if one.since is not None:
            steps += [Step(facts=one.since.facts, when=one.since.when)]
            steps += [one.since.once] if one.since.once else []
            asked |= {one.since.said_last} - {""}
        asked |= {name.rpartition(".")[2] for step in steps for name in step.when}
    return frozenset(asked)
