"""Who acts in this request, in which of their roles; PostgreSQL is told before the page runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from impreuna.kernel.scope import acting_as
from impreuna.workforce.backend import own_roles
from impreuna.workforce.queries import choose
from impreuna.workforce.standing import standing_of

#: Under this key the session keeps the assignment in which its person works.
CHOSEN = "assignment"
GetResponse = Callable[[HttpRequest], HttpResponse]


def who_acts(get_response: GetResponse) -> GetResponse:
    """Sets `request.actor`, `request.standing` and `request.waiting` (how much waits, by name): one statement,
    which also brings the account."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = request.standing = None  # type: ignore[attr-defined]
        if request.path_info.startswith(settings.OWN_CREDENTIALS):
            return get_response(request)
        if SESSION_KEY not in request.session or not request.user.is_authenticated:
            return get_response(request)
        _take_role(request)
        if request.actor is None or request.path_info in settings.ONLY_EXECUTING:  # type: ignore[attr-defined]
            return get_response(request)
        with acting_as(request.actor):  # type: ignore[attr-defined]
            return get_response(request)

    return middleware


def _take_role(request: HttpRequest) -> None:
    """Gives the request its actor: in the role chosen earlier, or in another one when that is not held any more."""
    roles = own_roles(request.user)
    kept = request.session.get(CHOSEN)
    role = choose(roles, UUID(kept) if kept else None)
    if role is None:
        return
    user: Any = request.user
    request.actor = role.actor(user.id, user.name)  # type: ignore[attr-defined]
    request.standing = SimpleLazyObject(partial(standing_of, role, len(roles) > 1))  # type: ignore[attr-defined]
    request.waiting = role.waiting  # type: ignore[attr-defined]
    if kept != str(role.assignment_id):
        request.session[CHOSEN] = str(role.assignment_id)
        if kept:
            _say_that_it_ended(request)


def _say_that_it_ended(request: HttpRequest) -> None:
    """Reading goes on in the other role; a form that was filled in for the ended one is shown back by `ui.access`."""
    standing = request.standing  # type: ignore[attr-defined]
    sentence = _("Rolul în care lucrați s-a încheiat. De acum lucrați ca {role}, {place}.").format(
        role=standing.role, place=standing.place
    )
    request.role_ended = sentence  # type: ignore[attr-defined]
    if request.method != "POST":
        messages.warning(request, sentence)
