"""Loading many communes: dealt out to processes, each with a connection of its own; whole communes or nothing.

Interrupted, it can be run again: communes that are there answer that they are. Everything goes through `execute`.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context

#: Settings of a session that only loads: what a crash of the machine takes is loaded again.
_SESSION = ("SET synchronous_commit = off", "SET temp_buffers = '64MB'")


@dataclass(frozen=True, slots=True)
class Order:
    """A commune to be loaded."""

    commune_id: int
    households: int
    seed: int
    on: date
    edition: int


@dataclass(slots=True)
class Tally:
    """What was loaded: `ended` counts communes by outcome, `rows` by table, `cpu` are the seconds of the processes."""

    ended: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0

    def add(self, outcome: str, rows: dict[str, int], cpu: float) -> None:
        self.ended[outcome] += 1
        self.rows.update(rows)
        self.cpu += cpu


def load(orders: list[Order], done: Callable[[Order, Tally], object], processes: int | None = None) -> Tally:
    """Carries out the orders, several at a time; calls `done` after each. Ctrl-C ends after the communes under way."""
    tally, processes = Tally(), processes or os.cpu_count() or 1
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_prepare)
    try:
        for order, (outcome, rows, cpu) in _carried_out(pool, iter(orders), processes):
            tally.add(outcome, rows, cpu)
            done(order, tally)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return tally


_Ended = tuple[str, dict[str, int], float]


def _carried_out(pool: ProcessPoolExecutor, left: Iterator[Order], processes: int) -> Iterator[tuple[Order, _Ended]]:
    """Only a few orders wait at a time, so that an interruption has little to wait for."""
    under_way: dict[Future[_Ended], Order] = {}
    while True:
        while len(under_way) < processes + 1 and (order := next(left, None)) is not None:
            under_way[pool.submit(carry_out, order)] = order
        if not under_way:
            return
        for ended in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield under_way.pop(ended), ended.result()


def _prepare() -> None:
    """A process that loads: Django, a connection. Ctrl-C is for the one who deals out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in _SESSION:
            cursor.execute(statement)
    # What a commune leaves behind holds no circles; looking for some would take a tenth of the time.
    gc.freeze()
    gc.disable()


def carry_out(order: Order) -> _Ended:
    """Loads one commune: how it ended (`loaded`, `there`, or the reason why not), rows by table, CPU seconds."""
    from django.utils import timezone

    from impreuna.config.synthetic.commands import LoadSyntheticCommune, act_of
    from impreuna.kernel.execute import execute
    from impreuna.workforce.commands import OPERATOR

    began = os.times()
    command = LoadSyntheticCommune(
        id=act_of(order.commune_id),
        commune_id=order.commune_id,
        recorded_at=timezone.now(),
        seed=order.seed,
        households=order.households,
        on=order.on,
        edition=order.edition,
    )
    outcome = execute(command, OPERATOR)
    ended = os.times()
    cpu = ended.user + ended.system - began.user - began.system
    if outcome.status == "applied":
        return "loaded", {table: int(rows) for table, rows in outcome.facts.items()}, cpu
    is_there = outcome.original == "applied" or outcome.reason == "command_id_reused"
    return ("there" if is_there else outcome.reason or outcome.status), {}, cpu
