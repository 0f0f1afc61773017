"""The commune's clock: one row per place; who holds its lock writes alone in that place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, connections

from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import setting, settings_of

# The same statement tells PostgreSQL who acts and that a command is being carried out, which the policies
# ask for: until the transaction ends.
_LOCK = (
    f"SELECT commune_id, n, head, set_config('impreuna.command', %s, true), {setting('true')}"
    " FROM kernel_clock WHERE commune_id = ANY(%s) ORDER BY commune_id FOR UPDATE"
)
# Nearly every act: PostgreSQL keeps a plan for one place, and would plan for an array at each act.
_LOCK_ONE = _LOCK.replace("ANY(%s) ORDER BY commune_id", "%s")


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a clock stands: the number and the hash of its latest entry."""

    n: int
    head: bytes


def lock(places: Iterable[int], command_id: UUID, actor: Actor) -> dict[int, Tick]:
    """Locks the clocks of `places`, in ascending order, and acts as `actor`, both until the transaction ends.

    Unknown places are absent.
    """
    told = [str(command_id), *settings_of(actor)]
    wanted = list(places)
    with connection.cursor() as cursor:
        if len(wanted) == 1:
            cursor.execute(_LOCK_ONE, [*told, wanted[0]])
        else:
            cursor.execute(_LOCK, [*told, wanted])
        return {place: Tick(n, bytes(head)) for place, n, head, *_told in cursor.fetchall()}


def ensure_clocks(places: Iterable[int]) -> int:
    """Gives each of `places` a clock if it has none, through the owner's connection. Returns how many were new."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_clock (commune_id, n, head) SELECT unnest(%s::int[]), 0, ''::bytea"
            " ON CONFLICT DO NOTHING",
            [list(places)],
        )
        return cursor.rowcount
