"""Deadlines: what judging a case costs, how long the whole country would take, and lists over millions of them."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

import psycopg

from tests.bench import anew, client
from tests.bench.dossiers import LENGTHS, dossier
from tests.bench.figures import Effort, middle, percentile, rounded
from tests.bench.people import Worker, employ, hire
from tests.bench.site import ROOT, Site, cpu_of

#: Cases of the country, and entries of a long one.
COUNTRY, LONG = 450_000, 200
#: So many cases are judged in each of two processes.
JUDGED = 4_000
#: Open obligations of each case of the country.
OPEN_OF_CASE = 4

# A case has four open obligations, of the last and the next days: a tenth of them late, a fourth the worker's own, a
# fourth nobody's by name.
_FILL = """
INSERT INTO obligations_obligation (commune_id, id, n, case_id, team_id, is_restricted, household_id, code, key, since,
    due_at, warn_at, is_open, label, detail, subject, responsible_id, responsible, responsible_kind, late_reason)
SELECT commune.siruta, gen_random_uuid(), 1, made.case_id, made.case_id, false, NULL,
    (ARRAY['SMO-3.1', 'SMO-6.1', 'SMO-7.1b', 'SMO-7.1f'])[made.number], made.case_id::text,
    now() - interval '9 days', due.at, due.at - interval '1 day', true, made.i %% 400 || '/2026 Caz ' || made.i, '',
    'child',
    CASE made.i %% 4 WHEN 0 THEN %(mine)s WHEN 1 THEN NULL ELSE md5(made.i::text)::uuid END, 'Om', 'responsible', ''
FROM (SELECT i, number, md5('case' || i)::uuid AS case_id FROM generate_series(1, %(cases)s) i
      CROSS JOIN generate_series(1, %(each)s) number) made
JOIN (SELECT siruta, row_number() OVER (ORDER BY siruta) - 1 AS place, count(*) OVER () AS all_of_them
      FROM territory_commune WHERE ended_on IS NULL) commune ON commune.place = made.i / 150 %% commune.all_of_them
CROSS JOIN LATERAL (SELECT now() + ((made.i * 7 + made.number * 13) %% 100 - 10) * interval '6 hours' AS at) due
"""


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Milliseconds of CPU for a long case, seconds for the country on two cores, pages over a country's rows."""
    cases = effort.of(COUNTRY, 1_000)
    long = middle(_long_case(effort) for _round in range(effort.rounds))
    with site.connect() as connection:
        worker, ministry, rows = _fill(connection, cases)
        pages = {
            "today": _visit(site, worker, "/termene/", effort),
            "team": _visit(site, worker, "/termene/echipa/", effort),
            "country": _visit(site, ministry, "/termene/judete/", effort),
        }
        connection.execute("TRUNCATE obligations_obligation")
    return {
        "long_case": long,
        "country": _country(effort),
        "anew": anew.measure(site, effort),
        "rows": rows,
        "pages": pages,
        "aims": {"long_case_cpu_ms": 5, "country_minutes": 15, "today_p95_ms": 100, "country_p95_ms": 200},
    }


def _long_case(effort: Effort) -> dict[str, float]:
    from impreuna.obligations.rules.judging import judge

    case, book, times = dossier(LONG, 1), _book(), effort.of(100, 3)
    judged = judge(case, book, {})
    before = time.process_time()
    for _time in range(times):
        judge(case, book, {})
    cpu = (time.process_time() - before) * 1000 / times
    return {"entries": LONG, "obligations": len(judged), "cpu_ms": rounded(cpu)}


def _country(effort: Effort) -> dict[str, float]:
    """All cases of the country by two processes beside each other. By CPU, which other work does not slow down."""
    count = effort.of(JUDGED, 20)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_judge_some, [1, 1]))  # both have read the list
        seconds = sum(pool.map(_judge_some, [count, count]))
    each = seconds / (2 * count)
    return {"cpu_ms_of_a_case": rounded(each * 1000), "cases": COUNTRY, "minutes": rounded(COUNTRY * each / 2 / 60)}


def _judge_some(count: int) -> float:
    """Seconds of CPU for so many cases of all lengths."""
    from impreuna.obligations.rules.judging import judge

    dossiers = [dossier(length, seed) for seed, length in enumerate(LENGTHS)]
    book = _book()
    before = time.process_time()
    for number in range(count):
        judge(dossiers[number % len(dossiers)], book, {})
    return time.process_time() - before


@cache
def _book() -> Any:
    from impreuna.obligations.rules.book import Book
    from impreuna.obligations.rules.reading import read

    return Book.of(read(ROOT / "lists" / "obligations.yaml"))


def _fill(connection: psycopg.Connection[Any], cases: int) -> tuple[Worker, Worker, int]:
    """The country's open obligations; a worker who answers for a fourth of her commune's; somebody of a ministry."""
    (code,) = connection.execute("SELECT min(siruta) FROM territory_commune WHERE ended_on IS NULL").fetchone() or (0,)
    (worker,) = hire(connection, [code])
    ministry = employ(connection, 0, "ministry_labour", "country")
    values = {"cases": cases, "each": OPEN_OF_CASE, "mine": worker.user_id}
    rows = connection.execute(_FILL, values).rowcount
    # Another commune's fourth belongs to others: one person works in one place.
    connection.execute(
        "UPDATE obligations_obligation SET responsible_id = md5(commune_id::text)::uuid"
        " WHERE responsible_id = %s AND commune_id <> %s",
        [worker.user_id, code],
    )
    connection.execute("VACUUM ANALYZE obligations_obligation")
    return worker, ministry, rows


def _visit(site: Site, worker: Worker, address: str, effort: Effort) -> dict[str, float]:
    count = effort.of(60, 2)
    request = client.get(address, worker.headers)
    client.send(client.Load(site.port, [[request] * 4]))
    before = cpu_of([*site.web(), *site.postgres_family()])
    answers = client.send(client.Load(site.port, [[request] * count]))
    cpu = cpu_of([*site.web(), *site.postgres_family()]) - before
    return {
        "cpu_ms": rounded(cpu * 1000 / count),
        "p50_ms": rounded(percentile(answers.seconds, 0.5) * 1000),
        "p95_ms": rounded(percentile(answers.seconds, 0.95) * 1000),
        "kilobytes": rounded(answers.sizes / count / 1024),
    }
