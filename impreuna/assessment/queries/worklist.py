"""Where to go first: the households of a commune by priority, and how far the census has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from impreuna.assessment.rules.priority import LEVELS, Level, Priority, priority
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import ROLES
from impreuna.kernel.text import fold
from impreuna.registry.queries import village_name
from impreuna.registry.queries.people import address_in_words
from impreuna.registry.rules.names import search_words

# Of the findings, those that the reader may see; of the visits, those in which somebody was met (G03 complete,
# partial, or not asked). A household stands here for a finding or for a silence; never visited ones when asked for.
# Findings and visits are looked up for each household: row-level security makes PostgreSQL take every commune of a
# whole country for a handful of rows, and joined to groups it would go through all of them for each household.
_WORK = """
SELECT h.id, h.label, h.village_id, h.street, h.number, visit.last, coalesce(finding.severities, '{}'),
  coalesce(finding.areas, '{}'), finding.waiting, h.sort_key || ' ' || h.search
FROM registry_household h
CROSS JOIN LATERAL (
  SELECT array_agg(f.severity) AS severities, array_agg(DISTINCT split_part(f.code, '-', 1)) AS areas,
    count(*) FILTER (WHERE f.state = 'proposed' AND f.veil = ANY (%s)) AS waiting
  FROM assessment_finding f
  WHERE f.commune_id = h.commune_id AND f.household_id = h.id AND f.state IN ('proposed', 'confirmed')
) finding
CROSS JOIN LATERAL (
  SELECT max(a.ended_at) AS last FROM assessment_assessment a
  WHERE a.commune_id = h.commune_id AND a.household_id = h.id AND coalesce(a.outcome, 1) IN (1, 2)
) visit
WHERE h.commune_id = %s AND CASE WHEN %s THEN visit.last IS NULL
  ELSE finding.severities IS NOT NULL OR visit.last < %s::date - %s * interval '1 day' END
"""
# An empty dwelling is no household, here as in the figures of the commune. "IS TRUE" keeps each list a list that is
# read once, for the same reason.
_COVERAGE = """
SELECT h.dwelling_state, count(*), count(*) FILTER (WHERE h.id IN (
  SELECT household_id FROM assessment_assessment WHERE commune_id = %s AND coalesce(outcome, 1) IN (1, 2)))
FROM registry_household h
WHERE h.commune_id = %s AND (h.id IN (
  SELECT m.household_id FROM registry_membership m WHERE m.commune_id = %s AND m.end_date IS NULL AND (m.person_id IN (
    SELECT id FROM registry_person WHERE commune_id = %s AND death_date IS NULL AND merged_into_id IS NULL)) IS TRUE
)) IS TRUE GROUP BY h.dwelling_state
"""
_NEVER_SILENT = 100_000


@dataclass(frozen=True, slots=True)
class _Severity:
    severity: int
    state: str = "proposed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which households of the list the reader wants to see; nothing chosen: all.

    `area` is one of the nine of vulnerability (`ED`); `waits_for` a role that has something to decide there;
    `typed` words of the head's name, village, street or number, with or without diacritics.
    """

    level: Level | None = None
    village_id: int | None = None
    area: str = ""
    waits_for: str = ""
    is_unvisited: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A household with the reasons for which somebody should go there; `waiting`: how many decisions of the reader."""

    household_id: UUID
    label: str
    place: str
    last_visited: date | None
    priority: Priority
    waiting: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """A page of households by priority; `counts` by level, under the other wishes; `next` is a cursor."""

    rows: tuple[WorkRow, ...]
    counts: Mapping[Level, int]
    next: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the census has come: households where somebody lives, by state of the dwelling; how many interviewed."""

    households: int
    interviewed: int
    by_state: Mapping[str, int]


def list_worklist(
    commune_id: int,
    today: date,
    parameters: Mapping[str, float],
    role: str,
    wanted: Wanted | None = None,
    cursor: str | None = None,
    size: int = 25,
) -> Worklist:
    """Households by priority as the reader, of this role, sees them. One query, and those of the villages' names."""
    wanted = wanted or Wanted()
    silence = int(parameters.get("silence_days", _NEVER_SILENT))
    decides = sorted(ROLES[role].decided_areas)
    with connection.cursor() as cursor_:
        cursor_.execute(_WORK, [decides, commune_id, wanted.is_unvisited, today, silence])
        found = [
            (row, _priority(row[5], row[6], today, parameters)) for row in cursor_.fetchall() if _is_wanted(row, wanted)
        ]
    counts = Counter(how.level for _row, how in found)
    chosen = sorted(
        ((row, how) for row, how in found if wanted.level in (None, how.level)),
        key=lambda pair: (pair[1].order, pair[0][1], pair[0][0]),
    )
    start = next((place + 1 for place, (row, _how) in enumerate(chosen) if str(row[0]) == cursor), 0)
    shown = chosen[start : start + size]
    following = str(shown[-1][0][0]) if start + size < len(chosen) else ""
    return Worklist(tuple(_work(*pair) for pair in shown), {each: counts[each] for each in LEVELS}, following)


def _is_wanted(row: tuple[Any, ...], wanted: Wanted) -> bool:
    if wanted.village_id not in (None, row[2]) or (wanted.area and wanted.area not in row[7]):
        return False
    if wanted.waits_for and not row[8]:
        return False
    if not (words := search_words(wanted.typed)):
        return True
    there = f" {row[9]} {fold(village_name(row[2]))}"
    return all(f" {word}" in there for word in words)


def get_coverage(commune_id: int) -> Coverage:
    """The commune's coverage. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE, [commune_id] * 4)
        rows = cursor.fetchall()
    return Coverage(sum(row[1] for row in rows), sum(row[2] for row in rows), {row[0]: row[1] for row in rows})


def _priority(last: datetime | None, severities: list[int], today: date, parameters: Mapping[str, float]) -> Priority:
    return priority((_Severity(each) for each in severities), day_of(last) if last else None, today, parameters)


def _work(row: tuple[Any, ...], how: Priority) -> WorkRow:
    household_id, label, village_id, street, number, last, _severities, _areas, waiting, _words = row
    place = ", ".join(part for part in (village_name(village_id), address_in_words(street, number)) if part)
    return WorkRow(household_id, label, place, day_of(last) if last else None, how, waiting)
