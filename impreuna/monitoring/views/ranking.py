"""Places side by side by one measure: a list that can be ordered and searched, and the same as a map."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.result import explain
from impreuna.kernel.text import fold
from impreuna.monitoring import queries, wording
from impreuna.monitoring.queries import ROMANIA, MeasureChoice, Order, Place, Ranked, Ranking
from impreuna.monitoring.views import files, maps, places
from impreuna.territory.queries import list_counties
from impreuna.ui.access import explain_refusal, page
from impreuna.ui.tables import asked_form, download

USUAL = "persons_with"
#: Orders by their name in addresses.
ORDERS: dict[str, Order] = {"rata": "relative", "numar": "value", "nume": "name"}


@dataclass(frozen=True, slots=True)
class Line:
    """A place in the list. `href` is empty when the reader may not go on; then `why` says so."""

    each: Ranked
    href: str
    why: str
    beside: str


@page("SeeFigures")
def communes(request: Any, code: str) -> HttpResponseBase:
    """The communes of a county."""
    return _ranking(request, places.find_county(code))


@page("SeeFigures")
def counties(request: Any) -> HttpResponseBase:
    """The counties of the country."""
    return _ranking(request, ROMANIA)


def _ranking(request: Any, place: Place) -> HttpResponseBase:
    verdict = queries.may_see_figures(request.actor, place.id, place.level)
    if not verdict:
        return explain_refusal(request, verdict)
    choices = queries.list_measures(request.actor, place.id)
    order = request.GET.get("ordine", "rata")
    measure = request.GET.get("indicator", "") or _usual(choices)
    ranking = queries.rank_places(request.actor, place.id, measure, ORDERS.get(order, "relative")) if choices else None
    if choices and ranking is None:
        raise Http404
    if ranking is not None and (form := asked_form(request)) is not None:
        return download(files.of_ranking(ranking), form)
    asked = request.GET.get("q", "")[:80]
    context = _context(request.actor, place, ranking, asked) if ranking else {}
    if request.headers.get("HX-Target") == "results":
        return render(request, "monitoring/_ranked.html", {**context, "place": place})
    return render(
        request,
        "monitoring/ranking.html",
        {**places.around(request.actor, place, "ranking"), **context, "groups": _groups(choices), "measure": measure},
    )


def _usual(choices: tuple[MeasureChoice, ...]) -> str:
    """What is compared until something else is chosen: who is vulnerable, where that is told."""
    offered = [choice.measure for choice in choices]
    return USUAL if USUAL in offered else next(iter(offered), "")


def _context(actor: Actor, place: Place, ranking: Ranking, asked: str) -> dict[str, Any]:
    hrefs = _hrefs(actor, ranking)
    words = fold(asked)
    is_share = ranking.indicator.shown_as == "share"
    return {
        "ranking": ranking,
        "lines": [line for line in lines_of(actor, ranking, hrefs) if words in fold(line.each.place.label)],
        "whole": ranking.whole,
        "asked": asked,
        "map": maps.of_ranking(ranking, hrefs),
        "orders": _orders(ranking, asked),
        "order": next(name for name, order in ORDERS.items() if order == ranking.order),
        "has_relative": ranking.indicator.shown_as != "number",
        "relative_head": wording.relative_head(ranking.indicator),
        "is_share": is_share,
        "longest": max((_length(each, ranking) for each in ranking.rows), default=0),
        "indicator_href": reverse("monitoring:indicator", args=[place.id, ranking.measure]),
        "download_href": "?" + urlencode({"indicator": ranking.measure}),
        "average": ranking.whole.relative if ranking.indicator.shown_as != "number" else None,
    }


def _hrefs(actor: Actor, ranking: Ranking) -> dict[int, str]:
    """Where each place leads, for those that this reader may open."""
    letters = {county.siruta: county.code for county in list_counties()} if ranking.place.level == "country" else {}
    return {
        each.place.id: reverse("monitoring:county", args=[letters[each.place.id]])
        if each.place.level == "county"
        else reverse("monitoring:commune", args=[each.place.id])
        for each in ranking.rows
        if queries.may_see_figures(actor, each.place.id)
    }


def lines_of(actor: Actor, ranking: Ranking, hrefs: dict[int, str] | None = None) -> list[Line]:
    """The places in the ranking's order; those that the reader may not open without an address, with the reason."""
    known = _hrefs(actor, ranking) if hrefs is None else hrefs
    return [_line(actor, each, ranking, known) for each in ranking.rows]


def _line(actor: Actor, each: Ranked, ranking: Ranking, hrefs: dict[int, str]) -> Line:
    href = hrefs.get(each.place.id, "")
    verdict = queries.may_see_figures(actor, each.place.id, each.place.level)
    return Line(each, href, "" if href else explain(verdict.reason, verdict.facts, _), _beside(each, ranking))


def _beside(each: Ranked, ranking: Ranking) -> str:
    """How a place stands beside the whole, in a word; empty where it cannot be said."""
    average = ranking.whole.relative
    if each.relative is None or average is None or ranking.indicator.shown_as == "number":
        return ""
    if abs(each.relative - average) < 0.05:
        return _("la medie")
    return _("peste medie") if each.relative > average else _("sub medie")


def _length(each: Ranked, ranking: Ranking) -> float:
    return (each.relative or 0) if ranking.indicator.shown_as != "number" else each.value.at_most


def _orders(ranking: Ranking, asked: str) -> dict[str, str]:
    """The address of each order, keeping what was chosen and searched."""
    kept = {"indicator": ranking.measure, **({"q": asked} if asked else {})}
    return {name: "?" + urlencode({**kept, "ordine": name}) for name in ORDERS}


def _groups(choices: tuple[MeasureChoice, ...]) -> list[tuple[str, list[MeasureChoice]]]:
    return [(group, list(some)) for group, some in groupby(choices, key=lambda choice: choice.group)]
