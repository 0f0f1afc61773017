"""What the database says of everything that was typed: past the policies, as the owner of the tables sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import psycopg

Report = dict[str, Any]

#: Where the present value of a typed field stands, by the kind of row that travels.
_ROWS = {
    "household": ("registry_household", ("street", "place_note")),
    "person": ("registry_person", ("last_name", "first_name")),
    "note": ("registry_note", ("text",)),
    "planned_visit": ("services_plannedvisit", ("note", "ended_reason")),
    "visit": ("services_visit", ("report",)),
    "service": ("services_servicedelivered", ("note",)),
    "attachment": ("services_attachment", ("caption", "digest")),
    "case": ("cases_case", ("label",)),
}
_HISTORY = (
    "SELECT commune_id, record_id::text, field, unnest(ARRAY[old, new]) FROM kernel_fieldchange"
    " WHERE commune_id = ANY(%(places)s)"
)
_CONFLICTS = (
    "SELECT commune_id, record_id::text, field, unnest(ARRAY[current, proposed, chosen]) FROM kernel_conflict"
    " WHERE commune_id = ANY(%(places)s)"
)
_ANSWERS = (
    "SELECT commune_id, id::text, 'household', value FROM assessment_answers, jsonb_each(household)"
    " WHERE commune_id = ANY(%(places)s)"
)
_ENTRIES = (
    "SELECT commune_id, id::text, 'content', value FROM cases_caseentry, jsonb_each_text(content)"
    " WHERE commune_id = ANY(%(places)s)"
)
_DECISIONS = (
    "SELECT commune_id, finding_id::text, 'note', to_jsonb(note) FROM assessment_findingevent"
    " WHERE commune_id = ANY(%(places)s)"
)
_JOURNAL = (
    "SELECT commune_id, command_id::text, status, count(*) OVER (PARTITION BY commune_id, command_id)"
    " FROM kernel_journalentry WHERE commune_id = ANY(%(places)s)"
)
_HELD = "SELECT commune_id, id::text FROM sync_held WHERE commune_id = ANY(%(places)s)"

Values = dict[tuple[int, str, str], set[Any]]


class Evidence:
    """What the tables hold of some communes."""

    def __init__(self, connection: psycopg.Connection[Any], places: list[int]) -> None:
        self.values: Values = defaultdict(set)
        self.statuses: dict[tuple[int, str], list[str]] = defaultdict(list)
        asked = {"places": places}
        for statement in (_HISTORY, _CONFLICTS, _ANSWERS, _ENTRIES, _DECISIONS, *map(_present, _ROWS)):
            for place, record, field, value in connection.execute(statement, asked):
                self.values[place, record, field].add(value)
        for place, command, status, _count in connection.execute(_JOURNAL, asked):
            self.statuses[place, command].append(status)
        self.held = set(connection.execute(_HELD, asked).fetchall())


def _present(kind: str) -> str:
    table, fields = _ROWS[kind]
    parts = (
        f"SELECT commune_id, id::text, '{field}', to_jsonb({field}) FROM {table} WHERE commune_id = ANY(%(places)s)"
        for field in fields
    )
    return " UNION ALL ".join(parts)


def judge(connection: psycopg.Connection[Any], reports: Iterable[Report]) -> dict[int, list[str]]:
    """Problems by seed: what was acknowledged and is nowhere, what was done twice or never."""
    reports = list(reports)
    evidence = Evidence(connection, [report["commune_id"] for report in reports])
    found: dict[int, list[str]] = {}
    for report in reports:
        problems = [problem for kept in report["kept"] for problem in _problems(evidence, report["commune_id"], kept)]
        if problems:
            found[report["seed"]] = problems
    return found


def _problems(evidence: Evidence, place: int, kept: dict[str, Any]) -> list[str]:
    """What is wrong with one command that its author saw accepted."""
    name = f"{kept['kind']} {kept['id']} of tablet {kept['tablet']} ({kept['place']})"
    statuses = evidence.statuses.get((place, kept["id"]), [])
    if len(statuses) > 1:
        return [f"{name} is {len(statuses)} times in the journal"]
    status = statuses[0] if statuses else None
    is_held = (place, kept["id"]) in evidence.held
    if kept["place"] in ("evicted", "restored"):
        return [] if status is None else _untold(evidence, place, kept, name, status)
    if kept["place"] == "waiting":  # still on a tablet that is out of use
        return []
    if kept["place"] == "held" and status is None and not is_held:
        return [f"{name} is neither carried out nor held"]
    if kept["place"] in ("card", "aside"):
        return [] if status in (None, "rejected") else [f"{name} ended as {status}"]
    if status is None and not is_held:
        return [f"{name} was acknowledged and is not in the journal"]
    return _untold(evidence, place, kept, name, status)


def _untold(evidence: Evidence, place: int, kept: dict[str, Any], name: str, status: str | None) -> list[str]:
    """The typed values that are neither current nor in history nor in a conflict."""
    if status not in ("applied", "conflict"):
        return [f"{name} was {status}, and no card says so"] if status == "rejected" and kept["place"] == "sent" else []
    return [
        f"{name}: {trace['field']} of {trace['kind']} {trace['id']} was typed {trace['value']!r}, and is nowhere"
        for trace in kept["traces"]
        if trace["value"] not in evidence.values.get((place, trace["id"], trace["field"]), set())
    ]
