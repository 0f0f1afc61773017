"""The one write path. Pages, API, tablets, imports and the generator all end here; nothing else writes.

In one transaction: scope, lock of the commune's clock, "has this id been executed?", permission, handler,
what other rooms wished for, journal. Every path out is an `Outcome`, and every outcome is journalled.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from impreuna.kernel import clock, guard, journal
from impreuna.kernel.actor import Actor
from impreuna.kernel.after import fulfil
from impreuna.kernel.command import HANDLERS, Command, Stamp
from impreuna.kernel.journal import Ended
from impreuna.kernel.policy import may
from impreuna.kernel.result import Effect, Outcome, Rejected, require
from impreuna.kernel.scope import acting_in_transaction, settings_of

# Tablets' clocks run ahead by minutes; a fact stated for tomorrow is a slip of the finger.
_TOLERATED_CLOCK_DRIFT = timedelta(hours=24)


def execute(command: Command, actor: Actor, received_at: datetime | None = None) -> Outcome:
    """Carries out `command` for `actor`; `received_at` is the server's moment, now when absent.

    Never raises for what a person did: the outcome says it. A fault of the program raises, and then
    nothing at all of the command is kept, so that it can be sent again.
    """
    received = received_at or timezone.now()
    try:
        return _carry_out(command, actor, received)
    except Rejected as rejection:
        return _keep_rejected(command, actor, received, rejection)


def _carry_out(command: Command, actor: Actor, received: datetime) -> Outcome:
    with acting_in_transaction(actor):
        ticks = clock.lock(command.places, command.id, actor)
        if earlier := journal.find_outcome(command, command.commune_id):
            return earlier
        _authorise(command, actor, received, ticks)
        at = Stamp(
            command.commune_id,
            ticks[command.commune_id].n + 1,
            received,
            command.id,
            {place: tick.n + 1 for place, tick in ticks.items()},
        )
        effect = _handle(command, actor, at)
        ended = _ended(command, effect)
        journal.append(command, actor, received, ended, ticks)
    return Outcome(command.id, ended.status, n=at.n, facts=effect.facts)  # type: ignore[arg-type]


def _authorise(command: Command, actor: Actor, received: datetime, ticks: dict[int, clock.Tick]) -> None:
    require(may(actor.role, command.kind))
    if command.commune_id not in ticks or len(ticks) != len(set(command.places)):
        raise Rejected("unknown_place", field="commune_id", commune_id=command.commune_id)
    if not actor.scope.covers(command.commune_id):
        raise Rejected("out_of_scope", field="commune_id")
    latest = received + _TOLERATED_CLOCK_DRIFT
    if command.recorded_at > latest or (command.happened_at is not None and command.happened_at > latest):
        raise Rejected("future_moment", field="happened_at")


def _handle(command: Command, actor: Actor, at: Stamp) -> Effect:
    if len(command.places) > 1:
        _widen(command, actor)
    with guard.executing():
        effect = HANDLERS[command.kind](command, actor, at)
        fulfil(command, actor, at, effect)
    return effect


def _widen(command: Command, actor: Actor) -> None:
    """Lets the handler write in every commune that the command names, until the transaction ends.

    The handler has to refuse, by its own rule, what the actor may not do in the other communes.
    """
    communes = {int(place) for place in settings_of(actor)[3].split(",") if place} | set(command.places)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('impreuna.communes', %s, true)",
            [",".join(str(place) for place in sorted(communes))],
        )


def _ended(command: Command, effect: Effect) -> Ended:
    return Ended(
        command.commune_id,
        "conflict" if effect.conflicts else "applied",
        outcome={"facts": effect.facts, "conflicts": [str(conflict) for conflict in effect.conflicts]},
        records=effect.records,
        restriction_id=effect.restriction_id,
        area=effect.area,
    )


def _keep_rejected(command: Command, actor: Actor, received: datetime, rejection: Rejected) -> Outcome:
    """Journals what was refused, where its author's team can see it: what was typed is never dropped."""
    home = actor.scope.place_id
    with acting_in_transaction(actor):
        places = {home, command.commune_id} if actor.scope.covers(command.commune_id) else {home}
        ticks = clock.lock(places, command.id, actor)
        place = command.commune_id if command.commune_id in ticks else home
        if earlier := journal.find_outcome(command, place):
            return earlier
        ended = Ended(
            place,
            "rejected",
            reason=rejection.reason,
            outcome={"field": rejection.field, "facts": rejection.facts},
            # A circle of nobody: the author reads the refused words, the rest of the team does not.
            restriction_id=command.id if command.is_restricted else None,
        )
        n = journal.append(command, actor, received, ended, {place: ticks[place]})
    return Outcome(command.id, "rejected", n=n, reason=rejection.reason, field=rejection.field, facts=rejection.facts)
