"""The vulnerabilities of a household: what was found at whom, why, who helps, and what a professional decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.decisions import DecisionsForm
from impreuna.assessment.queries import FindingRow, VisitRow, list_findings, list_visits
from impreuna.assessment.rules.judging import receiver_of
from impreuna.assessment.rules.priority import Priority, priority
from impreuna.assessment.rules.visits import NOT_HELD
from impreuna.assessment.views.visits import visit_lines
from impreuna.kernel.execute import execute
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import ROLES, may
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.queries import parameters_on
from impreuna.nomenclature.rules.evidence import describe
from impreuna.registry.queries.households import HouseholdFile
from impreuna.registry.views.households import household_or_404, today
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed


@dataclass(frozen=True, slots=True)
class Help:
    """Services that one role of the team gives."""

    role: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in words. `decision`, `note`, `seen` are its fields; without them `why_not` says who decides."""

    row: FindingRow
    title: str
    reasons: tuple[str, ...]
    helps: tuple[Help, ...]
    source: str
    why_not: str
    decision: Any = None
    note: Any = None
    seen: Any = None

    @property
    def decision_name(self) -> str:
        """The name under which the page's script watches the decision."""
        return str(self.decision.html_name) if self.decision else ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody with findings, or the household itself: those that ask for something, and those that are past."""

    name: str
    is_person: bool
    id: UUID
    age: int | None
    live: tuple[FindingLine, ...]
    past: tuple[FindingLine, ...]


@require_http_methods(["GET", "POST"])
@page("SeeAssessments")
def findings(request: SignedIn, household_id: UUID) -> HttpResponse:
    """The findings of a household by person, with one button for all decisions."""
    household = household_or_404(request, household_id)
    rows = list_findings(household.commune_id, household_id)
    deciding = may(request.actor.role, "DecideFindings")
    mine = [row for row in rows if deciding and row.may_be_decided_by(request.actor.role)]
    form = DecisionsForm(typed(request), findings=mine)
    if request.method == "POST" and deciding and form.is_valid():
        outcome = execute(form.to_command(request.actor, household_id), request.actor)
        if outcome.is_kept:
            messages.success(request, _("Hotărârile sunt păstrate."))
            return redirect("assessment:findings", household_id=household_id)
        form.explain(outcome)
        form.renew()
    context = _page(request, household, rows, form)
    return render(request, "assessment/findings.html", context, status=422 if form.errors else 200)


def _page(request: SignedIn, household: HouseholdFile, rows: list[FindingRow], form: DecisionsForm) -> dict[str, Any]:
    visits = list_visits(household.commune_id, household.id)
    return {
        "household": household,
        "form": form,
        "subjects": _subjects(household, rows, form, request.actor.role),
        "may_decide": bool(form.findings),
        "priority": priority_of(rows, visits),
        "visits": visit_lines(visits[:3]),
        "interviewing": may(request.actor.role, "RecordAssessment"),
    }


def priority_of(rows: Iterable[FindingRow], visits: Iterable[VisitRow]) -> Priority:
    """How soon somebody should go there, and why."""
    day = today()
    met = [day_of(each.ended_at) for each in visits if each.outcome not in NOT_HELD]
    return priority(rows, max(met, default=None), day, parameters_on(day))


def _subjects(household: HouseholdFile, rows: list[FindingRow], form: DecisionsForm, role: str) -> list[Subject]:
    """People in the order of the household's page, who has left last, then the household itself first of all."""
    ages = {member.id: member.age for member in (*household.members, *household.past_members)}
    order = [household.id, *ages]
    by_subject: dict[UUID, list[FindingLine]] = {}
    line_of = _liner(form, role)
    for row in rows:
        by_subject.setdefault(row.subject_id, []).append(line_of(row))
    known = [each for each in order if each in by_subject]
    return [
        Subject(
            lines[0].row.subject,
            lines[0].row.is_person,
            subject,
            ages.get(subject),
            tuple(line for line in lines if line.row.is_live),
            tuple(line for line in lines if not line.row.is_live),
        )
        for subject in (*known, *(each for each in by_subject if each not in order))
        for lines in [by_subject[subject]]
    ]


def _liner(form: DecisionsForm, role: str) -> Any:
    """A function that puts a finding into words; each edition is asked for once."""
    editions = cache(edition_of)
    language = get_language() or "ro"

    def line_of(row: FindingRow) -> FindingLine:
        edition = editions(row.edition)
        entry = edition.vulnerabilities.get(row.code)
        helps: dict[str, list[str]] = {}
        for code in entry.services if entry else ():
            if (service := edition.services.get(code)) is not None:
                helps.setdefault(service.role, []).append(said(service.text))
        fields = {
            name: form[f"{name}-{row.id}"] for name in ("decision", "note", "seen") if f"{name}-{row.id}" in form.fields
        }
        return FindingLine(
            row,
            said(entry.text) if entry else row.code,
            tuple(describe(edition, row.evidence, language)),
            tuple(Help(_(ROLES[each].name), tuple(names)) for each, names in helps.items() if each in ROLES),
            entry.source if entry else "",
            "" if fields else _why_not(row),
            **fields,
        )

    return line_of


def _why_not(row: FindingRow) -> str:
    """Why the reader does not decide about this finding; nothing when it is said who decided."""
    if row.state == "resolved":
        return _("Rezolvată: se redeschide numai printr-o nouă vizită.")
    receiver = "" if row.decided_by else receiver_of(row.veil)
    return _("Hotărăște: {who}.").format(who=_(ROLES[receiver].name)) if receiver else ""
