"""Work that a tablet handed over and nobody could carry out: keeping it, and taking it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.policy import CENSUS_TAKERS
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.kernel.seal import seal
from impreuna.kernel.text import clean
from impreuna.sync.models import Held
from impreuna.sync.queries.held import HELD_WORK
from impreuna.sync.rules.envelopes import Item

_HOLD = "SELECT sync_hold(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_LONGEST_NOTE = 300


def hold(device_id: UUID, item: Item, reason: str, received_at: datetime, outcome: str = "") -> bool:
    """Keeps the item, sealed, in the name of the tablet's person; again changes nothing. With an `outcome` it waits
    for nobody: it is only kept.

    No command, because nobody acts who could be asked for a role: PostgreSQL's function obeys the device alone.
    Answers whether it is kept: not for an unknown device, nor beyond what one device may hand over.
    """
    settled_at = received_at if outcome else None
    parameters: list[Any] = [
        device_id, item.id, item.what, item.kind, reason, list(item.areas), item.is_restricted,
        item.recorded_at, received_at, settled_at, outcome, seal(item.content, HELD_WORK),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, parameters)
        return bool(cursor.fetchone()[0])


class TakeOverWork(Command):
    """Preluarea unei înregistrări rămase pe o tabletă închisă (propunere): by its author, or by a census taker.

    What it says was carried out before, as an act of its own (`applied`), or somebody decided that it is not to be
    done any more (`put_aside`, with the reason). Drafts are only read (`read`).
    """

    area = "household"
    sentence = _("a preluat o înregistrare de pe o tabletă")

    held_id: UUID
    outcome: Literal["applied", "put_aside", "read"]
    note: str = ""


@handles(TakeOverWork)
def take_over_work(c: TakeOverWork, actor: Actor, at: Stamp) -> Effect:
    """Says how the item ended; its content stays."""
    held = Held.objects.filter(commune_id=c.commune_id, id=c.held_id).first()
    if held is None:
        raise Rejected("not_found")
    if held.user_id != actor.user_id and actor.role not in CENSUS_TAKERS:
        raise Rejected("held_not_yours")
    if held.settled_at is not None:
        raise Rejected("held_settled")
    note = clean(c.note)[:_LONGEST_NOTE]
    if c.outcome == "put_aside" and not note:
        raise Rejected("why_missing", field="note")
    held.settled_at, held.settled_by, held.outcome = at.received_at, actor.name, c.outcome
    held.note, held.n = note, at.n
    held.save(update_fields=["settled_at", "settled_by", "outcome", "note", "n"])
    return Effect(records=(held.id,))
