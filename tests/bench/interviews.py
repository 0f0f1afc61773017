"""Interviews as they are held: every question that shows is answered, as by families of whom some are in need."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.bench.people import Worker

#: Of how many answers with options one is not the first, which is mostly the harmless one.
_IN_NEED = 6
_PASSES = 5
_FAMILIES = """
SELECT m.household_id, array_agg(p.id ORDER BY m.id), array_agg(p.birth_date ORDER BY m.id),
  array_agg(p.sex ORDER BY m.id), array_agg(m.relation ORDER BY m.id)
FROM registry_membership m JOIN registry_person p ON p.commune_id = m.commune_id AND p.id = m.person_id
WHERE m.commune_id = %s GROUP BY m.household_id ORDER BY m.household_id LIMIT %s
"""


def families(connection: psycopg.Connection[Any], commune_id: int, count: int) -> list[tuple[Any, ...]]:
    """Households of the commune with their people: (id, ids, births, sexes, relations)."""
    return connection.execute(_FAMILIES, [commune_id, count]).fetchall()


def interview(worker: Worker, family: tuple[Any, ...], edition: Any, chance: random.Random) -> Any:
    """A complete interview of the family, as its command: what a social worker may write of it."""
    from impreuna.assessment.commands import RecordAssessment
    from impreuna.kernel.identity import new_id

    household_id, people, births, sexes, relations = family
    ended = datetime.now(UTC) - timedelta(minutes=chance.randrange(5, 5000))
    household, persons = _answers(edition, births, sexes, relations, ended.date(), chance)
    return RecordAssessment(
        id=new_id(),
        commune_id=worker.commune_id,
        recorded_at=ended,
        household_id=household_id,
        assessment_id=new_id(),
        edition=edition.number,
        started_at=ended - timedelta(minutes=38),
        ended_at=ended,
        people=tuple(people),
        household=household,
        persons=tuple(persons),
    )


def _answers(
    edition: Any, births: list[date], sexes: list[str], relations: list[str], day: date, chance: random.Random
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Answers without contradiction to the questions that show: each pass shows those that wait for others."""
    from impreuna.kernel.policy import ROLES
    from impreuna.nomenclature.rules.facts import person_facts

    writable = ROLES["social_worker"].writable_areas
    facts = [person_facts(*each[:1], None, *each[1:], day) for each in zip(births, sexes, relations, strict=True)]
    while True:
        household: dict[str, Any] = {"size": len(births)}
        members = [dict(each) for each in facts]
        for _pass in range(_PASSES):
            shown = edition.relevant(household, members)
            for codes, answers in ((shown.household, household), *zip(shown.members, members, strict=True)):
                for code in sorted(codes - answers.keys()):
                    question = edition.questions[code]
                    if question.is_answerable and question.area in writable:
                        answers[code] = _answer(question, chance)
        household["G03"] = 1
        _mend(edition, household, members)
        if not edition.contradictions_in(household, members):
            break
    asked = [{code: each[code] for code in each if code in edition.questions} for each in members]
    return {code: household[code] for code in household if code in edition.questions}, asked


def _mend(edition: Any, household: dict[str, Any], members: list[dict[str, Any]]) -> None:
    """Takes away answers that contradict others, as somebody would who looks again."""
    for clash in edition.contradictions_in(household, members):
        answers = household if clash.member is None else members[clash.member]
        for code in clash.contradiction.fields:
            answers.pop(code, None)


def _answer(question: Any, chance: random.Random) -> Any:
    codes = [option.code for option in question.options]
    is_in_need = chance.randrange(_IN_NEED) == 0
    if question.kind == "single":
        return chance.choice(codes) if is_in_need else codes[0]
    if question.kind == "multi":
        return [chance.choice(codes)] if is_in_need else codes[:1]
    if question.kind == "number":
        low, high = question.low or 0, question.high if question.high is not None else 3000
        return int(low + (high - low) * chance.random() ** 2)
    if question.kind == "text":
        return "Familia cere sprijin pentru acte și pentru lemnele de iarnă; bunica îngrijește copiii."
    return "2024-05" if question.kind == "month" else "2024-05-17"


def rows_of(command: Any, edition: Any, findings: int) -> bytes:
    """The rows that the command becomes, as JSON for the floor: the visit, its answers by area, findings."""
    from impreuna.assessment.rules.interview import by_area

    rows = by_area(edition, command.household, command.persons)
    evidence = {"age": 9, "E01": 7, "V05": [1, 2]}
    return json.dumps(
        {
            "commune_id": command.commune_id,
            "id": str(command.assessment_id),
            "household_id": str(command.household_id),
            "edition": command.edition,
            "started_at": command.started_at.isoformat(),
            "ended_at": command.ended_at.isoformat(),
            "people": [str(person) for person in command.people],
            "answers": [{"area": area, **row} for area, row in rows.items()],
            "findings": [
                {"subject": _subject(command, number), "code": f"XX-{number}", "evidence": evidence}
                for number in range(findings)
            ],
        }
    ).encode()


def _subject(command: Any, number: int) -> str:
    subjects: list[UUID] = [command.household_id, *command.people]
    return str(subjects[number % len(subjects)])
