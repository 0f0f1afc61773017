"""The scope of who acts, told to PostgreSQL: row-level security reads these settings.

They are set for the connection at the start of a request or an act and taken back at its end, so
a connection of the pool never carries somebody's scope to somebody else. Unset means: no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from django.db import connection, transaction

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import ROLES

_current: ContextVar[Actor | None] = ContextVar("acting_as", default=None)

_SETTINGS = ("user", "role", "places", "communes", "areas", "case_areas")


def setting(is_local: Literal["true", "false"]) -> str:
    """SQL that takes `settings_of` somebody as parameters; `is_local` for this transaction only."""
    return ", ".join(f"set_config('impreuna.{name}', %s, {is_local})" for name in _SETTINGS)


_SET = f"SELECT {setting('false')}"


def settings_of(actor: Actor | None) -> tuple[str, str, str, str, str, str]:
    """What PostgreSQL is told of `actor`: user, role, places of staff data, communes and areas of rows, and areas of
    the cases in whose team the actor is."""
    if actor is None:
        return ("", "", "", "", "", "")
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
        ",".join(sorted(ROLES[actor.role].case_areas)),
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


@contextmanager
def acting_in_transaction(actor: Actor) -> Iterator[None]:
    """A transaction in which `actor` acts. Its first statement, `clock.lock`, tells PostgreSQL so, for as long
    as the transaction lasts: nothing has to be taken back, unless a wider transaction goes on around it."""
    token = _current.set(actor)
    try:
        with transaction.atomic():
            yield
    finally:
        _current.reset(token)
        if connection.in_atomic_block and not connection.needs_rollback:
            _tell(_current.get())
