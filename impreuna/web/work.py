"""What the home page shows for each level of role, composed of what the rooms below can be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import may
from impreuna.kernel.queries import count_open_conflicts
from impreuna.registry.queries.duplicates import count_pairs
from impreuna.registry.queries.households import has_households
from impreuna.registry.queries.moves import count_arrivals
from impreuna.territory.queries import get_commune, get_county, list_communes, list_villages
from impreuna.ui.wording import counted
from impreuna.workforce.queries import count_roles, find_team, list_county_staffing
from impreuna.workforce.rules import PROFESSIONS


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the reader: in words, and where it is done."""

    text: str
    href: str


def list_waiting(actor: Actor) -> list[Waiting]:
    """What waits in the actor's commune, most pressing first; one count for each kind."""
    place = actor.scope.place_id
    found = []
    for capability, count, words, url in _KINDS:
        n = count(place) if may(actor.role, capability) else 0
        if n and (href := _address(url)):
            found.append(Waiting(words(n), href))
    return found


def _conflicts(n: int) -> str:
    one, few, many = _("o pereche de valori"), _("{n} perechi de valori"), _("{n} de perechi de valori")
    return _("De hotărât: {what}").format(what=counted(n, one, few, many))


def _pairs(n: int) -> str:
    one, few, many = _("o pereche de fișe"), _("{n} perechi de fișe"), _("{n} de perechi de fișe")
    return _("Poate aceeași persoană: {what}").format(what=counted(n, one, few, many))


def _arrivals(n: int) -> str:
    one, few, many = _("o mutare"), _("{n} mutări"), _("{n} de mutări")
    return _("De primit din alte comune: {what}").format(what=counted(n, one, few, many))


_KINDS: list[tuple[str, Callable[[int], int], Callable[[int], str], str]] = [
    ("SeeConflicts", count_open_conflicts, _conflicts, "web:conflicts"),
    ("SeeMoves", count_arrivals, _arrivals, "registry:arrivals"),
    ("SeeDuplicates", count_pairs, _pairs, "registry:duplicates"),
]


def _address(url: str) -> str:
    try:
        return reverse(url)
    except NoReverseMatch:
        return ""


def of_commune(actor: Actor) -> dict[str, Any]:
    """A commune's work: what waits, who works here, how many villages."""
    place = actor.scope.place_id
    today = timezone.localdate()
    may_see_registry = bool(may(actor.role, "SeeRegistry"))
    return {
        "waiting": list_waiting(actor),
        "commune": get_commune(place),
        "villages": len(list_villages(place)),
        "may_see_registry": may_see_registry,
        "may_register": bool(may(actor.role, "RegisterHousehold")),
        "has_households": may_see_registry and has_households(place),
        "team": find_team(actor, place, today) if may(actor.role, "SeeWorkforce") else None,
    }


@dataclass(frozen=True, slots=True)
class Staffing:
    """A commune in the county's list: how many hold each of the five professions."""

    commune_id: int
    name: str
    counts: list[tuple[str, int]]
    held: int


def of_county(actor: Actor) -> dict[str, Any]:
    """A county's teams, commune by commune."""
    place = actor.scope.place_id
    communes = list_communes(place)
    counts = count_roles([commune.siruta for commune in communes], timezone.localdate())
    rows = []
    for commune in communes:
        held = counts.get(commune.siruta, {})
        by_profession = [(role, held.get(role, 0)) for role in PROFESSIONS]
        rows.append(Staffing(commune.siruta, commune.name, by_profession, sum(1 for _role, n in by_profession if n)))
    return {
        "county": get_county(place),
        "rows": [row for row in rows if row.held],
        "empty": [row for row in rows if not row.held],
        "communes": len(rows),
        "professions": PROFESSIONS,
        "staffed": sum(1 for row in rows if row.held),
        "complete": sum(1 for row in rows if row.held == len(PROFESSIONS)),
        "may_see_teams": bool(may(actor.role, "SeeWorkforce")),
    }


def of_country(actor: Actor) -> dict[str, Any]:
    """The counties' teams in figures."""
    counties = list_county_staffing(timezone.localdate())
    return {
        "counties": [(county, [county.people.get(role, 0) for role in PROFESSIONS]) for county in counties],
        "professions": PROFESSIONS,
        "communes": sum(county.communes for county in counties),
        "staffed": sum(county.staffed for county in counties),
        "complete": sum(county.complete for county in counties),
        "may_see_teams": bool(may(actor.role, "SeeWorkforce")),
    }
