"""The plan, the contract with the family and its addendum, the monitoring sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import SERVICE_STATES
from impreuna.documents.rules import words
from impreuna.documents.rules.brief import Brief, contract_brief, plan_brief
from impreuna.documents.rules.evaluations import Rows, people_rows
from impreuna.documents.rules.source import Entry, Source, coded, function_of, parts, text

OUTCOMES = {"reached": "atins", "partly": "atins în parte", "not": "neatins"}
#: Who signs a plan beside its author (O 6.4).
_TEAM = ("responsible", "case_manager", "technician", "nurse", "health_mediator", "counsellor", "school_mediator",
         "specialist")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanObjective:
    """An objective with its services: title, provider, responsible, period, frequency of each."""

    text: str
    indicator: str
    findings: str
    person: str
    outcome: str
    items: Rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Planul de servicii, de intervenție sau individualizat (O 6; Legea 156/2023 art. 7)."""

    version: str
    revision_why: str
    period: str
    people: Rows
    objectives: Sequence[PlanObjective]
    resources: str
    accompaniment: str
    disposition: str
    signers: Rows
    brief: Brief


def plan(source: Source, entry: Entry) -> Plan:
    """DOC-10, of `DraftPlan`."""
    decided = next(iter(source.about(entry.id, "RecordDisposition")), None)
    number = text(entry, "version")
    return Plan(
        version=number,
        revision_why=text(entry, "revision_why"),
        period=words.span(text(entry, "starts_on"), text(entry, "ends_on")),
        people=people_rows(source),
        objectives=[
            PlanObjective(
                text=str(each.get("text", "")),
                indicator=str(each.get("indicator", "")),
                findings="; ".join(source.word(str(code)) for code in each.get("findings") or ()),
                person=source.person(each.get("person_id")),
                outcome=coded(OUTCOMES, str(each.get("outcome", ""))),
                items=_items(source, entry, str(each.get("id"))),
            )
            for each in parts(entry, "objectives")
        ],
        resources=text(entry, "resources"),
        accompaniment=text(entry, "accompaniment"),
        disposition=words.numbered(text(decided, "number"), decided.stated_at) if decided else "",
        signers=_signers(source, entry),
        brief=plan_brief(source, entry),
    )


def _items(source: Source, entry: Entry, objective_id: str) -> Rows:
    return [
        (
            str(item.get("title") or source.word(str(item.get("service", "")))),
            str(item.get("provider") or "") if item.get("provider_kind") == "outside" else "echipa comunitară",
            str(item.get("responsible") or source.name(item.get("responsible_id"))),
            words.span(item.get("starts_on"), item.get("ends_on")),
            coded(FREQUENCIES, str(item.get("frequency", ""))),
        )
        for item in parts(entry, "items")
        if str(item.get("objective_id")) == objective_id
    ]


def _signers(source: Source, entry: Entry) -> Rows:
    """Function and name: who wrote it, the team, the family, the child (O 6.4); each once."""
    team = [(words.upper_first(FUNCTIONS[one.function]), one.name) for one in source.members(*_TEAM)]
    if entry.author not in (name for _function, name in team):
        team.insert(0, (f"Întocmit de: {function_of(entry)}", entry.author))
    if source.case.subject not in ("child", "family"):
        return [*team, ("Beneficiarul sau reprezentantul legal", "")]
    return [*team, ("Părintele sau reprezentantul legal", ""), ("Copilul, după vârstă și discernământ", "")]


@dataclass(frozen=True, slots=True)
class Contract:
    """Contractul cu familia (O 6.6; Legea 292/2011 art. 36^1–36^2, 45); the clauses are the paper's."""

    provider: str
    representative: str
    beneficiary: str
    signed_by: str
    signed_on: str
    plan: str
    disposition: str
    services: Rows
    period: str
    cost: str
    contribution: str
    notes: str
    brief: Brief


def contract(source: Source, entry: Entry) -> Contract:
    """DOC-13, of `MakeContract`, upon the plan that it answers."""
    made = source.find(entry.about_id)
    if made is None or made.kind != "DraftPlan":
        made = source.last("DraftPlan", before=entry)
    decided = next(iter(source.about(made.id, "RecordDisposition")), None) if made else None
    return Contract(
        provider=f"{source.institution}, {source.commune}, județul {source.county}",
        representative="",
        beneficiary=source.case.label,
        signed_by=text(entry, "signed_by"),
        signed_on=words.day(text(entry, "signed_on")),
        plan=words.version(text(made, "version"), made.stated_at) if made else "",
        disposition=words.numbered(text(decided, "number"), decided.stated_at) if decided else "",
        services=[
            (str(item.get("title") or ""), str(item.get("service") or ""),
             coded(FREQUENCIES, str(item.get("frequency", ""))),
             words.span(item.get("starts_on"), item.get("ends_on")))
            for item in parts(made, "items")
        ],
        period=words.span(text(entry, "starts_on"), text(entry, "ends_on")),
        cost=words.money(text(entry, "cost")),
        contribution=words.money(text(entry, "contribution")),
        notes=text(entry, "notes"),
        brief=contract_brief(source, entry, made),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContractAddendum:
    """Actul adițional la contractul cu familia."""

    contract: str
    beneficiary: str
    signed_by: str
    signed_on: str
    changes: str
    ends_on: str


def contract_addendum(source: Source, entry: Entry) -> ContractAddendum:
    """DOC-13, of `ChangeContract`."""
    made = source.find(entry.about_id) or source.last("MakeContract", before=entry)
    return ContractAddendum(
        contract=words.numbered(source.number(made.id), text(made, "signed_on")) if made else "",
        beneficiary=source.case.label,
        signed_by=text(entry, "signed_by"),
        signed_on=words.day(text(entry, "signed_on")),
        changes=text(entry, "changes"),
        ends_on=words.day(text(entry, "ends_on")),
    )


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """A service of the plan and what was checked of it: day, who, whether it began, how it goes, until when."""

    title: str
    planned: str
    checks: Rows
    problems: Rows


@dataclass(frozen=True, slots=True)
class MonitoringSheet:
    """Fișa de monitorizare a planului (O 7.1)."""

    subject: str
    plan: str
    responsible: str
    services: Sequence[ServiceSheet]


def monitoring_sheet(source: Source, entry: Entry) -> MonitoringSheet:
    """DOC-16, up to and with one `CheckService`: all checks and problems of the plan's services so far."""
    made = source.last("DraftPlan", before=entry)
    seen = source.case.entries[: next(i for i, one in enumerate(source.case.entries) if one.id == entry.id) + 1]
    return MonitoringSheet(
        subject=source.case.label,
        plan=words.listed(
            [words.version(text(made, "version"), None), words.span(text(made, "starts_on"), text(made, "ends_on"))]
        ),
        responsible=source.holder("responsible"),
        services=[_sheet(source, item, seen) for item in parts(made, "items")],
    )


def _sheet(source: Source, of: Mapping[str, Any], seen: Sequence[Entry]) -> ServiceSheet:
    about = [one for one in seen if text(one, "item_id") == str(of.get("id"))]
    return ServiceSheet(
        title=str(of.get("title") or source.word(str(of.get("service", "")))),
        planned=words.day(of.get("starts_on")),
        checks=[_check(one) for one in about if one.kind == "CheckService"],
        problems=[_problem(source, one) for one in about if one.kind == "ReportProblem"],
    )


def _check(one: Entry) -> Sequence[str]:
    began = "da" if one.content.get("started") else words.listed(["nu", text(one, "not_started_why")])
    state = coded(SERVICE_STATES, text(one, "state"))
    return (words.day(one.stated_at), one.author, began, text(one, "progress"), state, words.day(text(one, "next_on")))


def _problem(source: Source, one: Entry) -> Sequence[str]:
    answers = [f"{words.day(a.stated_at)}: {text(a, 'response')}" for a in source.about(one.id, "RespondToProblem")]
    return (words.day(one.stated_at), text(one, "problem"), "; ".join(answers))
