"""Whether answers can be kept: each fits its question, its author may write its area, none contradicts another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from impreuna.assessment.rules.interview import Asked
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.kernel.result import Verdict, refused
from impreuna.kernel.text import clean, clean_lines
from impreuna.nomenclature.expression.evaluate import DOES_NOT_KNOW
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.edition import Clash, Edition, Reading

_ELSEWHERE = {"person": "question_of_persons", "household": "question_of_household"}
#: A problem's place: `household.L04`, `persons.1.E03`, parallel to the interview.
Problem = tuple[str, Verdict]


def problems(edition: Edition, asked: Asked, role: str) -> Iterator[Problem]:
    """What is wrong with single answers, each at its field."""
    writable = ROLES[role].writable_areas
    yield from _of_subject(edition, "household", asked.household, "household", writable)
    for index, answers in enumerate(asked.persons):
        yield from _of_subject(edition, "person", answers, f"persons.{index}", writable)


def _of_subject(
    edition: Edition, level: str, answers: Mapping[str, Any], place: str, writable: frozenset[str]
) -> Iterator[Problem]:
    for code, answer in answers.items():
        question = edition.questions.get(code)
        if question is None:
            yield place, refused("unknown_question", question=clean(code)[:20], edition=edition.number)
        elif question.level != level:
            yield f"{place}.{code}", refused(_ELSEWHERE[question.level], question=code)
        elif question.area not in writable:
            yield f"{place}.{code}", refused("area_not_yours", area=AREAS[question.area].name)
        elif not (verdict := check_answer(question, answer)):
            yield f"{place}.{code}", verdict


def clashes(edition: Edition, reading: Reading, asked: Asked) -> Iterator[Problem]:
    """Contradictions among the answers of this interview, each at its first question.

    An earlier answer of somebody else is no contradiction: times change, and whoever asks now could not mend it.
    """
    for clash in reading.contradictions():
        if (field := _own_field(edition, clash, reading, asked)) is not None:
            yield field, refused("contradiction", sentence=clash.contradiction.text.ro.rstrip("."))


def _own_field(edition: Edition, clash: Clash, reading: Reading, asked: Asked) -> str | None:
    """The place of the clash's first question; None when an earlier visit answered one of them."""
    places = []
    for code in clash.contradiction.fields:
        if edition.questions[code].level == "household":
            given, known, place = asked.household, reading.household, "household"
        elif clash.member is not None and clash.member < len(asked.persons):
            given, known, place = asked.persons[clash.member], reading.members[clash.member], f"persons.{clash.member}"
        else:
            continue
        if code in known:
            if code not in given:
                return None
            places.append(f"{place}.{code}")
    return places[0] if places else None


def kept(edition: Edition, reading: Reading, asked: Asked) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The answers that are stored: those to questions that show; texts cleaned, "?" kept as such."""
    silent = any(DOES_NOT_KNOW in answers.values() for answers in (asked.household, *asked.persons))
    shown = edition.relevant(reading.household, reading.members) if silent else None
    household = _shown(edition, asked.household, reading.household, shown.household if shown else frozenset())
    persons = [
        _shown(edition, answers, reading.members[index], shown.members[index] if shown else frozenset())
        for index, answers in enumerate(asked.persons)
    ]
    return household, persons


def _shown(
    edition: Edition, answers: Mapping[str, Any], known: Mapping[str, Any], shown: frozenset[str] | Sequence[str]
) -> dict[str, Any]:
    return {
        code: clean_lines(answer) if edition.questions[code].kind == "text" else answer
        for code, answer in answers.items()
        if code in known or code in shown
    }
