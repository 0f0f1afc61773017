"""The few numbers of a place that stand on other pages."""

from __future__ import annotations

from impreuna.kernel.actor import Actor
from impreuna.monitoring.queries.figures import Reader, totals_of
from impreuna.monitoring.rules.showing import Shown

MEASURES = ("households", "visited", "persons", "children", "persons_with", "children_with", "awaiting")


def get_brief(actor: Actor) -> dict[str, Shown]:
    """The main numbers of the actor's own place, as she is told them; empty before the place is counted. One query."""
    place_id = actor.scope.place_id
    found, reader = totals_of([place_id], MEASURES), Reader.of(actor, actor.scope.level)
    if not found:
        return {}
    return {measure: reader.told(measure, found.get((place_id, measure))) for measure in MEASURES}
