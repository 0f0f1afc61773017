"""One household of four through HTTP with all that `execute` does, against the bare insert of the same rows."""

from __future__ import annotations

from typing import Any

from tests.bench import client
from tests.bench.country import communes, populate
from tests.bench.figures import Effort, middle, ratio, rounded, spread
from tests.bench.people import Worker, hire, households
from tests.bench.site import Server, Site, cpu_of, floor

PATH = "/api/commands"
CLIENTS = 8


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """CPU per request, rates and times of both, alternating in several rounds; medians of the rounds."""
    with site.connect() as connection:
        codes = communes(connection, CLIENTS)
        populate(connection, {code: effort.of(3_500, 40) for code in codes})
        workers = hire(connection, codes)
    rows: dict[str, list[dict[str, float]]] = {}
    with floor("tests.bench.floor:application", site.folder, FLOOR_DSN=site.dsn) as bare:
        for server in (bare, site):  # threads' connections, prepared statements, caches
            _load(server, workers, effort.of(60, 2), seed=1)
        for turn in range(effort.rounds):
            for name, server in (("floor", bare), ("register", site)):
                one, all_, same = workers[:1], workers, workers[:1] * CLIENTS
                for clients, who in (("1_client", one), ("8_clients", all_), ("8_clients_one_commune", same)):
                    row = _round(site, server, who, effort, seed=1000 * turn + 10 * len(rows) + len(who))
                    rows.setdefault(f"{name}_{clients}", []).append(row)
    return _report({name: middle(found) for name, found in rows.items()})


def _round(site: Site, server: Server, workers: list[Worker], effort: Effort, seed: int) -> dict[str, float]:
    web = site.web() if server is site else server.family()
    before = cpu_of(web), cpu_of(site.postgres_family())
    count = effort.of(480 // len(workers), 2)
    answers = _load(server, workers, count, seed)
    after = cpu_of(web), cpu_of(site.postgres_family())
    total = count * len(workers)
    in_web, in_postgres = ((later - sooner) * 1000 / total for later, sooner in zip(after, before, strict=True))
    return {
        "cpu_ms": in_web + in_postgres,
        "cpu_ms_web": in_web,
        "cpu_ms_postgres": in_postgres,
        "requests_per_second": total / answers.wall,
        **spread(answers.seconds),
    }


def _load(server: Server, workers: list[Worker], count: int, seed: int) -> client.Answers:
    clients = [
        [client.post(PATH, worker.headers, body) for body in households(worker, count, seed * 100 + number)]
        for number, worker in enumerate(workers)
    ]
    return client.send(client.Load(server.port, clients))


def _report(rows: dict[str, dict[str, float]]) -> dict[str, Any]:
    own, bare = rows["register_8_clients"], rows["floor_8_clients"]
    alone, bare_alone = rows["register_1_client"], rows["floor_1_client"]
    return {
        **rows,
        "times_the_floor_cpu": ratio(own["cpu_ms"], bare["cpu_ms"]),
        "times_the_floor_rate": ratio(bare["requests_per_second"], own["requests_per_second"]),
        "times_the_floor_p50_1_client": ratio(alone["p50_ms"], bare_alone["p50_ms"]),
        "aims": {"cpu_ms": 5, "times_the_floor": 5, "cpu_ms_now": rounded(own["cpu_ms"])},
    }
