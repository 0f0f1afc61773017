"""The scope of who acts, told to PostgreSQL: row-level security reads these settings.

They are set for the connection at the start of a request or an act and taken back at its end, so
a connection of the pool never carries somebody's scope to somebody else. Unset means: no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import ROLES

_current: ContextVar[Actor | None] = ContextVar("acting_as", default=None)

_SET = (
    "SELECT set_config('impreuna.user', %s, false), set_config('impreuna.role', %s, false),"
    " set_config('impreuna.places', %s, false), set_config('impreuna.communes', %s, false),"
    " set_config('impreuna.areas', %s, false)"
)


def settings_of(actor: Actor | None) -> tuple[str, str, str, str, str]:
    """What PostgreSQL is told of `actor`: user, role, places of staff data, communes and areas of rows."""
    if actor is None:
        return ("", "", "", "", "")
    scope = actor.scope
    areas = ROLES[actor.role].readable_areas
    # Who reads no area reads no row: a county's or ministry's people work with figures.
    communes = scope.commune_ids | {scope.place_id} if areas and scope.level != "country" else ()
    places = "*" if scope.level == "country" else ",".join(map(str, sorted({scope.place_id, *scope.commune_ids})))
    return (
        str(actor.user_id),
        actor.role,
        places,
        ",".join(map(str, sorted(communes))),
        ",".join(sorted(areas)),
    )


def _tell(actor: Actor | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, settings_of(actor))


def current() -> Actor | None:
    """Who the connection acts as now."""
    return _current.get()


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[None]:
    """Reads inside see what `actor` may see; nobody (None) sees public rows only."""
    before = _current.get()
    if before == actor and actor is not None:
        yield
        return
    _tell(actor)
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)
        if not connection.needs_rollback:
            _tell(before)
