"""The floor under `register`: bare WSGI and one prepared statement that inserts the same rows, as a superuser.

No session, no role, no rule, no encryption, no journal: what HTTP, JSON, PostgreSQL and the tables' indexes
cost by themselves. `tests.bench.site.floor` serves it as `impreuna serve` would.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

import psycopg

_INSERT = """
WITH household AS (
  INSERT INTO registry_household (commune_id, id, n, village_id, street, number, place_note, phone, latitude, longitude,
      dwelling_state, label, sort_key, search, registered_at, registered_by)
  VALUES (%s, %s, 0, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now(), 'floor')
), fresh AS (
  SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[], %s::text[])
  AS x(id, membership_id, relation, last_name, first_name, sex, birth_date, cnp)
), person AS (
  INSERT INTO registry_person (commune_id, id, n, last_name, first_name, former_names, sex, birth_date, birth_year,
      identity, cnp_sealed, cnp_hash, sort_key, name_key, search, registered_at, registered_by)
  SELECT %s, id, 0, last_name, first_name, '', sex, birth_date, NULL, 'cnp', cnp::bytea, cnp::bytea, last_name,
      last_name, last_name, now(), 'floor' FROM fresh
)
INSERT INTO registry_membership (commune_id, id, n, household_id, person_id, relation, start_date, start_reason,
    end_reason)
SELECT %s, membership_id, 0, %s, id, relation, NULL, 'registered', '' FROM fresh
"""

_own = threading.local()


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_own, "connection"):
        _own.connection = psycopg.connect(os.environ["FLOOR_DSN"], autocommit=True, prepare_threshold=0)
    connection: psycopg.Connection[Any] = _own.connection
    return connection


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Inserts the household in the body; answers `{}`."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length:
        _insert(json.loads(environ["wsgi.input"].read(length)))
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])
    return [b"{}"]


def _insert(c: dict[str, Any]) -> None:
    members = c["members"]
    head, commune_id = members[0], c["commune_id"]
    name = f"{head['last_name']} {head['first_name']}"
    columns = [[member[key] for member in members] for key in ("relation", "last_name", "first_name", "sex")]
    _connection().execute(
        _INSERT,
        [
            commune_id, c["household_id"], c["village_id"], c["street"], c["number"], c["place_note"], c["phone"],
            c["latitude"], c["longitude"], c["dwelling_state"], name, name, name,
            [member["id"] for member in members], [uuid4() for _ in members], *columns,
            [member["birth_date"] for member in members], [member["cnp"] for member in members],
            commune_id, commune_id, c["household_id"],
        ],
    )  # fmt: skip
