"""The services of the plan, as they go: checks, reports, problems, what is due of each (Order 288/2006 7.1–7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from impreuna.cases.forms.monitoring import Given, given_of
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.queries.delivered import count_delivered, may_give
from impreuna.cases.queries.due import list_due
from impreuna.cases.rules.running import Problem, problems_of, running
from impreuna.cases.rules.versions import in_force
from impreuna.cases.views.opening import of_case
from impreuna.cases.views.plan_lines import ItemLine, item_line, names
from impreuna.cases.views.telling import Told, tell
from impreuna.cases.views.words import DueLine, due_lines
from impreuna.kernel.policy import may
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, page

#: So many of the latest checks and reports of a service stand on the page; the history has all.
_FEW = 3
ACTS = ("CheckService", "RecordImplementation", "ReportProblem", "RespondToProblem", "RecordReevaluation")


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service of the plan with its last words and what is due of it."""

    item: ItemLine
    told: tuple[Told, ...]
    due: tuple[DueLine, ...]
    given: Given
    may_give: bool


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem and what was done."""

    told: Told
    responses: tuple[Told, ...]
    is_open: bool
    is_urgent: bool


@page("SeeCases")
@of_case
def services(request: SignedIn, case: CaseFile) -> HttpResponse:
    """Each service of the plan in force; open problems first."""
    facts, entries = case.dossier.facts, {entry.id: entry for entry in case.entries}
    plan, people, now = in_force(facts), names(case), timezone.now()
    due = due_lines(list_due([case.commune_id], [case.id]), now)
    delivered = count_delivered(case.commune_id, case.id)
    gives = bool(case.household_id and not case.ended_at and may(case.reader.role, "RecordService"))
    lines = [
        ServiceLine(
            item_line(one.item, people, one),
            tuple(
                tell(entries[fact.id]) for fact in reversed((*one.checks, *one.reports)[-_FEW:]) if fact.id in entries
            ),
            tuple(line for line in due if one.item["id"] in line.row.key),
            given_of(one.item, delivered.get(one.item["id"]), today()),
            gives and may_give(case.reader.role, one.item.get("service", "")),
        )
        for one in running(plan, facts, today())
    ]
    problems = [_problem(problem, entries) for problem in reversed(problems_of(facts)) if problem.fact.id in entries]
    context = {
        "case": case,
        "plan": plan,
        "services": lines,
        "problems": sorted(problems, key=lambda one: not one.is_open),
        "may": {kind: case.may(kind) for kind in ACTS},
    }
    return render(request, "cases/services.html", context)


def _problem(problem: Problem, entries: dict[UUID, Entry]) -> ProblemLine:
    responses = tuple(tell(entries[fact.id]) for fact in problem.responses if fact.id in entries)
    return ProblemLine(
        tell(entries[problem.fact.id]), responses, problem.is_open, bool(problem.fact.content.get("is_urgent"))
    )
