"""The floor under `assess`: bare WSGI and one prepared statement that inserts the same rows, as a superuser.

No session, no role, no question looked up, no rule, no veil, no journal: what HTTP, JSON, PostgreSQL and the tables'
indexes cost by themselves.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

_INSERT = """
WITH visit AS (
  INSERT INTO assessment_assessment (commune_id, id, n, household_id, edition, started_at, ended_at, received_at,
      author_id, author, role, purpose, outcome, conclusion, people)
  VALUES (%s, %s, 0, %s, %s, %s, %s, now(), %s, 'floor', 'social_worker', 1, 1, 1, %s::uuid[])
), answers AS (
  INSERT INTO assessment_answers (commune_id, id, n, household_id, area, household, persons)
  SELECT %s, %s, 0, %s, area, household, persons
  FROM json_to_recordset(%s::json) AS x(area text, household jsonb, persons jsonb)
)
INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil, severity, state,
    evidence, edition, assessment_id, found_at, decided_by, decided_role, note)
SELECT %s, gen_random_uuid(), 0, subject, true, %s, code, 'household', 2, 'proposed', evidence, 1, %s, now(), '', '', ''
FROM json_to_recordset(%s::json) AS x(subject uuid, code text, evidence jsonb)
ON CONFLICT (commune_id, subject_id, code) DO NOTHING
"""

_own = threading.local()


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_own, "connection"):
        _own.connection = psycopg.connect(os.environ["FLOOR_DSN"], autocommit=True, prepare_threshold=0)
    connection: psycopg.Connection[Any] = _own.connection
    return connection


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Inserts the visit in the body; answers `{}`."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length:
        _insert(json.loads(environ["wsgi.input"].read(length)))
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])
    return [b"{}"]


def _insert(c: dict[str, Any]) -> None:
    place, visit, home = c["commune_id"], c["id"], c["household_id"]
    answers, findings = json.dumps(c["answers"]), json.dumps(c["findings"])
    _connection().execute(
        _INSERT,
        [
            place, visit, home, c["edition"], c["started_at"], c["ended_at"], visit, c["people"],
            place, visit, home, answers, place, home, visit, findings,
        ],
    )  # fmt: skip
