"""Delays in a county and in the country: numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.result import refused
from impreuna.obligations import wording
from impreuna.obligations.queries import late
from impreuna.obligations.queries.late import LateInPlace
from impreuna.territory.queries import UnknownPlace, get_county
from impreuna.ui.access import SignedIn, explain_refusal, page
from impreuna.ui.tables import Column, Table, asked_form, download

CODE_PARAMETER = "termen"


@page("SeeLateCounts")
def country(request: SignedIn) -> HttpResponseBase:
    """Delays by county; somebody of a county is led to the own one."""
    if request.actor.scope.level == "county":
        return redirect("obligations:county", county_id=request.actor.scope.place_id)
    places = late.late_by_county(timezone.now())
    return _shown(request, places, {"title": _("Termene depășite pe județe"), "level": "country"})


@page("SeeLateCounts")
def county(request: SignedIn, county_id: int) -> HttpResponseBase:
    """Delays by commune of a county."""
    try:
        found = get_county(county_id)
    except UnknownPlace as problem:
        raise Http404 from problem
    if not request.actor.scope.covers(county_id):
        return explain_refusal(request, refused("out_of_scope"))
    places = late.late_by_commune(county_id, timezone.now())
    return _shown(request, places, {"title": _("Termene depășite pe localități"), "level": "county", "county": found})


def _shown(request: SignedIn, places: Sequence[LateInPlace], context: dict[str, Any]) -> HttpResponseBase:
    codes = sorted({code for place in places for code in place.by_code}, key=wording.name_of)
    code = asked if (asked := request.GET.get(CODE_PARAMETER, "")) in codes else ""
    rows = sorted(
        ((place, place.late(code)) for place in places if place.late(code)), key=lambda row: (-row[1], row[0].name)
    )
    if (form := asked_form(request)) is not None:
        return download(_table(context["title"], rows, codes), form)
    by_code = [(each, wording.name_of(each), sum(place.by_code.get(each, 0) for place in places)) for each in codes]
    context |= {
        "rows": rows,
        "code": code,
        "by_code": sorted(by_code, key=lambda line: -line[2]),
        "total": sum(n for _place, n in rows),
        "is_national": request.actor.scope.level == "country",
        "here": f"{request.path}?{request.GET.urlencode()}",
    }
    return render(request, "obligations/late.html", context)


def _table(title: str, rows: Sequence[tuple[LateInPlace, int]], codes: Sequence[str]) -> Table:
    columns = [Column(_("Locul"), 26), Column(_("Depășite"))]
    columns += [Column(f"{code} {wording.name_of(code)}", 20) for code in codes]
    cells = ((place.name, n, *(place.by_code.get(code, 0) for code in codes)) for place, n in rows)
    about = [_("Cazurile restricționate nu sunt socotite: ele există numai pentru echipa lor.")]
    return Table(f"termene-depasite-{timezone.localdate()}", title, columns, cells, about)
