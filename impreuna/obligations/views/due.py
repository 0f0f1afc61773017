"""What is due: the reader's own, the team's, and whose delays there are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import may
from impreuna.obligations import wording
from impreuna.obligations.queries import due
from impreuna.obligations.queries.book import current_book
from impreuna.ui.access import SignedIn, page
from impreuna.ui.paging import CURSOR_PARAMETER, Page
from impreuna.ui.tables import Column, Table, asked_form, download

LATE_PARAMETER, CODE_PARAMETER, PERSON_PARAMETER = "depasite", "termen", "om"


@page("SeeObligations")
def today(request: SignedIn) -> HttpResponseBase:
    """Ce am de făcut: what the reader answers for, the first due first."""
    now, asked = timezone.now(), _asked(request)
    found = due.list_mine(request.actor, now, **asked, cursor=request.GET.get(CURSOR_PARAMETER))
    context = {**_around(request, asked), "page": _page(found, now), "tab": "mine"}
    return render(request, "obligations/today.html", context)


@page("SeeLateOfTeam")
def team(request: SignedIn) -> HttpResponseBase:
    """What is due in the commune, of everybody or of one colleague; as a file when asked."""
    now, asked, place = timezone.now(), _asked(request), request.actor.scope.place_id
    if (form := asked_form(request)) is not None:
        return download(_table(request.actor, now, asked), form)
    person = _person(request.GET.get(PERSON_PARAMETER, ""))
    found = due.list_of_team(place, now, **asked, user_id=person, cursor=request.GET.get(CURSOR_PARAMETER))
    of = next((row.responsible for row in found.items), "") if person else ""
    context = {**_around(request, asked), "page": _page(found, now), "tab": "team", "person": person, "of": of}
    return render(request, "obligations/today.html", context)


@page("SeeLateOfTeam")
def people(request: SignedIn) -> HttpResponseBase:
    """Whose delays there are in the commune."""
    now = timezone.now()
    rows = due.count_late_by_person(request.actor.scope.place_id, now)
    context = {**_around(request, {}), "rows": rows, "tab": "people"}
    return render(request, "obligations/people.html", context)


def _asked(request: SignedIn) -> dict[str, Any]:
    """The filters of the address; what makes no sense is passed over."""
    code = request.GET.get(CODE_PARAMETER, "")
    is_late = request.GET.get(LATE_PARAMETER) == "1"
    return {"code": code if code in current_book().entries else "", "is_late": is_late}


def _person(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _around(request: SignedIn, asked: dict[str, Any]) -> dict[str, Any]:
    clocks = sorted((rule.entry for rule in current_book().rules), key=lambda entry: wording.said_name(entry))
    return {
        "asked": asked,
        "codes": [(entry.code, wording.said_name(entry)) for entry in clocks],
        "sees_team": bool(may(request.actor.role, "SeeLateOfTeam")),
        "here": f"{request.path}?{request.GET.urlencode()}",
    }


def _page(found: Page[due.DueRow], now: datetime) -> Page[wording.DueLine]:
    return Page(wording.lines(found.items, now), found.next, found.is_first)


def _named(each: due.DueCells) -> str:
    name = wording.name_of(each.code)
    return f"{name}: {each.detail}" if each.detail else name


def _table(actor: Actor, now: datetime, asked: dict[str, Any]) -> Table:
    columns = [
        Column(_("Cazul"), 30), Column(_("Ce"), 40), Column(_("Articolul"), 24), Column(_("De la"), 16),
        Column(_("Până la"), 16), Column(_("Starea"), 14), Column(_("Cine"), 24),
    ]  # fmt: skip
    late, running = wording.state_of("late"), wording.state_of("pending")
    rows = (
        (each.label, _named(each), wording.article_of(each.code), each.since, each.due_at,
         late if each.due_at < now else running, each.responsible)
        for each in due.stream_of_team(actor, actor.scope.place_id, now, **asked)
    )  # fmt: skip
    title = _("Termene")
    return Table(f"termene-{timezone.localdate()}", title, columns, rows, [_("Termenele deschise ale echipei.")])
