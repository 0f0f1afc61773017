"""How the services of a plan go: checks, problems, reports of each, and what comes next (Order 288/2006 std. 7.1–7.3).

Pure: the plan in force and the facts of the case in, one reading for each item out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from impreuna.cases.rules.versions import Version, answering
from impreuna.kernel.result import _
from impreuna.obligations.rules.dossier import Fact

#: How a service of the plan goes.
STATES: dict[str, str] = {
    "awaited": _("urmează"),
    "unchecked": _("neverificat"),
    "not_started": _("nu a început"),
    "running": _("în curs"),
    "stopped": _("oprit"),
    "finished": _("încheiat"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem that was reported, and what was done; open until an answer says that it is solved."""

    fact: Fact
    responses: tuple[Fact, ...]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for what solves it."""
        return not any(response.content.get("is_solved") for response in self.responses)


@dataclass(frozen=True, slots=True)
class Running:
    """An item of the plan and what was done about it; checks and reports in order."""

    item: Mapping[str, Any]
    state: str
    checks: tuple[Fact, ...]
    reports: tuple[Fact, ...]
    problems: tuple[Problem, ...]

    @property
    def last_check(self) -> Fact | None:
        """The latest check."""
        return self.checks[-1] if self.checks else None

    @property
    def open_problems(self) -> int:
        """How many problems wait."""
        return sum(problem.is_open for problem in self.problems)


def running(plan: Version | None, facts: Sequence[Fact], today: date) -> tuple[Running, ...]:
    """The items of the plan in force, in its order, each with how it goes on `today`; none without a plan."""
    if plan is None:
        return ()
    problems = problems_of(facts)
    return tuple(_running(item, facts, problems, today) for item in plan.content["items"])


def problems_of(facts: Sequence[Fact]) -> tuple[Problem, ...]:
    """All problems of the case, in order, with what was answered."""
    reported = (fact for fact in facts if fact.kind == "ReportProblem")
    return tuple(Problem(fact, answering(facts, fact.id, "RespondToProblem")) for fact in reported)


def _running(item: Mapping[str, Any], facts: Sequence[Fact], problems: Sequence[Problem], today: date) -> Running:
    checks = _of_item(facts, "CheckService", item["id"])
    return Running(
        item,
        _state(item, checks, today),
        checks,
        _of_item(facts, "RecordImplementation", item["id"]),
        tuple(each for each in problems if each.fact.content.get("item_id") == item["id"]),
    )


def _of_item(facts: Sequence[Fact], kind: str, item_id: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.kind == kind and fact.content.get("item_id") == item_id)


def _state(item: Mapping[str, Any], checks: Sequence[Fact], today: date) -> str:
    if not checks:
        return "awaited" if date.fromisoformat(item["starts_on"]) > today else "unchecked"
    last = checks[-1].content
    return str(last.get("state", "running")) if last.get("started") else "not_started"
