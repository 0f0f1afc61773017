"""The documents of a case: the list, the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.views.opening import of_case
from impreuna.documents.gathering import held_by, index_of
from impreuna.documents.queries.issued import DocumentRow, list_documents
from impreuna.documents.queries.sources import source_of
from impreuna.documents.rules.index import free_paper, head_of
from impreuna.documents.rules.kinds import kind_of
from impreuna.documents.rules.monitoring import reintegration_report
from impreuna.documents.views.answers import send, send_paper
from impreuna.ui.access import SignedIn, page


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that prints a document: what it is called, when, by whom, and what was issued of it."""

    entry_id: UUID
    code: str
    title: str
    stated_at: datetime
    author: str
    documents: list[DocumentRow]


@page("SeeCases")
@of_case
def of_case_page(request: SignedIn, case: CaseFile) -> HttpResponse:
    """All that can be printed of a case, and what was: numbers, days, pages."""
    context = {"case": case, "lines": lines_of(case)}
    return render(request, "documents/of_case.html", context)


def lines_of(case: CaseFile) -> list[Line]:
    """The entries that print a document, the latest first, with what was issued of them. One query."""
    issued = list_documents(case.commune_id, case.id)
    found = []
    for entry in reversed(case.entries):
        if kind := kind_of(entry.kind, entry.content):
            own = [each for each in issued if each.entry_id == entry.id]
            found.append(Line(entry.id, kind.code, kind.title, entry.stated_at, entry.author, own))
    return found


@page("SeeCases")
@of_case
def index(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The file's index for its reader."""
    now = timezone.now()
    return send(index_of(case, held_by(case), now), f"opis-{case.title.replace('/', '-')}.pdf")


@page("SeeCases")
@of_case
def reintegration(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The quarterly report after reintegration, to be filled in by hand."""
    source = source_of(case)
    paper = free_paper(
        "DOC-35", "Raport trimestrial după reintegrare", "Legea nr. 272/2004, art. 74", reintegration_report(source),
        head_of(source, timezone.now()),
    )  # fmt: skip
    return send_paper(paper, "reintegration_report", "raport-reintegrare.pdf")
