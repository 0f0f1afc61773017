"""The course of an interview: its steps, in order, for the role that asks; what is answered, what is left to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.kernel.policy import CAPABILITIES, ROLES
from impreuna.nomenclature.rules.content import Question, Topic
from impreuna.nomenclature.rules.edition import Edition, Relevance

#: Whose answers a step holds: the household's (None) or a person's.
Subject = UUID | None


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the interview: a topic, and for topics about people, about whom."""

    topic: str
    person: Subject = None


@dataclass(frozen=True, slots=True)
class Interviewed:
    """A member of the household on the day of the interview, with the answers about her."""

    id: UUID
    name: str
    age: int | None
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that show have an answer; "does not know" is one."""

    answered: int
    shown: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to ask."""
        return self.shown > 0 and self.answered == self.shown

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.answered + other.answered, self.shown + other.shown)


class Course:
    """An interview as `role` holds it: which questions there are for her now. Pure: asks no database."""

    def __init__(
        self,
        edition: Edition,
        role: str,
        household: Mapping[str, Any],
        members: Sequence[Interviewed],
        relevance: Relevance,
    ) -> None:
        self.edition, self.role = edition, role
        self.household, self.members, self.relevance = household, members, relevance
        self.writable = ROLES[role].writable_areas
        self._index = {member.id: index for index, member in enumerate(members)}
        self._progress: dict[Step, Progress] = {}

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that hold a question for this role, in the order of the visit."""
        found = []
        for topic in self.edition.topics:
            people: Iterable[Subject] = [None] if topic.level == "household" else [each.id for each in self.members]
            found += [Step(topic.code, person) for person in people if self.progress(Step(topic.code, person)).shown]
        return found

    def questions(self, topic: str) -> list[Question]:
        """The questions of a topic that the role may ask, with those that the registry answers."""
        return [
            question
            for question in self.edition.questions_of(topic)
            if question.area in self.writable or (question.kind == "registry" and question.area in self._readable)
        ]

    @cached_property
    def _readable(self) -> frozenset[str]:
        return ROLES[self.role].readable_areas

    def shown(self, person: Subject) -> frozenset[str]:
        """Codes of the questions that show for the household or for one of its members."""
        return self.relevance.household if person is None else self.relevance.members[self._index[person]]

    def answers(self, person: Subject) -> Mapping[str, Any]:
        """The answers about the household or about one of its members."""
        return self.household if person is None else self.members[self._index[person]].answers

    def progress(self, step: Step) -> Progress:
        """How far one step has come."""
        if step not in self._progress:
            self._progress[step] = self._count(step)
        return self._progress[step]

    def _count(self, step: Step) -> Progress:
        shown, answers = self.shown(step.person), self.answers(step.person)
        asked = [each.code for each in self.questions(step.topic) if each.is_answerable and each.code in shown]
        return Progress(sum(code in answers for code in asked), len(asked))

    def progress_of_topic(self, topic: Topic) -> Progress:
        """How far a topic has come, for all members together."""
        total = Progress(0, 0)
        for step in self.steps:
            if step.topic == topic.code:
                total += self.progress(step)
        return total

    @cached_property
    def total(self) -> Progress:
        """How far the whole interview has come."""
        total = Progress(0, 0)
        for step in self.steps:
            total += self.progress(step)
        return total

    def after(self, step: Step) -> Step | None:
        """The step that follows; None after the last one."""
        return self._beside(step, 1)

    def before(self, step: Step) -> Step | None:
        """The step before; None at the first one."""
        return self._beside(step, -1)

    def _beside(self, step: Step, by: int) -> Step | None:
        if step not in self.steps:
            return self.steps[0] if self.steps else None
        place = self.steps.index(step) + by
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def first_open(self, topic: str | None = None) -> Step | None:
        """Where one goes on: the first step with something to ask, of the topic when one is named."""
        wanted = [step for step in self.steps if topic is None or step.topic == topic]
        return next((step for step in wanted if not self.progress(step).is_done), wanted[0] if wanted else None)

    def may_write(self, topic: Topic) -> bool:
        """Whether the role may answer some question of the topic."""
        return any(each.is_answerable and each.area in self.writable for each in self.edition.questions_of(topic.code))

    def left_to(self, topic: str) -> str:
        """Who answers the questions of a topic that this role may not answer, in words; empty when there are none."""
        areas = {
            each.area
            for each in self.edition.questions_of(topic)
            if each.is_answerable and each.area not in self.writable
        }
        roles = [
            code
            for code in CAPABILITIES["RecordAssessment"]
            if code != self.role and any(area in ROLES[code].writable_areas for area in areas)
        ]
        return _listed([_(ROLES[code].name) for code in roles])

    def unanswered(self, step: Step) -> list[Question]:
        """The questions of a step that show and have no answer."""
        shown, answers = self.shown(step.person), self.answers(step.person)
        return [
            each
            for each in self.questions(step.topic)
            if each.is_answerable and each.code in shown and each.code not in answers
        ]

    def name(self, person: Subject) -> str:
        """The member's name; nothing for the household."""
        return "" if person is None else self.members[self._index[person]].name

    def title(self, topic: str) -> str:
        """The topic in the reader's language."""
        return said(next(each.text for each in self.edition.topics if each.code == topic))


def _listed(names: list[str]) -> str:
    """ "a", "a sau b", "a, b sau c"."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} sau {last}").format(some=", ".join(names[:-1]), last=names[-1])
