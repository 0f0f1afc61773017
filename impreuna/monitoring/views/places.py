"""Addresses of places, the way to them, and the pages that each of them has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor, Level
from impreuna.kernel.policy import may
from impreuna.monitoring import queries, wording
from impreuna.monitoring.queries import Place, UnknownPlace
from impreuna.territory.queries import find_county as find_territory_county
from impreuna.territory.queries import get_county


@dataclass(frozen=True, slots=True)
class Step:
    """A link: of the way to a page, or among the pages of a place."""

    text: str
    href: str
    is_current: bool = False


def find(place_id: int, level: Level) -> Place:
    """The place of that level, or 404."""
    try:
        place = queries.get_place(place_id)
    except UnknownPlace as unknown:
        raise Http404 from unknown
    if place.level != level:
        raise Http404
    return place


def find_any(place_id: int) -> Place:
    """The place with this code, 0 for the country, or 404."""
    try:
        return queries.get_place(place_id)
    except UnknownPlace as unknown:
        raise Http404 from unknown


def find_county(code: str) -> Place:
    """The county with these letters, or 404."""
    county = find_territory_county(code)
    if county is None:
        raise Http404
    return Place(county.siruta, "county", county.name, county.name, county.siruta)


def address(place: Place) -> str:
    """Where the picture of a place is."""
    if place.level == "country":
        return reverse("monitoring:country")
    if place.level == "county":
        return reverse("monitoring:county", args=[get_county(place.id).code])
    return reverse("monitoring:commune", args=[place.id])


def worklist(actor: Actor, place: Place) -> str:
    """Where the households behind a commune's numbers are worked on, for its own team; empty for everybody else."""
    is_own = place.level == "commune" and place.id == actor.scope.place_id
    return reverse("assessment:worklist") if is_own and may(actor.role, "SeeAssessments") else ""


def around(actor: Actor, place: Place, current: str) -> dict[str, Any]:
    """What every page of a place shows around its content: its name, the way to it, its other pages."""
    return {
        "place": place,
        "title": wording.title(place),
        "way": _way(actor, place),
        "pages": _pages(actor, place, current),
        "place_href": address(place),
    }


def _way(actor: Actor, place: Place) -> list[Step]:
    """The places above that this reader may see, from the country down."""
    above: list[Place] = []
    at = place
    while at.above is not None and queries.may_see_figures(actor, at.above):
        at = queries.get_place(at.above)
        above.append(at)
    return [Step(wording.title(each), address(each)) for each in reversed(above)]


def _pages(actor: Actor, place: Place, current: str) -> list[Step]:
    here = address(place)
    steps = [("picture", _("Pe scurt"), here)]
    if place.level == "county":
        steps.append(("ranking", _("Localitățile județului"), f"{here}clasament/"))
    if place.level == "country":
        steps += [
            ("ranking", _("Județele"), f"{here}clasament/"),
            ("files", _("Fișiere"), reverse("monitoring:national")),
        ]
    if place.level == "commune" and may(actor.role, "ExportList") and actor.scope.covers(place.id):
        steps.append(("lists", _("Liste de descărcat"), reverse("monitoring:lists", args=[place.id])))
    steps.append(("definitions", _("Cum se socotește"), reverse("monitoring:definitions", args=[place.id])))
    return [Step(text, href, code == current) for code, text, href in steps]
