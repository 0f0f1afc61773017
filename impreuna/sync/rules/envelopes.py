"""What a tablet sends: commands in their envelopes, and what becomes of those that cannot be carried out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from impreuna.kernel.command import KINDS, Command, decode
from impreuna.kernel.policy import ROLES

#: Ids of what has none of its own follow from its bytes, so that the same sent again is the same.
_NAMELESS = UUID("019d0000-0000-7000-8000-00000000abcd")
_PATH = re.compile(r"`\$\.(\w+)")
_MISSING = re.compile(r"required field `(\w+)`")
_UNKNOWN = "unknown field"


class Envelope(msgspec.Struct, frozen=True):
    """A command on its way: the tablet's counter and clock, and the command as it came."""

    command: msgspec.Raw
    counter: int = 0
    device_at: datetime | None = None


class _Head(msgspec.Struct, frozen=True):
    kind: str
    id: UUID
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a sent command is no command here. `malformed_command`: a card; `not_understood`: it stays on the tablet."""

    reason: str
    field: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class Item:
    """Work to be kept as it came: `content` is JSON. Colleagues open it who read all of `areas`, unless it is
    restricted to its author."""

    id: UUID
    what: str
    kind: str
    areas: frozenset[str]
    is_restricted: bool
    recorded_at: datetime | None
    content: bytes


def read(raw: bytes) -> Command | Unread:
    """The command in `raw`, UTF-8 JSON with its `kind`."""
    try:
        kind = msgspec.json.decode(raw, type=_Kind).kind
        if kind not in KINDS:
            return Unread("not_understood", None, kind[:80])
        return decode(kind, raw)
    except msgspec.ValidationError as problem:
        text = str(problem)
        if _UNKNOWN in text:
            return Unread("not_understood", None, text)
        found = _PATH.search(text) or _MISSING.search(text)
        return Unread("malformed_command", found.group(1) if found else None, text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Unread("malformed_command", None, "JSON")


class _Kind(msgspec.Struct, frozen=True):
    kind: str


def id_in(raw: bytes) -> Any:
    """The id under which the tablet knows the command, as it wrote it; None when it wrote none."""
    try:
        content = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    found = content.get("id") if isinstance(content, dict) else None
    return found if isinstance(found, str) and len(found) <= 80 else None


def item_of(envelope: Envelope, read_as: Command | Unread, role: str) -> Item:
    """A sent command as it is kept for somebody to take over; its author has `role`.

    Who may open it: for what is meant for the whole team, who reads its area; otherwise who reads everything that the
    author writes, because of which areas it speaks only its handler could tell. Words for a circle, and what cannot be
    read, are the author's alone.
    """
    content = msgspec.json.encode(envelope)
    if isinstance(read_as, Unread):
        head = _head(envelope.command)
        return Item(
            head.id if head else uuid5(_NAMELESS, bytes(envelope.command).hex()),
            "command",
            _short(head.kind) if head else "",
            frozenset(),
            True,
            head.recorded_at if head else None,
            content,
        )
    is_for_circle = getattr(read_as, "circle", None) is not None
    areas = ROLES[role].writable_areas if read_as.is_restricted else frozenset({read_as.payload_area})
    return Item(read_as.id, "command", read_as.kind, areas, is_for_circle, read_as.recorded_at, content)


def draft_of(item_id: UUID, content: bytes) -> Item:
    """An unfinished form as it is kept: its author's alone. `content` is JSON with a `purpose`."""
    try:
        head = msgspec.json.decode(content, type=_DraftHead)
    except msgspec.DecodeError:
        head = _DraftHead()
    return Item(item_id, "draft", _short(head.purpose), frozenset(), True, head.saved_at, content)


class _DraftHead(msgspec.Struct, frozen=True):
    purpose: str = ""
    saved_at: datetime | None = None


def _short(text: str) -> str:
    """A word for a list: short, and without zero characters, which PostgreSQL keeps in no text."""
    return text.replace("\0", "")[:80]


def _head(raw: bytes) -> _Head | None:
    try:
        return msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
