"""The tablet in a real Chromium: first download beside PouchDB, start without a network, each screen, its memory."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import field_peer, field_screens, field_search
from tests.bench.field_browser import (
    NO_CIPHER,
    WATCH,
    Tablet,
    begin_work,
    enrol,
    enter,
    fetched,
    memory,
    sign_in,
    tablet,
)
from tests.bench.figures import Effort, middle, ratio, rounded
from tests.bench.people import Worker, hire
from tests.bench.site import ROOT, Site, served
from tests.bench.sync import HOUSEHOLDS
from tests.bench.tablets import enrol as enrol_directly
from tests.bench.tablets import populate_whole, villages_without_people

#: Of how many rows the peer's rate over a village's line is taken: all of them would take an hour.
_SLOW_ROWS = 3_000
_LIST = "#/gospodarii"
AIMS = {
    "records_per_second_times_pouchdb_default": 6, "cold_start_ms": 1_200, "cold_start_6x_ms": 4_000,
    "door_6x_ms": 2_000, "search_p95_4x_ms": 50, "keystroke_4x_ms": 16, "cipher_share": 0.1,
}  # fmt: skip


def measure(folder: Path, effort: Effort) -> dict[str, Any]:
    """All of it, on an installation of its own in `folder`; the server is stopped where a tablet has none."""
    field_peer.install()
    subprocess.run(["npm", "run", "build:field"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    figures: dict[str, Any] = {}

    def found(name: str, figure: Any) -> None:
        """Said at once: the whole takes a quarter of an hour."""
        figures[name] = figure
        print(json.dumps({name: figure}), file=sys.stderr)

    with served(folder) as site:
        commune = _Commune(site, folder, effort)
        found("records", len(commune.rows))
        found("search", field_search.measure(folder, effort))
        found("first_visit", _first_visit(commune))
        plain = commune.enrolled("plain", NO_CIPHER + WATCH)
        sealed = commune.enrolled("sealed", WATCH)
        found("first_sync", _first_sync(commune))
        site.stop()
        found("cold_start", _cold_start(sealed, effort))
        found("screens", field_screens.measure(sealed, plain, commune.eight, effort))
        found("interview", field_screens.interview(sealed, commune.eight, effort))
    return {**figures, "aims": AIMS}


class _Commune:
    """A whole commune on the server, with a worker for each enrolment: enrolling ends the session at the office."""

    def __init__(self, site: Site, folder: Path, effort: Effort) -> None:
        self.site, self.folder, self.effort = site, folder, effort
        self.origin = f"http://127.0.0.1:{site.port}"
        with site.connect() as connection:
            (code,) = villages_without_people(connection, 1)
            self._workers = hire(connection, [code] * (effort.rounds + 4))
            populate_whole(code, effort.of(HOUSEHOLDS, 40))
            self.eight = field_screens.household_of_eight(self._workers[0])
            connection.execute("VACUUM ANALYZE")
            (reader,) = enrol_directly(connection, self._workers[:1])
        self.rows = _rows(site.port, reader.pull_path, reader.headers)

    def worker(self) -> Worker:
        """Somebody who has not enrolled yet."""
        return self._workers.pop()

    def enrolled(self, name: str, script: str) -> field_screens.Profile:
        """A profile on the disk with the commune in it, ready to be started without a network."""
        profile = self.folder / name
        with tablet(profile, self.origin, script) as held:
            sign_in(held, self.worker())
            words = enrol(held)
            begin_work(held)
        return field_screens.Profile(profile, self.origin, script, words)


def _rows(port: int, path: Callable[[str], str], headers: dict[str, str]) -> list[dict[str, Any]]:
    """Every row that the commune's tablets get."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    rows: list[dict[str, Any]] = []
    page = ""
    while True:
        connection.request("GET", path(page), headers=headers)
        _first, *lines, last = map(json.loads, gzip.decompress(connection.getresponse().read()).strip().split(b"\n"))
        rows += lines
        if "done" in last:
            return rows
        page = last["next"]


def _first_sync(commune: _Commune) -> dict[str, Any]:
    """Whole downloads, ours and the peer's in turn; medians. Records a second, and the ratio of them."""
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in ("ours", *field_peer.WAYS)}
    with field_peer.peer(commune.rows) as address:
        for turn in range(commune.effort.rounds):
            turns["ours"].append(_ours(commune, f"first-{turn}"))
            for way in field_peer.WAYS:
                with tablet(commune.folder / f"peer-{turn}-{way}", address) as held:
                    turns[way].append(_rated(field_peer.replicate(held, address, way)))
    loopback = {name: middle(rounds) for name, rounds in turns.items()}
    return {
        "loopback": {**loopback, "times": _times(loopback)},
        "village_line": _over_a_village_line(commune),
        "load": os.getloadavg()[0],
    }


def _over_a_village_line(commune: _Commune) -> dict[str, Any]:
    rows = commune.rows[: commune.effort.of(_SLOW_ROWS, 100)]
    slow = {"ours": _ours(commune, "first-slow", slow=True)}
    with field_peer.peer(rows) as address, tablet(commune.folder / "peer-slow", address) as held:
        held.on_a_village_line()
        slow["idb_default"] = _rated(field_peer.replicate(held, address, "idb_default"))
    return {**slow, "times": _times(slow)}


def _ours(commune: _Commune, name: str, *, slow: bool = False) -> dict[str, float]:
    with tablet(commune.folder / name, commune.origin) as held:
        sign_in(held, commune.worker())
        if slow:
            held.on_a_village_line()
        enrol(held)
        said = fetched(held)
    return {**said, "records_per_second": rounded(len(commune.rows) / said["seconds"])}


def _rated(said: dict[str, float]) -> dict[str, float]:
    return {**said, "records_per_second": rounded(said["documents"] / said["seconds"])}


def _times(by_way: dict[str, dict[str, float]]) -> dict[str, float]:
    ours = by_way["ours"]["records_per_second"]
    return {way: ratio(ours, said["records_per_second"]) for way, said in by_way.items() if way != "ours"}


def _first_visit(commune: _Commune) -> dict[str, Any]:
    """A tablet that never was here: when its door can be used."""

    def visit(name: str, times: float, *, line: bool = False) -> tuple[float, float]:
        with tablet(commune.folder / name, commune.origin) as held:
            held.slow(times)
            if line:
                held.on_a_village_line()
            held.go()
            return held.painted("door"), held.thread_seconds() * 1000

    turns = [visit(f"visit-{turn}", 6) for turn in range(commune.effort.rounds)]
    unhurried, cpu = visit("visit-1x", 1)
    slow, _cpu = visit("visit-slow", 6, line=True)
    return {
        "door_1x_ms": rounded(unhurried),
        "door_1x_thread_cpu_ms": rounded(cpu),
        "door_6x_ms": rounded(median(door for door, _cpu in turns)),
        "door_6x_village_line_ms": rounded(slow),
        "load": os.getloadavg()[0],
    }


def _cold_start(profile: field_screens.Profile, effort: Effort) -> dict[str, Any]:
    """A new browser process each time, nobody to ask; to the list of households, and what holds the whole commune."""

    def start(held: Tablet, times: float, typed: bool) -> dict[str, float]:
        held.slow(times)
        return enter(held, profile.passphrase, _LIST, typed=typed)

    found: dict[str, Any] = {}
    for name, times, typed in (("1x", 1, False), ("1x_typed", 1, True), ("6x", 6, False), ("6x_typed", 6, True)):
        turns = []
        for _turn in range(effort.rounds):
            with tablet(profile.folder, profile.origin) as held:
                turns.append(start(held, times, typed))
        found[name] = {**middle(turns), "load": os.getloadavg()[0]}
    with tablet(profile.folder, profile.origin) as held:
        start(held, 1, typed=False)
        held.page.evaluate("bench.whole()")
        found["memory"] = {name: rounded(value) for name, value in memory(held).items()}
    found["key"] = _key(profile, found)
    return found


def _key(profile: field_screens.Profile, found: dict[str, Any]) -> dict[str, Any]:
    """The key is made in a worker, which is not slowed down: what six times slower would add, and with the least
    parameters that a slow tablet would have chosen."""
    with tablet(profile.folder, profile.origin) as held:
        held.go()
        parameters = held.page.evaluate("bench.kdf()")
    least = 46 * 1024 / (parameters["memory"] * parameters["iterations"])
    took, slow = found["6x"]["key_ms"], found["6x"]["all_ms"]
    reckoned = slow - took + 6 * took * least
    return {"parameters": parameters, "cold_start_6x_with_a_key_6x_slower_ms": rounded(reckoned)}
