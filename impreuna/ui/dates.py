"""Dates as people type them: three boxes, or 21.3.2015, 21/03/2015, 2015-03-21, 21 martie 2015, 21 III 2015."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from impreuna.kernel.text import fold

#: The first three letters of the months, in Romanian, Hungarian and English, without diacritics.
_MONTHS = {
    "ian": 1, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "maj": 5, "may": 5, "iun": 6, "jun": 6, "iul": 7,
    "jul": 7, "aug": 8, "sep": 9, "sze": 9, "oct": 10, "okt": 10, "noi": 11, "noe": 11, "nov": 11, "dec": 12,
}  # fmt: skip
_ROMAN = {
    numeral: n
    for n, numeral in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}
_BETWEEN_PARTS = re.compile(r"[\s./,\-–]+")

PARTS = ("day", "month", "year")
Typed = tuple[str, str, str]


class DateProblem(ValueError):
    """Why what was typed is no date: a stable `code`, the parts of it that are `wrong`, and facts for the sentence."""

    def __init__(self, code: str, wrong: tuple[str, ...] = PARTS, **facts: int) -> None:
        super().__init__(code)
        self.code, self.wrong, self.facts = code, wrong, facts


def split(text: str) -> Typed:
    """Day, month and year of a date typed in one piece, as they stand; all in the first when they cannot be told apart.

    >>> split("21.3.2015"), split("2015-03-21"), split("21 martie 2015")
    (('21', '3', '2015'), ('21', '03', '2015'), ('21', 'martie', '2015'))
    """
    parts = [part for part in _BETWEEN_PARTS.split(text.strip()) if part]
    if len(parts) == 1 and re.fullmatch(r"\d{8}", parts[0]):
        return parts[0][:2], parts[0][2:4], parts[0][4:]
    if len(parts) != 3:
        return text.strip(), "", ""
    if len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    return parts[0], parts[1], parts[2]


def read(typed: Typed) -> date | None:
    """The date that was typed, `None` when nothing was. Raises `DateProblem`.

    A whole date typed or pasted into the first box counts as such.
    """
    day_text, month_text, year_text = (part.strip() for part in typed)
    if day_text and not month_text and not year_text:
        day_text, month_text, year_text = split(day_text)
    if not (day_text or month_text or year_text):
        return None
    texts = (day_text, month_text, year_text)
    if missing := tuple(part for part, text in zip(PARTS, texts, strict=True) if not text):
        if len(missing) == 2 and not day_text.isdecimal() and day_text:
            raise DateProblem("not_a_date")
        raise DateProblem("missing_" + "_".join(missing), missing)
    return _date(_number(day_text, "day"), _month(month_text), _year(year_text))


def _number(text: str, part: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise DateProblem(f"not_a_{part}", (part,))
    return int(text)


def _month(text: str) -> int:
    if text.isdecimal():
        return _number(text, "month")
    word = fold(text)
    month = _ROMAN.get(word) or (_MONTHS.get(word[:3]) if len(word) >= 3 else None)
    if month is None:
        raise DateProblem("not_a_month", ("month",))
    return month


def _year(text: str) -> int:
    year = _number(text, "year")
    if len(text) != 4 or year < 1000:
        raise DateProblem("short_year", ("year",))
    return year


def _date(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise DateProblem("no_such_month", ("month",))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateProblem("no_such_day", ("day",), month=month, year=year, last=last)
    return date(year, month, day)
