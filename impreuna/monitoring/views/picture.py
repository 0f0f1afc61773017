"""The picture of a commune, a county, the country: all their figures on one page that renews itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.monitoring import queries
from impreuna.monitoring.queries import ROMANIA, Freshness, Place, Sheet
from impreuna.monitoring.views import files, places
from impreuna.monitoring.views.charts import picture_of
from impreuna.ui.access import explain_refusal, page
from impreuna.ui.tables import asked_form, download


@page("SeeFigures")
def own(request: Any) -> HttpResponseBase:
    """To the picture of the reader's own place."""
    return redirect(places.address(queries.get_place(request.actor.scope.place_id)))


@page("SeeFigures")
def commune(request: Any, siruta: int) -> HttpResponseBase:
    """A commune's figures."""
    return _picture(request, places.find(siruta, "commune"))


@page("SeeFigures")
def county(request: Any, code: str) -> HttpResponseBase:
    """A county's figures: the sums of its communes."""
    return _picture(request, places.find_county(code))


@page("SeeFigures")
def country(request: Any) -> HttpResponseBase:
    """The country's figures: the sums of its counties."""
    return _picture(request, ROMANIA)


def _picture(request: Any, place: Place) -> HttpResponseBase:
    verdict = queries.may_see_figures(request.actor, place.id, place.level)
    if not verdict:
        return explain_refusal(request, verdict)
    sheet = _sheet(request, place.id)
    if (form := asked_form(request)) is not None:
        return download(files.of_sheet(sheet, request.GET.get("tabel", "")), form)
    return render(
        request,
        "monitoring/picture.html",
        {**places.around(request.actor, place, "picture"), **_context(sheet, request.actor)},
    )


@page("SeeFigures")
def news(request: Any, place_id: int) -> HttpResponseBase:
    """The picture again when it was counted since; 204 while nothing is new. Asked by the page every few seconds."""
    if not queries.may_see_figures(request.actor, place_id):
        raise Http404
    if request.GET.get("vazut") == _stamp(queries.get_freshness(place_id, timezone.localdate())):
        return HttpResponse(status=204)
    return render(request, "monitoring/_picture.html", _context(_sheet(request, place_id), request.actor))


def _sheet(request: Any, place_id: int) -> Sheet:
    sheet = queries.get_sheet(request.actor, place_id, timezone.localdate())
    if sheet is None:
        raise Http404
    return sheet


def _context(sheet: Sheet, actor: Actor) -> dict[str, Any]:
    seen = _stamp(sheet.freshness)
    return {
        "sheet": sheet,
        "place": sheet.place,
        "here": places.address(sheet.place),
        "worklist": places.worklist(actor, sheet.place),
        "news_href": f"{reverse('monitoring:news', args=[sheet.place.id])}?vazut={seen}",
        **picture_of(sheet),
    }


def _stamp(freshness: Freshness) -> str:
    """Changes whenever the page should."""
    counted = f"{freshness.counted_at.timestamp():.3f}" if freshness.counted_at else "0"
    return f"{counted}{'s' if freshness.is_stale else ''}"
