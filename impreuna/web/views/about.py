"""Pages that anybody reads, and the choice of language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from impreuna.ui.access import public_page


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """What Împreună is."""
    return render(request, "web/about.html")


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, who sees it, and whom to ask."""
    return render(request, "web/privacy.html")


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration of accessibility."""
    return render(request, "web/accessibility.html")


@public_page
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remembers the reader's language and goes back to the page."""
    return set_language(request)
