"""Signed pages: photographed or scanned, found by their QR code, opened again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impreuna.cases.queries.casefile import CaseFile
from impreuna.documents.forms.scan import Picture, ScanForm
from impreuna.documents.queries.issued import (
    DocumentRow,
    content_of,
    find_by_verification,
    find_scan,
    list_own_documents,
    next_page,
)
from impreuna.documents.rules.scans import MEDIA_TYPES
from impreuna.documents.views.answers import of_document, send
from impreuna.kernel import files
from impreuna.kernel.execute import execute
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import put, show, typed


@page("AttachScan")
def scan(request: SignedIn) -> HttpResponse:
    """Takes a signed page, whose QR code says which document it belongs to."""
    return _scan(request, None)


@page("AttachScan")
@of_document
def scan_of(request: SignedIn, case: CaseFile, row: DocumentRow) -> HttpResponse:
    """Takes a signed page of one document."""
    return _scan(request, row)


def _scan(request: SignedIn, row: DocumentRow | None) -> HttpResponse:
    offered = [row] if row else list_own_documents(request.actor)
    form = ScanForm(typed(request), request.FILES or None, offered=offered, chosen=row)
    if form.is_valid() and (done := _attach(request, form, offered)):
        return redirect("documents:document", document_id=done.id)
    context = {"form": form, "document": row, "offered": offered}
    return render(request, "documents/scan.html", context, status=422 if form.is_bound else 200)


def _attach(request: SignedIn, form: ScanForm, offered: list[DocumentRow]) -> DocumentRow | None:
    picture: Picture = form.cleaned_data["file"]
    by_code = find_by_verification(picture.code) if picture.code else None
    chosen = next((each for each in offered if str(each.id) == form.cleaned_data["document_id"]), None)
    if picture.code and by_code is None:
        put(form, "file", _("Documentul acestui cod nu există sau nu îl puteți vedea."))
        return None
    if by_code and chosen and by_code.id != chosen.id:
        said = _("Codul de pe pagină este al documentului „{title}”, nr. {number}, nu al celui ales.")
        put(form, "document_id", said.format(title=by_code.title, number=by_code.number))
        return None
    document = by_code or chosen
    if document is None:
        put(
            form,
            "document_id",
            _("Codul QR nu se citește. Alegeți documentul, sau fotografiați din nou, la lumină, de aproape."),
        )
        return None
    number = form.cleaned_data["page"] or next_page(document)
    outcome = execute(form.to_command(document, number, "qr" if by_code else "choice"), request.actor)
    if not show(form, outcome):
        form.renew()
        return None
    _keep(request, document, picture)
    said = _("Pagina {page} din {pages} este la documentul „{title}”, nr. {number}.")
    messages.success(
        request, said.format(page=number, pages=document.pages, title=document.title, number=document.number)
    )
    return document


def _keep(request: SignedIn, document: DocumentRow, picture: Picture) -> None:
    """Keeps the content once its row is there, which is what lets the county's case manager keep it too."""
    content = picture.content
    for offset in range(0, len(content), files.CHUNK_BYTES):
        part = content[offset : offset + files.CHUNK_BYTES]
        here = files.add_chunk(request.actor, document.commune_id, picture.digest, offset, len(content), part)
        if here == len(content):
            return


@page("SeeCases")
def scanned_page(request: SignedIn, scan_id: UUID) -> HttpResponse:
    """A signed page, for who sees its row."""
    row = find_scan(scan_id)
    parts = list(content_of(row)) if row else []
    if row is None or not parts:
        raise Http404
    return send(parts, f"pagina-{row.page}{MEDIA_TYPES[row.media_type]}", row.media_type)
