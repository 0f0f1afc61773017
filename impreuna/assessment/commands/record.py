"""Recording a visit of the social census: the act of which everything else of this room follows.

It is a hot path: one statement reads what is known of the household, one writes the visit with its answers apart by
area, and the findings go through `assessment_settle`, because whoever takes the census may report into an area that
she does not read: a social worker ticks "risc de suicid", and the finding is the nurse's to see.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, connection

from impreuna.assessment.queries.home import find_home
from impreuna.assessment.rules import answering, visits
from impreuna.assessment.rules.interview import Asked, Home, by_area, context
from impreuna.assessment.rules.judging import Judged, judge, passed_on
from impreuna.assessment.rules.settle import id_of_new
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Moment, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import may_write, most_veiled
from impreuna.kernel.result import Effect, Rejected, _, require_all
from impreuna.nomenclature.queries import NoEdition, edition, lists_on
from impreuna.nomenclature.rules.edition import Edition
from impreuna.registry.commands.visiting import DWELLING, dwelling_parameters

#: As far as JSON numbers are exact on both sides.
Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
#: A choice is an int, several a list, a number a number, text, dates and months are texts; "?" means: does not know.
Answer = Whole | float | str | list[Whole]

_TOLERATED_CLOCK_DRIFT = timedelta(hours=24)
_LARGEST_NUMBER = 2**31


class RecordAssessment(Command):
    """Fișa de recensământ social a unei gospodării (P art. 3(4)a, art. 6(5)): a visit with its answers.

    `people` are those asked about; `persons` holds their answers by question code, in the same order.
    """

    area = "household"
    sentence = _("a înregistrat o vizită de recensământ")

    household_id: UUID
    assessment_id: UUID
    edition: int
    started_at: Moment
    ended_at: Moment
    people: tuple[UUID, ...] = ()
    household: dict[str, Answer] = {}
    persons: tuple[dict[str, Answer], ...] = ()

    @property
    def is_restricted(self) -> bool:
        """A refused interview is its author's alone: nobody has said yet to which areas its answers belong."""
        return True


_VISIT = """
WITH visit AS (
  INSERT INTO assessment_assessment (commune_id, id, n, household_id, edition, started_at, ended_at, received_at,
      author_id, author, role, purpose, outcome, conclusion, people)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::uuid[])
), answers AS (
  INSERT INTO assessment_answers (commune_id, id, n, household_id, area, household, persons)
  SELECT %s, %s, %s, %s, area, household, persons
  FROM json_to_recordset(%s::json) AS x(area text, household jsonb, persons jsonb)
)"""
# Answers the changes that the author may see: ('proposed' | 'reopened' | 'refreshed' | 'resolved', how many).
_SETTLE = " SELECT change, total FROM assessment_settle(%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s)"
_RECORD = _VISIT + _SETTLE
_RECORD_AND_DWELLING = f"{_VISIT}, {DWELLING}{_SETTLE}"

_to_json = msgspec.json.Encoder().encode


@handles(RecordAssessment)
def record_assessment(c: RecordAssessment, actor: Actor, at: Stamp) -> Effect:
    """Keeps the answers, proposes and resolves findings. Facts: `findings` by change, `passed_on` by profession."""
    _check_times(c, at)
    day = day_of(c.ended_at)
    lists, parameters = _lists(c, day)
    home = find_home(c.commune_id, c.household_id, c.people)
    if home is None:
        raise Rejected("not_found", field="household_id")
    people = _subjects(c, home)
    asked = Asked(c.people, c.household, c.persons, c.ended_at)
    require_all(answering.problems(lists, asked, actor.role))
    reading = lists.read(*context(home, lists, asked, day), parameters)
    require_all(answering.clashes(lists, reading, asked))
    household, persons = answering.kept(lists, reading, asked)
    if visits.is_empty(_choice(household, visits.OUTCOME), frozenset(household).union(*persons)):
        raise Rejected("empty_assessment", field=f"household.{visits.OUTCOME}")
    judged = judge(lists, reading, home.id, people, home.live, actor.role)
    rows = by_area(lists, household, persons)
    changes = _write(c, actor, at, home, people, household, rows, judged, lists)
    reported = passed_on(lists, judged, actor.role)
    facts: dict[str, Any] = {"findings": changes} | ({"passed_on": reported} if reported else {})
    return Effect(
        records=(c.household_id, c.assessment_id, *people), facts=facts, area=most_veiled(rows) if rows else None
    )


def _check_times(c: RecordAssessment, at: Stamp) -> None:
    if c.ended_at < c.started_at:
        raise Rejected("visit_times", field="ended_at")
    if c.ended_at > at.received_at + _TOLERATED_CLOCK_DRIFT:
        raise Rejected("visit_in_future", field="ended_at")
    if c.started_at.year < 2000:
        raise Rejected("visit_times", field="started_at")


def _lists(c: RecordAssessment, day: Any) -> tuple[Edition, Any]:
    """The edition that was asked, which may be an older one, and the parameters of the day."""
    try:
        newest, parameters = lists_on(day)
        if newest.number == c.edition:
            return newest, parameters
        if not 0 <= c.edition < _LARGEST_NUMBER:
            raise NoEdition(c.edition)
        return edition(c.edition), parameters
    except NoEdition as problem:
        raise Rejected("unknown_edition", field="edition", edition=c.edition) from problem


def _subjects(c: RecordAssessment, home: Home) -> tuple[UUID, ...]:
    """Whose the answers are: of somebody whose record was merged meanwhile, the record that stands for her."""
    if len(c.people) != len(c.persons):
        raise Rejected("answers_without_people", field="persons")
    subjects = []
    for index, person_id in enumerate(c.people):
        member = home.find(person_id)
        if member is None:
            raise Rejected("not_of_household", field=f"people.{index}")
        if member.stands_for in subjects:
            raise Rejected("asked_twice", field=f"people.{index}")
        subjects.append(member.stands_for)
    return tuple(subjects)


def _is_asked_outcome(lists: Edition, actor: Actor) -> bool:
    question = lists.questions.get(visits.OUTCOME)
    return question is None or bool(may_write(actor.role, question.area))


def _choice(household: dict[str, Any], code: str) -> int | None:
    answer = household.get(code)
    return answer if isinstance(answer, int) else None


def _write(
    c: RecordAssessment,
    actor: Actor,
    at: Stamp,
    home: Home,
    people: tuple[UUID, ...],
    household: dict[str, Any],
    rows: dict[str, dict[str, Any]],
    judged: Judged,
    lists: Edition,
) -> dict[str, int]:
    purpose, outcome, conclusion = (
        _choice(household, code) for code in (visits.PURPOSE, visits.OUTCOME, visits.CONCLUSION)
    )
    outcome = visits.outcome_kept(outcome, _is_asked_outcome(lists, actor))
    place, n = at.commune_id, at.n
    visit: list[Any] = [
        place, c.assessment_id, n, home.id, c.edition, c.started_at, c.ended_at, at.received_at,
        actor.user_id, actor.name, actor.role, purpose, outcome, conclusion, list(people),
        place, c.assessment_id, n, home.id, _to_json([{"area": area, **row} for area, row in rows.items()]).decode(),
    ]  # fmt: skip
    settle: list[Any] = [
        place, home.id, c.assessment_id, n, c.edition, c.ended_at, actor.name, actor.role,
        _to_json(_found(judged, home.id, c.assessment_id, lists)).decode(), _to_json(judged.untrue).decode(), "",
    ]  # fmt: skip
    dwelling = home.dwelling_state
    # A visit that arrives late says something of a dwelling only while nobody else has.
    if dwelling == "not_visited" or home.last_visit is None or home.last_visit <= c.ended_at:
        dwelling = visits.dwelling_after(outcome, dwelling)
    statement, between = _RECORD, []
    if dwelling != home.dwelling_state:
        statement = _RECORD_AND_DWELLING
        between = dwelling_parameters(home.id, home.dwelling_state, dwelling, c, actor, at)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, [*visit, *between, *settle])
            return dict(cursor.fetchall())
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem


def _found(judged: Judged, household_id: UUID, assessment_id: UUID, lists: Edition) -> list[dict[str, Any]]:
    """What `assessment_settle` reads of each finding."""
    return [
        {
            "id": id_of_new(assessment_id, subject, found.code),
            "subject": subject,
            "is_person": subject != household_id,
            "code": found.code,
            "veil": lists.vulnerabilities[found.code].veil,
            "severity": found.severity,
            "evidence": found.evidence,
        }
        for subject, found in judged.found
    ]
