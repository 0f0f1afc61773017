"""Tablets take turns: one is served, one waits, the others are asked to come back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from impreuna.sync.api.answers import Refusal
from impreuna.sync.api.turns import turn


def test_a_third_is_sent_away_at_once_and_told_for_how_long() -> None:
    entered, leave = Event(), Event()

    def hold() -> None:
        with turn():
            entered.set()
            leave.wait(30)

    def wait_in_line() -> str:
        try:
            with turn():
                return "served"
        except Refusal as refusal:
            return refusal.reason

    with ThreadPoolExecutor(2) as pool:
        held = pool.submit(hold)
        entered.wait(30)
        second = pool.submit(wait_in_line)
        refusals = []
        while not second.done() and not refusals:
            try:
                with turn():
                    pytest.fail("two at once")
            except Refusal as refusal:
                refusals.append(refusal)
        leave.set()
        held.result(30)
    assert refusals[0].status == 503
    assert 1 <= int(refusals[0].headers["Retry-After"]) <= 4


def test_a_turn_is_given_back_whatever_happens() -> None:
    for _time in range(3):
        with pytest.raises(KeyError), turn():
            raise KeyError
    with turn():
        pass
