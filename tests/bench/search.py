"""Search as one types, in a commune of 3,500 people: every beginning of what a neighbour would type."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from tests.bench import client
from tests.bench.country import communes, populate
from tests.bench.figures import Effort, rounded, spread
from tests.bench.people import Worker, hire
from tests.bench.site import Site, cpu_of

PATH = "/gospodarii/"
#: With and without diacritics, cedilla letters, pet names, two words, a date, a year, an address, nobody.
TYPED = (
    "Pop Ana", "Țăran Nelu", "ţăran", "mureșan ion", "MURESAN", "Șandor Istvan", "kovács", "Bîrlădeanu", "birladeanu m",
    "ionuț", "14.03.1980", "1975", "școlii 12", "scolii 7", "zzyzx", "a",
)  # fmt: skip


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Times and CPU of the part of the page that is asked for at each key, and of the whole page."""
    with site.connect() as connection:
        (code,) = communes(connection, 1)
        populate(connection, {code: effort.of(3_500, 40)})
        (worker,) = hire(connection, [code])
    typed = [word[:length] for word in TYPED for length in range(1, len(word) + 1)]
    as_typed = {**worker.headers, "HX-Request": "true"}
    _ask(site, as_typed, typed[:: effort.of(1) * 10])
    parts = _round(site, worker, as_typed, list(islice(typed * 4, effort.of(400, 10))))
    whole = _round(site, worker, worker.headers, typed[:: max(1, round(4 / effort.share))])
    return {"people": effort.of(3_500, 40), "as_one_types": parts, "whole_page": whole, "aims": {"p95_ms": 40}}


def _round(site: Site, worker: Worker, headers: dict[str, str], typed: list[str]) -> dict[str, float]:
    before = cpu_of(site.web()), cpu_of(site.postgres_family())
    answers = _ask(site, headers, typed)
    after = cpu_of(site.web()), cpu_of(site.postgres_family())
    web, postgres = ((later - sooner) * 1000 / len(typed) for later, sooner in zip(after, before, strict=True))
    return {
        **spread(answers.seconds),
        "cpu_ms_web": rounded(web),
        "cpu_ms_postgres": rounded(postgres),
        "kilobytes": rounded(answers.sizes / len(typed) / 1024),
    }


def _ask(site: Site, headers: dict[str, str], typed: list[str]) -> client.Answers:
    requests = [client.get(f"{PATH}?{urlencode({'q': word})}", headers) for word in typed]
    return client.send(client.Load(site.port, [requests]))
