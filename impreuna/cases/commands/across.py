"""What reaches from a case into another commune: somebody of it moved there, it is transferred, the answer comes back.

The act takes both communes' clocks. Who acts sees of the other commune's case nothing: for the act alone she is let
into its circle (`cases_enter_across`), and out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.db import connection

from impreuna.cases.commands.dossier import look_at, new_entry, settle
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.rules.papers import PAPERS
from impreuna.kernel import guard
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp
from impreuna.kernel.result import Rejected
from impreuna.territory.queries import find_commune


def stamp_of(at: Stamp, commune_id: int) -> Stamp:
    """The act's place in the time of another commune whose clock it took."""
    return replace(at, commune_id=commune_id, n=at.numbers[commune_id])


def tell_left_behind(origin: int, c: Command, actor: Actor, at: Stamp) -> None:
    """Says in each open case of `origin` that somebody whom it is about has just come here: it stayed behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT left_id, moved FROM cases_left_behind(%s, %s, %s)", [origin, at.commune_id, at.n])
        left = cursor.fetchall()
    for case_id, name in left:
        said = {"person": name, "to_commune_id": at.commune_id, "to_commune": name_of_commune(at.commune_id)}
        write_across(origin, case_id, "PersonMoved", said, c, actor, at)


def write_across(
    home: int,
    case_id: UUID,
    kind: str,
    said: Mapping[str, Any],
    c: Command,
    actor: Actor,
    at: Stamp,
    *,
    about_id: UUID | None = None,
) -> None:
    """Adds an entry to a case of the commune `home`, numbered there when it is a paper, and brings that case up to
    date. Refuses a case that has nothing to do with the commune in which the actor acts."""
    guard.check("a case of another commune")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_enter_across(%s, %s, %s, %s)", [home, at.commune_id, case_id, at.n])
        (came_in,) = cursor.fetchone()
    if not came_in:
        raise Rejected("not_found", field="from_commune_id")
    there = stamp_of(at, home)
    opened = look_at(home, case_id, actor, at.received_at)
    entry_id = uuid5(c.id, f"{kind}/{case_id}")
    number = number_act(opened.case, kind, entry_id, actor, there) if kind in PAPERS else {}
    entry = new_entry(opened.case, c, actor, there, "case", {**said, **number})
    entry.id, entry.kind, entry.about_id = entry_id, kind, about_id
    settle(opened, entry, there)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_leave_across(%s, %s)", [home, case_id])


def name_of_commune(commune_id: int) -> str:
    """A commune and its county, in words."""
    commune = find_commune(commune_id)
    return commune.label if commune else str(commune_id)
