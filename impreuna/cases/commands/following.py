"""What this room does when people move to another commune: their cases came along."""

from __future__ import annotations

from django.db import connection

from impreuna.cases.commands.across import tell_left_behind
from impreuna.kernel.actor import Actor
from impreuna.kernel.after import after
from impreuna.kernel.command import Stamp
from impreuna.kernel.result import Effect
from impreuna.registry.commands import AcceptMove


@after(AcceptMove, order=30)
def follow_into_commune(c: AcceptMove, actor: Actor, at: Stamp, effect: Effect) -> None:
    """The cases of a household that came have a number here and, of their team, those who work here or for the
    county; their dossier tells it. A case that stayed behind tells there that its person is here now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_follow(%s, %s, %s, %s, %s, %s, %s)",
            [at.commune_id, c.from_commune_id, at.n, actor.name, actor.role, c.recorded_at, at.received_at],
        )
    tell_left_behind(c.from_commune_id, c, actor, at)
