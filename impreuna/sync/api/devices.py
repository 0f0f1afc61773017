"""Enrolling a tablet, by who is signed in at the office; and how a tablet stands, for one that has forgotten itself."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext

from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import may
from impreuna.sync.api.answers import Refusal, answer, body_of, in_json
from impreuna.sync.api.door import outsiders, require_rate
from impreuna.sync.commands import EnrolDevice
from impreuna.sync.queries.devices import digest_of, greet
from impreuna.sync.queries.lists import lease_days_on
from impreuna.sync.rules.me import Me, me_of
from impreuna.ui.access import public_page
from impreuna.workforce.backend import own_roles

SIZE_LIMIT = 16 * 1024
_SECRET_BYTES = 32


class Enrolment(msgspec.Struct, frozen=True):
    """How the tablet is called, and the version of its application."""

    label: str
    app: str = ""


class Enrolled(msgspec.Struct, frozen=True):
    """What the tablet keeps: told this once. `outbox_key` is base64 of 32 bytes."""

    device_id: UUID
    secret: str
    outbox_key: str
    server_time: datetime
    lease_days: int
    me: Me


class SignedIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether somebody is signed in at the office in a role that may have a tablet, and the token of its forms."""

    signed_in: bool
    me: Me | None = None
    csrf: str | None = None


class Standing(msgspec.Struct, frozen=True):
    """How a tablet stands: active, revoked, unknown."""

    standing: str
    server_time: datetime


@public_page  # who may is decided for the command itself; nobody's answer is 401
@in_json("POST")
def enrol(request: HttpRequest) -> HttpResponse:
    """A new tablet of who is signed in, in the role of now: 201 with its secret. The form's protection holds."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Refusal(401, "not_signed_in")
    require_rate(f"enrol {actor.user_id}")
    body = body_of(request, Enrolment, SIZE_LIMIT)
    device_id, secret = new_id(), secrets.token_urlsafe(_SECRET_BYTES)
    outcome = execute(
        EnrolDevice(
            id=new_id(),
            commune_id=actor.scope.place_id,
            recorded_at=timezone.now(),
            device_id=device_id,
            label=body.label,
            app=body.app,
            secret_digest=digest_of(secret).hex(),
        ),
        actor,
    )
    if outcome.reason is not None:
        raise Refusal(403 if outcome.reason == "role_may_not" else 422, outcome.reason, **outcome.facts)
    return answer(_enrolled(device_id, secret), 201)


def _enrolled(device_id: UUID, secret: str) -> Enrolled:
    now = timezone.now()
    greeting = greet(device_id, timezone.localdate(now))
    if greeting is None or greeting.actor is None:
        raise Refusal(403, "role_ended")
    return Enrolled(
        device_id,
        secret,
        base64.b64encode(greeting.opened_outbox_key()).decode(),
        now,
        lease_days_on(timezone.localdate(now), greeting.country_n),
        me_of(greeting.actor, greeting.commune_name, greeting.county_name, gettext),
    )


@public_page  # tells whoever asks about themselves
@in_json("GET")
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in at the office, for the door of the tablet's application."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return answer(SignedIn(False))
    if not may(actor.role, "EnrolDevice"):
        return answer(SignedIn(True, csrf=get_token(request)))
    held = next(role for role in own_roles(request.user) if role.assignment_id == actor.assignment_id)
    return answer(SignedIn(True, me_of(actor, held.place_name, held.county_name, gettext), get_token(request)))


@outsiders("GET")
def standing(request: HttpRequest) -> HttpResponse:
    """How the tablet of the id `device` stands: a locked tablet, which cannot say its secret, asks so."""
    try:
        device_id = UUID(request.GET.get("device", ""))
    except ValueError as problem:
        raise Refusal(400, "malformed_request", problem="device") from problem
    require_rate(str(device_id))
    found = greet(device_id, timezone.localdate())
    return answer(Standing(found.standing if found else "unknown", timezone.now()))
