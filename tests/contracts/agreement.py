"""Whether the server's and the tablet's evaluators say the same of random expressions and random questionnaires."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from impreuna.nomenclature.expression.check import Level, compile_value
from impreuna.nomenclature.expression.evaluate import evaluate, known
from impreuna.nomenclature.expression.explain import evidence
from tests.contracts import tablet
from tests.contracts.expressions import NAMES, SCHEMA, Expressions, context, written


@dataclass
class Agreement:
    """What came out: how many cases, which values they had, and where the two differ (the shortest first)."""

    cases: int = 0
    values: Counter[str] = field(default_factory=Counter)
    differences: list[dict[str, Any]] = field(default_factory=list)

    def differ(self, **case: Any) -> None:
        self.differences.append(case)
        self.differences.sort(key=lambda one: len(json.dumps(one)))


def on_expressions(built: Path, seed: int, cases: int) -> Agreement:
    """Draws typed trees and contexts; both evaluate them, give the evidence, and read the written text alike."""
    draw, result = Random(seed), Agreement(cases)
    expressions = Expressions(draw, NAMES)
    asked = []
    for _case in range(cases):
        level: Level = draw.choice(("person", "person", "household"))
        tree = expressions.value(draw.randint(0, 5), level)
        asked.append({"tree": tree, "context": context(draw, NAMES, level)})
    for case, said in zip(asked, tablet.ask(built, asked), strict=True):
        tree, given = case["tree"], case["context"]
        value = evaluate(tree, given)
        result.values["number" if _is_number(value) else str(value) if isinstance(value, bool | None) else "other"] += 1
        if not same(value, said["value"]):
            result.differ(**case, server=value, tablet=said["value"])
        elif value is True and (because := _evidence(tree, given)) != said["evidence"]:
            result.differ(**case, server=because, tablet=said["evidence"])
        text = written(tree)
        read = compile_value(text, SCHEMA, "household" if given["person"] is None else "person")
        if json.dumps(read) != json.dumps(tree):
            result.differ(text=text, tree=tree, read=read)
    return result


def same(server: Any, said: Any) -> bool:
    """Whether two values are the same: a truth is no number, 2 is 2.0, nothing is NaN or infinite."""
    if _is_number(server) and _is_number(said):
        return bool(math.isfinite(server) and server == said)
    if _is_number(server) and server == 0 and math.copysign(1, server) < 0:
        return bool(said == "number -0")  # only ever an answer handed on
    return type(server) is type(said) and bool(server == said)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _evidence(tree: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    members = [known(member) for member in given["members"]]
    person = {} if given["person"] is None else members[given["person"]]
    return evidence(tree, person, known(given["household"]), members, known(given["parameters"]))
