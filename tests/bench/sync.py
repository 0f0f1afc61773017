"""What tablets cost the server: the first download, nothing new, a hundred changes, and fifty acts in one request."""

from __future__ import annotations

import gzip
import http.client
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.figures import Effort, middle, rounded, spread
from tests.bench.interviews import interview
from tests.bench.people import Worker, hire, households
from tests.bench.site import Site, cpu_of
from tests.bench.tablets import Tablet, enrol, populate_whole, push_body, villages_without_people

#: Makes about 30,000 records: households, people, memberships, findings, visits, answers by area.
HOUSEHOLDS = 1_500
_ACTS = 50
_IDLE = 200


@dataclass
class Pulled:
    """A whole pull: lines of rows, bytes on the wire, seconds until all was there."""

    records: int
    wire: int
    seconds: float
    first_page: float
    pages: int


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """CPU of server and PostgreSQL, rates, sizes; medians of the rounds."""
    with site.connect() as connection:
        (code,) = villages_without_people(connection, 1)
        workers = hire(connection, [code])
        populate_whole(code, effort.of(HOUSEHOLDS, 4))
        connection.execute("VACUUM ANALYZE")
        tablets = enrol(connection, workers * effort.rounds)
    edition = _edition()
    firsts, idles, acts, changes = [], [], [], []
    download(site, enrol_one(site, workers[0]))  # plans, caches
    for tablet in tablets:
        firsts.append(_first(site, tablet))
        idles.append(_idle(site, tablet, effort.of(_IDLE, 5)))
        acts.append(_push(site, tablet, edition, effort.of(_ACTS, 2)))
        changes.append(_changes(site, tablet))
    return {
        "first_download": middle(firsts),
        "nothing_new": middle(idles),
        "after_the_acts": middle(changes),
        "register_and_assess": middle(acts),
        "aims": {
            "records_per_second": 15_000, "nothing_new_cpu_ms": 2, "kilobytes_of_100_changes": 50, "act_cpu_ms": 6,
        },
    }  # fmt: skip


def enrol_one(site: Site, worker: Worker) -> Tablet:
    """One more tablet."""
    with site.connect() as connection:
        return enrol(connection, [worker])[0]


def _edition() -> Any:
    from impreuna.nomenclature.queries import current_edition

    return current_edition()


@contextmanager
def _cpu(site: Site) -> Iterator[dict[str, float]]:
    """CPU seconds of the block, of the web server and of PostgreSQL."""
    used: dict[str, float] = {}
    web, postgres = cpu_of(site.web()), cpu_of(site.postgres_family())
    yield used
    used |= {"web": cpu_of(site.web()) - web, "postgres": cpu_of(site.postgres_family()) - postgres}


def _first(site: Site, tablet: Tablet) -> dict[str, float]:
    with _cpu(site) as used:
        pulled = download(site, tablet)
    return {
        "records": pulled.records,
        "records_per_second": rounded(pulled.records / pulled.seconds),
        "seconds": rounded(pulled.seconds),
        "first_page_seconds": rounded(pulled.first_page),
        "pages": pulled.pages,
        "kilobytes": rounded(pulled.wire / 1024),
        "bytes_per_record": rounded(pulled.wire / max(1, pulled.records)),
        "cpu_ms_web": rounded(used["web"] * 1000),
        "cpu_ms_postgres": rounded(used["postgres"] * 1000),
    }


def download(site: Site, tablet: Tablet) -> Pulled:
    """A whole pull over one connection, as fast as the server answers; the tablet's cursor follows."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    records = wire = pages = 0
    first_page, page, began = 0.0, "", time.perf_counter()
    bodies = []
    while True:
        connection.request("GET", tablet.pull_path(page), headers=tablet.headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {body[:300]!r}")
        bodies.append(body)
        first_page = first_page or time.perf_counter() - began
        last = json.loads(_lines(body)[-1])
        if "done" in last:
            break
        page = last["next"]
    seconds = time.perf_counter() - began
    connection.close()
    for body in bodies:
        lines = _lines(body)
        records, wire, pages = records + len(lines) - 2, wire + len(body), pages + 1
        tablet.view = json.loads(lines[0])["view"]
    tablet.after, tablet.head = last["done"], last["head"]
    return Pulled(records, wire, seconds, first_page, pages)


def _lines(body: bytes) -> list[bytes]:
    return gzip.decompress(body).strip().split(b"\n")


def _idle(site: Site, tablet: Tablet, count: int) -> dict[str, float]:
    """Pulls that bring nothing, one after another."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    seconds = []
    with _cpu(site) as used:
        for _turn in range(count):
            began = time.perf_counter()
            connection.request("GET", tablet.pull_path(), headers=tablet.headers)
            answer = connection.getresponse()
            body = answer.read()
            seconds.append(time.perf_counter() - began)
            if answer.status != 200 or b'"mode":"nothing"' not in _lines(body)[0]:
                raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    connection.close()
    web, postgres = used["web"] * 1000 / count, used["postgres"] * 1000 / count
    return {
        **spread(seconds), "cpu_ms": rounded(web + postgres), "cpu_ms_web": rounded(web),
        "cpu_ms_postgres": rounded(postgres), "bytes": len(body),
    }  # fmt: skip


def _push(site: Site, tablet: Tablet, edition: Any, acts: int) -> dict[str, float]:
    """Half of the acts register a household of four, the other half hold its first interview; one request."""
    registered = [_decoded(body) for body in households(tablet.worker, acts // 2, seed=random.randrange(10**9))]
    chance = random.Random(7)
    held = [interview(tablet.worker, _family(command), edition, chance) for command in registered]
    body = push_body([act for pair in zip(registered, held, strict=True) for act in pair])
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    began = time.perf_counter()
    with _cpu(site) as used:
        headers = {**tablet.headers, "Content-Type": "application/json"}
        connection.request(
            "POST", "/api/sync/push", body=gzip.compress(body), headers=headers | {"Content-Encoding": "gzip"}
        )
        outcomes = json.loads(connection.getresponse().read())["outcomes"]
    seconds = time.perf_counter() - began
    connection.close()
    if len(outcomes) != 2 * (acts // 2) or any(outcome["status"] != "applied" for outcome in outcomes):
        raise RuntimeError(str([outcome for outcome in outcomes if outcome["status"] != "applied"][:1]))
    web, postgres = (used[part] * 1000 / len(outcomes) for part in ("web", "postgres"))
    return {
        "acts": len(outcomes), "seconds": rounded(seconds), "cpu_ms": rounded(web + postgres),
        "cpu_ms_web": rounded(web), "cpu_ms_postgres": rounded(postgres), "kilobytes_sent": rounded(len(body) / 1024),
    }  # fmt: skip


def _decoded(body: bytes) -> Any:
    from impreuna.kernel.command import decode

    return decode("RegisterHousehold", body)


def _family(command: Any) -> tuple[Any, ...]:
    people = command.members
    return (
        command.household_id, [each.id for each in people], [each.birth_date for each in people],
        [each.sex for each in people], [each.relation for each in people],
    )  # fmt: skip


def _changes(site: Site, tablet: Tablet) -> dict[str, float]:
    """What comes back of the acts; sizes as if a hundred rows had changed."""
    pulled = download(site, tablet)
    return {
        "records": pulled.records,
        "seconds": rounded(pulled.seconds),
        "kilobytes_of_100": rounded(pulled.wire / max(1, pulled.records) * 100 / 1024),
    }
