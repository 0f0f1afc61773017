"""Keeping the figures of the whole country fresh while people write: one small loop beside the queue of jobs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from impreuna.monitoring.commands.counting import Round, count_round, counting_alone

#: How often the clocks are looked at, and how long another process's turn is waited for.
EVERY_SECONDS = 1.0
STANDBY_SECONDS = 5.0
#: After a failure: of the database; of one commune, whose neighbours are counted meanwhile.
AGAIN_SECONDS = 1.0
SET_ASIDE_SECONDS = 60.0

log = logging.getLogger("impreuna.figures")


@contextmanager
def figures_kept_fresh() -> Iterator[threading.Event]:
    """Counts in a thread of its own, with a connection of its own, until the block ends; a round that has begun
    is finished first. The event inside stops it too."""
    stop = threading.Event()
    thread = threading.Thread(target=keep_counted, args=(stop,), name="figures")
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join()


def keep_counted(stop: threading.Event) -> None:
    """Counts what is stale, every second, until `stop`. A database that is away is waited for; of several workers
    one counts and the others stand by."""
    aside: dict[int, float] = {}
    while not stop.is_set():
        try:
            with counting_alone() as is_ours:
                while is_ours and not stop.is_set():
                    began = time.monotonic()
                    aside = {place: until for place, until in aside.items() if until > began}
                    _note(count_round(skip=frozenset(aside)), aside)
                    stop.wait(max(0.05, EVERY_SECONDS - (time.monotonic() - began)))
            stop.wait(STANDBY_SECONDS)
        except DatabaseError as problem:
            log.warning("figures wait for the database: %s", str(problem).strip().partition("\n")[0])
            stop.wait(AGAIN_SECONDS)
        except Exception:
            log.exception("figures could not be counted; again in %s s", AGAIN_SECONDS)
            stop.wait(AGAIN_SECONDS)
        finally:
            connection.close()


def _note(done: Round, aside: dict[int, float]) -> None:
    for place, problem in done.failed.items():
        log.error("commune %s could not be counted; again in %s s", place, SET_ASIDE_SECONDS, exc_info=problem)
        aside[place] = time.monotonic() + SET_ASIDE_SECONDS
    if done.published:
        log.info("figures of %s are published", done.published)
