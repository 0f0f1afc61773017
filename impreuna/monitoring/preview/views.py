"""Asking for a preview, watching it count, stopping it; and the panels on the pages of the lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from impreuna.monitoring.preview import keeping
from impreuna.monitoring.preview.counting import begin, codes_of, edition_change, parameter_change
from impreuna.monitoring.preview.jobs import defer_preview
from impreuna.monitoring.preview.keeping import Change, Preview
from impreuna.monitoring.preview.showing import concerned, counted_on, shown
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.ui.access import SignedIn, page


@page("UsePreview")
@require_POST
def start(request: SignedIn) -> HttpResponse:
    """Puts the counting of a change into the queue, and leads back to the page that asked."""
    change = _change(request.POST)
    if change is None:
        raise Http404
    preview = begin(change, request.actor)
    if preview.state == "waiting" and preview.codes:
        defer_preview(change.id)
    return _back(request, preview)


@page("UsePreview")
@require_POST
def cancel(request: HttpRequest, preview: str) -> HttpResponse:
    """Asks the counting to stop; what it counted is thrown away."""
    found = keeping.find(preview)
    if found is None:
        raise Http404
    keeping.stop(preview)
    if found.state == "waiting":
        found.state = "cancelled"
        keeping.keep(found)
    return _back(request, found)


@page("UsePreview")
def progress(request: HttpRequest, preview: str) -> HttpResponse:
    """How far the counting is, or its result: a part of a page while it is looked at, a page by itself else."""
    found = keeping.find(preview)
    if found is None:
        raise Http404
    template = "monitoring/preview/_preview.html" if "HX-Request" in request.headers else "monitoring/preview/page.html"
    return render(request, template, _context(found.change, found, request.GET.get("inapoi", "")))


def _change(given: Any) -> Change | None:
    """The change that a form names; None when it names none that can be."""
    try:
        edition = current_edition()
        if given.get("digest"):
            return edition_change(given["digest"])
        if given.get("code") in edition.parameters:
            return parameter_change(given["code"], float(given["value"]), date.fromisoformat(given["day"]))
    except (NoEdition, KeyError, ValueError):
        return None
    return None


def _back(request: HttpRequest, preview: Preview) -> HttpResponse:
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("monitoring:preview", preview=preview.change.id)


def draw_parameter(request: HttpRequest, change: dict[str, Any]) -> SafeString:
    """The panel beside a parameter's new value."""
    return _panel(request, parameter_change(change["code"], change["value"], change["day"]))


def draw_edition(request: HttpRequest, digest: str) -> SafeString:
    """The panel beside an edition that could be published."""
    try:
        return _panel(request, edition_change(digest))
    except NoEdition:
        return SafeString()


def _panel(request: HttpRequest, change: Change) -> SafeString:
    context = _context(change, keeping.find(change.id), request.get_full_path())
    return SafeString(render_to_string("monitoring/preview/_panel.html", context, request))


def _context(change: Change, preview: Preview | None, back: str) -> dict[str, Any]:
    is_done = preview is not None and preview.state == "done"
    return {
        "change": change,
        "preview": preview,
        "back": back,
        "entries": concerned(change) if preview is None and not change.digest else [],
        "is_concerned": bool(preview.codes if preview else codes_of(change)),
        "shown": shown(preview) if preview is not None and is_done else [],
        "counted_on": counted_on(preview) if preview is not None and is_done else "",
    }
