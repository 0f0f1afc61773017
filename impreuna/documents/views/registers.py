"""Registers of beneficiaries and the attendance list, for printing."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from impreuna.documents.queries.beneficiaries import list_beneficiaries
from impreuna.documents.queries.sources import find_place
from impreuna.documents.rules import registers as rules
from impreuna.documents.rules import words
from impreuna.documents.rules.index import free_paper
from impreuna.documents.rules.paper import Head
from impreuna.documents.views.answers import send_paper
from impreuna.ui.access import SignedIn, page


@page("RegisterNotice")
def registers(request: SignedIn) -> HttpResponse:
    """Which registers there are."""
    return render(request, "documents/registers.html", {"registers": list(rules.REGISTERS.items())})


@page("RegisterNotice")
def register(request: SignedIn, which: str) -> HttpResponse:
    """One register of the reader's commune, with rows to fill in by hand."""
    if which not in rules.REGISTERS:
        raise Http404
    institution, commune, county = find_place(request.actor.scope.place_id)
    head = Head(institution, county, commune, "", words.day(timezone.now()), "")
    body = rules.register(which, list_beneficiaries(request.actor.scope.place_id, which))
    paper = free_paper("DOC-24", rules.REGISTERS[which], rules.BASIS, body, head, is_wide=True)
    return send_paper(paper, "register", f"{which}.pdf")
