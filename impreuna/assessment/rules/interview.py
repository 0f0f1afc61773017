"""An interview in the eyes of the rules: who lives there, what was answered before, what is answered now.

What counts of a household are its current answers: of each area and each subject (household or person) the latest,
by the moment at which its visit ended. A visit that arrives late from a tablet therefore never covers a newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.facts import person_facts

Answers = Mapping[str, Any]


class Member(msgspec.Struct, frozen=True):
    """Somebody who lives in the household, or did (`is_member` false). `stands_for` is the record she was merged
    into, otherwise her own."""

    id: UUID
    stands_for: UUID
    relation: str
    is_member: bool
    sex: str = ""
    birth_date: date | None = None
    birth_year: int | None = None

    def facts(self, day: date) -> dict[str, Any]:
        """What rules may know of her on `day`."""
        return person_facts(self.birth_date, self.birth_year, self.sex, self.relation, day)


class Past(msgspec.Struct, frozen=True):
    """The latest answers about `subject` (household or person) in one area of data, by an earlier visit."""

    area: str
    subject: UUID
    edition: int
    ended_at: datetime
    answers: dict[str, Any]


class Home(msgspec.Struct, frozen=True):
    """A household as an interview finds it: its people, and its current answers as far as the reader may see."""

    id: UUID
    dwelling_state: str
    last_visit: datetime | None
    members: tuple[Member, ...] = ()
    past: tuple[Past, ...] = ()
    #: Findings that ask for something to be done, as far as the reader sees them: (subject, code).
    live: tuple[tuple[UUID, str], ...] = ()

    def find(self, person_id: UUID) -> Member | None:
        """The member, present or past, of that id."""
        return next((member for member in self.members if member.id == person_id), None)

    def others(self, asked: Iterable[UUID]) -> tuple[Member, ...]:
        """Present members who are not among `asked`."""
        excluded = set(asked)
        return tuple(each for each in self.members if each.is_member and each.id not in excluded)

    def current(self, edition: Edition) -> dict[UUID, dict[str, Any]]:
        """Answers as they stand now, in the words of `edition`, by household's and persons' ids."""
        answers: dict[UUID, dict[str, Any]] = {}
        for past in self.past:
            answers.setdefault(past.subject, {}).update(_understood(past, edition))
        return answers


class Asked(msgspec.Struct, frozen=True):
    """What an interview says: `persons` runs parallel to `people`; the visit ended at `ended_at`."""

    people: tuple[UUID, ...]
    household: dict[str, Any]
    persons: tuple[dict[str, Any], ...]
    ended_at: datetime


def context(home: Home, edition: Edition, asked: Asked, day: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Household and members as `edition.read` takes them, completed by current answers of other visits.

    Members are those asked about, in their order, then the other present ones. Ages are those of `day`.
    """
    others = home.others(asked.people)
    household = _completed(home, home.id, asked.household, asked, edition)
    household["size"] = sum(member.is_member for member in home.members)
    members = []
    for person_id, answers in zip(asked.people, asked.persons, strict=True):
        member = home.find(person_id)
        if member is None:
            raise KeyError(person_id)
        members.append(_completed(home, member.stands_for, answers, asked, edition) | member.facts(day))
    members += [_completed(home, each.stands_for, {}, asked, edition) | each.facts(day) for each in others]
    return household, members


def _completed(home: Home, subject: UUID, answers: Answers, asked: Asked, edition: Edition) -> dict[str, Any]:
    """`answers` with what earlier visits say of `subject` in other areas, or later ones in the same."""
    past = [one for one in home.past if one.subject == subject]
    if not past:
        return dict(answers)
    questions = edition.questions
    now = {questions[code].area for code in answers}
    newer = {one.area for one in past if one.area in now and one.ended_at > asked.ended_at}
    completed = {code: answer for code, answer in answers.items() if questions[code].area not in newer}
    for one in past:
        if one.area not in now or one.area in newer:
            completed.update(_understood(one, edition))
    return completed


def _understood(past: Past, edition: Edition) -> dict[str, Any]:
    """Of answers to another edition, those that are answers to this one too."""
    if past.edition == edition.number:
        return past.answers
    return {
        code: answer
        for code, answer in past.answers.items()
        if (question := edition.questions.get(code)) is not None and check_answer(question, answer)
    }


def by_area(edition: Edition, household: Answers, persons: Sequence[Answers]) -> dict[str, dict[str, Any]]:
    """The answers apart by area of data: {area: {"household": {…}, "persons": [{…}, …]}}.

    `persons` keeps its order; it is empty in areas in which no person answered anything.
    """
    rows: dict[str, dict[str, Any]] = {}
    questions = edition.questions
    for code, answer in household.items():
        rows.setdefault(questions[code].area, {"household": {}, "persons": []})["household"][code] = answer
    for index, answers in enumerate(persons):
        for code, answer in answers.items():
            row = rows.setdefault(questions[code].area, {"household": {}, "persons": []})
            if not row["persons"]:
                row["persons"] = [{} for _person in persons]
            row["persons"][index][code] = answer
    return rows
