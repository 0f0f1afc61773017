"""A case with 200 entries: its page, its plan, the list it stands in, and one more act in it."""

from __future__ import annotations

from typing import Any

from tests.bench import client
from tests.bench.casework import note, open_case, register
from tests.bench.country import communes
from tests.bench.figures import Effort, percentile, rounded
from tests.bench.pages import count_statements
from tests.bench.people import Worker, hire
from tests.bench.site import Site, cpu_of

ENTRIES, CASES, FEW = 200, 120, 20
_PAGES = {"case": "/cazuri/{}/", "plan": "/cazuri/{}/plan/", "team": "/cazuri/{}/echipa/", "list": "/cazuri/"}


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Pages of a case with `FEW` entries and with `ENTRIES`, beside `CASES` others; an act in the longest, by CPU."""
    with site.connect() as connection:
        (worker,) = hire(connection, communes(connection, 1))
    home = register(worker)
    short, long = open_case(worker, home), open_case(worker, home)
    for _number in range(effort.of(CASES, 2)):
        open_case(worker)
    note(worker, short, FEW)
    acts = note(worker, long, effort.of(ENTRIES, FEW))
    pages = {name: _visit(site, worker, path.format(long), effort) for name, path in _PAGES.items()}
    statements = {
        name: [count_statements(worker, path.format(case)) for case in (short, long)] for name, path in _PAGES.items()
    }
    return {
        "entries": effort.of(ENTRIES, FEW),
        "pages": {name: pages[name] | {"statements": statements[name][1]} for name in pages},
        "growing": sorted(name for name, (few, many) in statements.items() if few != many),
        "an_act_ms": {"p50": rounded(percentile(acts, 0.5)), "p95": rounded(percentile(acts, 0.95))},
        "aims": {"case_p95_ms": 150, "growing": 0},
    }


def _visit(site: Site, worker: Worker, address: str, effort: Effort) -> dict[str, float]:
    count = effort.of(60, 2)
    request = client.get(address, worker.headers)
    client.send(client.Load(site.port, [[request] * 2]))
    before = cpu_of([*site.web(), *site.postgres_family()])
    answers = client.send(client.Load(site.port, [[request] * count]))
    cpu = cpu_of([*site.web(), *site.postgres_family()]) - before
    return {
        "cpu_ms": rounded(cpu * 1000 / count),
        "p50_ms": rounded(percentile(answers.seconds, 0.5) * 1000),
        "p95_ms": rounded(percentile(answers.seconds, 0.95) * 1000),
        "kilobytes": rounded(answers.sizes / count / 1024),
    }
