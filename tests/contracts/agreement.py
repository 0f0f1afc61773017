"""Whether the server's and the tablet's evaluators say the same of random expressions and random questionnaires."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from impreuna.nomenclature.expression.check import Level, compile_value
from impreuna.nomenclature.expression.evaluate import evaluate, known
from impreuna.nomenclature.expression.explain import evidence
from impreuna.nomenclature.rules.edition import Edition
from tests.contracts import tablet
from tests.contracts.expressions import NAMES, SCHEMA, Expressions, context, written
from tests.contracts.households import household, random_edition


@dataclass
class Agreement:
    """What came out: how many cases, what they were worth (or which rules were true), where the two differ.

    The shortest difference comes first.
    """

    cases: int = 0
    values: Counter[str] = field(default_factory=Counter)
    differences: list[dict[str, Any]] = field(default_factory=list)

    def figures(self) -> dict[str, int]:
        """Counts for print."""
        return {"cases": self.cases, "kinds": len(self.values), "differences": len(self.differences)}

    def differ(self, **case: Any) -> None:
        self.differences.append(case)
        self.differences.sort(key=lambda one: len(json.dumps(one)))


def on_expressions(built: Path, seed: int, cases: int) -> Agreement:
    """Draws typed trees and contexts; both evaluate them, give the evidence, and read the written text alike."""
    draw, result = Random(seed), Agreement(cases)
    expressions = Expressions(draw, NAMES)
    asked: list[dict[str, Any]] = []
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


def on_random_editions(built: Path, seed: int, editions: int, households_each: int = 10) -> Agreement:
    """Draws questionnaires and rules, each with households that answer: what shows, what is found, how grave, why."""
    draw, drawn = Random(seed), []
    for _edition in range(editions):
        edition = random_edition(draw)
        drawn.append((edition, [household(draw, edition, most=4) for _ in range(households_each)]))
    return _compared(built, drawn)


def on_the_lists(built: Path, edition: Edition, seed: int, households: int) -> Agreement:
    """The same for households that answer the national questionnaire."""
    draw = Random(seed)
    return _compared(built, [(edition, [household(draw, edition) for _ in range(households)])])


def same(server: Any, said: Any) -> bool:
    """Whether two values are the same: a truth is no number, 2 is 2.0, nothing is NaN or infinite."""
    if _is_number(server) and _is_number(said):
        return bool(math.isfinite(server) and server == said)
    if _is_number(server) and server == 0 and math.copysign(1, server) < 0:
        return bool(said == "number -0")  # only ever an answer handed on
    return type(server) is type(said) and bool(server == said)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compared(built: Path, drawn: list[tuple[Edition, list[dict[str, Any]]]]) -> Agreement:
    asked = [line for edition, given in drawn for line in ({"edition": msgspec.to_builtins(edition.content)}, *given)]
    result, answers = Agreement(), iter(tablet.ask(built, asked))
    for edition, households in drawn:
        next(answers)
        for given in households:
            _compare(edition, given, next(answers), result)
    return result


def _compare(edition: Edition, given: dict[str, Any], said: dict[str, Any], result: Agreement) -> None:
    relevance = edition.relevant(given["household"], given["members"])
    shown = [sorted(relevance.household), [sorted(codes) for codes in relevance.members]]
    reading = edition.read(**given)
    found = [asdict(one) for one in reading.find()]
    waits = [{**asdict(one), "missing": list(one.missing)} for one in reading.undetermined()]
    clashes = [{"code": one.contradiction.code, "member": one.member} for one in reading.contradictions()]
    result.cases += 1
    result.values.update(one["code"] for one in found)
    if shown != said["shown"]:
        result.differ(**given, server=shown, tablet=said["shown"])
    elif found != said["found"]:
        server = [one for one in found if one not in said["found"]]
        on_tablet = [one for one in said["found"] if one not in found]
        result.differ(**given, server=server, tablet=on_tablet)
    elif waits != said["undetermined"]:
        result.differ(**given, server=waits, tablet=said["undetermined"])
    elif clashes != said["clashes"]:
        result.differ(**given, server=clashes, tablet=said["clashes"])


def _evidence(tree: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    members = [known(member) for member in given["members"]]
    person = {} if given["person"] is None else members[given["person"]]
    return evidence(tree, person, known(given["household"]), members, known(given["parameters"]))
