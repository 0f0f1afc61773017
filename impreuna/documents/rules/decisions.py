"""Decisions: who answers for a case, who coordinates, who stands in, what the mayor and the head decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import CLOSING, CRITERIA
from impreuna.documents.rules import words
from impreuna.documents.rules.evaluations import Rows
from impreuna.documents.rules.monitoring import change_rows
from impreuna.documents.rules.source import Entry, Source, coded, function_of, parts, text, texts

#: Decisions of `RecordDisposition`.
DISPOSITIONS = {
    "approved": "se aprobă planul și dreptul la serviciile sociale cuprinse în el",
    "refused": "se respinge cererea de servicii sociale",
}


@dataclass(frozen=True, slots=True)
class Designation:
    """Decizia de desemnare a responsabilului de caz prevenire (O 3.8–3.9)."""

    subject: str
    designated: str
    function: str
    day: str
    criteria: Sequence[str]
    active_cases: str
    over_limit_why: str
    note: str
    decided_by: str


def designation(source: Source, entry: Entry) -> Designation:
    """DOC-04, of `DesignateResponsible`."""
    count = entry.content.get("active_cases")
    return Designation(
        subject=source.case.label,
        designated=text(entry, "name") or source.name(text(entry, "user_id")),
        function="responsabil de caz prevenire",
        day=words.day(entry.stated_at),
        criteria=[coded(CRITERIA, code) for code in texts(entry, "criteria")],
        active_cases="" if count is None else str(count),
        over_limit_why=text(entry, "override_reason"),
        note=text(entry, "note"),
        decided_by=f"{entry.author}, {function_of(entry)}",
    )


@dataclass(frozen=True, slots=True)
class Guidance:
    """Decizia de coordonare metodologică a responsabilului de către managerul de caz (O 1.1, 3.7, 9.4)."""

    subject: str
    manager: str
    responsible: str
    commune: str
    day: str
    over_limit_why: str
    note: str
    decided_by: str


def guidance(source: Source, entry: Entry) -> Guidance:
    """DOC-22, of `DesignateManager`."""
    return Guidance(
        subject=source.case.label,
        manager=text(entry, "name") or source.name(text(entry, "user_id")),
        responsible=source.holder("responsible"),
        commune=f"{source.commune}, județul {source.county}",
        day=words.day(entry.stated_at),
        over_limit_why=text(entry, "override_reason"),
        note=text(entry, "note"),
        decided_by=f"{entry.author}, {function_of(entry)}",
    )


@dataclass(frozen=True, slots=True)
class Delegation:
    """Decizia de delegare a responsabilităților (O 10.5)."""

    subject: str
    by: str
    to: str
    extent: str
    duties: str
    period: str


def delegation(source: Source, entry: Entry) -> Delegation:
    """DOC-21, of `DelegateDuties`."""
    is_full = entry.content.get("is_full")
    return Delegation(
        subject=source.case.label,
        by=f"{entry.author}, {function_of(entry)}",
        to=text(entry, "name") or source.name(text(entry, "to_user_id")),
        extent="" if is_full is None else "totală" if is_full else "parțială",
        duties=text(entry, "duties"),
        period=words.span(text(entry, "starts_on"), text(entry, "ends_on")),
    )


@dataclass(frozen=True, slots=True)
class Disposition:
    """Dispoziția primarului (Legea 272/2004 art. 40(3); Legea 292/2011 art. 44(4), 47^1; Legea 156/2023
    art. 7(2))."""

    disposition_number: str
    day: str
    subject: str
    plan: str
    decision: str
    is_refusal: bool
    services: Rows
    period: str
    cost: str
    note: str


def disposition(source: Source, entry: Entry) -> Disposition:
    """DOC-11, of `RecordDisposition`, upon the plan that it answers."""
    plan = source.find(entry.about_id) or source.last("DraftPlan", before=entry)
    decision = text(entry, "decision")
    return Disposition(
        disposition_number=text(entry, "number"),
        day=words.day(entry.stated_at),
        subject=source.case.label,
        plan=words.version(text(plan, "version"), plan.stated_at) if plan else "",
        decision=coded(DISPOSITIONS, decision),
        is_refusal=decision == "refused",
        services=[
            (str(item.get("title") or source.word(str(item.get("service", "")))),
             coded(FREQUENCIES, str(item.get("frequency", ""))),
             words.span(item.get("starts_on"), item.get("ends_on")))
            for item in parts(plan, "items")
        ],
        period=words.span(text(plan, "starts_on"), text(plan, "ends_on")),
        cost=words.money(text(entry, "cost")),
        note=text(entry, "note"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosingRecommendation:
    """Recomandarea de închidere a cazului (O 8.4)."""

    is_child: bool
    subject: str
    reason: str
    summary: str
    results: Rows
    preparation: str


def closing_recommendation(source: Source, entry: Entry) -> ClosingRecommendation:
    """DOC-20, of `RecommendClosing`."""
    return ClosingRecommendation(
        is_child=source.case.subject == "child",
        subject=source.case.label,
        reason=coded(CLOSING, text(entry, "reason")),
        summary=text(entry, "summary"),
        results=[(row[0], row[2]) for row in change_rows(source, entry, "results")],
        preparation=text(entry, "preparation"),
    )


@dataclass(frozen=True, slots=True)
class ClosingDecision:
    """Decizia de închidere a cazului (O 8.5)."""

    subject: str
    reason: str
    outcome: str
    recommended: str
    without_steps_why: str
    day: str
    decided_by: str
    informed: str


def closing_decision(source: Source, entry: Entry) -> ClosingDecision:
    """DOC-20, of `CloseCase`."""
    advice = source.last("RecommendClosing", before=entry)
    told = next(iter(source.about(entry.id, "InformClient")), None)
    return ClosingDecision(
        subject=source.case.label,
        reason=coded(CLOSING, text(entry, "reason")),
        outcome=text(entry, "outcome"),
        recommended=f"{words.day(advice.stated_at)}, {advice.author}" if advice else "",
        without_steps_why=text(entry, "override_reason"),
        day=words.day(entry.stated_at),
        decided_by=f"{entry.author}, {function_of(entry)}",
        informed=words.day(told.stated_at) if told else "",
    )
