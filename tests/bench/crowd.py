"""Three hundred tablets at once, each with ten acts to send, while the office works on."""

from __future__ import annotations

import threading
import time
from typing import Any

from tests.bench import client, crowd_client
from tests.bench.country import populate
from tests.bench.figures import Effort, percentile, rounded, spread
from tests.bench.people import Worker, hire, households
from tests.bench.site import Site
from tests.bench.sync import download
from tests.bench.tablets import Tablet, enrol, push_body, villages_without_people

TABLETS, COMMUNES, PEOPLE, ACTS = 300, 60, 2_000, 10
#: Of how many tablets one downloads everything for the first time.
_NEW = 10
_PAGES = ("/", "/gospodarii/", "/gospodarii/?q=pop")


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """How long the tablets took, what failed, and what somebody in the office felt before and meanwhile."""
    with site.connect() as connection:
        codes = villages_without_people(connection, effort.of(COMMUNES, 2))
        populate(connection, dict.fromkeys(codes, effort.of(PEOPLE, 40)))
        count = effort.of(TABLETS, 4)
        workers = hire(connection, [codes[number % len(codes)] for number in range(count)])
        tablets = enrol(connection, workers)
    for number, tablet in enumerate(tablets):
        if number % _NEW:
            download(site, tablet)
    callers = [_caller(tablet, number) for number, tablet in enumerate(tablets)]
    alone = _office(site, workers[0], effort.of(120, 6))
    crowd = crowd_client.begin(crowd_client.Crowd(site.port, callers))
    meanwhile: list[float] = []
    over = threading.Event()
    office = threading.Thread(target=lambda: _until(site, workers[0], over, meanwhile))
    office.start()
    done = crowd_client.end(crowd)
    over.set()
    office.join()
    return {
        "tablets": len(tablets),
        "failed": len(done.failed),
        "first_failure": done.failed[0] if done.failed else "",
        "acts": dict(sorted(done.outcomes.items())),
        "asked_to_wait": done.statuses[503] + done.statuses[429],
        "records": done.records,
        "seconds_p50": rounded(percentile(done.seconds, 0.5)),
        "seconds_longest": rounded(max(done.seconds)),
        "office_alone": spread(alone),
        "office_meanwhile": {**spread(meanwhile), "pages": len(meanwhile)},
        "aims": {"failed": 0, "office_p95_ms": 300},
    }


def _caller(tablet: Tablet, number: int) -> crowd_client.Caller:
    from impreuna.kernel.command import decode

    acts = [decode("RegisterHousehold", body) for body in households(tablet.worker, ACTS, seed=1_000 + number)]
    return crowd_client.Caller(tablet.headers, push_body(acts), tablet.view, tablet.after, tablet.head)


def _office(site: Site, worker: Worker, count: int) -> list[float]:
    requests = [client.get(_PAGES[number % len(_PAGES)], worker.headers) for number in range(count)]
    return client.send(client.Load(site.port, [requests])).seconds


def _until(site: Site, worker: Worker, over: threading.Event, into: list[float]) -> None:
    """Somebody in the office opens a page, reads for a moment, opens the next."""
    while not over.is_set() or not into:
        into += _office(site, worker, 6)
        time.sleep(0.05)
