"""Panels: a part of a page that belongs to a higher room than the page does.

The registry's page about a household shows its vulnerabilities, although the registry knows nothing of them: the room
that does adds a panel for that place in its `apps.py`, and the page draws what was added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from impreuna.kernel.policy import may

#: Draws a panel for the request's actor about the thing of that id; empty when there is nothing to say. It asks a
#: number of questions that does not depend on the number of rows, and it escapes what it shows.
Draw = Callable[[HttpRequest, Any], SafeString]

#: The places that pages offer, and what the panel is told about.
PLACES = {
    "household": "the main column of a household's page; the household's id",
    "household-actions": "the row of buttons of a household's page; the household's id",
    "person": "the main column of a person's page; the person's id",
    "case": "the second column of a case's page; the case's id",
    "home": "the first column of a commune's home page; the commune's SIRUTA code",
    "home-above": "the top of a county's or the country's home page; the place's code",
    "parameter-change": "where a parameter's new value is agreed to; its `code`, `value`, `day` and `source`",
    "edition-change": "where an edition is published; the digest of the installed lists",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: where it stands, in which order, and which capability its reader needs."""

    place: str
    name: str
    draw: Draw
    capability: str
    order: int


_panels: dict[tuple[str, str], Panel] = {}


def add(place: str, name: str, draw: Draw, *, capability: str, order: int) -> None:
    """Adds a panel; `name` is unique in its place, adding it again replaces it. An unknown place is a `KeyError`."""
    if place not in PLACES:
        raise KeyError(f"no page offers the place {place!r}; there are {', '.join(PLACES)}")
    _panels[place, name] = Panel(place, name, draw, capability, order)


def draw(request: HttpRequest, place: str, subject_id: Any) -> SafeString:
    """The panels of a place about one thing, in their order, for who may see them; nothing for nobody."""
    if place not in PLACES:
        raise KeyError(place)
    actor = getattr(request, "actor", None)
    if actor is None:
        return SafeString()
    chosen = [each for each in _panels.values() if each.place == place and may(actor.role, each.capability)]
    parts = (each.draw(request, subject_id) for each in sorted(chosen, key=lambda each: (each.order, each.name)))
    return format_html_join("\n", "{}", ((part,) for part in parts if part))
