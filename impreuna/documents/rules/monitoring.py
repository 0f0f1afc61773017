"""Reports of what is carried out: implementation, re-evaluation, monitoring after services and after reintegration.

Each dataclass holds a document's own fields as words; what nobody said is empty, and printed as a line to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import CHANGES, OCCASIONS, PLAN_AFTER, REPORTS
from impreuna.documents.rules import words
from impreuna.documents.rules.evaluations import Rows, people_rows
from impreuna.documents.rules.source import Entry, Source, coded, parts, text


@dataclass(frozen=True, slots=True)
class Implementation:
    """Raportul de implementare a unui program personalizat (O 7.2–7.3)."""

    person: str
    service: str
    provider: str
    occasion: str
    period: str
    planned: str
    done: str
    progress: str
    problems: str
    proposals: str


def implementation(source: Source, entry: Entry) -> Implementation:
    """DOC-15, of `RecordImplementation`."""
    item = plan_item(source, text(entry, "item_id"), entry)
    return Implementation(
        person=source.case.label,
        service=item_title(source, item),
        provider=str(item.get("provider") or item.get("responsible") or source.name(item.get("responsible_id"))),
        occasion=coded(REPORTS, text(entry, "occasion")),
        period=words.span(text(entry, "period_from"), text(entry, "period_to")),
        planned=coded(FREQUENCIES, str(item.get("frequency", ""))),
        done=text(entry, "done"),
        progress=text(entry, "progress"),
        problems=text(entry, "problems"),
        proposals=text(entry, "proposals"),
    )


def plan_item(source: Source, item_id: str, before: Entry | None = None) -> dict[str, Any]:
    """The service or benefit of that id, in the latest version of the plan that has it; empty when none does."""
    found: dict[str, Any] = {}
    for plan in source.of("DraftPlan"):
        found = next((dict(item) for item in parts(plan, "items") if str(item.get("id")) == item_id), found)
        if before is not None and plan.received_at > before.received_at:
            break
    return found


def item_title(source: Source, item: dict[str, Any]) -> str:
    """What a service of the plan is called, with its code."""
    title, code = str(item.get("title", "")), str(item.get("service", ""))
    return f"{title} ({code})" if title and code else title or source.word(code)


@dataclass(frozen=True, slots=True)
class Reevaluation:
    """Raportul de reevaluare (O 7.4–7.8)."""

    is_child: bool
    people: Rows
    occasion: str
    happened: str
    changes: Rows
    situation: str
    family_opinion: str
    plan: str
    next_on: str
    conclusions: str
    recommendations: str


def reevaluation(source: Source, entry: Entry) -> Reevaluation:
    """DOC-17, of `WriteReevaluationReport`, upon the re-evaluation that it answers."""
    seen = source.find(entry.about_id) or source.last("RecordReevaluation", before=entry)
    return Reevaluation(
        is_child=source.case.subject == "child",
        people=people_rows(source),
        occasion=coded(OCCASIONS, text(seen, "occasion")),
        happened=words.moment(seen.stated_at) if seen else "",
        changes=change_rows(source, seen, "changes"),
        situation=text(seen, "situation"),
        family_opinion=text(seen, "family_opinion"),
        plan=coded(PLAN_AFTER, text(seen, "plan")),
        next_on=words.day(text(seen, "next_on")),
        conclusions=text(entry, "conclusions"),
        recommendations=text(entry, "recommendations"),
    )


def change_rows(source: Source, entry: Entry | None, name: str) -> Rows:
    """Vulnerabilities and how they stand: words of the code, whom it concerns, the change, a note."""
    return [
        (
            source.word(str(each.get("code", ""))),
            source.person(each.get("person_id")),
            coded(CHANGES, str(each.get("change", ""))),
            str(each.get("note", "")),
        )
        for each in parts(entry, name)
    ]


@dataclass(frozen=True, slots=True)
class PostPlan:
    """Planul de monitorizare post-servicii (O 8.1)."""

    people: Rows
    period: str
    objectives: str
    visits: str
    partners: str


def post_plan(source: Source, entry: Entry) -> PostPlan:
    """DOC-18, of `StartPostMonitoring`."""
    return PostPlan(
        people=people_rows(source),
        period=words.span(text(entry, "starts_on"), text(entry, "ends_on")),
        objectives=text(entry, "objectives"),
        visits=text(entry, "visits"),
        partners=text(entry, "partners"),
    )


@dataclass(frozen=True, slots=True)
class PostReport:
    """Raportul de monitorizare post-servicii (O 8.2–8.3)."""

    person: str
    month: str
    found: str
    risks: str
    proposal: str


def post_report(source: Source, entry: Entry) -> PostReport:
    """DOC-19, of `RecordPostReport`."""
    return PostReport(
        person=source.case.label,
        month=words.month(text(entry, "month")),
        found=text(entry, "found"),
        risks=text(entry, "risks"),
        proposal=text(entry, "proposal"),
    )


@dataclass(frozen=True, slots=True)
class ReintegrationReport:
    """Raportul trimestrial după reintegrare, cel puțin doi ani (Legea 272/2004 art. 74): filled in by hand."""

    people: Rows
    responsible: str
    quarter: str
    latest: str


def reintegration_report(source: Source, entry: Entry | None = None) -> ReintegrationReport:
    """DOC-35: no act of a case writes it; the case's head and the day of the last re-evaluation are filled in."""
    seen = source.last("RecordReevaluation")
    return ReintegrationReport(
        people=people_rows(source),
        responsible=source.holder("responsible"),
        quarter="",
        latest=words.day(seen.stated_at) if seen else "",
    )
