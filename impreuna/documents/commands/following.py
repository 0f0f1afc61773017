"""What this room does when a household moves to another commune: the contents of its documents come after them."""

from __future__ import annotations

from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.after import after
from impreuna.kernel.command import Stamp
from impreuna.kernel.result import Effect
from impreuna.registry.commands import AcceptMove


@after(AcceptMove, order=40)
def follow_into_commune(c: AcceptMove, actor: Actor, at: Stamp, effect: Effect) -> None:
    """The rows came along with their case; what they name follows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_follow(%s, %s, %s)", [at.commune_id, c.from_commune_id, at.n])
