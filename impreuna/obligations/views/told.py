"""Înștiințări: what somebody was told of, and that she knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.obligations import wording
from impreuna.obligations.commands import ReadNotifications
from impreuna.obligations.queries.told import ToldRow, list_told
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import say
from impreuna.ui.paging import CURSOR_PARAMETER, Page


@page("SeeNotifications")
def notifications(request: SignedIn) -> HttpResponseBase:
    """The reader's own, the latest first; one button says that those of the page are read."""
    if request.method == "POST":
        return _read(request)
    found = list_told(request.actor.user_id, request.GET.get(CURSOR_PARAMETER))
    lines = [_line(row) for row in found.items]
    context = {
        "page": Page(lines, found.next, found.is_first),
        "unread": [line["row"].id for line in lines if not line["row"].is_read],
    }
    return render(request, "obligations/notifications.html", context)


def _read(request: SignedIn) -> HttpResponseBase:
    ids = tuple(found for typed in request.POST.getlist("id") if (found := _id(typed)) is not None)
    command = ReadNotifications(
        id=new_id(), commune_id=request.actor.scope.place_id, recorded_at=timezone.now(), notification_ids=ids
    )
    say(request, execute(command, request.actor), _("Înștiințările sunt marcate ca citite."))
    return redirect("obligations:notifications")


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _line(row: ToldRow) -> dict[str, Any]:
    about = {
        "worker": _("Termen depășit"),
        "head": _("Termen depășit în echipă"),
        "county": _("Termen depășit în județ"),
    }[row.level]
    return {"row": row, "name": wording.name_of(row.code), "about": about}
