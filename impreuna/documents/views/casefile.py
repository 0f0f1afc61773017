"""The documents of a case: the list, the index, the whole file as one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from typst import TypstError

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.views.opening import of_case
from impreuna.documents.assembling import assemble, count_pages
from impreuna.documents.queries.issued import DocumentRow, ScanRow, content_of, list_documents, list_scans
from impreuna.documents.queries.sources import source_of
from impreuna.documents.rules.index import file_index, free_paper, head_of, index_paper
from impreuna.documents.rules.kinds import kind_of
from impreuna.documents.rules.monitoring import reintegration_report
from impreuna.documents.rules.source import Source
from impreuna.documents.typesetting import picture_page
from impreuna.documents.typesetting import render as typeset
from impreuna.documents.views.answers import send, send_paper
from impreuna.ui.access import SignedIn, page
from impreuna.ui.downloads import one_of_few


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
    return send(_index(source_of(case), case, _held(case), now), f"opis-{case.title.replace('/', '-')}.pdf")


@page("SeeCases")
@one_of_few
@of_case
def whole_file(request: SignedIn, case: CaseFile) -> HttpResponseBase:
    """The index, then every document that the reader may see, each followed by its signed pages."""
    held = _held(case)
    parts = [("Opis", _index(source_of(case), case, held, timezone.now()))]
    for row, scans in held:
        parts.append((f"{row.title}, nr. {row.number}", b"".join(content_of(row))))
        parts.extend((f"{row.title}, nr. {row.number}, semnat", _page_of(scan)) for scan in scans)
    whole = assemble([(title, content) for title, content in parts if content])
    return send(whole, f"dosar-{case.title.replace('/', '-')}.pdf")


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


def _held(case: CaseFile) -> list[tuple[DocumentRow, list[ScanRow]]]:
    scans = list_scans(case.commune_id, case.id)
    rows = list_documents(case.commune_id, case.id)
    return [(row, [each for each in scans if each.document_id == row.id]) for row in rows]


def _index(source: Source, case: CaseFile, held: list[tuple[DocumentRow, list[ScanRow]]], now: datetime) -> bytes:
    """The index; it is set twice, for the pages of what follows depend on how long it is itself."""
    counted = [(row, len(scans)) for row, scans in held]

    def made(first_page: int) -> bytes:
        body = file_index(source, counted, case.reader.name, first_page)
        return typeset("file_index", index_paper(source, body, now).content(), at=now)

    first = made(2)
    own = count_pages(first)
    return first if own == 1 else made(own + 1)


def _page_of(scan: ScanRow) -> bytes:
    """A scanned page as a PDF; nothing when its content has not come or cannot be opened."""
    content = b"".join(content_of(scan))
    if not content:
        return b""
    try:
        if scan.media_type == "application/pdf":
            return content if assemble([("", content)]) else b""
        return picture_page(content, scan.media_type)
    except (TypstError, ValueError):
        return b""
