"""The rows of a census as they can be compared, whichever way they were written."""

from typing import Any

from django.db import connection

#: Without ids that the server makes, its moments, clock numbers, and what is sealed anew each time.
ROWS = {
    "household": "SELECT id, village_id, street, number, place_note, phone, latitude, longitude, dwelling_state, label,"
    " sort_key, search FROM registry_household",
    "person": "SELECT id, last_name, first_name, former_names, sex, birth_date, birth_year, identity, cnp_hash,"
    " sort_key, name_key, search, death_date, merged_into_id FROM registry_person",
    "membership": "SELECT household_id, person_id, relation, start_date, start_reason, end_date, end_reason"
    " FROM registry_membership",
    "assessment": "SELECT id, household_id, edition, started_at, ended_at, author_id, author, role, purpose, outcome,"
    " conclusion, people FROM assessment_assessment",
    "answers": "SELECT id, household_id, area, household::text, persons::text FROM assessment_answers",
    "finding": "SELECT subject_id, is_person, household_id, code, veil, severity, state, evidence::text, edition,"
    " assessment_id, found_at, decided_at, decided_by, decided_role, note FROM assessment_finding",
    "event": "SELECT f.subject_id, f.code, e.veil, e.state, e.happened_at, e.by, e.role, e.note, e.assessment_id,"
    " e.evidence::text FROM assessment_findingevent e JOIN assessment_finding f ON f.id = e.finding_id",
}


def rows() -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with connection.cursor() as cursor:
        for name, statement in ROWS.items():
            cursor.execute(statement)
            found[name] = sorted(cursor.fetchall(), key=repr)
    return found
