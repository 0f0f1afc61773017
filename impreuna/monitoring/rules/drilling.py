"""How far somebody may go down from a figure: to the places below, to the households behind it."""

from __future__ import annotations

from impreuna.kernel.actor import COUNTRY, Actor, Level
from impreuna.kernel.policy import may, may_read
from impreuna.kernel.result import ALLOWED, Verdict, _, add_reasons, refused

add_reasons(
    {
        "county_out_of_scope": _("Județul nu este în aria rolului dumneavoastră."),
        "country_out_of_scope": _("Cifrele întregii țări nu sunt în aria rolului dumneavoastră."),
        "figures_only": _(
            "Rolul dumneavoastră lucrează cu cifre. Fișele gospodăriilor le deschide echipa comunei: {who_may}."
        ),
    }
)


_OUTSIDE: dict[Level, str] = {
    "commune": "out_of_scope",
    "county": "county_out_of_scope",
    "country": "country_out_of_scope",
}


def may_see_figures(actor: Actor, place_id: int, level: Level = "commune") -> Verdict:
    """Whether `actor` sees the figures of a place: the own one and those below it. `level` chooses the words."""
    return ALLOWED if actor.scope.covers(place_id) else refused(_OUTSIDE[level])


def may_see_households(actor: Actor, commune_id: int, veil: str = "") -> Verdict:
    """Whether `actor` may go on from a commune's figure to the households and people behind it.

    `veil` is the area of data of which the figure speaks; a role opens only rows of areas that it reads.
    """
    if commune_id == COUNTRY or not actor.scope.covers(commune_id):
        return refused("out_of_scope")
    registry = may(actor.role, "SeeRegistry")
    if not registry:
        return refused("figures_only", who_may=registry.facts["who_may"])
    return may_read(actor.role, veil or "household")
