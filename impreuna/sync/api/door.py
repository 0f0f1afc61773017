"""Who calls: a tablet says its id and secret with each call. No session and no cookie is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from impreuna.kernel.actor import Actor
from impreuna.sync.api.answers import Refusal, View, in_json
from impreuna.sync.api.turns import turn
from impreuna.sync.queries.devices import Greeting, greet
from impreuna.sync.rules.rates import Rates
from impreuna.sync.rules.versions import VERSIONS
from impreuna.ui.access import public_page

SCHEME = "Tableta "
RATES = Rates()
_LONGEST_APP = 60


@dataclass(frozen=True, slots=True)
class Caller:
    """A tablet that calls: known by its secret. `actor` is None when its role has ended or it is out of use."""

    device_id: UUID
    greeting: Greeting
    app: str
    protocol: int
    at: datetime

    @property
    def actor(self) -> Actor | None:
        """Who acts."""
        return self.greeting.actor


def tablets(method: str, *, also_ended: bool = False) -> Callable[[Callable[..., HttpResponse]], View]:
    """Declares a call of a tablet: the view gets a `Caller` in whose name somebody acts.

    `also_ended`: the view also hears those whose role has ended or who are out of use.
    """

    def declare(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def known(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with turn():
                caller = _caller(request)
                if not also_ended:
                    require_active(caller.greeting)
                return view(request, caller, *args, **kwargs)

        return outsiders(method)(known)

    return declare


def outsiders(method: str) -> Callable[[View], View]:
    """Declares a call for which nobody signs in: JSON whatever happens, no cookie, no protection of forms."""

    def declare(view: View) -> View:
        guarded: View = csrf_exempt(in_json(method)(view))
        public_page(guarded)
        return guarded

    return declare


def require_active(greeting: Greeting) -> None:
    """Raises `Refusal` 410 for a device out of use, 403 for one whose role has ended."""
    if greeting.revoked_at is not None:
        raise Refusal(410, "device_revoked")
    if greeting.assignment_id is None:
        raise Refusal(403, "role_ended")


def require_rate(key: str) -> None:
    """Counts a call; raises `Refusal` 429 with the seconds to wait."""
    wait = RATES.take(key, time.monotonic())
    if wait:
        seconds = int(wait) + 1
        raise Refusal(429, "too_many_requests", {"Retry-After": str(seconds)}, seconds=seconds)


def _caller(request: HttpRequest) -> Caller:
    device_id, secret = _credentials(request)
    require_rate(str(device_id))
    protocol = _protocol(request)
    at = timezone.now()
    greeting = greet(device_id, timezone.localdate(at), _after(request))
    if greeting is None or not greeting.knows(secret):
        raise Refusal(401, "device_unknown")
    app = request.headers.get("Impreuna-App", "")[:_LONGEST_APP].replace("\0", "")
    return Caller(device_id, greeting, app, protocol, at)


def _credentials(request: HttpRequest) -> tuple[UUID, str]:
    said = request.headers.get("Authorization", "")
    device, _dot, secret = said.removeprefix(SCHEME).partition(".")
    try:
        if not said.startswith(SCHEME) or not secret:
            raise ValueError
        return UUID(device), secret
    except ValueError as problem:
        raise Refusal(401, "device_unknown") from problem


def _protocol(request: HttpRequest) -> int:
    text = request.headers.get("Impreuna-Protocol", "")
    if not text.isdecimal() or len(text) > 6:
        raise Refusal(400, "malformed_request", problem="Impreuna-Protocol")
    if not VERSIONS.speaks(int(text)):
        raise Refusal(426, "app_too_old")
    return int(text)


def _after(request: HttpRequest) -> int:
    """The cursor of the call: 0 when it says none."""
    text = request.GET.get("after", "0")
    if not text.isdecimal() or len(text) > 18:
        raise Refusal(400, "malformed_request", problem="after")
    return int(text)
