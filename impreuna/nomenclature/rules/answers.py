"""Whether an answer fits its question."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from impreuna.kernel.result import ALLOWED, Verdict, _, add_reasons, refused
from impreuna.nomenclature.expression.evaluate import DOES_NOT_KNOW
from impreuna.nomenclature.rules.content import Question

LONGEST_TEXT = 4000
#: Whole numbers beyond this are not exact as doubles, so that the tablet could read another one.
LARGEST = 2**53
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

add_reasons(
    {
        "answer_to_nothing": _("La întrebarea {question} nu se răspunde aici."),
        "answer_not_an_option": _("La întrebarea {question} nu există varianta aleasă."),
        "answer_not_a_number": _("La întrebarea {question} scrieți un număr."),
        "answer_not_whole": _("La întrebarea {question} scrieți un număr întreg."),
        "answer_too_low": _("La întrebarea {question} scrieți cel puțin {limit}."),
        "answer_too_high": _("La întrebarea {question} scrieți cel mult {limit}."),
        "answer_not_a_date": _("La întrebarea {question} scrieți o dată, ca 28.11.2026."),
        "answer_not_text": _("La întrebarea {question} scrieți un text."),
        "answer_too_long": _("La întrebarea {question} scrieți cel mult {limit} de semne."),
        "answer_not_together": _("La întrebarea {question}, „{option}” nu merge cu alte variante."),
    }
)


def check_answer(question: Question, value: Any) -> Verdict:
    """Whether `value`, as it travels, is an answer to `question`; "?" (does not know) always is."""
    if not question.is_answerable:
        return refused("answer_to_nothing", question=question.code)
    if value == DOES_NOT_KNOW:
        return ALLOWED
    return _CHECKS[question.kind](question, value)


def _check_single(question: Question, value: Any) -> Verdict:
    if isinstance(value, bool) or not isinstance(value, int) or question.option(value) is None:
        return refused("answer_not_an_option", question=question.code)
    return ALLOWED


def _check_multi(question: Question, value: Any) -> Verdict:
    if not isinstance(value, list | tuple) or not value or len(set(map(str, value))) < len(value):
        return refused("answer_not_an_option", question=question.code)
    if not all(_check_single(question, one) for one in value):
        return refused("answer_not_an_option", question=question.code)
    alone = [code for code in question.exclusive if code in value]
    if alone and len(value) > 1:
        option = question.option(alone[0])
        return refused("answer_not_together", question=question.code, option=option.ro if option else "")
    return ALLOWED


def _check_number(question: Question, value: Any) -> Verdict:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
        return refused("answer_not_a_number", question=question.code)
    if question.whole and value != int(value):
        return refused("answer_not_whole", question=question.code)
    if question.low is not None and value < question.low:
        return refused("answer_too_low", question=question.code, limit=f"{question.low:g}")
    if question.high is not None and value > question.high:
        return refused("answer_too_high", question=question.code, limit=f"{question.high:g}")
    return ALLOWED


def _check_text(question: Question, value: Any) -> Verdict:
    if not isinstance(value, str):
        return refused("answer_not_text", question=question.code)
    if len(value) > LONGEST_TEXT:
        return refused("answer_too_long", question=question.code, limit=LONGEST_TEXT)
    return ALLOWED


def _check_date(question: Question, value: Any) -> Verdict:
    try:
        date.fromisoformat(value)
    except (ValueError, TypeError):
        return refused("answer_not_a_date", question=question.code)
    return ALLOWED


def _check_month(question: Question, value: Any) -> Verdict:
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return ALLOWED
    return refused("answer_not_a_date", question=question.code)


_CHECKS = {
    "single": _check_single,
    "multi": _check_multi,
    "number": _check_number,
    "text": _check_text,
    "date": _check_date,
    "month": _check_month,
}
