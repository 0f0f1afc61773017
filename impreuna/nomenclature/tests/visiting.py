"""Opening the room's pages as somebody in a role, without a browser."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.urls import resolve

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.policy import ROLES
from tests.fixtures.places import BELTIUG, SATU_MARE


def actor(role: str) -> Actor:
    """Somebody in `role`: of Beltiug, of Satu Mare, or of the country."""
    level = ROLES[role].level
    place = {"commune": BELTIUG, "county": SATU_MARE, "country": COUNTRY}[level]
    communes = frozenset({BELTIUG}) if level == "commune" else frozenset()
    return Actor(UUID(int=7), "Ana Pop", role, Scope(level, place, communes))


ADMIN = actor("national_admin")


def visit(address: str, role: str | None = "spas_head", data: dict | None = None, **headers: Any) -> Any:
    """The answer to a request by somebody in `role` (None: signed out); `text_shown` is what one reads.

    In the head of a page for the head of the service nothing is counted: the queries are the page's own."""
    factory = RequestFactory()
    request: Any = factory.get(address, **headers) if data is None else factory.post(address, data, **headers)
    request._dont_enforce_csrf_checks = True
    request.session = {}
    request._messages = FallbackStorage(request)
    request.user = SimpleNamespace(is_authenticated=role is not None, name="Ana Pop", is_anonymous=role is None)
    request.actor, request.standing = (actor(role), None) if role else (None, None)
    request.resolver_match = match = resolve(request.path)
    response: Any = match.func(request, *match.args, **match.kwargs)
    if not response.streaming:
        response.text_shown = words(response.content.decode())
    return response


def words(html: str) -> str:
    """The text of a page, spaces made one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
