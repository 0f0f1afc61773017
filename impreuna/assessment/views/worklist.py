"""Where to go: the households of the commune by priority, and what waits for the reader's decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from impreuna.assessment.queries import Wanted, get_coverage, list_worklist
from impreuna.assessment.rules.priority import LEVELS
from impreuna.kernel.policy import may
from impreuna.nomenclature.queries import lists_on
from impreuna.registry.views.households import today
from impreuna.territory.queries import list_villages
from impreuna.ui.access import SignedIn, page
from impreuna.ui.paging import CURSOR_PARAMETER, Page


@page("SeeAssessments")
def worklist(request: SignedIn) -> HttpResponse:
    """Households by priority, each with its reasons; by level, village, area, decision and words when chosen."""
    place, role = request.actor.scope.place_id, request.actor.role
    day = today()
    edition, parameters = lists_on(day)
    villages = list_villages(place)
    wanted = _wanted(request.GET, role, {each.siruta for each in villages}, set(edition.areas))
    cursor = request.GET.get(CURSOR_PARAMETER)
    found = list_worklist(place, day, parameters, role, wanted, cursor)
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": Page(list(found.rows), found.next, not cursor),
        "levels": [(code, found.counts[code]) for code in LEVELS if found.counts[code] or code == wanted.level],
        "total": sum(found.counts.values()),
        "villages": villages,
        "areas": list(edition.areas.values()),
        "coverage": get_coverage(place),
        "deciding": may(role, "DecideFindings"),
        "kept": _kept(request.GET),
    }
    whole = not request.headers.get("HX-Request") or bool(request.headers.get("HX-History-Restore-Request"))
    return render(request, "assessment/worklist.html" if whole else "assessment/_worklist.html", context)


def _wanted(asked: QueryDict, role: str, villages: set[int], areas: set[str]) -> Wanted:
    """What the address asks for; what makes no sense is passed over."""
    village = asked.get("sat", "")
    village_id = int(village) if village.isdecimal() and len(village) < 8 else None
    level = asked.get("prioritate", "")
    area = asked.get("domeniu", "")
    return Wanted(
        level=level if level in LEVELS else None,
        village_id=village_id if village_id in villages else None,
        area=area if area in areas else "",
        waits_for=role if asked.get("stare") == "de-hotarat" else "",
        is_unvisited=asked.get("stare") == "nevizitate",
        typed=asked.get("q", "").strip()[:100],
    )


def _kept(asked: QueryDict) -> str:
    """The address's wishes without level and place in the list, for the tabs of levels."""
    kept = asked.copy()
    for name in ("prioritate", CURSOR_PARAMETER):
        kept.pop(name, None)
    return kept.urlencode()
