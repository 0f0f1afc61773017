"""What row-level security costs: telling PostgreSQL who acts, and asking through the policies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

import psycopg

from tests.bench.country import communes, populate
from tests.bench.figures import Effort, ratio, rounded
from tests.bench.people import hire
from tests.bench.site import Site

_PAGE = "SELECT * FROM registry_household WHERE commune_id = %s ORDER BY sort_key, id LIMIT 26"
#: Questions of the kind that pages ask; each takes the commune.
QUESTIONS = {
    "first_page": _PAGE,
    "page_in_the_middle": _PAGE.replace(" ORDER", " AND sort_key >= 'm' ORDER"),
    "search": "SELECT id FROM registry_person WHERE commune_id = %s AND search LIKE '%% pop%%'"
    " ORDER BY sort_key, id LIMIT 21",
    "history": "SELECT * FROM kernel_fieldchange WHERE commune_id = %s ORDER BY n DESC LIMIT 50",
    "without_a_commune": "SELECT id FROM registry_household WHERE %s > 0 ORDER BY sort_key LIMIT 26",
}


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Each question as the application's role under a social worker's scope, and as a superuser who passes by."""
    with site.connect() as superuser:
        codes = communes(superuser, 20)
        populate(superuser, dict.fromkeys(codes, effort.of(3_500, 40)))
        worker, *_others = hire(superuser, codes[:1])
    turns = effort.of(40, 3)
    report: dict[str, Any] = {"acting_as_cpu_ms": _cost_of_acting(worker.actor(), effort.of(500, 5))}
    for name, question in QUESTIONS.items():
        with site.connect() as superuser, site.connect_as_application(worker.actor()) as application:
            bare = _explain(superuser, question, worker.commune_id, turns)
            scoped = _explain(application, question, worker.commune_id, turns)
        report[name] = {
            "ms": scoped["ms"],
            "ms_without_policies": bare["ms"],
            "times": ratio(scoped["ms"], bare["ms"]),
            "rows_read": scoped["rows_read"],
            "reads_whole_tables": scoped["reads_whole_tables"],
        }
    return report


def _cost_of_acting(actor: Any, turns: int) -> float:
    """CPU of this process, in milliseconds, to say who acts and to take it back."""
    from django.db import connection

    from impreuna.kernel.scope import acting_as

    connection.ensure_connection()
    start = time.process_time()
    for _ in range(turns):
        with acting_as(actor):
            pass
    return rounded((time.process_time() - start) * 1000 / turns)


def _explain(connection: psycopg.Connection[Any], question: str, commune_id: int, turns: int) -> dict[str, Any]:
    times, plan = [], {}
    for _ in range(turns):
        row = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {question}", [commune_id]).fetchone()
        plan = row[0][0] if row else {}
        times.append(plan["Planning Time"] + plan["Execution Time"])
    nodes = list(_nodes(plan["Plan"]))
    read = sum(node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0) for node in nodes if _is_scan(node))
    whole = sorted({node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"})
    return {"ms": rounded(median(times)), "rows_read": read, "reads_whole_tables": whole}


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _is_scan(node: dict[str, Any]) -> bool:
    return "Relation Name" in node
