"""The country, a county, a commune: each a map and, beside it, the same as a list."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.policy import may
from impreuna.territory import queries, wording
from impreuna.territory.queries import figures
from impreuna.territory.rules.population import BANDS
from impreuna.territory.views import maps
from impreuna.ui.access import page

#: Communes that a search shows; more are told of.
_FOUND = 20


@page("SeeTerritory")
def country(request: HttpRequest) -> HttpResponse:
    """The 42 counties, and a search for communes; while somebody types, only what was found."""
    searched = _search(request.GET.get("q", "")[:80])
    if request.headers.get("HX-Target") == "results":
        return render(request, "territory/_results.html", searched)
    counties, totals = queries.list_counties(), figures.county_totals()
    context = {
        **searched,
        "can_import": bool(may(request.actor.role, "SeeImports")),  # type: ignore[attr-defined]
        "import_href": reverse("territory:imports"),
        "counties": [(county, totals.get(county.siruta)) for county in counties],
        "map": maps.of_country(counties, totals),
        "has_people": any(total.people for total in totals.values()),
    }
    return render(request, "territory/country.html", context)


def _search(asked: str) -> dict[str, Any]:
    found = queries.search_communes(asked, limit=_FOUND + 1) if asked.strip() else None
    return {
        "asked": asked,
        "found": None if found is None else found[:_FOUND],
        "found_more": found is not None and len(found) > _FOUND,
    }


@page("SeeTerritory")
def county(request: HttpRequest, code: str) -> HttpResponse:
    """A county's communes, drawn by the theme that was chosen."""
    found = queries.find_county(code)
    if found is None:
        raise Http404
    if code != found.code:
        return redirect("territory:county", code=found.code)
    communes = queries.list_communes(found.siruta)
    theme = maps.theme_of(request.GET.get("tema"))
    shown = maps.county_figures(communes, theme)
    context = {
        "county": found,
        "themes": [(one, one == theme) for one in maps.THEMES.values()],
        "theme": theme,
        "value_head": f">{theme.name}",
        "has_values": any(one.value is not None for one in shown.values()),
        "rows": [(commune, shown.get(commune.siruta)) for commune in communes],
        "map": maps.of_county(found, communes, shown, theme),
        "boundary_sources": figures.boundary_sources(),
    }
    return render(request, "territory/county.html", context)


@page("SeeTerritory")
def commune(request: HttpRequest, siruta: int) -> HttpResponse:
    """A commune: its villages, its people by age, its risk index by components."""
    found = queries.find_commune(siruta)
    if found is None:
        raise Http404
    people = figures.newest_populations([siruta]).get(siruta)
    context = {
        "commune": found,
        "title": wording.title(found.name, found.kind),
        "villages": queries.list_villages(siruta),
        "people": people,
        "people_caption": _people_caption(people) if people else "",
        "inhabitants": maps.inhabitants(people.row.total) if people else "",
        "ages": maps.bars(people.row.bands) if people and people.row.bands else [],
        "bands_missing": people is not None and 0 < len(people.row.bands) < len(BANDS),
        "risk": figures.risk_profiles([siruta]).get(siruta),
        "map": maps.of_commune(found),
    }
    return render(request, "territory/commune.html", context)


def _people_caption(people: figures.People) -> str:
    row = people.row
    said = _("{people}, {basis}, {year}. Sursa: {source}")
    return said.format(
        people=maps.inhabitants(row.total), basis=wording.BASES[row.basis], year=row.year, source=people.source
    )
