"""The home page: one's work. What waits, one's commune, one's county, the country."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from impreuna.ui.access import page
from impreuna.web import work


@page("SeeHome")
def home(request: Any) -> HttpResponse:
    """By the level of the role: a commune's work, a county's teams, the country's counties."""
    level = request.actor.scope.level
    return render(request, f"web/home_{level}.html", PAGES[level](request.actor))


PAGES = {"commune": work.of_commune, "county": work.of_county, "country": work.of_country}
