"""What a locked, revoked or forgotten tablet still has, sealed with its outbox key, which the server knows too.

Nobody signs in: that an item opens with the device's key proves that the device sealed it.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from impreuna.sync.api.answers import Refusal, answer, body_of, log
from impreuna.sync.api.door import outsiders, require_rate
from impreuna.sync.api.push import MOST_COMMANDS, SIZE_LIMIT, carry_out
from impreuna.sync.commands.held import hold
from impreuna.sync.queries.devices import Greeting, greet
from impreuna.sync.rules.envelopes import Envelope, draft_of

_NONCE_BYTES = 12


class Item(msgspec.Struct, frozen=True):
    """A command or a draft, sealed: nonce and AES-256-GCM of its JSON, the item's id beside; in base64."""

    id: str
    what: Literal["command", "draft"]
    sealed: str
    counter: int = 0


class Handover(msgspec.Struct, frozen=True):
    """The body of a handover."""

    device_id: UUID
    items: list[Item]


class Kept(msgspec.Struct, frozen=True):
    """The ids of what the server has now: the tablet needs to keep it no longer."""

    kept: list[str]


@dataclass(frozen=True, slots=True)
class _Device:
    id: UUID
    greeting: Greeting


@outsiders("POST")
def handover(request: HttpRequest) -> HttpResponse:
    """Carries out what can be, keeps the rest for its author or a colleague."""
    body = body_of(request, Handover, SIZE_LIMIT)
    if len(body.items) > MOST_COMMANDS:
        raise Refusal(413, "too_many_commands", limit=MOST_COMMANDS)
    require_rate(str(body.device_id))
    greeting = greet(body.device_id, timezone.localdate())
    if greeting is None:
        raise Refusal(401, "device_unknown")
    device, key = _Device(body.device_id, greeting), AESGCM(greeting.opened_outbox_key())
    kept = [item.id for item in sorted(body.items, key=lambda item: item.counter) if _take(device, key, item)]
    log.info("handover %d of %d", len(kept), len(body.items))
    return answer(Kept(kept))


def _take(device: _Device, key: AESGCM, item: Item) -> bool:
    """Whether the server has the item now, carried out or kept; not what another key has sealed."""
    plain = _opened(key, item)
    if plain is None:
        return False
    return _take_draft(device, item, plain) if item.what == "draft" else _take_command(device, plain)


def _opened(key: AESGCM, item: Item) -> bytes | None:
    try:
        sealed = b64decode(item.sealed, validate=True)
        return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], item.id.encode())
    except (binascii.Error, InvalidTag, ValueError):
        return None


def _take_draft(device: _Device, item: Item, plain: bytes) -> bool:
    try:
        draft = draft_of(UUID(item.id), plain)
    except ValueError:
        return False
    return hold(device.id, draft, "draft_handed_over", timezone.now())


def _take_command(device: _Device, plain: bytes) -> bool:
    try:
        envelope = msgspec.json.decode(plain, type=Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    (ended,) = carry_out(device.id, device.greeting, [envelope])
    return ended.reason != "not_understood"
