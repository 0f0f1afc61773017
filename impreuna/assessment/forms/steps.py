"""The questions of one step as the page draws them, and what a sent step says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from impreuna.assessment.forms.answers import DOES_NOT_KNOW, UNKNOWN_SUFFIX, Given, read, said, typed
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.evidence import answer_in_words

#: Options that say themselves that the answer is not known, as the lists word them.
_SAY_UNKNOWN = ("nu știe", "nu se știe")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question: its code as it travels, its words, whether it is chosen."""

    value: str
    text: str
    is_chosen: bool
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page. A composite is only a heading; a `registry` one shows what the registry has."""

    code: str
    kind: str
    text: str
    help: str
    unit: str
    choices: tuple[Choice, ...]
    typed: str
    does_not_know: bool
    is_shown: bool
    is_part: bool
    error: str = ""
    #: Why it cannot stand beside another answer.
    clash: str = ""
    summary: str = ""
    href: str = ""
    #: The answer of an earlier visit, in words and as the controls carry it (JSON).
    before: str = ""
    before_values: str = ""
    before_day: date | None = None
    #: Whether its answer was taken over from that visit and nobody has looked at it yet.
    is_carried: bool = False
    #: Whether "does not know" is offered beside the options; not when one of them says it already.
    offers_unknown: bool = True

    @property
    def unknown_name(self) -> str:
        """The name of the box "does not know" beside a field in which one writes."""
        return self.code + UNKNOWN_SUFFIX

    @property
    def first_control(self) -> str:
        """The id of its first control, to which the summary of errors leads."""
        if self.is_written:
            return f"id_{self.code}"
        return f"id_{self.code}_{self.choices[0].value}" if self.choices else f"q-{self.code}"

    @property
    def is_written(self) -> bool:
        """Whether one writes the answer; otherwise one chooses it."""
        return self.kind in ("number", "text", "date", "month")

    @property
    def is_answerable(self) -> bool:
        """Whether it takes an answer here."""
        return self.kind not in ("registry", "composite")


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry says to a question that it answers, and where that is corrected."""

    summary: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form said: the answers that fit, by code (None: taken away), and what did not fit."""

    answers: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, Given] = field(default_factory=dict)


def read_step(questions: Iterable[Question], data: QueryDict, codes: Iterable[str]) -> Sent:
    """The answers in a sent form to those of `questions` whose code is among `codes`."""
    wanted = set(codes)
    sent = Sent()
    for question in questions:
        if question.code in wanted and question.is_answerable:
            given = read(question, data)
            if given.verdict:
                sent.answers[question.code] = given.value
            else:
                sent.refused[question.code] = given
    return sent


def ask(
    question: Question,
    answers: Mapping[str, Any],
    shown: Iterable[str],
    refused: Given | None = None,
    data: QueryDict | None = None,
    clash: str = "",
    known: Known | None = None,
    before: Any = None,
    day: date | None = None,
    is_carried: bool = False,
) -> Asked:
    """The question with its kept answer; refused, with what was typed and why it does not fit."""
    value = answers.get(question.code)
    written, chosen = typed(question, value), _chosen(value)
    if refused is not None and data is not None:
        written, chosen = data.get(question.code, ""), set(data.getlist(question.code))
    known = known or Known()
    return Asked(
        question.code,
        question.kind,
        said(question.text),
        said(question.help),
        said(question.unit),
        _choices(question, chosen),
        written,
        DOES_NOT_KNOW in chosen and not written,
        question.code in shown,
        question.part_of is not None,
        refused.error if refused is not None else "",
        clash,
        known.summary,
        known.href,
        answer_in_words(question, before, get_language() or "ro") if before is not None else "",
        _carried(question, before),
        day if before is not None else None,
        is_carried,
        DOES_NOT_KNOW in (*chosen, before) or not any(each.text.ro in _SAY_UNKNOWN for each in question.options),
    )


def _carried(question: Question, before: Any) -> str:
    """An earlier answer as the controls carry it: the values to choose, or the text to write."""
    if before is None:
        return ""
    written = typed(question, before)
    return json.dumps(sorted(_chosen(before)) if question.kind in ("single", "multi") or not written else [written])


def _chosen(value: Any) -> set[str]:
    if value is None:
        return set()
    return {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}


def _choices(question: Question, chosen: set[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(option.code), said(option.text), str(option.code) in chosen, option.code in question.exclusive)
        for option in question.options
    )
