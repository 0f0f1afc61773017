"""How far somebody may go down from a figure: to the places below, to the households behind it."""

from __future__ import annotations

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.policy import may, may_read
from impreuna.kernel.result import ALLOWED, Verdict, _, add_reasons, refused

add_reasons(
    {
        "figures_only": _(
            "Rolul dumneavoastră lucrează cu cifre. Fișele gospodăriilor le deschide echipa comunei: {who_may}."
        ),
    }
)


def may_see_figures(actor: Actor, place_id: int) -> Verdict:
    """Whether `actor` sees the figures of a place: the own one and those below it."""
    return ALLOWED if actor.scope.covers(place_id) else refused("out_of_scope")


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
