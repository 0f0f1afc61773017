"""Reports of evaluation: the initial and the detailed one, visits, specialists.

Each dataclass holds a document's own fields as words; what nobody said is empty, and printed as a line to fill in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impreuna.cases.rules.lists import CHANNELS, DECISIONS, PARTS, PROPOSALS, URGENCIES
from impreuna.documents.rules import words
from impreuna.documents.rules.source import Entry, Source, coded, function_of, text, texts
from impreuna.kernel.policy import AREAS

Rows = Sequence[Sequence[str]]


def people_rows(source: Source) -> Rows:
    """The people of the case: name, birth, part."""
    return [(one.name, words.day(one.birth_date), coded(PARTS, one.part)) for one in source.case.people]


@dataclass(frozen=True, slots=True)
class InitialReport:
    """Raportul de evaluare inițială (O 3.4–3.6, 3.11)."""

    channel: str
    registered: str
    urgency: str
    notice: str
    people: Rows
    evaluator: str
    evaluated: str
    place: str
    present: str
    situation: str
    risks: str
    needs: str
    resources: str
    findings: Sequence[str]
    conclusion: str
    proposal: str
    competence: str
    recommendations: str
    decision: str
    informed: str


def initial_report(source: Source, entry: Entry) -> InitialReport:
    """DOC-03, of `WriteInitialReport`; who told of the case is never named in it."""
    notice, seen = source.last("RegisterNotice"), source.last("RecordInitialEvaluation", before=entry)
    decided, informed = source.last("DecideCase"), source.last("InformClient")
    number = f"nr. {source.number(notice.id)} din " if notice and source.number(notice.id) else ""
    urgency = text(seen, "urgency") or ("urgent" if source.case.is_urgent else "")
    return InitialReport(
        channel=coded(CHANNELS, source.case.channel),
        registered=number + words.moment(source.case.registered_at),
        urgency=coded(URGENCIES, urgency),
        notice=text(notice, "what"),
        people=people_rows(source),
        evaluator=f"{seen.author}, {function_of(seen)}" if seen else "",
        evaluated=words.moment(seen.stated_at) if seen else "",
        place=text(seen, "place"),
        present=words.listed(texts(seen, "present")),
        situation=text(seen, "situation"),
        risks=text(seen, "risks"),
        needs=text(seen, "needs"),
        resources=text(seen, "resources"),
        findings=[source.word(code) for code in texts(seen, "finding_codes")],
        conclusion=text(entry, "conclusion"),
        proposal=coded(PROPOSALS, text(entry, "proposal")),
        competence=text(entry, "competence"),
        recommendations=text(entry, "recommendations"),
        decision=coded(DECISIONS, text(decided, "decision")),
        informed=words.day(informed.stated_at) if informed else "",
    )


@dataclass(frozen=True, slots=True)
class VisitReport:
    """Raportul de vizită sau întâlnire (O 4.3–4.6)."""

    is_child: bool
    person: str
    happened: str
    place: str
    present: str
    purpose: str
    announced: str
    agreed_by: str
    unannounced_why: str
    talks: str
    child_opinion: str
    family_opinion: str
    next_visit: str
    next_purpose: str
    told: str


def visit_report(source: Source, entry: Entry) -> VisitReport:
    """DOC-07, of `RecordCaseVisit`."""
    told = next(iter(source.about(entry.id, "InformClient")), None)
    announced = entry.content.get("is_announced")
    return VisitReport(
        is_child=source.case.subject == "child",
        person=source.case.label,
        happened=words.moment(entry.stated_at),
        place=text(entry, "place"),
        present=words.listed(texts(entry, "present")),
        purpose=text(entry, "purpose"),
        announced="" if announced is None else "anunțată" if announced else "neanunțată",
        agreed_by=text(entry, "agreed_by"),
        unannounced_why=text(entry, "unannounced_why"),
        talks=text(entry, "synthesis"),
        child_opinion=text(entry, "child_opinion"),
        family_opinion=text(entry, "family_opinion"),
        next_visit=words.day(text(entry, "next_on")),
        next_purpose=text(entry, "next_purpose"),
        told=words.day(told.stated_at) if told else "",
    )


@dataclass(frozen=True, slots=True)
class SpecialistReport:
    """Raportul de specialitate (O 4.8)."""

    person: str
    area: str
    specialist: str
    questions: str
    instruments: str
    found: str
    conclusions: str
    recommendations: str
    is_medical: bool


def specialist_report(source: Source, entry: Entry) -> SpecialistReport:
    """DOC-08, of `RecordSpecialistReport`: what the team may know of a medical one stands apart (`for_team`)."""
    asked = source.find(entry.about_id)
    return SpecialistReport(
        person=source.case.label,
        area=AREAS[entry.area].name if entry.area in AREAS and entry.area != "case" else "",
        specialist=f"{entry.author}, {function_of(entry)}",
        questions=text(asked, "questions"),
        instruments=text(entry, "instruments"),
        found=text(entry, "found"),
        conclusions=text(entry, "conclusions"),
        recommendations=text(entry, "recommendations"),
        is_medical=entry.area == "health",
    )


@dataclass(frozen=True, slots=True)
class DetailedReport:
    """Raportul de evaluare detaliată (O 4.8; Legea 156/2023 art. 6)."""

    is_child: bool
    people: Rows
    sources: Rows
    by_area: Rows
    needs: str
    capacity: str
    context: str
    risks: str
    resources: str
    child_opinion: str
    family_opinion: str
    conclusions: str


#: What a detailed evaluation stands on (O 4.4–4.8).
_SOURCES = {
    "RecordCaseVisit": "vizită", "RecordSpecialistReport": "raport de specialitate",
    "NoteReference": "discuție cu o persoană de referință",
}  # fmt: skip


def detailed_report(source: Source, entry: Entry) -> DetailedReport:
    """DOC-09, of `WriteDetailedReport`."""
    by_area = entry.content.get("by_area") or {}
    before = source.case.entries[: next((i for i, e in enumerate(source.case.entries) if e.id == entry.id), 0)]
    return DetailedReport(
        is_child=source.case.subject == "child",
        people=people_rows(source),
        sources=[
            (_SOURCES[each.kind], words.day(each.stated_at), f"{each.author}, {function_of(each)}")
            for each in before
            if each.kind in _SOURCES
        ],
        by_area=[(AREAS[a].name if a in AREAS else a, str(said)) for a, said in by_area.items() if said],
        needs=text(entry, "needs"),
        capacity=text(entry, "capacity"),
        context=text(entry, "context"),
        risks=text(entry, "risks"),
        resources=text(entry, "resources"),
        child_opinion=text(entry, "child_opinion"),
        family_opinion=text(entry, "family_opinion"),
        conclusions=text(entry, "conclusions"),
    )
