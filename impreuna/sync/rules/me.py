"""Whose tablet it is: the person in one role, with what the policy lets her see and do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import AREAS, CAPABILITIES, NAMES, ROLES


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """What the tablet knows of its person. Areas and capabilities stand in the order of the policy."""

    user_id: UUID
    name: str
    initials: str
    role: str
    role_name: str
    commune_id: int
    commune_name: str
    county_name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    may: tuple[str, ...]
    assignment_id: UUID


def me_of(actor: Actor, commune_name: str, county_name: str, translate: Any = str) -> Me:
    """What is told to the tablet of `actor`, who acts in a commune and holds the role by an assignment."""
    if actor.assignment_id is None:
        raise ValueError("nobody holds this role")
    role = ROLES[actor.role]
    return Me(
        user_id=actor.user_id,
        name=actor.name,
        initials=initials_of(actor.name),
        role=actor.role,
        role_name=translate(NAMES[actor.role]),
        commune_id=actor.scope.place_id,
        commune_name=commune_name,
        county_name=county_name,
        reads=tuple(area for area in AREAS if area in role.readable_areas),
        writes=tuple(area for area in AREAS if area in role.writable_areas),
        may=tuple(capability for capability, holders in CAPABILITIES.items() if actor.role in holders),
        assignment_id=actor.assignment_id,
    )


def initials_of(name: str) -> str:
    """The first letters of the first and last word: "Ana Maria Pop" is AP."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))
