"""The census of the demonstration's teams: who was visited, what they answered, what was decided about it.

The answers are drawn as those of the synthetic country are; everything is then told by commands of the people who
work in the communes. Some findings wait for a decision, in every area.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from impreuna.assessment.commands import DecideFindings, Decision, RecordAssessment
from impreuna.assessment.queries import list_findings
from impreuna.config.demo.households import SEED, Drawn
from impreuna.config.demo.narrator import Narrator
from impreuna.config.synthetic.census import Lists, answers_of, conclusion_of
from impreuna.config.synthetic.interview import NURSES_AREA
from impreuna.config.synthetic.talk import Talk
from impreuna.kernel.actor import Actor
from impreuna.kernel.drafts import save_draft
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.queries import current_edition, parameters_on
from impreuna.nomenclature.rules.edition import Found
from impreuna.nomenclature.rules.facts import person_facts
from impreuna.territory.queries import get_commune

#: Levels of want of the households, in turn: so that the few of the demonstration show something of everything.
_LEVELS = (2, 4, 1, 6, 3, 5, 0, 7, 3, 4)
#: What is decided, in turn; None waits.
_DECISIONS = ("confirmed", "confirmed", None, "confirmed", "refuted", "confirmed", None, "confirmed", "confirmed", None)
_WHY = "La fața locului s-a văzut că nu este așa."
#: The latest visits, about which nothing is decided yet, and how many homes are visited a second time.
_UNDECIDED, _AGAIN = 4, 3


def begin(worker: Actor, homes: Sequence[Drawn], moment: datetime) -> None:
    """An interview that the worker began and has still to finish, at a home where nobody was met yet."""
    home = next((one for one in homes if one.fields["dwelling_state"] == "not_visited"), None)
    if home is None:
        return
    number = current_edition().number
    begun = {"edition": number, "began_with": number, "started_at": moment.isoformat()}
    answers = {"household": {"G02": 1, "G05": 2, "G06": 1, "L01": 1, "L02": 2, "L04": 2}}
    draft_id = UUID(int=home.household_id.int ^ 1)  # the same however often the story is told
    save_draft(worker, draft_id, worker.scope.place_id, "assessment", home.household_id, begun | answers)


class Team:
    """The visits of one commune's team; `nurse` is None where there is none."""

    def __init__(self, narrator: Narrator, commune_id: int, worker: Actor, nurse: Actor | None) -> None:
        self.narrator, self.worker, self.nurse = narrator, worker, nurse
        self.commune_id, self.name = commune_id, get_commune(commune_id).name
        self.lists = Lists.of(current_edition(), parameters_on)
        self.random = Random(SEED + commune_id)  # noqa: S311  people who do not exist need no secret

    def visit(self, homes: Sequence[Drawn]) -> None:
        """Visits the homes that let themselves be visited; some twice."""
        visited = [home for home in homes if home.fields["dwelling_state"] == "visited"]
        talks = []
        for number, home in enumerate(visited):
            talk = self._talk(home, _LEVELS[number % len(_LEVELS)])
            self.lists.questionnaire.ask(talk)
            found = self._record(home, talk)
            if self.nurse and number % 3 == 0:
                found += self._record_as_nurse(home, talk, self.nurse)
            if number < len(visited) - _UNDECIDED:
                self._decide(home, found)
            talks.append((home, talk, len(found)))
        for home, before, _found in sorted(talks, key=lambda each: -each[2])[:_AGAIN]:
            talk = self._talk(home, 1)
            self.lists.questionnaire.ask_again(talk, before)
            self._record(home, talk)

    def _talk(self, home: Drawn, level: int) -> Talk:
        day = self.narrator.moment.date()
        facts = [person_facts(one.birth_date, one.birth_year, one.sex, one.relation, day) for one in home.members]
        return Talk(self.random, level, day, self.name, facts, self.lists.questionnaire.tables)

    def _record(self, home: Drawn, talk: Talk) -> list[Found]:
        found = self.lists.edition.find(talk.household, talk.members, self.lists.parameters(talk.day))
        talk.household["Z03"] = conclusion_of(talk.household, max((one.severity for one in found), default=0))
        self._send(self.worker, home, answers_of(talk.household), [answers_of(each) for each in talk.members])
        return list(found)

    def _record_as_nurse(self, home: Drawn, talk: Talk, nurse: Actor) -> list[Found]:
        persons = self.lists.questionnaire.ask_as_nurse(talk)
        seen = self.lists.seen_by_nurse
        household, *members = (
            {code: value for code, value in each.items() if code in seen} for each in (talk.household, *talk.members)
        )
        found = self.lists.edition.find(household, members, self.lists.parameters(talk.day))
        self._send(nurse, home, {}, persons)
        return [one for one in found if self._veil(one) == NURSES_AREA]

    def _send(self, who: Actor, home: Drawn, household: dict[str, Any], persons: list[dict[str, Any]]) -> None:
        ended = self.narrator.moment + timedelta(minutes=20)
        self.narrator.send(
            who, RecordAssessment, household_id=home.household_id, assessment_id=self.narrator.draw.id(),
            edition=self.lists.edition.number, started_at=ended - timedelta(minutes=37), ended_at=ended,
            people=tuple(member.id for member in home.members), household=household, persons=tuple(persons),
        )  # fmt: skip

    def _decide(self, home: Drawn, found: Sequence[Found]) -> None:
        """What was found is decided by the profession whose area it is; which, does not depend on what is stored."""
        for who in (self.worker, self.nurse):
            decided = {
                self._subject(home, one): decision
                for number, one in enumerate(found)
                if (decision := _DECISIONS[number % len(_DECISIONS)])
                and who is (self.nurse if self._veil(one) == NURSES_AREA else self.worker)
            }
            if who and decided:
                with acting_as(who):
                    listed = list_findings(self.commune_id, home.household_id)
                ids = {(row.subject_id, row.code): row.id for row in listed}
                decisions = tuple(
                    Decision(ids[key], "proposed", decision, _WHY if decision == "refuted" else "")
                    for key, decision in decided.items()
                )
                self.narrator.send(who, DecideFindings, household_id=home.household_id, decisions=decisions)

    def _subject(self, home: Drawn, one: Found) -> tuple[UUID, str]:
        return home.household_id if one.member is None else home.members[one.member].id, one.code

    def _veil(self, one: Found) -> str:
        return self.lists.edition.vulnerabilities[one.code].veil
