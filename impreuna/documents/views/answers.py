"""How files of this room are sent: read here and now, in the reader's scope, and kept nowhere on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.views.opening import CaseView, of_case
from impreuna.documents.queries.issued import DocumentRow, find_document
from impreuna.documents.rules.paper import Paper
from impreuna.documents.typesetting import render
from impreuna.ui.access import SignedIn


def send(content: Iterable[bytes] | bytes, name: str, media_type: str = "application/pdf") -> HttpResponse:
    """A file to be shown in the browser under a name."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def send_paper(paper: Paper, template: str, name: str) -> HttpResponse:
    """A paper that is printed for its reader alone, and not issued."""
    return send(render(template, paper.content()), name)


def document_or_404(document_id: UUID) -> DocumentRow:
    """The document as the reader may see it."""
    row = find_document(document_id)
    if row is None:
        raise Http404
    return row


def of_document(view: CaseView) -> CaseView:
    """A page of one document: `view(request, case, document)` instead of its id, with all that goes with opening the
    file of its case."""

    @wraps(view)
    def opened(request: SignedIn, document_id: UUID) -> HttpResponseBase:
        row = document_or_404(document_id)

        def shown(request: SignedIn, case: CaseFile, *args: Any) -> HttpResponseBase:
            return view(request, case, row)

        return of_case(shown)(request, row.case_id)

    return opened


def site_of(request: SignedIn) -> str:
    """The address of the installation as this reader opened it."""
    return request.build_absolute_uri(reverse("web:home")).rstrip("/")
