"""Node processes that play schedules with the tablet's own code, a line of JSON for each."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from tests.field.ground import Ground

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "build" / "field-proof" / "worker.mjs"
Report = dict[str, Any]
#: What the world does between two steps: its name, the commune, the device, the assignment.
Happening = Callable[[str, int, str, str], None]


def build() -> None:
    """Bundles the tablet's code with the proof. Raises with the bundler's words."""
    command = ["node", "tests/field/node/build.mjs"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


class Player:
    """One Node process. `play` blocks until the schedule has ended."""

    def __init__(self, address: str, world: Happening, errors: IO[bytes] | None = None) -> None:
        self.address = address
        self.world = world
        self.process = subprocess.Popen(
            ["node", "--max-semi-space-size=64", str(BUNDLE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )

    def play(self, ground: Ground, wanted: dict[str, Any]) -> Report:
        """`wanted`: {"seed", "flavour"} or {"schedule"}. Answers what tests/field/node/play.ts reports."""
        self._say({"ground": {**asdict(ground), "address": self.address}, **wanted})
        while "ask" in (heard := self._hear()):
            self.world(heard["ask"], heard["commune_id"], heard["device_id"], heard["assignment_id"])
            self._say({"answer": True})
        return heard

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)

    def _say(self, what: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(what)}\n")
        self.process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"node ended with {self.process.wait()}"
        heard: dict[str, Any] = json.loads(line)
        return heard


def play_all(
    address: str, world: Happening, grounds: Iterable[Ground], wanted: Iterable[dict[str, Any]], players: int = 2
) -> Iterator[tuple[Ground, Report]]:
    """Plays each of `wanted` on a ground of its own, by several processes at once; reports come as they end."""
    tasks: SimpleQueue[tuple[Ground, dict[str, Any]]] = SimpleQueue()
    many = 0
    for ground, one in zip(grounds, wanted, strict=False):
        tasks.put((ground, one))
        many += 1
    reports: SimpleQueue[tuple[Ground, Report] | BaseException] = SimpleQueue()
    threads = [threading.Thread(target=_play_tasks, args=(address, world, tasks, reports)) for _ in range(players)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(many):
            report = reports.get()
            if isinstance(report, BaseException):
                raise report
            yield report
    finally:
        while True:
            try:
                tasks.get_nowait()
            except Empty:
                break
        for thread in threads:
            thread.join()


def _play_tasks(address: str, world: Happening, tasks: SimpleQueue[Any], reports: SimpleQueue[Any]) -> None:
    player = Player(address, world)
    try:
        while True:
            ground, one = tasks.get_nowait()
            reports.put((ground, player.play(ground, one)))
    except Empty:
        pass
    except BaseException as problem:
        reports.put(problem)
    finally:
        player.end()
