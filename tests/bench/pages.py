"""Every page that a social worker opens, over few rows and over many: statements, time, CPU, memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.bench import client
from tests.bench.country import communes
from tests.bench.figures import Effort, percentile, rounded
from tests.bench.people import Worker, hire
from tests.bench.site import Site, cpu_of
from tests.bench.work import fill

FEW, MANY = 3, 300


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Statements of each page over `FEW` and over `MANY` rows of everything; CPU and time over the many."""
    many = effort.of(MANY, 2 * FEW)
    with site.connect() as connection:
        codes = communes(connection, 4)
        places = []
        for (here, there), rows in ((codes[:2], FEW), (codes[2:], many)):
            worker, *_colleagues, neighbour = hire(connection, [here] * rows + [there])
            places.append((worker, fill(worker, neighbour, rows)))
    few, lots = (dict(_addresses(worker, known)) for worker, known in places)
    statements = {
        route: (count_statements(places[0][0], few[route]), count_statements(places[1][0], lots[route]))
        for route in few
    }
    opened = {route: found for route, found in statements.items() if None not in found}
    pages = {route: _visit(site, places[1][0], lots[route], effort) for route in opened}
    for route, (over_few, over_many) in opened.items():
        pages[route] |= {"statements_few": over_few, "statements_many": over_many}
    return {
        "rows": {"few": FEW, "many": many},
        "pages": pages,
        "growing": sorted(route for route, (over_few, over_many) in opened.items() if over_few != over_many),
        "not_opened": sorted(statements.keys() - opened.keys()),
        "cpu_ms_worst": max(page["cpu_ms"] for page in pages.values()),
        "memory_mb_per_worker": [round(memory) for memory in site.workers_memory()],
        "aims": {"growing": 0, "memory_mb_per_worker": 300},
    }


def _addresses(worker: Worker, known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each route of the house whose parameters are known here, with its address."""
    from django.urls import get_resolver

    for route in routes(get_resolver(), ""):
        names = re.findall(r"<\w+:(\w+)>", route)
        if (route.startswith("cont/") and names) or not known.keys() >= set(names):
            continue
        yield f"/{route}", "/" + re.sub(r"<\w+:(\w+)>", lambda match: str(known[match[1]]), route)


def routes(resolver: Any, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, path)
        elif "^" not in path:
            yield path


def count_statements(worker: Worker, address: str, *, is_warm: bool = False) -> int | None:
    """How many statements the page takes; none when it does not open by GET. Visited once before, unless `is_warm`."""
    from django.db import connection
    from django.test import Client

    statements = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    visitor = Client(headers=worker.headers, raise_request_exception=False, SERVER_NAME="localhost")
    if not is_warm:
        visitor.get(address)  # what is kept in memory from the first visit on
    statements = 0
    with connection.execute_wrapper(count):
        answer = visitor.get(address)
    return statements if answer.status_code == 200 else None


def _visit(site: Site, worker: Worker, address: str, effort: Effort) -> dict[str, float]:
    count = effort.of(12, 1)
    request = client.get(address, worker.headers)
    client.send(client.Load(site.port, [[request] * 2]))
    before = cpu_of([*site.web(), *site.postgres_family()])
    answers = client.send(client.Load(site.port, [[request] * count]))
    cpu = cpu_of([*site.web(), *site.postgres_family()]) - before
    return {
        "cpu_ms": rounded(cpu * 1000 / count),
        "p50_ms": rounded(percentile(answers.seconds, 0.5) * 1000),
        "kilobytes": rounded(answers.sizes / count / 1024),
    }
