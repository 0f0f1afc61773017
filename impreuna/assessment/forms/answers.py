"""One answer, as HTML carries it: read from what was typed, and written back the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.result import ALLOWED, Verdict, explain, refused
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.content import Question
from impreuna.ui import dates, forms
from impreuna.ui.text import clean_lines

#: The answer "does not know, does not answer", and the name of its box beside a field in which one writes.
DOES_NOT_KNOW = "?"
UNKNOWN_SUFFIX = "_nu"

#: No option has a longer code, and nothing that a household is asked for is this much.
_LONGEST_CODE = 4
_BEYOND_ALL = 10**12

_numbers = forms.DecimalField(required=False)


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the form for one question: the value (None: not answered), or why it cannot be one."""

    value: Any = None
    verdict: Verdict = ALLOWED

    @property
    def error(self) -> str:
        """The sentence at the field; empty when the answer fits."""
        return explain(self.verdict.reason, self.verdict.facts, _)


def read(question: Question, data: QueryDict) -> Given:
    """The answer to `question` in a sent form; what does not fit comes with its reason."""
    value = _READERS[question.kind](question.code, data)
    if isinstance(value, Verdict):
        return Given(verdict=value)
    if value is None:
        return Given()
    verdict = check_answer(question, value)
    if verdict.reason == "answer_not_together":
        # The rule says the option in Romanian; the page says it in the reader's language.
        alone = next(each for each in question.exclusive if each in value)
        verdict = _not_together(question.code, said(question.option(alone)))
    return Given(value if verdict else None, verdict)


def _not_together(code: str, option: str) -> Verdict:
    return refused("answer_not_together", question=code, option=option)


def _single(code: str, data: QueryDict) -> Any:
    text = data.get(code, "").strip()
    return _option(text) if text else None


def _multi(code: str, data: QueryDict) -> Any:
    chosen = [text for text in data.getlist(code) if text]
    if DOES_NOT_KNOW in chosen:
        return DOES_NOT_KNOW if len(chosen) == 1 else _not_together(code, _("nu știe / nu răspunde"))
    return sorted({_option(text) for text in chosen}, key=lambda value: (str(type(value)), value)) or None


def _option(text: str) -> int | str:
    """The code of an option; what cannot be one stays as it came, for the rule to refuse."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_CODE else text


def _number(code: str, data: QueryDict) -> Any:
    text = data.get(code, "").strip()
    if not text:
        return _unknown(code, data)
    try:
        number = _numbers.to_python(text)
    except ValidationError:
        return text
    if abs(number) >= _BEYOND_ALL:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def _text(code: str, data: QueryDict) -> Any:
    return clean_lines(data.get(code, "")) or _unknown(code, data)


def _date(code: str, data: QueryDict) -> Any:
    text = data.get(code, "").strip()
    if not text:
        return _unknown(code, data)
    try:
        day = dates.read(dates.split(text))
    except dates.DateProblem:
        return text
    return day.isoformat() if day else None


def _month(code: str, data: QueryDict) -> Any:
    """ "3.2025", "martie 2025" and "2025-03" are the month as it is kept: "2025-03"."""
    text = data.get(code, "").strip()
    if not text:
        return _unknown(code, data)
    month, _separator, year = text.replace("-", ".").replace("/", ".").replace(" ", ".").rpartition(".")
    if len(month) == 4 and month.isdecimal():
        month, year = year, month
    try:
        day = dates.read(("1", month.strip(". "), year))
    except dates.DateProblem:
        return text
    return f"{day:%Y-%m}" if day else None


def _unknown(code: str, data: QueryDict) -> str | None:
    return DOES_NOT_KNOW if data.get(code + UNKNOWN_SUFFIX) else None


_READERS = {
    "single": _single,
    "multi": _multi,
    "number": _number,
    "text": _text,
    "date": _date,
    "month": _month,
}


def typed(question: Question, value: Any) -> str:
    """A kept answer as one would have typed it."""
    if value is None or value == DOES_NOT_KNOW:
        return ""
    match question.kind:
        case "number":
            return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
        case "date":
            year, month, day = str(value).split("-")
            return f"{day}.{month}.{year}"
        case "month":
            year, month = str(value).split("-")
            return f"{month}.{year}"
        case _:
            return str(value)


def said(words: Any) -> str:
    """Words of the lists in the reader's language; nothing for none."""
    return words.say(get_language() or "ro") if words else ""
