"""Random communes for the tests: what they hold, and how it gets into the tables as their owner would put it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

#: Vulnerabilities with their subject and veil; two of them are put down with another veil now and then.
CODES = {
    "ID-01": (True, "identity"),
    "ED-02": (True, "education"),
    "ED-03": (True, "education"),
    "SA-01": (True, "health_need"),
    "SA-07": (True, "health"),
    "SA-10": (True, "health"),
    "PC-01": (True, "protection"),
    "PC-20": (True, "protection"),
    "OC-03": (True, "employment"),
    "VR-03": (False, "income"),
    "LO-04": (False, "housing"),
    "LO-07": (False, "housing"),
    "PC-05": (False, "protection"),
    "OC-01": (False, "employment"),
}


@dataclass
class Town:
    """What stands in the tables of a commune."""

    households: list[dict[str, Any]] = field(default_factory=list)
    persons: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)


def moment(random: Random, today: date) -> datetime:
    """A moment around the borders that matter: today, a month's first day, a year ago; also in the future."""
    borders = (*range(-3, 4), -366, -365, -364, -181, -180, -179, -31, -30, -29)
    days = random.choice([random.choice(borders), random.randint(-420, 5), random.randint(-150, 0)])
    hour, minute = random.choice([0, 9, 21, 22, 23]), random.choice([0, 30, 59])
    return datetime(today.year, today.month, today.day, hour, minute, tzinfo=UTC) + timedelta(days=days)


def birth(random: Random, today: date) -> tuple[date | None, int | None]:
    """A day, only a year, or nothing; mostly around the borders of the age bands."""
    age = random.choice([0, 1, 4, 5, 6, 9, 14, 15, 17, 18, 34, 35, 64, 65, 84, 85, 86, 100])
    if random.random() < 0.15:
        return random.choice([(None, None), (None, today.year - age)])
    return date(today.year - age, today.month, min(today.day, 28)) - timedelta(
        days=random.choice([-1, 0, 1, 200])
    ), None


def make_town(random: Random, today: date, villages: list[int], size: int) -> Town:
    """A commune of up to `size` households, with its dead, merged and homeless and findings in every state."""
    households = [
        {
            "id": _id(random),
            "village_id": random.choice(villages),
            "dwelling_state": random.choice(["not_visited", "visited", "absent"]),
        }
        for _ in range(size)
    ]
    town = Town(households)
    for _ in range(random.randint(0, 3 * size)):
        birth_date, birth_year = birth(random, today)
        town.persons.append(
            {
                "id": _id(random),
                "sex": random.choice(["F", "M", "F", "M", ""]),
                "birth_date": birth_date,
                "birth_year": birth_year,
                "death_date": today if random.random() < 0.1 else None,
                "merged_into_id": _id(random) if random.random() < 0.1 else None,
                "household": random.choice(households) if random.random() < 0.9 else None,
                "has_left": random.random() < 0.1,
            }
        )
    for _ in range(random.randint(0, 2 * size)):
        town.visits.append(
            {
                "id": _id(random),
                "household_id": random.choice(households)["id"],
                "ended_at": moment(random, today),
                "outcome": random.choice([0, 1, 1, 2, 3, 4, None]),
                "answers": random.choice([{}, {"G05": 1}, {"G05": 4}, {"G05": 5}, {"G05": "?"}]),
            }
        )
    for code, (is_person, veil) in CODES.items():
        for subject in town.persons if is_person else households:
            if random.random() < 0.4:
                town.findings.append(_finding(random, today, code, veil, subject["id"], is_person))
    return town


def _finding(random: Random, today: date, code: str, veil: str, subject_id: UUID, is_person: bool) -> dict[str, Any]:
    is_odd = code in ("SA-01", "PC-01") and random.random() < 0.2
    return {
        "id": _id(random),
        "subject_id": subject_id,
        "is_person": is_person,
        "code": code,
        "veil": "health" if is_odd else veil,
        "severity": random.choice([1, 1, 2, 2, 3, 4]),
        "state": random.choice(["proposed", "confirmed", "confirmed", "refuted", "resolved"]),
        "found_at": moment(random, today),
        "resolved_at": [moment(random, today) for _ in range(random.choice([0, 0, 1, 2]))],
    }


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128))


def put(town: Town, commune_id: int) -> None:
    """Writes the town into the tables; the connection is the owner's."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_household (commune_id, id, n, village_id, street, number, place_note, phone,"
            " dwelling_state, label, sort_key, search, registered_at, registered_by)"
            " VALUES (%s, %s, 1, %s, '', '', '', '', %s, 'Pop', 'pop', 'pop', %s, '')",
            [(commune_id, h["id"], h["village_id"], h["dwelling_state"], begin) for h in town.households],
        )
        cursor.executemany(
            "INSERT INTO registry_person (commune_id, id, n, last_name, first_name, former_names, sex, birth_date,"
            " birth_year, identity, death_date, merged_into_id, sort_key, name_key, search, registered_at,"
            " registered_by) VALUES (%s, %s, 1, 'Pop', 'Ana', '', %s, %s, %s, 'none', %s, %s, 'pop', 'pop', 'pop',"
            " %s, '')",
            [
                (
                    *(commune_id, p["id"], p["sex"], p["birth_date"], p["birth_year"], p["death_date"]),
                    *(p["merged_into_id"], begin),
                )
                for p in town.persons
            ],
        )
        cursor.executemany(
            "INSERT INTO registry_membership (commune_id, id, n, household_id, person_id, relation, start_reason,"
            " end_date, end_reason) VALUES (%s, %s, 1, %s, %s, 'head', 'registered', %s, '')",
            [
                (commune_id, uuid4(), p["household"]["id"], p["id"], date(2026, 1, 1) if p["has_left"] else None)
                for p in town.persons
                if p["household"]
            ],
        )
        _put_census(cursor, town, commune_id, begin)


def _put_census(cursor: Any, town: Town, commune_id: int, begin: datetime) -> None:
    cursor.executemany(
        "INSERT INTO assessment_assessment (commune_id, id, n, household_id, edition, started_at, ended_at,"
        " received_at, author_id, author, role, outcome, people)"
        " VALUES (%s, %s, 1, %s, 1, %s, %s, %s, %s, '', 'social_worker', %s, '{}')",
        [
            (commune_id, v["id"], v["household_id"], v["ended_at"], v["ended_at"], begin, uuid4(), v["outcome"])
            for v in town.visits
        ],
    )
    cursor.executemany(
        "INSERT INTO assessment_answers (commune_id, id, n, area, household_id, household, persons)"
        " VALUES (%s, %s, 1, 'household', %s, %s, '[]')",
        [(commune_id, v["id"], v["household_id"], json.dumps(v["answers"])) for v in town.visits],
    )
    homes = {p["id"]: p["household"]["id"] for p in town.persons if p["household"]}
    cursor.executemany(
        "INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil, severity,"
        " state, evidence, edition, assessment_id, found_at, decided_by, decided_role, note)"
        " VALUES (%s, %s, 1, %s, %s, %s, %s, %s, %s, %s, '{}', 1, %s, %s, '', '', '')",
        [
            (
                *(commune_id, f["id"], f["subject_id"], f["is_person"], homes.get(f["subject_id"], f["subject_id"])),
                *(f["code"], f["veil"], f["severity"], f["state"], uuid4(), f["found_at"]),
            )
            for f in town.findings
        ],
    )
    cursor.executemany(
        "INSERT INTO assessment_findingevent (commune_id, id, n, finding_id, veil, state, happened_at, by, role, note)"
        " VALUES (%s, %s, 1, %s, %s, 'resolved', %s, '', '', '')",
        [(commune_id, uuid4(), f["id"], f["veil"], m) for f in town.findings for m in f["resolved_at"]],
    )
