"""Whether a printed document is what was issued: for anybody, without names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from impreuna.documents.forms.verification import CodeForm
from impreuna.documents.queries.issued import find_by_verification, find_known
from impreuna.documents.rules.paper import grouped
from impreuna.documents.rules.scans import code_typed
from impreuna.ui.access import public_page

#: So many characters of the digest tell two printed documents apart, and help nobody to guess one.
SHOWN_DIGITS = 12


@public_page
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for the code that is printed on a document."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("documents:verify", code=form.cleaned_data["code"])
    return render(request, "documents/ask.html", {"form": form}, status=422 if form.is_bound else 200)


@public_page
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever may see the document is led to it; everybody else learns only whether there is one, of which day."""
    plain = code_typed(code)
    if plain and getattr(request, "actor", None) and (row := find_by_verification(plain)):
        return redirect("documents:document", document_id=row.id)
    known = find_known(plain) if plain else None
    context = {
        "code": grouped(plain) or code,
        "known": known,
        "digest": known.digest[:SHOWN_DIGITS] if known else "",
    }
    return render(request, "documents/verify.html", context, status=200 if known else 404)
