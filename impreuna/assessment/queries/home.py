"""A household as an interview finds it, by one statement: its people, its current answers, what waits there."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.db import connection

from impreuna.assessment.rules.interview import Home

# Everything comes as one JSON object, which PostgreSQL builds and msgspec reads faster than rows and drivers would.
# Row-level security leaves out answers and findings of areas that the reader does not see.
_HOME = """
SELECT json_build_object('id', h.id, 'dwelling_state', h.dwelling_state,
  'last_visit', (SELECT max(v.ended_at) FROM assessment_assessment v
    WHERE v.commune_id = h.commune_id AND v.household_id = h.id),
  'members', (SELECT coalesce(json_agg(json_build_object('id', id, 'stands_for', stands_for, 'relation', relation,
      'is_member', is_member, 'sex', sex, 'birth_date', birth_date, 'birth_year', birth_year)
      ORDER BY relation <> 'head', birth_year NULLS LAST, id), '[]'::json) FROM (
    SELECT DISTINCT ON (p.id) p.id, coalesce(p.merged_into_id, p.id) AS stands_for, m.relation,
      m.end_date IS NULL AND p.merged_into_id IS NULL AS is_member, p.sex, p.birth_date, p.birth_year
    FROM registry_membership m JOIN registry_person p ON p.commune_id = m.commune_id AND p.id = m.person_id
    WHERE m.commune_id = h.commune_id AND m.household_id = h.id
    ORDER BY p.id, m.end_date DESC NULLS FIRST) member),
  'past', (SELECT coalesce(json_agg(json_build_object('area', area, 'subject', subject, 'edition', edition,
      'ended_at', ended_at, 'answers', answers)), '[]'::json) FROM (
    SELECT DISTINCT ON (a.area, s.subject) a.area, s.subject, v.edition, v.ended_at, s.answers
    FROM assessment_answers a JOIN assessment_assessment v ON v.commune_id = a.commune_id AND v.id = a.id
    CROSS JOIN LATERAL (
      SELECT a.household_id AS subject, a.household AS answers WHERE a.household <> '{}'
      UNION ALL
      SELECT v.people[e.place], e.answers FROM jsonb_array_elements(a.persons) WITH ORDINALITY e(answers, place)
      WHERE e.answers <> '{}') s
    WHERE a.commune_id = h.commune_id AND a.household_id = h.id
    ORDER BY a.area, s.subject, v.ended_at DESC, a.n DESC) latest),
  'live', (SELECT coalesce(json_agg(json_build_array(f.subject_id, f.code)), '[]'::json) FROM assessment_finding f
    WHERE f.commune_id = h.commune_id AND f.state IN ('proposed', 'confirmed') AND f.subject_id = ANY (
      h.id || %s::uuid[] || ARRAY(SELECT p.merged_into_id FROM registry_person p
        WHERE p.commune_id = %s AND p.id = ANY (%s) AND p.merged_into_id IS NOT NULL)))
)::text
FROM registry_household h WHERE h.commune_id = %s AND h.id = %s
"""

_read = msgspec.json.Decoder(Home).decode


def find_home(commune_id: int, household_id: UUID, people: Iterable[UUID] = ()) -> Home | None:
    """The household as the reader may know it; `live` are its own findings and those of `people`. One query.

    None when there is no such household for the reader.
    """
    persons = list(people)
    with connection.cursor() as cursor:
        cursor.execute(_HOME, [persons, commune_id, persons, commune_id, household_id])
        row = cursor.fetchone()
    return _read(row[0]) if row else None
