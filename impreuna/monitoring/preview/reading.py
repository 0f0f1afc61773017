"""The households of one commune as they are answered now, read for counting alone.

Nobody acts here, so row-level security is told, until the transaction ends, the one commune and the areas that the
rules read; whatever else there is stays unseen. Nothing read leaves this process but counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec
from django.db import connection, transaction

from impreuna.assessment.rules.interview import Home

# Members and visits are of these areas, whatever the rules read.
_ALWAYS = frozenset({"identity", "household"})
_BEFORE = """
SELECT coalesce(current_setting('impreuna.communes', true), ''), coalesce(current_setting('impreuna.areas', true), '')
"""
_SCOPE = "SELECT set_config('impreuna.communes', %s, true), set_config('impreuna.areas', %s, true)"
# The same shape as `assessment.queries.home` has for one household, for all of a commune that ever answered. What is
# gathered by household is gathered once, whatever the planner believes of the tables' sizes.
_HOMES = """
WITH latest AS (
  SELECT DISTINCT ON (a.household_id, a.area, s.subject) a.household_id, a.area, s.subject, v.edition, v.ended_at,
    s.answers
  FROM assessment_answers a JOIN assessment_assessment v ON v.commune_id = a.commune_id AND v.id = a.id
  CROSS JOIN LATERAL (
    SELECT a.household_id AS subject, a.household AS answers WHERE a.household <> '{}'
    UNION ALL
    SELECT v.people[e.place], e.answers FROM jsonb_array_elements(a.persons) WITH ORDINALITY e(answers, place)
    WHERE e.answers <> '{}') s
  WHERE a.commune_id = %s AND a.area = ANY (%s)
  ORDER BY a.household_id, a.area, s.subject, v.ended_at DESC, a.n DESC
), past AS MATERIALIZED (
  SELECT household_id, json_agg(json_build_object('area', area, 'subject', subject, 'edition', edition,
    'ended_at', ended_at, 'answers', answers)) AS answers
  FROM latest GROUP BY household_id
), person AS (
  SELECT DISTINCT ON (m.household_id, p.id) m.household_id, p.id, coalesce(p.merged_into_id, p.id) AS stands_for,
    m.relation, m.end_date IS NULL AND p.merged_into_id IS NULL AS is_member, p.sex, p.birth_date, p.birth_year
  FROM registry_membership m JOIN registry_person p ON p.commune_id = m.commune_id AND p.id = m.person_id
  WHERE m.commune_id = %s
  ORDER BY m.household_id, p.id, m.end_date DESC NULLS FIRST
), member AS MATERIALIZED (
  SELECT household_id, json_agg(json_build_object('id', id, 'stands_for', stands_for, 'relation', relation,
    'is_member', is_member, 'sex', sex, 'birth_date', birth_date, 'birth_year', birth_year)) AS people
  FROM person GROUP BY household_id
)
SELECT json_build_object('id', h.id, 'dwelling_state', h.dwelling_state, 'last_visit', NULL,
  'members', coalesce(m.people, '[]'::json), 'past', p.answers)::text
FROM past p JOIN registry_household h ON h.commune_id = %s AND h.id = p.household_id
LEFT JOIN member m ON m.household_id = h.id
"""

_read = msgspec.json.Decoder(Home).decode


def homes_of(commune_id: int, areas: Iterable[str]) -> Iterator[Home]:
    """Every household of the commune that answered anything in `areas`, as they are read. One reading query."""
    readable = sorted(areas)
    with _reading(commune_id, [*_ALWAYS, *readable]), connection.chunked_cursor() as cursor:
        cursor.execute(_HOMES, [commune_id, readable, commune_id, commune_id])
        while rows := cursor.fetchmany(200):
            yield from (_read(row[0]) for row in rows)


@contextmanager
def _reading(commune_id: int, areas: Iterable[str]) -> Iterator[None]:
    """A transaction in which rows of one commune and these areas are seen, and afterwards what was seen before."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_BEFORE)
            before = cursor.fetchone()
            cursor.execute(_SCOPE, [str(commune_id), ",".join(areas)])
        yield
        with connection.cursor() as cursor:
            cursor.execute(_SCOPE, before)


def communes_with_acts() -> list[tuple[int, int]]:
    """Communes in which anything was ever recorded, by their clocks: (SIRUTA, county). No row of theirs is read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.siruta, c.county_id FROM territory_commune c JOIN kernel_clock k ON k.commune_id = c.siruta"
            " WHERE k.n > 0 ORDER BY c.county_id, c.siruta"
        )
        rows: list[tuple[int, int]] = cursor.fetchall()
        return rows
