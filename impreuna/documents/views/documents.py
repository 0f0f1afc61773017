"""One document: its draft, issuing it, its page, its PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.views.opening import of_case
from impreuna.documents.forms.issue import IssueForm
from impreuna.documents.queries.issued import DocumentRow, content_of, list_documents, list_scans
from impreuna.documents.queries.sources import source_of
from impreuna.documents.rules.kinds import Kind, kind_of
from impreuna.documents.rules.paper import grouped, paper_of
from impreuna.documents.views.answers import of_document, send, send_paper, site_of
from impreuna.kernel.execute import execute
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import show, typed


@page("SeeCases")
@of_case
def preview(request: SignedIn, case: CaseFile, entry_id: UUID) -> HttpResponse:
    """The document of an entry as it would be issued now, marked as a draft."""
    entry, kind = _printed_or_404(case, entry_id)
    return send_paper(paper_of(kind, source_of(case), entry), kind.paper, f"{kind.code}-ciorna.pdf")


@page("IssueDocument")
@of_case
def issue(request: SignedIn, case: CaseFile, entry_id: UUID) -> HttpResponse:
    """Issues the document of an entry; issued already, only as an addendum with a reason."""
    entry, kind = _printed_or_404(case, entry_id)
    before = [each for each in list_documents(case.commune_id, case.id) if each.entry_id == entry_id]
    form = IssueForm(typed(request), is_addendum=bool(before))
    if form.is_valid():
        outcome = execute(form.to_command(case, entry.id, site_of(request)), request.actor)
        if show(form, outcome):
            messages.success(request, _("Documentul este emis."))
            return redirect("documents:document", document_id=outcome.command_id)
        form.renew()
    context = {"case": case, "entry": entry, "kind": kind, "before": before, "form": form}
    return render(request, "documents/issue.html", context, status=422 if form.is_bound else 200)


@page("SeeCases")
@of_document
def document(request: SignedIn, case: CaseFile, row: DocumentRow) -> HttpResponse:
    """What a document is: number, day, digest; its addenda, its signed pages, who signed the entry."""
    every = list_documents(case.commune_id, case.id)
    context = {
        "case": case,
        "document": row,
        "verification": grouped(row.verification),
        "first": next((each for each in every if each.id == row.about_id), None),
        "addenda": [each for each in every if each.about_id == row.id],
        "scans": [each for each in list_scans(case.commune_id, case.id) if each.document_id == row.id],
        "signatures": list(case.about(row.entry_id, "SignEntry")),
    }
    return render(request, "documents/document.html", context)


@page("SeeCases")
@of_document
def pdf(request: SignedIn, case: CaseFile, row: DocumentRow) -> HttpResponse:
    """The document, byte by byte as it was issued."""
    parts = list(content_of(row))
    if not parts:
        raise Http404
    return send(parts, f"{row.code}-{row.number.replace('/', '-')}.pdf")


def _printed_or_404(case: CaseFile, entry_id: UUID) -> tuple[Entry, Kind]:
    entry = case.entry(entry_id)
    kind = kind_of(entry.kind, entry.content) if entry else None
    if entry is None or kind is None:
        raise Http404
    return entry, kind
