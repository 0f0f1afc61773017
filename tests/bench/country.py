"""Fills the register with people past the write path, by a few statements: a million in about a minute."""

from __future__ import annotations

from itertools import product
from typing import Any

import psycopg

from tests.bench.people import FIRST_NAMES, LAST_NAMES

#: A household has four people: one to each fourth number.
_PEOPLE_OF_HOUSEHOLD = 4

_HOUSEHOLDS = """
INSERT INTO registry_household (commune_id, id, n, village_id, street, number, place_note, phone, latitude, longitude,
    dwelling_state, label, sort_key, search, registered_at, registered_by)
SELECT h.commune_id, h.id, 0, v.siruta, 'Strada Școlii', h.i::text, 'lângă moară', '', NULL, NULL, 'visited',
    name.last_name || ' ' || name.first_name, name.sort_key, ' strada scolii ' || h.i || ' langa moara', now(), 'bench'
FROM bench_household h
JOIN bench_name name ON name.i = (h.i * 7919) % (SELECT count(*) FROM bench_name)
JOIN LATERAL (SELECT min(siruta) AS siruta FROM territory_village WHERE commune_id = h.commune_id) v ON true
"""
_PERSONS = """
INSERT INTO registry_person (commune_id, id, n, last_name, first_name, former_names, sex, birth_date, birth_year,
    identity, cnp_sealed, cnp_hash, sort_key, name_key, search, registered_at, registered_by)
SELECT p.commune_id, p.id, 0, name.last_name, name.first_name, '', name.sex, day.birth,
    extract(year FROM day.birth)::int, 'cnp', sha256(p.id::text::bytea), sha256(p.id::text::bytea),
    name.sort_key, name.name_key, name.search, now(), 'bench'
FROM bench_person p
JOIN bench_name name ON name.i = (p.i * 104729 + p.i / 1000) % (SELECT count(*) FROM bench_name)
CROSS JOIN LATERAL (SELECT date '1940-01-01' + ((p.i * 31) % 30000)::int AS birth) day
"""
_MEMBERSHIPS = """
INSERT INTO registry_membership (commune_id, id, n, household_id, person_id, relation, start_date, start_reason,
    end_reason)
SELECT p.commune_id, gen_random_uuid(), 0, p.household_id, p.id, p.relation, NULL, 'registered', ''
FROM bench_person p
"""


def populate(connection: psycopg.Connection[Any], people: dict[int, int]) -> None:
    """Adds to each commune as many people as `people` says, in households of four; statistics are fresh afterwards."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")  # the keys fit: no need to look each up
        _stage_names(connection)
        _stage_people(connection, people)
        for statement in (_HOUSEHOLDS, _PERSONS, _MEMBERSHIPS):
            connection.execute(statement)
    for table in ("registry_household", "registry_person", "registry_membership"):
        connection.execute(f"VACUUM ANALYZE {table}")


def communes(connection: psycopg.Connection[Any], count: int) -> list[int]:
    """`count` communes with villages where nobody is registered yet, by their SIRUTA codes."""
    rows = connection.execute(
        "SELECT c.siruta FROM territory_commune c WHERE c.ended_on IS NULL AND EXISTS"
        " (SELECT FROM territory_village v WHERE v.commune_id = c.siruta) AND NOT EXISTS"
        " (SELECT FROM registry_household h WHERE h.commune_id = c.siruta) ORDER BY c.siruta LIMIT %s",
        [count],
    )
    return [row[0] for row in rows]


def _stage_names(connection: psycopg.Connection[Any]) -> None:
    """Every first name with every last name, with the keys that the application would give them."""
    from impreuna.registry.rules import names

    connection.execute(
        "CREATE TEMP TABLE bench_name (i bigint PRIMARY KEY, last_name text, first_name text, sex text, sort_key text,"
        " name_key text, search text) ON COMMIT DROP"
    )
    pairs = product(((first, sex) for sex, all_first in FIRST_NAMES.items() for first in all_first), LAST_NAMES)
    with connection.cursor().copy("COPY bench_name FROM STDIN") as copy:
        for number, ((first, sex), last) in enumerate(pairs):
            keys = names.sort_key(last, first), names.name_key(last, first), names.search_text(last, first, "")
            copy.write_row((number, last, first, sex, *keys))
    connection.execute("ANALYZE bench_name")


def _stage_people(connection: psycopg.Connection[Any], people: dict[int, int]) -> None:
    connection.execute("CREATE TEMP TABLE bench_commune (commune_id int, people int) ON COMMIT DROP")
    with connection.cursor().copy("COPY bench_commune FROM STDIN") as copy:
        for row in people.items():
            copy.write_row(row)
    connection.execute(
        "CREATE TEMP TABLE bench_household ON COMMIT DROP AS SELECT commune_id, uuidv7() AS id,"
        " row_number() OVER () AS i"
        " FROM bench_commune, generate_series(1, greatest(1, people / %s))",
        [_PEOPLE_OF_HOUSEHOLD],
    )
    connection.execute(
        "CREATE TEMP TABLE bench_person ON COMMIT DROP AS SELECT h.commune_id, h.id AS household_id, uuidv7() AS id,"
        " h.i * 4 + member.ordinality AS i, member.relation FROM bench_household h,"
        " unnest(ARRAY['head', 'spouse', 'child', 'child']) WITH ORDINALITY AS member (relation, ordinality)"
    )
    connection.execute("ANALYZE bench_household")
    connection.execute("ANALYZE bench_person")
