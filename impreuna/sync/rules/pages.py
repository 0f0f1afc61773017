"""How far a pull has come, and what the next one is to bring: decided without the database."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from impreuna.kernel.feeds import FEEDS

Mode = Literal["nothing", "changes", "everything"]
Why = Literal["first", "view", "diverged"]


class Place(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where the next page begins, as the tablet hands it back: it goes on after the row (`kind`, `n`, `id`).

    `upto` and `head` are the clock's at the first page; `after` is the cursor with which the pull began. Nothing in
    it is trusted: whatever it says, only rows that the tablet may see are sent.
    """

    view: str
    mode: Literal["changes", "everything"]
    why: Why | None
    after: Annotated[int, Meta(ge=-1, lt=2**62)]
    upto: Annotated[int, Meta(ge=0, lt=2**62)]
    head: str
    kind: str
    n: Annotated[int, Meta(ge=-1, lt=2**62)]
    id: UUID


class NoPlace(ValueError):
    """A text that is no place of a page."""


def write_place(place: Place) -> str:
    """The place as an opaque text that can stand in an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def read_place(text: str) -> Place:
    """The place in a text of `write_place`. Raises `NoPlace`."""
    try:
        place = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Place)
    except (ValueError, msgspec.MsgspecError) as problem:
        raise NoPlace(text) from problem
    if place.kind not in FEEDS:
        raise NoPlace(text)
    return place


@dataclass(frozen=True, slots=True)
class Told:
    """What the tablet says that it has, and what the server has: cursors, chain heads and views."""

    after: int
    head: str
    view: str
    now: int
    head_of_after: str | None
    view_now: str


def mode_of(told: Told) -> tuple[Mode, Why | None]:
    """What a pull brings, and why everything.

    An entry with another hash, or none, under the tablet's cursor says that the server's journal is another one: a
    backup was restored. A tablet that has nothing has nothing that could differ.
    """
    if told.after <= 0:
        return "everything", "first"
    if told.after > told.now or told.head_of_after != told.head:
        return "everything", "diverged"
    if told.view != told.view_now:
        return "everything", "view"
    return ("nothing", None) if told.after == told.now else ("changes", None)
