"""The rows behind the figures, and the figures as they are kept, for proving that the two agree.

As the owner of the tables: whoever proves must see all. Not for pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from impreuna.monitoring.rules.counting import (
    Cells,
    Commune,
    FindingFact,
    HouseholdFact,
    Key,
    Law,
    PersonFact,
    Value,
    VisitFact,
)
from impreuna.nomenclature.queries import NoEdition, lists_on

_PERSONS = """
SELECT p.id, p.sex, p.birth_date, p.birth_year, p.death_date, p.merged_into_id IS NOT NULL, m.household_id
FROM registry_person p LEFT JOIN registry_membership m
  ON m.commune_id = p.commune_id AND m.person_id = p.id AND m.end_date IS NULL
WHERE p.commune_id = %s
"""
_HOUSEHOLDS = "SELECT id, village_id, dwelling_state FROM registry_household WHERE commune_id = %s"
_VISITS = """
SELECT a.id, a.household_id, a.ended_at, a.outcome, (
  SELECT (w.household ->> 'G05')::float FROM assessment_answers w
  WHERE w.commune_id = a.commune_id AND w.id = a.id AND jsonb_typeof(w.household -> 'G05') = 'number')
FROM assessment_assessment a WHERE a.commune_id = %s
"""
_FINDINGS = """
SELECT id, subject_id, is_person, code, veil, severity, state, found_at FROM assessment_finding WHERE commune_id = %s
"""
_RESOLVED = "SELECT finding_id, happened_at FROM assessment_findingevent WHERE commune_id = %s AND state = 'resolved'"
_FIGURES = "SELECT measure, village_id, age_band, sex, veil, value FROM monitoring_figure WHERE place_id = %s"
_COUNTED = """
SELECT c.place_id, c.n, c.counted_on, k.n, c.basis, c.counted_at
FROM monitoring_count c LEFT JOIN kernel_clock k ON k.commune_id = c.place_id ORDER BY c.place_id
"""
_UNCOUNTED = """
SELECT k.commune_id FROM kernel_clock k JOIN territory_commune t ON t.siruta = k.commune_id
WHERE k.n > 0 AND NOT EXISTS (SELECT FROM monitoring_count c WHERE c.place_id = k.commune_id) ORDER BY k.commune_id
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A place that has been counted: up to `n`, for the day `counted_on`; `clock` is where its clock stands now."""

    place_id: int
    n: int
    counted_on: date
    clock: int | None
    basis: str
    counted_at: datetime


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside, as the owner, stands at one moment, whoever writes meanwhile."""
    with transaction.atomic(using="owner"):
        if not connections["owner"].savepoint_ids:
            with connections["owner"].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def read_law(today: date) -> Law:
    """What counting reads of the edition in force and the parameters on the day; nothing before the first edition."""
    try:
        edition, parameters = lists_on(today)
    except NoEdition:
        return Law()
    letters = {code: entry.law156 for code, entry in edition.vulnerabilities.items() if entry.law156}
    return Law(letters, parameters)


def read_commune(commune_id: int, today: date, law: Law) -> Commune:
    """All rows of a commune that figures are counted from."""
    resolved: dict[UUID, list[datetime]] = defaultdict(list)
    for finding_id, moment in _rows(_RESOLVED, commune_id):
        resolved[finding_id].append(moment)
    findings = [FindingFact(*(*row[1:], tuple(resolved[row[0]]))) for row in _rows(_FINDINGS, commune_id)]
    return Commune(
        today,
        law,
        persons=[PersonFact(*row) for row in _rows(_PERSONS, commune_id)],
        households=[HouseholdFact(*row) for row in _rows(_HOUSEHOLDS, commune_id)],
        visits=[VisitFact(*row) for row in _rows(_VISITS, commune_id)],
        findings=findings,
    )


def read_figures(place_id: int) -> Cells:
    """The figures of a place as they are kept."""
    return {Key(*key): Value(veil, value) for *key, veil, value in _rows(_FIGURES, place_id)}


def list_counted() -> list[Counted]:
    """Every place that has been counted."""
    return [Counted(*row) for row in _rows(_COUNTED)]


def list_uncounted() -> list[int]:
    """Communes in which something was written and that were never counted."""
    return [row[0] for row in _rows(_UNCOUNTED)]


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
