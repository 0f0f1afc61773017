"""Two teams that move families to one another at the same time: no dead end, no gap, nobody in two places."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from impreuna.kernel.actor import Actor
from impreuna.kernel.journal import verify
from impreuna.kernel.models import JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import AcceptMove, OfferMove, WithdrawMove
from impreuna.registry.models import Arrival, Departure, Household
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, WORKER, register, send
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

FAMILIES = 12


def place_of(actor: Actor) -> int:
    return actor.scope.place_id


def test_both_ways_at_once() -> None:
    homes = {
        WORKER: [register(WORKER) for _ in range(FAMILIES)],
        NEIGHBOUR: [register(NEIGHBOUR) for _ in range(FAMILIES)],
    }
    start = threading.Barrier(4)

    def offer(actor: Actor, other: Actor) -> list[str]:
        start.wait()
        statuses = [
            send(actor, OfferMove, to_commune_id=place_of(other), household_id=home).status for home in homes[actor]
        ]
        connections.close_all()
        return statuses

    def receive(actor: Actor, other: Actor) -> list[str]:
        start.wait()
        village = list_villages(place_of(actor))[0].siruta
        statuses: list[str] = []
        while len(statuses) < FAMILIES:
            with acting_as(actor):
                waiting = list(Arrival.objects.filter(decided_at=None).values_list("id", flat=True))
            for move in waiting:
                named = {"from_commune_id": place_of(other), "arrival_id": move, "village_id": village}
                statuses.append(send(actor, AcceptMove, **named).status)
        connections.close_all()
        return statuses

    with ThreadPoolExecutor(4) as pool:
        done = [
            pool.submit(act, *pair) for act in (offer, receive) for pair in ((WORKER, NEIGHBOUR), (NEIGHBOUR, WORKER))
        ]
        assert {status for each in done for status in each.result(timeout=60)} == {"applied"}

    for actor, other in ((WORKER, NEIGHBOUR), (NEIGHBOUR, WORKER)):
        with acting_as(actor):
            assert set(Household.objects.values_list("id", flat=True)) == set(homes[other])
            numbers = list(
                JournalEntry.objects.filter(commune_id=place_of(actor)).order_by("n").values_list("n", flat=True)
            )
            assert numbers == list(range(1, len(numbers) + 1))
    assert {place: broken for place, _entries, broken in verify(using="owner")} == {BELTIUG: None, DOBA: None}


def test_one_of_two_answers_stands() -> None:
    """One team takes the offer back while the other receives: one of the two is told who was quicker."""
    start = threading.Barrier(2)
    for _ in range(8):
        home = register(WORKER)
        send(WORKER, OfferMove, to_commune_id=DOBA, household_id=home)
        with acting_as(WORKER):
            move = Departure.objects.get(decided_at=None).id

        def answer(act: str, move=move) -> tuple[str, str | None]:
            start.wait()
            if act == "withdraw":
                outcome = send(WORKER, WithdrawMove, to_commune_id=DOBA, departure_id=move)
            else:
                village = list_villages(DOBA)[0].siruta
                named = {"from_commune_id": BELTIUG, "arrival_id": move, "village_id": village}
                outcome = send(NEIGHBOUR, AcceptMove, **named)
            connections.close_all()
            return outcome.status, outcome.reason

        with ThreadPoolExecutor(2) as pool:
            ended = dict(zip(("withdraw", "accept"), pool.map(answer, ("withdraw", "accept")), strict=True))
        assert sorted(ended.values(), key=str) == [("applied", None), ("rejected", "move_decided")]
        with acting_as(NEIGHBOUR if ended["accept"][0] == "applied" else WORKER):
            assert Household.objects.filter(id=home).exists()
