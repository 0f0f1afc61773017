"""The live picture: a commune's recount, the sums of counties and country, and how soon a change shows nationally."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import psycopg

from tests.bench import client
from tests.bench.country import communes, populate
from tests.bench.figures import Effort, rounded, spread
from tests.bench.people import Worker, hire, households
from tests.bench.register import PATH
from tests.bench.site import ROOT, Site, cpu_of

CLIENTS = 8
PEOPLE = 3_000
COUNTRY = 2_000
#: A change has to show in the country's figures within this many seconds.
LIMIT = 5.0

# Each household was visited once within two years, and again if its number is even.
_VISITS = """
INSERT INTO assessment_assessment (commune_id, id, n, household_id, edition, started_at, ended_at, received_at,
    author_id, author, role, outcome, people)
SELECT h.commune_id, uuidv7(), 1, h.id, 1, at, at, at, uuidv7(), 'bench', 'social_worker', 1, '{}'
FROM registry_household h, generate_series(1, 2) AS turn,
  LATERAL (SELECT now() - (h.number::int %% 365 + 365 * (turn - 1)) * interval '1 day' AS at) moment
WHERE h.commune_id = ANY (%(communes)s) AND (turn = 1 OR h.number::int %% 2 = 0)
"""
_ANSWERS = """
INSERT INTO assessment_answers (commune_id, id, n, area, household_id, household, persons)
SELECT commune_id, id, 1, area, household_id,
  jsonb_build_object('G05', extract(day FROM ended_at)::int %% 5 + 1, 'H03', 1, 'H04', 2, 'H05', '[1, 2]'::jsonb,
    'G02', 1, 'G03', 1, 'H07', 2, 'L17', '[1]'::jsonb), '[{}, {}, {}, {}]'
FROM assessment_assessment, unnest(ARRAY['household', 'housing', 'income', 'education']) AS area
WHERE commune_id = ANY (%(communes)s)
"""
# Of 125 vulnerabilities each person has every 60th or so: about two for each, as a poor village has.
_FINDINGS = """
INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil, severity, state,
    evidence, edition, assessment_id, found_at, decided_by, decided_role, note)
SELECT m.commune_id, uuidv7(), 1, s.subject_id, s.is_person, m.household_id, v.code, v.veil, v.severity,
  (ARRAY['proposed', 'confirmed', 'confirmed', 'resolved', 'refuted'])[1 + hash %% 5], '{}', 1, uuidv7(),
  now() - (hash %% 700) * interval '1 day', '', '', ''
FROM registry_membership m
JOIN bench_vulnerability v ON NOT v.is_household OR m.relation = 'head'
CROSS JOIN LATERAL (SELECT CASE WHEN v.is_household THEN m.household_id ELSE m.person_id END AS subject_id,
  NOT v.is_household AS is_person) s
CROSS JOIN LATERAL (SELECT abs(hashtext(m.id::text || v.code)) AS hash) h
WHERE m.commune_id = ANY (%(communes)s) AND hash %% 60 = 0
"""
_VULNERABILITIES = """
CREATE TEMP TABLE bench_vulnerability AS
SELECT v ->> 'code' AS code, v ->> 'veil' AS veil, (v ->> 'severity')::int AS severity,
  v ->> 'subject' = 'household' AS is_household
FROM nomenclature_edition e, jsonb_array_elements(e.content -> 'vulnerabilities') v
WHERE v ->> 'subject' <> 'community'
"""
_COPY = """
INSERT INTO monitoring_figure (place_id, measure, village_id, age_band, sex, veil, value)
SELECT t.siruta, f.measure, f.village_id, f.age_band, f.sex, f.veil, f.value
FROM monitoring_figure f, unnest(%s::int[]) AS t (siruta) WHERE f.place_id = %s
"""
_COPY_COUNT = """
INSERT INTO monitoring_count (place_id, n, counted_on, counted_at, took_ms, basis)
SELECT t.siruta, k.n, c.counted_on, c.counted_at, c.took_ms, c.basis
FROM monitoring_count c, unnest(%s::int[]) AS t (siruta) JOIN kernel_clock k ON k.commune_id = t.siruta
WHERE c.place_id = %s
"""
_SHOWS = """
SELECT c.n >= %(n)s AND county.counted_at >= c.counted_at AND country.counted_at >= county.counted_at
FROM monitoring_count c JOIN territory_commune t ON t.siruta = c.place_id
JOIN monitoring_count county ON county.place_id = t.county_id
JOIN monitoring_count country ON country.place_id = 0 WHERE c.place_id = %(commune)s
"""


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Times of one recount of 3,000 people, of the sums with 2,000 communes, of looking for what is stale; and how
    long a change takes to the country's figures while 8 clients write."""
    with site.connect() as connection:
        codes = communes(connection, CLIENTS + 1)
        populate(connection, {code: effort.of(PEOPLE, 40) for code in codes})
        _take_census(connection, codes)
        workers = hire(connection, codes)
        one = codes[0]
        found = {"recount": spread(_recounts(connection, one, effort.of(40, 3)))}
        found["recount_unchanged"] = _cost(connection, lambda: _do(connection, _RECOUNT, [one]), effort.of(40, 3))
        for code in codes[1:]:
            _do(connection, _RECOUNT, [code])
        _copy(connection, one, effort.of(COUNTRY, 20))
        county = _do(connection, "SELECT county_id FROM territory_commune WHERE siruta = %s", [one])
        counties = [row[0] for row in connection.execute("SELECT siruta FROM territory_county")]
        for each in counties:
            _do(connection, _SUM, [each])
        found["sum_county"] = _cost(connection, lambda: _do(connection, _SUM, [county]), effort.of(40, 3))
        found["sum_country"] = _cost(connection, lambda: _do(connection, _SUM_COUNTRY), effort.of(40, 3))
        figures = _do(connection, "SELECT count(*) FROM monitoring_figure WHERE place_id = %s", [one])
        size = _do(connection, "SELECT pg_total_relation_size('monitoring_figure') / 2^20")
        found["counted"] = {
            "figures_of_commune": figures,
            "communes": effort.of(COUNTRY, 20),
            "figures_mb": rounded(size),
        }
        found["shows_nationally"] = _under_load(site, connection, workers, effort)
    return found


_RECOUNT = "SELECT monitoring_recount(%s)"
_SUM = "SELECT monitoring_sum(%s)"
_SUM_COUNTRY = "SELECT monitoring_sum_country()"


def _take_census(connection: psycopg.Connection[Any], codes: list[int]) -> None:
    connection.execute(_VULNERABILITIES)
    for statement in (_VISITS, _ANSWERS, _FINDINGS):
        connection.execute(statement, {"communes": codes})
    for table in ("assessment_assessment", "assessment_answers", "assessment_finding"):
        connection.execute(f"VACUUM ANALYZE {table}")
    connection.execute("UPDATE kernel_clock SET n = n + 1 WHERE commune_id = ANY (%s)", [codes])


def _recounts(connection: psycopg.Connection[Any], commune: int, times: int) -> list[float]:
    """Recounts after one household's findings were confirmed: what happens all day."""
    seconds = []
    for _turn in range(times):
        connection.execute(
            "UPDATE assessment_finding SET state = CASE state WHEN 'confirmed' THEN 'proposed' ELSE 'confirmed' END"
            " WHERE commune_id = %s AND household_id = (SELECT household_id FROM assessment_finding"
            " WHERE commune_id = %s OFFSET floor(random() * 50) LIMIT 1)",
            [commune, commune],
        )
        seconds += _times(lambda: _do(connection, _RECOUNT, [commune]), 1)
    return seconds


def _copy(connection: psycopg.Connection[Any], model: int, count: int) -> None:
    others = [
        row[0]
        for row in connection.execute(
            "SELECT siruta FROM territory_commune WHERE ended_on IS NULL AND siruta NOT IN"
            " (SELECT place_id FROM monitoring_count) ORDER BY md5(siruta::text) LIMIT %s",
            [count],
        )
    ]
    connection.execute(_COPY, [others, model])
    connection.execute(_COPY_COUNT, [others, model])
    connection.execute("VACUUM ANALYZE monitoring_figure")
    connection.execute("VACUUM ANALYZE monitoring_count")


def _under_load(
    site: Site, connection: psycopg.Connection[Any], workers: list[Worker], effort: Effort
) -> dict[str, Any]:
    """One colleague registers a household every now and then, while eight write without a pause."""
    *busy, calm = workers
    count = effort.of(1_000, 4)
    clients = [
        [client.post(PATH, worker.headers, body) for body in households(worker, count, 7_000 + number)]
        for number, worker in enumerate(busy)
    ]
    probes = [client.post(PATH, calm.headers, body) for body in households(calm, effort.of(12, 2), 9_000)]
    connection.execute("UPDATE kernel_clock SET n = n + 1 WHERE commune_id = %s", [calm.commune_id])
    with _worker(site):
        _wait_until(lambda: _is_fresh(connection), 60)  # it has started
        load = threading.Thread(target=client.send, args=(client.Load(site.port, clients),))
        load.start()
        delays = []
        for probe in probes:
            began = time.perf_counter()
            client.send(client.Load(site.port, [[probe]]))
            n = _do(connection, "SELECT n FROM kernel_clock WHERE commune_id = %s", [calm.commune_id])
            shows = {"n": n, "commune": calm.commune_id}
            _wait_until(lambda: bool(_do(connection, _SHOWS, shows)), 60)  # noqa: B023
            delays.append(time.perf_counter() - began)
        still_writing = load.is_alive()
        load.join()
        began = time.perf_counter()
        _wait_until(lambda: _is_fresh(connection), 60)
    return {
        **spread(delays),
        "longest_ms": round(max(delays) * 1000),
        "limit_ms": LIMIT * 1000,
        "was_writing_until_the_end": still_writing,
        "all_fresh_after_ms": round((time.perf_counter() - began) * 1000),
    }


def _is_fresh(connection: psycopg.Connection[Any]) -> bool:
    return not _do(
        connection,
        "SELECT count(*) FROM kernel_clock k JOIN territory_commune t ON t.siruta = k.commune_id"
        " LEFT JOIN monitoring_count c ON c.place_id = k.commune_id WHERE k.n > coalesce(c.n, 0)",
    )


@contextmanager
def _worker(site: Site) -> Iterator[None]:
    with (site.folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "impreuna.config.worker"], cwd=ROOT, env=os.environ, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError("figures stay behind")
        time.sleep(0.02)


def _cost(connection: psycopg.Connection[Any], act: Callable[[], Any], times: int) -> dict[str, float]:
    """Times, and the CPU that PostgreSQL needs for one: steadier than times on a busy machine."""
    backend = [psutil.Process(connection.info.backend_pid)]
    before = cpu_of(backend)
    seconds = _times(act, times)
    return {**spread(seconds), "cpu_ms": rounded((cpu_of(backend) - before) * 1000 / times)}


def _times(act: Callable[[], Any], times: int) -> list[float]:
    seconds = []
    for _turn in range(times):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return seconds


def _do(connection: psycopg.Connection[Any], statement: str, values: Any = ()) -> Any:
    row = connection.execute(statement, values).fetchone()
    return row[0] if row else None
