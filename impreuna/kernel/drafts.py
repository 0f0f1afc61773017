"""Drafts: unfinished work of one author, kept until it becomes an act or is thrown away (docs/decisions, 0026).

A draft is not an act: it goes through no command and into no journal, and it locks nobody. What it says is sealed
and its author's alone; the team may know only that somebody works on something, and since when. PostgreSQL holds
that (migration 0003), whatever a query forgets.

    draft = save_draft(actor, id, commune_id, "assessment", household_id, {"household": {"L04": 2}})
    open_draft(actor, id).content     # {"household": {"L04": 2}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.kernel.models import Draft as DraftRow
from impreuna.kernel.models import DraftContent
from impreuna.kernel.scope import acting_as
from impreuna.kernel.seal import seal, unseal

_SEALED = "draft"
#: Of a whole interview, 20 times over.
LARGEST_BYTES = 512 * 1024

_TOUCH = """
INSERT INTO kernel_draft (id, commune_id, user_id, user_name, role, purpose, about_id, started_at, saved_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, role = excluded.role
RETURNING commune_id, purpose, about_id, started_at
"""
_KEEP = """
INSERT INTO kernel_draftcontent (id, user_id, sealed) VALUES (%s, %s, %s)
ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed
"""
_END = "WITH content AS (DELETE FROM kernel_draftcontent WHERE id = %s) DELETE FROM kernel_draft WHERE id = %s"


class NotYours(LookupError):
    """The draft is somebody else's, or its place is outside the author's scope."""


class TooLarge(ValueError):
    """The draft would hold more than `LARGEST_BYTES`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; `content` is empty unless its author opened it."""

    id: UUID
    commune_id: int
    user_id: UUID
    user_name: str
    role: str
    purpose: str
    about_id: UUID
    started_at: datetime
    saved_at: datetime
    content: Mapping[str, Any] = field(default_factory=dict)


def save_draft(
    actor: Actor, draft_id: UUID, commune_id: int, purpose: str, about_id: UUID, patch: Mapping[str, Any]
) -> Draft:
    """Begins the draft or changes it by `patch`, a JSON merge patch (RFC 7386): None takes a key away.

    The row is locked while it is merged, so two tabs of one author lose nothing of each other. Raises `NotYours` for
    another's draft and for a place out of scope, `TooLarge`.
    """
    now = timezone.now()
    with acting_as(actor):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    _TOUCH,
                    [draft_id, commune_id, actor.user_id, actor.name, actor.role, purpose, about_id, now, now],
                )
                place, kept_purpose, kept_about, started_at = cursor.fetchone()
                content = merge(_content(draft_id), patch)
                sealed = _sealed(content)
                cursor.execute(_KEEP, [draft_id, actor.user_id, sealed])
        except DatabaseError as problem:
            if getattr(problem.__cause__, "sqlstate", "") == "42501":  # a row-level policy said no
                raise NotYours(draft_id) from problem
            raise
    return Draft(
        draft_id, place, actor.user_id, actor.name, actor.role, kept_purpose, kept_about, started_at, now, content
    )


def open_draft(actor: Actor, draft_id: UUID) -> Draft | None:
    """The author's draft with its content; None when there is none of that id that is `actor`'s own."""
    with acting_as(actor):
        row = DraftRow.objects.filter(id=draft_id, user_id=actor.user_id).first()
        return _draft(row, _content(draft_id)) if row else None


def drafts_of(actor: Actor, purpose: str | None = None) -> list[Draft]:
    """The author's own unfinished work, the latest first, without contents."""
    with acting_as(actor):
        rows = DraftRow.objects.filter(user_id=actor.user_id).order_by("-saved_at")
        return [_draft(row) for row in (rows.filter(purpose=purpose) if purpose else rows)]


def drafts_about(commune_id: int, about_id: UUID) -> list[Draft]:
    """Who works on this, and since when, as far as the reader belongs to the commune; never what was typed."""
    rows = DraftRow.objects.filter(commune_id=commune_id, about_id=about_id).order_by("started_at")
    return [_draft(row) for row in rows]


def discard_draft(actor: Actor, draft_id: UUID) -> bool:
    """Throws the author's draft away. Answers whether there was one."""
    with acting_as(actor):
        return end(draft_id) > 0


def end(draft_id: UUID) -> int:
    """Removes the draft of that id if it belongs to whom the connection acts as. Answers how many there were (0, 1)."""
    with connection.cursor() as cursor:
        cursor.execute(_END, [draft_id, draft_id])
        return cursor.rowcount


def merge(content: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """`content` changed by `patch`, as RFC 7386 says: objects merge, None removes, all else replaces.

    >>> merge({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": None}, "d": [2]})
    {'a': {'c': 2}, 'd': [2]}
    """
    merged = dict(content)
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping):
            below = merged.get(key)
            merged[key] = merge(below if isinstance(below, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged


def _content(draft_id: UUID) -> dict[str, Any]:
    sealed = DraftContent.objects.filter(id=draft_id).values_list("sealed", flat=True).first()
    content: dict[str, Any] = json.loads(unseal(bytes(sealed), _SEALED)) if sealed is not None else {}
    return content


def _sealed(content: Mapping[str, Any]) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(plain) > LARGEST_BYTES:
        raise TooLarge(len(plain))
    return seal(plain, _SEALED)


def _draft(row: DraftRow, content: Mapping[str, Any] | None = None) -> Draft:
    return Draft(
        row.id, row.commune_id, row.user_id, row.user_name, row.role, row.purpose, row.about_id, row.started_at,
        row.saved_at, content or {},
    )  # fmt: skip
