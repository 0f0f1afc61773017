"""What a tablet sends: each command is an act of its own, with its own outcome."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from impreuna.kernel.execute import execute
from impreuna.kernel.result import Outcome, explain
from impreuna.kernel.scope import acting_as
from impreuna.sync.api.answers import Refusal, answer, body_of, log
from impreuna.sync.api.door import Caller, tablets
from impreuna.sync.commands.contact import Contact, Standing, keep_standing
from impreuna.sync.commands.held import hold
from impreuna.sync.queries.devices import Greeting
from impreuna.sync.rules.envelopes import Envelope, Unread, id_in, item_of, read
from impreuna.sync.rules.versions import VERSIONS

MOST_COMMANDS = 50
SIZE_LIMIT = 4 * 1024 * 1024
#: After so many seconds no further command is begun: what has no outcome is sent again.
_SECONDS = 8.0


class Said(msgspec.Struct, frozen=True):
    """What the tablet says of itself; bytes."""

    unsent: int = 0
    oldest_unsent_at: datetime | None = None
    attachments_waiting: int = 0
    storage_used: int | None = None
    storage_quota: int | None = None
    persisted: bool | None = None


class Push(msgspec.Struct, frozen=True):
    """The body of a push. What is told besides is nobody's concern here."""

    commands: list[Envelope]
    protocol: int = 0
    app: str = ""
    sent_at: datetime | None = None
    standing: Said | None = None


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a sent command ended. `original` is how it ended the first time, of a `duplicate`."""

    id: Any
    status: str
    original: str | None = None
    n: int | None = None
    reason: str | None = None
    field: str | None = None
    facts: dict[str, Any] = {}
    sentence: str = ""


class Pushed(msgspec.Struct, frozen=True):
    """The answer to a push: outcomes in the order of the commands, fewer when time ran out."""

    server_time: datetime
    outcomes: list[Ended]


@tablets("POST", also_ended=True)
def push(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Carries out the commands one after another, each in its own transaction."""
    body = body_of(request, Push, SIZE_LIMIT)
    if len(body.commands) > MOST_COMMANDS:
        raise Refusal(413, "too_many_commands", limit=MOST_COMMANDS)
    outcomes = carry_out(caller.device_id, caller.greeting, body.commands, caller.protocol)
    if caller.actor is not None and body.standing is not None:
        _note(caller, _after(body.standing, outcomes))
    log.info("push %s", " ".join(sorted(outcome.status for outcome in outcomes)))
    return answer(Pushed(timezone.now(), outcomes))


def carry_out(
    device_id: UUID, greeting: Greeting, envelopes: Iterable[Envelope], protocol: int = VERSIONS.current
) -> list[Ended]:
    """The outcome of each command that was begun in time. Of a tablet in whose name nobody acts, all are held."""
    until = time.monotonic() + _SECONDS
    outcomes: list[Ended] = []
    for envelope in envelopes:
        if outcomes and time.monotonic() > until:
            break
        outcomes.append(_one(device_id, greeting, _lifted(envelope, protocol)))
    return outcomes


def _lifted(envelope: Envelope, protocol: int) -> Envelope:
    lifted = VERSIONS.lifted(bytes(envelope.command), protocol)
    return msgspec.structs.replace(envelope, command=msgspec.Raw(lifted))


def _one(device_id: UUID, greeting: Greeting, envelope: Envelope) -> Ended:
    command, actor = read(bytes(envelope.command)), greeting.actor
    if isinstance(command, Unread) and command.reason == "not_understood":
        return _ended(id_in(envelope.command), "held", "not_understood")
    if actor is None:
        reason = "kept_device_revoked" if greeting.revoked_at is not None else "kept_role_ended"
        return _held(device_id, greeting, envelope, command, reason)
    if isinstance(command, Unread):
        facts = {"problem": command.problem}
        item = item_of(envelope, command, greeting.role)
        if not hold(device_id, item, command.reason, timezone.now(), outcome="refused"):
            raise Refusal(503, "server_busy")
        return _ended(id_in(envelope.command), "rejected", command.reason, field=command.field, facts=facts)
    return _outcome(execute(command, actor))


def _held(device_id: UUID, greeting: Greeting, envelope: Envelope, command: Any, reason: str) -> Ended:
    item = item_of(envelope, command, greeting.role)
    if not hold(device_id, item, reason, timezone.now()):
        raise Refusal(503, "server_busy")
    return _ended(id_in(envelope.command), "held", reason)


def _outcome(outcome: Outcome) -> Ended:
    return _ended(
        outcome.command_id,
        outcome.status,
        outcome.reason,
        original=outcome.original,
        n=outcome.n,
        field=outcome.field,
        facts=outcome.facts,
    )


def _ended(command_id: Any, status: str, reason: str | None, **rest: Any) -> Ended:
    sentence = explain(reason, rest.get("facts", {}), gettext)
    return Ended(id=command_id, status=status, reason=reason, sentence=sentence, **rest)


def _after(said: Said, outcomes: list[Ended]) -> Said:
    """How it stands with the tablet once it has read these outcomes: what it said was said before."""
    left = said.unsent - sum(outcome.reason != "not_understood" for outcome in outcomes)
    if left > 0:
        return msgspec.structs.replace(said, unsent=left)
    return msgspec.structs.replace(said, unsent=0, oldest_unsent_at=None)


def _note(caller: Caller, said: Said) -> None:
    greeting, actor = caller.greeting, caller.actor
    if actor is None:
        return
    contact = Contact(greeting.place_id, caller.device_id, actor.user_id, caller.at, caller.app, caller.protocol)
    with acting_as(actor):
        keep_standing(contact, Standing(**msgspec.structs.asdict(said)))
