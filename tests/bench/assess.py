"""One assessed household of four through HTTP with all that `execute` does, against the bare insert of the same rows.

Every question that shows is answered. Each family is visited for the first time; findings are settled, facts and
current answers read, rules evaluated, the journal kept.
"""

from __future__ import annotations

import random
from collections import deque
from typing import Any

from tests.bench import client
from tests.bench.country import communes, populate
from tests.bench.figures import Effort, middle, ratio, rounded, spread
from tests.bench.interviews import families, interview, rows_of
from tests.bench.people import Worker, hire
from tests.bench.site import Server, Site, cpu_of, floor

PATH = "/api/commands"
CLIENTS = 8
_WARM_UP = 40
_REQUESTS = 240
#: Of a visit, as the floor writes them: about what the rules find (`findings_of_a_visit`).
_FINDINGS = 12


class Visits:
    """Interviews of families that nobody visited yet: each is held once, by the application or by the floor."""

    def __init__(self, site: Site, edition: Any, workers: list[Worker], count: int) -> None:
        self._edition, self._chance = edition, random.Random(7)
        self.held = self.answers = 0
        with site.connect() as connection:
            self._waiting = {
                worker.commune_id: deque(families(connection, worker.commune_id, count)) for worker in workers
            }

    def take(self, worker: Worker, count: int, *, is_floor: bool) -> list[bytes]:
        """`count` bodies for one server: the command, or the rows that it becomes."""
        from impreuna.kernel.command import encode

        waiting = self._waiting[worker.commune_id]
        held = [interview(worker, waiting.popleft(), self._edition, self._chance) for _ in range(count)]
        self.held += count
        self.answers += sum(len(each.household) + sum(map(len, each.persons)) for each in held)
        return [rows_of(each, self._edition, _FINDINGS) if is_floor else encode(each) for each in held]


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """CPU per request, rates and times of both, alternating in several rounds; medians of the rounds."""
    from impreuna.nomenclature.queries import current_edition

    # Of the first worker, who works alone too: warming up, and both kinds of rounds, on both servers.
    households = 2 * (2 * effort.of(_WARM_UP, 2) + effort.rounds * (effort.of(_REQUESTS, 2) + effort.of(_REQUESTS, 2)))
    with site.connect() as connection:
        codes = communes(connection, CLIENTS)
        populate(connection, dict.fromkeys(codes, 4 * households))
        workers = hire(connection, codes)
    edition = current_edition()
    visits = Visits(site, edition, workers, households)
    rows: dict[str, list[dict[str, float]]] = {}
    with floor("tests.bench.assess_floor:application", site.folder, FLOOR_DSN=site.dsn) as bare:
        for server in (bare, site):  # threads' connections, prepared statements, caches
            _load(server, workers, visits, effort.of(_WARM_UP, 2), is_floor=server is bare)
        with site.connect() as connection:  # as PostgreSQL does by itself a minute after the first visits
            connection.execute("ANALYZE assessment_assessment, assessment_answers, assessment_finding")
        for server in (bare, site):
            _load(server, workers, visits, effort.of(_WARM_UP, 2), is_floor=server is bare)
        for _turn in range(effort.rounds):
            for name, server in (("floor", bare), ("assess", site)):
                for clients, who in (("1_client", workers[:1]), ("8_clients", workers)):
                    row = _round(site, server, who, visits, effort, is_floor=server is bare)
                    rows.setdefault(f"{name}_{clients}", []).append(row)
    with site.connect() as connection:
        (found,) = connection.execute(
            "SELECT count(*)::float / (SELECT count(*) FROM assessment_assessment WHERE author <> 'floor')"
            " FROM assessment_finding WHERE code NOT LIKE 'XX%%'"
        ).fetchone() or (0.0,)
    return _report({name: middle(found) for name, found in rows.items()}, visits.answers / visits.held, found)


def _round(
    site: Site, server: Server, workers: list[Worker], visits: Visits, effort: Effort, *, is_floor: bool
) -> dict[str, float]:
    web = server.family() if is_floor else site.web()
    before = cpu_of(web), cpu_of(site.postgres_family())
    count = effort.of(_REQUESTS // len(workers), 2)
    answers = _load(server, workers, visits, count, is_floor=is_floor)
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


def _load(server: Server, workers: list[Worker], visits: Visits, count: int, *, is_floor: bool) -> client.Answers:
    clients = [
        [client.post(PATH, worker.headers, body) for body in visits.take(worker, count, is_floor=is_floor)]
        for worker in workers
    ]
    return client.send(client.Load(server.port, clients))


def _report(rows: dict[str, dict[str, float]], answers: float, findings: float) -> dict[str, Any]:
    own, bare = rows["assess_8_clients"], rows["floor_8_clients"]
    alone, bare_alone = rows["assess_1_client"], rows["floor_1_client"]
    return {
        **rows,
        "answers_of_a_visit": rounded(answers),
        "findings_of_a_visit": rounded(findings),
        "times_the_floor_cpu": ratio(own["cpu_ms"], bare["cpu_ms"]),
        "times_the_floor_rate": ratio(bare["requests_per_second"], own["requests_per_second"]),
        "times_the_floor_p50_1_client": ratio(alone["p50_ms"], bare_alone["p50_ms"]),
        "aims": {"cpu_ms": 5, "cpu_ms_at_most": 8, "times_the_floor": 6, "cpu_ms_now": rounded(own["cpu_ms"])},
    }
