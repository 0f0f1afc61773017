"""A whole synthetic country against twenty of its communes: what one feels of the other 1,980.

Two installations that `impreuna generate` has filled are served side by side, each as `impreuna serve` does, and
asked in turn, page by page, so that a busy machine hurts both alike. They are used and left where they are: each run
adds some visits and takes its accounts away. Not part of the default run.
"""

from __future__ import annotations

import csv
import io
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import client, loaded_pages
from tests.bench.figures import Effort, percentile, ratio, rounded, spread
from tests.bench.inside import Inside, inside
from tests.bench.loaded_pages import Page, Town
from tests.bench.site import Site, cpu_of, kept

HOW = (
    "Say where the two countries are: --few FOLDER --many FOLDER. To make them, of the same edition on the same day:\n"
    "  IMPREUNA_VAR=FOLDER impreuna migrate, then: impreuna load territory\n"
    "  and then: impreuna generate --communes 20 --households 960, or --communes 2000\n"
    "(960: the size that the first twenty communes have among 2,000)."
)
AIMS = {
    "commune_p95_ms": 150,
    "commune_p95_times": 1.2,
    "county_and_country_p95_ms": 200,
    "search_p95_ms": 100,
    "shows_nationally_ms": 5000,
    "memory_mb_per_worker": 400,
}
_LIMITS = {"commune": 150, "county": 200, "country": 200, "search": 100}
_REQUESTS, _VISITS, _CHANGES = 15, 20, 5
_SIZES = "SELECT commune_id, count(*) FROM registry_household GROUP BY commune_id"
# Whether the commune, its county or the country has still to be counted.
_BEHIND = """
SELECT k.n > c.n OR county.counted_at < c.counted_at OR country.counted_at < county.counted_at
FROM kernel_clock k JOIN monitoring_count c ON c.place_id = k.commune_id
JOIN territory_commune t ON t.siruta = c.place_id JOIN monitoring_count county ON county.place_id = t.county_id
JOIN monitoring_count country ON country.place_id = 0 WHERE k.commune_id = %s
"""
_TABLES = """
SELECT c.relname, c.reltuples::bigint, pg_total_relation_size(c.oid) FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'
ORDER BY 3 DESC LIMIT 12
"""


@dataclass
class Country:
    """One of the two: served, with a process inside it, and what was measured of it."""

    site: Site
    inside: Inside
    town: Town
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def send(self, name: str, requests: list[bytes]) -> None:
        """Sends the requests one after the other, and notes times and CPU under `name`."""
        processes = [*self.site.web(), *self.site.postgres_family()]
        before = cpu_of(processes)
        answers = client.send(client.Load(self.site.port, [requests]))
        self.cpu[name].append((cpu_of(processes) - before) * 1000 / len(requests))
        self.seconds[name] += answers.seconds

    def figures(self, name: str) -> dict[str, float]:
        """What was noted under `name`."""
        cpu = self.cpu[name]
        return {**spread(self.seconds[name]), "cpu_ms": rounded(percentile(cpu, 0.5))} if cpu else {}


def measure(few: Path | None, many: Path | None, effort: Effort) -> dict[str, Any]:
    """Times and CPU of each page in both countries, the ratio of the two, and which miss the aims."""
    if few is None or many is None or not all((each / "postgres").is_dir() for each in (few, many)):
        raise SystemExit(HOW)
    with ExitStack() as served:
        sites = [served.enter_context(kept(folder.resolve())) for folder in (few, many)]
        sizes = [_sizes(site) for site in sites]
        commune = _same_in_both(*sizes)
        within = [served.enter_context(inside(site.folder)) for site in sites]
        prepared = [each.begin(loaded_pages.prepare, site.dsn, commune, effort)
                    for each, site in zip(within, sites, strict=True)]  # fmt: skip
        both = [Country(site, each, town.result()) for site, each, town in zip(sites, within, prepared, strict=True)]
        try:
            found = _measure(both, effort)
        finally:
            for site in sites:
                with site.connect() as connection:
                    loaded_pages.forget(connection)
        names = ("few", "many")
        found["communes"] = {name: len(size) for name, size in zip(names, sizes, strict=True)}
        found["households"] = {name: sum(size.values()) for name, size in zip(names, sizes, strict=True)}
        found["measured_commune"] = {"siruta": commune, **{n: s[commune] for n, s in zip(names, sizes, strict=True)}}
        found["tables_of_many"] = _tables(sites[1])
    return found


def _measure(both: list[Country], effort: Effort) -> dict[str, Any]:
    names = sorted(both[0].town.pages.keys() & both[1].town.pages.keys())
    for country in both:  # each worker has met every page
        warm = [country.town.pages[name].requests[0] for name in names]
        client.send(client.Load(country.site.port, [warm] * 2))
    for _turn in range(effort.rounds):
        for name in names:
            for country in both:
                country.send(name, _repeated(country.town.pages[name], effort))
    saved = _save(both, effort)
    shows = {name: _change(country, effort) for name, country in zip(("few", "many"), both, strict=True)}
    pages = {name: _compare(name, both) for name in names}
    return {
        "pages": pages,
        "save_assessed_household": saved,
        "shows_nationally": shows,
        "memory_mb_per_worker": {
            name: [round(memory) for memory in country.site.workers_memory()]
            for name, country in zip(("few", "many"), both, strict=True)
        },
        "over": _over(pages),
        "growing": sorted(name for name, page in pages.items() if _grows(page)),
        "only_in_one": sorted(both[0].town.pages.keys() ^ both[1].town.pages.keys()),
        "aims": AIMS,
    }


def _repeated(page: Page, effort: Effort) -> list[bytes]:
    count = max(effort.of(_REQUESTS, 2), len(page.requests))
    return (page.requests * count)[:count]


def _compare(name: str, both: list[Country]) -> dict[str, Any]:
    page = both[0].town.pages[name]
    few, many = (country.figures(name) for country in both)
    return {
        "level": page.level,
        "few": {**few, "statements": page.statements},
        "many": {**many, "statements": both[1].town.pages[name].statements},
        "p95_times": ratio(many["p95_ms"], few["p95_ms"]),
        "p50_times": ratio(many["p50_ms"], few["p50_ms"]),
        "cpu_times": ratio(many["cpu_ms"], few["cpu_ms"]),
    }


def _over(pages: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Pages that miss an aim. Times of a busy machine; the ratios and the CPU say more."""
    slow = [name for name, page in pages.items() if page["many"]["p95_ms"] > _LIMITS[page["level"]]]
    at_commune = {name: page for name, page in pages.items() if page["level"] in ("commune", "search")}
    grown = [name for name, page in at_commune.items() if page["p95_times"] > AIMS["commune_p95_times"]]
    in_cpu = [name for name, page in at_commune.items() if page["cpu_times"] > AIMS["commune_p95_times"]]
    return {"p95_ms": slow, "p95_times": grown, "cpu_times": in_cpu}


def _grows(page: dict[str, Any]) -> bool:
    return page["few"]["statements"] != page["many"]["statements"]


def _save(both: list[Country], effort: Effort) -> dict[str, Any]:
    """`RecordAssessment` of a household of three to five, every question that shows answered."""
    count = effort.of(_VISITS, 2)
    rounds = effort.rounds + 1  # the first one warms up
    for turn in range(rounds):
        for country in both:
            bodies = _bodies(country, count, turn * count)
            country.send("save" if turn else "warm", bodies)
    few, many = (country.figures("save") for country in both)
    return {"few": few, "many": many, "p95_times": ratio(many["p95_ms"], few["p95_ms"]),
            "cpu_times": ratio(many["cpu_ms"], few["cpu_ms"])}  # fmt: skip


def _bodies(country: Country, count: int, skip: int) -> list[bytes]:
    worker = country.town.worker
    found = country.inside.ask(loaded_pages.visits, worker, country.site.dsn, count, skip)
    return [client.post("/api/commands", worker.headers, body) for body in found]


def _change(country: Country, effort: Effort) -> dict[str, Any]:
    """From the answer to a visit until the country's own table counts it: the visits of this month, by one more."""
    count = effort.of(_CHANGES, 1)
    skip = (effort.rounds + 1) * effort.of(_VISITS, 2)
    bodies = _bodies(country, count, skip)
    _until_still(country)
    delays = []
    for body in bodies:
        before = _national_visits(country)
        client.send(client.Load(country.site.port, [[body]]))
        began = time.perf_counter()
        _wait_until(lambda: _national_visits(country) > before)  # noqa: B023
        delays.append(time.perf_counter() - began)
    return {**spread(delays), "longest_ms": round(max(delays) * 1000), "changes": count}


def _until_still(country: Country) -> None:
    """Waits until what was written before is counted, so that the next change is the one that shows."""
    with country.site.connect() as connection:
        commune = [country.town.worker.commune_id]
        _wait_until(lambda: connection.execute(_BEHIND, commune).fetchone() == (False,))


def _national_visits(country: Country) -> int:
    """Visits of the last two months, read from the table of the national page as the ministry takes it away."""
    reader = country.town.readers["country"]
    asked = urllib.request.Request(
        f"http://127.0.0.1:{country.site.port}/imagine/tara/?tabel=luni&fisier=csv",
        headers={**reader.headers, "Host": "localhost"},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        rows = list(csv.reader(io.StringIO(answer.read().decode("utf-8-sig")), delimiter=";"))
    return sum(int(row[1]) for row in rows[-2:] if row[1].isdecimal())


def _wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError("figures stay behind")
        time.sleep(0.05)


def _sizes(site: Site) -> dict[int, int]:
    with site.connect() as connection:
        return dict(connection.execute(_SIZES).fetchall())


def _same_in_both(few: dict[int, int], many: dict[int, int]) -> int:
    """The biggest commune that has as many households in both countries; else the one that differs least."""
    shared = few.keys() & many.keys()
    if not shared:
        raise SystemExit("The two countries have no commune in common.\n" + HOW)
    apart = {commune: abs(few[commune] - many[commune]) / many[commune] for commune in shared}
    least = min(apart.values())
    return max((commune for commune in shared if apart[commune] == least), key=lambda commune: many[commune])


def _tables(site: Site) -> dict[str, dict[str, int]]:
    with site.connect() as connection:
        return {name: {"rows": rows, "mb": size // 2**20} for name, rows, size in connection.execute(_TABLES)}
