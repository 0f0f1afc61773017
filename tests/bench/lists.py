"""List pages by key with 100,000 people in the tables and with 1,000,000: the first page and one in the middle."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tests.bench import client
from tests.bench.country import communes, populate
from tests.bench.figures import Effort, ratio, rounded, spread
from tests.bench.people import Worker, hire
from tests.bench.site import Site, cpu_of

PATH = "/gospodarii/"
SIZES = (100_000, 1_000_000)
VILLAGE_COMMUNE = 3_500


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Half of the people live in one big commune, the others in communes of 3,500: pages of both are read."""
    with site.connect() as connection:
        many = communes(connection, effort.of(SIZES[-1] // 2 // VILLAGE_COMMUNE) + 2)
        big, small = hire(connection, many[:2])
        rows = {}
        for people, before in zip(SIZES, (0, *SIZES), strict=False):
            half, had = effort.of(people // 2, 200), effort.of(before // 2, 200) if before else 0
            filled, wanted = had // VILLAGE_COMMUNE + (had > 0), half // VILLAGE_COMMUNE + 1
            fresh = dict.fromkeys(many[1 + filled : 1 + wanted], min(VILLAGE_COMMUNE, half))
            populate(connection, {big.commune_id: half - had, **fresh})
            rows[f"{people:,}"] = {
                f"{where}_{page}": figures
                for where, worker in (("village_commune", small), ("big_commune", big))
                for page, figures in _pages(site, worker, effort).items()
            }
            rows[f"{people:,}"]["no_page_at_all"] = _measure(site, small, {"": "/sanatate"}, effort)[""]
    return {**rows, **_compare(*rows.values())}


def _pages(site: Site, worker: Worker, effort: Effort) -> dict[str, dict[str, float]]:
    middle = urlencode({"dupa": _cursor_in_the_middle(worker)})
    return _measure(site, worker, {"first": PATH, "middle": f"{PATH}?{middle}"}, effort)


def _measure(site: Site, worker: Worker, pages: dict[str, str], effort: Effort) -> dict[str, dict[str, float]]:
    for path in pages.values():
        _ask(site, worker, path, effort.of(20, 2))
    seconds: dict[str, list[float]] = {page: [] for page in pages}
    cpu = dict.fromkeys(pages, 0.0)
    count = effort.of(100, 3)
    for _turn in range(effort.rounds):
        for page, path in pages.items():
            before = cpu_of([*site.web(), *site.postgres_family()])
            seconds[page] += _ask(site, worker, path, count).seconds
            cpu[page] += cpu_of([*site.web(), *site.postgres_family()]) - before
    each = count * effort.rounds
    return {page: {**spread(seconds[page]), "cpu_ms": rounded(cpu[page] * 1000 / each)} for page in pages}


def _ask(site: Site, worker: Worker, path: str, count: int) -> client.Answers:
    headers = {**worker.headers, "HX-Request": "true"}
    return client.send(client.Load(site.port, [[client.get(path, headers)] * count]))


def _cursor_in_the_middle(worker: Worker) -> str:
    """The address's cursor of the page in the middle of the commune's list."""
    from impreuna.kernel.scope import acting_as
    from impreuna.registry.models import Household
    from impreuna.ui.paging import page_of

    with acting_as(worker.actor()):
        households = Household.objects.filter(commune_id=worker.commune_id).only("commune_id", "id", "sort_key")
        return page_of(households, ("sort_key", "id"), None, max(1, households.count() // 2)).next


def _compare(fewer: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Ratios of the larger table to the smaller, page by page.

    `no_page_at_all` answers from no table of the register: what it moves, the machine moved.
    """
    times = {page: ratio(more[page]["p95_ms"], fewer[page]["p95_ms"]) for page in fewer}
    return {
        "p95_times": times,
        "p50_times": {page: ratio(more[page]["p50_ms"], fewer[page]["p50_ms"]) for page in fewer},
        "cpu_times": {page: ratio(more[page]["cpu_ms"], fewer[page]["cpu_ms"]) for page in fewer},
        "cpu_times_worst": max(ratio(more[page]["cpu_ms"], fewer[page]["cpu_ms"]) for page in fewer),
        "aims": {"p95_times": 1.3},
    }
