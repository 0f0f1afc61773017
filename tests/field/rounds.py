"""Rounds of schedules: playing them, asking the database about them, and telling what came of it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tests.field.edition import shorten
from tests.field.ground import Ground, prepare
from tests.field.judge import judge
from tests.field.serving import Served
from tests.field.workers import Happening, Report, play_all
from tests.field.world import World

#: So many schedules are judged together.
BATCH = 50


@dataclass
class Tally:
    """What was played, and what of it was not as it must be: problems by seed, with the schedule."""

    schedules: int = 0
    steps: int = 0
    seconds: float = 0
    commands: int = 0
    places: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[int, tuple[list[str], dict[str, Any]]] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        self.schedules += 1
        self.steps += report["steps"]
        self.commands += len(report["kept"])
        self.places.update(kept["place"] for kept in report["kept"])
        self.counts.update(report["counts"])

    def as_json(self) -> str:
        told = {
            "schedules": self.schedules,
            "steps": self.steps,
            "seconds": round(self.seconds, 1),
            "commands": self.commands,
            "ended": dict(sorted(self.places.items())),
            "counts": dict(sorted(self.counts.items())),
            "failed": sorted(self.failures),
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


Telling = Callable[[Tally], None]


class Table:
    """A server with grounds to play on; each schedule uses one up."""

    def __init__(self, served: Served, grounds: int, world: Happening | None = None) -> None:
        self.served = served
        self.grounds: Iterator[Ground] = _fresh(served, grounds)
        self.own_world = World(served) if world is None else None
        self.world: Happening = world or self.own_world  # type: ignore[assignment]

    def close(self) -> None:
        if self.own_world is not None:
            self.own_world.close()

    def play(self, wanted: Iterable[dict[str, Any]], players: int = 2, tell: Telling | None = None) -> Tally:
        """Plays all of `wanted` ({"seed", "flavour"} or {"schedule"}), until the grounds are used up. `tell` is called
        now and then with what was played so far."""
        tally, start = Tally(), time.monotonic()
        reports = play_all(self.served.address, self.world, self.grounds, wanted, players)
        while batch := [report for _ground, report in islice(reports, BATCH)]:
            self._judge(batch, tally)
            tally.seconds = time.monotonic() - start
            if tell is not None:
                tell(tally)
        return tally

    def _judge(self, batch: list[Report], tally: Tally) -> None:
        with self.served.connect() as connection:
            found = judge(connection, batch)
        for report in batch:
            tally.add(report)
            if problems := [*report["problems"], *found.get(report["seed"], [])]:
                tally.failures[report["seed"]] = (problems, report["schedule"])


def seeds(first: int, many: int, flavour: str = "short") -> list[dict[str, Any]]:
    """`many` schedules drawn from the seeds from `first` on."""
    return [{"seed": seed, "flavour": flavour} for seed in range(first, first + many)]


def _fresh(served: Served, grounds: int) -> Iterator[Ground]:
    """Communes in which nobody has played yet on this database."""
    with served.connect() as connection:
        shorten(connection)
        return iter(prepare(connection, grounds))
