"""Who belongs to a case beside the team: who comes into it, in which part, and how a part ends (propunere)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.intake import MOST_PEOPLE
from impreuna.cases.rules.lists import PART_ENDS, PARTS
from impreuna.cases.rules.texts import Checks, check_code, check_text
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.kernel.text import fold
from impreuna.registry.rules.persons import age_on

#: From this age on nobody is a child (Legea 272/2004 art. 4 a).
_OF_AGE = 18


class Somebody(Protocol):
    """Who has a part in the case already."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...


def check_participant(name: str, part: str, birth_date: date | None, note: str, today: date) -> Checks:
    """Somebody has a name and a part, and was born by now."""
    yield "name", check_text(name)
    yield "part", check_code(part, PARTS)
    yield "birth_date", ALLOWED if birth_date is None or birth_date <= today else refused("day_later")
    yield "note", check_text(note, is_needed=False)


def may_come_in(present: Sequence[Somebody], person_id: UUID | None, name: str) -> Verdict:
    """Whether somebody is not in the case already: as the same person of the registry, or by the same name."""
    if len(present) >= MOST_PEOPLE:
        return refused("case_people_full", limit=MOST_PEOPLE)
    known = [each for each in present if each.person_id is not None]
    if person_id is not None and any(each.person_id == person_id for each in known):
        return refused("case_person_twice", name=name)
    unknown = {fold(each.name) for each in present if each.person_id is None}
    return refused("case_person_twice", name=name) if person_id is None and fold(name) in unknown else ALLOWED


def may_be_subject(
    case_subject: str, birth_date: date | None, today: date, person_id: UUID | None, home: Collection[UUID] | None
) -> Verdict:
    """Whether a case is about somebody too. The law counts the situations of a child by its family and dates a child's
    deadlines from its own notice (Legea 156/2023 art. 5–7; O 3): so the children of one case are of one household, and
    a case of adults becomes no child's. `home`: who is or was of the case's household; None when it has none."""
    age = age_on(today, birth_date, None)
    if age is not None:
        is_child = age < _OF_AGE
        if is_child != (case_subject == "child"):
            return refused("case_child_apart" if is_child else "case_adult_apart")
    if case_subject == "child" and person_id is not None and home is not None and person_id not in home:
        return refused("case_child_elsewhere")
    return ALLOWED


def check_end(reason: str, note: str) -> Checks:
    """A part ends for a reason of the list."""
    yield "reason", check_code(reason, PART_ENDS)
    yield "note", check_text(note, is_needed=False)
