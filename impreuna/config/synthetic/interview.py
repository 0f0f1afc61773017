"""An interview with a household that does not exist: the questionnaire's own conditions decide what is asked.

The answers come from `rates.toml`, `of_household` and `of_person`; the questions, their order and their conditions from
the published edition, so that a question that a later edition adds is simply not answered until it gets its shares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from impreuna.config.synthetic.answering import drawer
from impreuna.config.synthetic.circumstances import AFTER, LASTING, RECKONED
from impreuna.config.synthetic.of_household import OF_HOUSEHOLD
from impreuna.config.synthetic.of_person import OF_PERSON
from impreuna.config.synthetic.talk import Talk
from impreuna.nomenclature.expression.evaluate import Function, function
from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Edition

#: What the nurse asks; everything else is the social worker's (kernel/policy.py).
NURSES_AREA = "health"
_NOBODY: dict[str, Any] = {}
#: How often somebody who had a trouble at the first visit has it no more at the next.
_IMPROVES = 0.75


@dataclass(frozen=True, slots=True)
class _Step:
    code: str
    of_household: bool
    shows: Function | None
    draw: Callable[..., Any]


class Questionnaire:
    """The questions of an edition that can be answered here, in an order in which each can be decided."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        answerable = [question for question in edition.content.questions if question.is_answerable]
        self.tables = {question.code: draw for question in answerable if (draw := drawer(question))}
        steps = [(question, step) for question in _ordered(answerable) if (step := self._step(question))]
        # What only the nurse asks depends on the rest, never the other way round: she comes second.
        self._nurses = [step for question, step in steps if question.area == NURSES_AREA]
        self._steps = [step for question, step in steps if question.area != NURSES_AREA]
        self.areas = {question.code: question.area for question in answerable}

    def _step(self, question: Question) -> _Step | None:
        of_household = question.level == "household"
        worked_out = (OF_HOUSEHOLD if of_household else OF_PERSON).get(question.code)
        if worked_out is None and question.code not in self.tables:
            return None
        draw: Callable[..., Any] = worked_out or self._drawn(question.code)
        shows = function(question.when.tree) if question.when else None
        return _Step(question.code, of_household, shows, draw)

    def _drawn(self, code: str) -> Callable[..., Any]:
        table = self.tables[code]
        return lambda talk, person=None: table(talk.random, talk.level, person or {"day": talk.day})

    def ask(self, talk: Talk) -> None:
        """The social worker's visit: fills in `talk` with every question that shows and is not the nurse's."""
        household, members = talk.household, talk.members
        household["size"] = len(members)
        for step in self._steps:
            shows = step.shows
            if step.of_household:
                if shows is None or shows(_NOBODY, household, members, _NOBODY) is True:
                    _put(household, step.code, step.draw(talk))
                continue
            for member in members:
                if shows is None or shows(member, household, members, _NOBODY) is True:
                    _put(member, step.code, step.draw(talk, member))

    def ask_as_nurse(self, talk: Talk) -> list[dict[str, Any]]:
        """The nurse's visit after the social worker's: her answers of each member, who are also put into `talk`."""
        answers: list[dict[str, Any]] = []
        for member in talk.members:
            own: dict[str, Any] = {}
            for step in self._nurses:
                if step.shows is None or step.shows(member, talk.household, talk.members, _NOBODY) is True:
                    _put(own, step.code, step.draw(talk, member))
                    member.update(own)
            answers.append(own)
        return answers

    def ask_again(self, talk: Talk, before: Talk) -> None:
        """A later visit of the social worker: what lasts is kept, what was bad is often better."""
        household, members = talk.household, talk.members
        household["size"] = len(members)
        for step in self._steps:
            if step.of_household:
                subjects = [(household, before.household)]
            else:
                subjects = list(zip(members, before.members, strict=True))
            for subject, earlier in subjects:
                person = _NOBODY if step.of_household else subject
                if step.shows is not None and step.shows(person, household, members, _NOBODY) is not True:
                    continue
                if self._stays(step, talk, earlier):
                    _put(subject, step.code, earlier[step.code])
                else:
                    _put(subject, step.code, step.draw(talk) if step.of_household else step.draw(talk, subject))

    @staticmethod
    def _stays(step: _Step, talk: Talk, earlier: Mapping[str, Any]) -> bool:
        if step.code in RECKONED or step.code not in earlier:
            return False
        return step.code in LASTING or talk.random.random() > _IMPROVES


def _put(answers: dict[str, Any], code: str, answer: Any) -> None:
    if answer is not None:
        answers[code] = answer


def _ordered(questions: Sequence[Question]) -> list[Question]:
    by_code = {question.code: question for question in questions}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for question in questions:
        read = [name for _mark, name in names_in(question.when.tree)] if question.when else []
        sorter.add(question.code, *(code for code in (*read, *AFTER.get(question.code, ())) if code in by_code))
    return [by_code[code] for code in sorter.static_order()]
