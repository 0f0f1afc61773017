"""The page for everybody: a month's published figures by county."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.monitoring import queries, wording
from impreuna.monitoring.queries import PublicFigures, PublicRow
from impreuna.monitoring.views import files
from impreuna.ui.access import public_page
from impreuna.ui.tables import asked_form, download


@public_page
def public(request: HttpRequest) -> HttpResponseBase:
    """A published month, the newest unless another one is asked for; nothing under 5 is told."""
    months = queries.list_published_months()
    asked = request.GET.get("luna") or None
    figures = queries.get_public_figures(asked)
    if figures is None:
        if asked:
            raise Http404
        return render(request, "monitoring/public.html", {"months": []})
    if (form := asked_form(request)) is not None:
        return download(files.of_public(figures), form)
    language = get_language() or "ro"
    context: dict[str, Any] = {
        "figures": figures,
        "months": [(code, wording.month(code), code == figures.month) for code in months],
        "month": wording.month(figures.month),
        "groups": _groups(figures),
        "definitions": [(each, each.say(language), each.formula.say(language)) for each in _once(figures.indicators)],
        "download_href": f"?luna={figures.month}",
    }
    return render(request, "monitoring/public.html", context)


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that stand in one table, so that none is too wide: those of the whole, those of an area."""

    name: str
    heads: list[str]
    country: list[tuple[str, str]]
    rows: list[tuple[str, list[tuple[str, str]]]]


def _groups(figures: PublicFigures) -> list[Group]:
    parts = [(_("Pe județe"), False), (_("Persoane și gospodării vulnerabile, pe arii"), True)]
    groups = []
    for name, is_family in parts:
        chosen = [place for place, measure in enumerate(figures.measures) if (":" in measure) == is_family]
        if not chosen:
            continue
        heads = [figures.names[place].rpartition(": ")[2] for place in chosen]
        rows = [(row.place.name, _cells(heads, row, chosen)) for row in figures.counties]
        groups.append(Group(name, heads, _cells(heads, figures.country, chosen), rows))
    return groups


def _cells(heads: list[str], row: PublicRow, chosen: list[int]) -> list[tuple[str, str]]:
    """Numbers under their heads; a published 0 is told as "sub 5"."""
    values = [row.values[place] for place in chosen]
    return [
        (head, wording.number(value) if value else wording.small()) for head, value in zip(heads, values, strict=True)
    ]


def _once(indicators: tuple[Any, ...]) -> list[Any]:
    return list({each.code: each for each in indicators}.values())
