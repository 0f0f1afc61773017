"""All deadlines worked out anew from the dossiers in the database: reading, judging, comparing, writing.

Time by CPU, PostgreSQL's too, divided by two cores; other work on the machine does not slow it down.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import msgspec
import psycopg

from tests.bench.country import communes
from tests.bench.dossiers import LENGTHS, dossier
from tests.bench.figures import Effort, rounded
from tests.bench.site import Site, cpu_of

#: Cases of the country, those that are made, and those of one commune.
COUNTRY, MADE, OF_COMMUNE = 450_000, 100_000, 150
_KINDS_OF_LENGTHS = len(LENGTHS)

# A case stands for one of ten dossiers; its entries carry beside what is judged as much text as a report does.
_TEMPLATES = """
CREATE TEMP TABLE template (seed int, place int, kind text, at timestamptz, about int, author uuid, content jsonb)
"""
_CASES = """
INSERT INTO cases_case (commune_id, id, n, team_id, key_id, is_restricted, year, number, label, subject, channel,
    is_urgent, stage, is_suspended, registered_at, registered_by, responsible_id, responsible, is_active, outcome,
    search, former_number)
SELECT (%(communes)s::int[])[1 + i / %(each)s], md5('case' || i)::uuid, 1, md5('team' || i)::uuid,
    md5('key' || i)::uuid, i %% 50 = 0, 2025, i %% %(each)s + 1, 'Popescu Ana', 'child', 'notice_phone', false,
    'in_services', false, '2025-01-06 08:00+00'::timestamptz + i %% 10 * interval '1 minute', 'Om',
    md5('worker')::uuid, 'Om', true, '', '', ''
FROM generate_series(0, %(cases)s - 1) i
"""
_ENTRIES = """
INSERT INTO cases_caseentry (commune_id, id, n, case_id, team_id, key_id, is_restricted, kind, area, about_id,
    stated_at, recorded_at, received_at, late_reason, author, author_id, role, content, is_past)
SELECT (%(communes)s::int[])[1 + i / %(each)s], md5(i || '/' || t.place)::uuid, 1, md5('case' || i)::uuid,
    md5('team' || i)::uuid, md5('nobody')::uuid, i %% 50 = 0, t.kind, 'case', md5(i || '/' || t.about)::uuid,
    t.at, t.at, t.at, '', 'Om', t.author, 'social_worker', t.content, false
FROM generate_series(0, %(cases)s - 1) i JOIN template t ON t.seed = i %% 10
"""
_MEMBERS = """
INSERT INTO cases_casemember (commune_id, id, n, case_id, team_id, is_restricted, user_id, name, function, since,
    institution)
SELECT (%(communes)s::int[])[1 + i / %(each)s], md5('member' || i || f)::uuid, 1, md5('case' || i)::uuid,
    md5('team' || i)::uuid, i %% 50 = 0, md5('worker' || f)::uuid, 'Om', f, '2025-01-06', ''
FROM generate_series(0, %(cases)s - 1) i CROSS JOIN unnest(ARRAY['responsible', 'head']) f
"""
_PERIOD = """
INSERT INTO obligations_period (code, from_day, amount, unit, source, set_at, set_by)
VALUES ('SMO-7.2', '2025-01-01', 2, 'months', 'măsurare', now(), 'măsurare')
"""
_TABLES = "cases_case, cases_caseentry, cases_casemember, obligations_obligation, obligations_recomputation"
_TEXT = "Mama și bunica spun că băiatul merge la școală și că serviciul îi ajută. " * 8


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Three rounds over a part of the country, each told for the whole: of a first installation, where everything is
    written; after a release that changes nothing; after the period of one obligation changed."""
    with site.connect() as connection:
        cases, entries, places = _fill(connection, effort)
        rounds = {}
        for name, prepared in (("first", ""), ("same", ""), ("one_period", _PERIOD)):
            if prepared:
                connection.execute(prepared)
            rounds[name] = _round(site, places, cases, name)
            connection.execute("VACUUM ANALYZE obligations_obligation")
        (stored,) = connection.execute("SELECT count(*) FROM obligations_obligation").fetchone() or (0,)
        connection.execute(f"TRUNCATE {_TABLES}, obligations_period")
    return {"cases": cases, "entries": entries, "stored": stored, **rounds}


def _round(site: Site, places: Sequence[int], cases: int, basis: str) -> dict[str, float]:
    before, began = _postgres_cpu(site), time.monotonic()
    changed, processes = _carry_out(places, basis)
    postgres, seconds = _postgres_cpu(site) - before, time.monotonic() - began
    each = (processes + postgres) / cases
    return {
        "changed": changed,
        "cpu_ms_of_a_case": rounded(each * 1000),
        "cpu_ms_of_postgres": rounded(postgres / cases * 1000),
        "minutes_of_the_country": rounded(COUNTRY * each / 2 / 60),
        "seconds_here": rounded(seconds),
    }


def _postgres_cpu(site: Site) -> float:
    """Seconds of PostgreSQL's processes, those too that have ended: the first one has waited for them."""
    family = site.postgres_family()
    ended = family[0].cpu_times()
    return cpu_of(family) + ended.children_user + ended.children_system


def _carry_out(places: Sequence[int], basis: str) -> tuple[int, float]:
    """How many rows changed, and seconds of CPU of the two processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        done = list(pool.map(_work_out, [(places[half::2], basis) for half in (0, 1)]))
    return sum(changed for changed, _seconds in done), sum(seconds for _changed, seconds in done)


def _prepare() -> None:
    import django

    django.setup()


def _work_out(order: tuple[Sequence[int], str]) -> tuple[int, float]:
    from impreuna.config.cli.obligations import carry_out

    before = os.times()
    changed = sum(carry_out((commune_id, order[1], False)).changed for commune_id in order[0])
    after = os.times()
    return changed, after.user + after.system - before.user - before.system


def _fill(connection: psycopg.Connection[Any], effort: Effort) -> tuple[int, int, list[int]]:
    """Dossiers of the ten lengths: cases and entries made, and in which communes."""
    cases = effort.of(MADE, 400)
    places = communes(connection, -(-cases // OF_COMMUNE))
    connection.execute(f"TRUNCATE {_TABLES}")
    connection.execute(_TEMPLATES)
    for seed, length in enumerate(LENGTHS):
        _keep_template(connection, seed, length)
    values = {"cases": cases, "each": OF_COMMUNE, "communes": places}
    connection.execute(_CASES, values)
    entries = connection.execute(_ENTRIES, values).rowcount
    connection.execute(_MEMBERS, values)
    connection.execute("VACUUM ANALYZE cases_case, cases_caseentry, cases_casemember")
    return cases, entries, places


def _keep_template(connection: psycopg.Connection[Any], seed: int, length: int) -> None:
    facts = dossier(length, seed).facts
    places = {fact.id: place for place, fact in enumerate(facts)}
    for place, fact in enumerate(facts):
        content = msgspec.json.encode({"text": _TEXT, **fact.content}).decode()
        row = [seed, place, fact.kind, fact.at, places.get(fact.about_id), fact.author_id, content]
        connection.execute("INSERT INTO template VALUES (%s, %s, %s, %s, %s, %s, %s)", row)
