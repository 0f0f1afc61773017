"""Dates, names and texts as a Romanian document writes them. Documents are in Romanian whatever the reader's language
is, so these words are not translated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from impreuna.kernel.moments import BUCHAREST

MONTHS = (
    "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
    "noiembrie", "decembrie",
)  # fmt: skip


def day(value: date | datetime | str | None) -> str:
    """ "22 noiembrie 2026"; a moment in the time of Bucharest; ISO text as entries hold it; empty for none."""
    found = _read(value)
    if found is None:
        return ""
    if isinstance(found, datetime):
        found = found.astimezone(BUCHAREST).date()
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def moment(value: datetime | str | None) -> str:
    """ "22 noiembrie 2026, ora 14:05", in the time of Bucharest."""
    found = _read(value)
    if not isinstance(found, datetime):
        return day(found)
    return f"{day(found)}, ora {found.astimezone(BUCHAREST):%H:%M}"


def month(value: date | str | None) -> str:
    """ "noiembrie 2026"."""
    found = _read(value)
    return f"{MONTHS[found.month - 1]} {found.year}" if found else ""


def span(start: date | str | None, end: date | str | None) -> str:
    """ "1 martie 2026 – 28 februarie 2027"; open ends stay out."""
    return " – ".join(each for each in (day(start), day(end)) if each)


def money(value: Decimal | str | float | None) -> str:
    """ "1.250,50 lei"; empty for none."""
    if value in (None, ""):
        return ""
    whole, cents = f"{Decimal(str(value)):,.2f}".split(".")
    return f"{whole.replace(',', '.')},{cents} lei"


def numbered(number: str, at: date | datetime | str | None) -> str:
    """ "nr. 17 din 3 martie 2026", as far as it is known."""
    return " ".join(part for part in (f"nr. {number}" if number else "", f"din {day(at)}" if day(at) else "") if part)


def version(number: str, at: date | datetime | str | None) -> str:
    """ "versiunea 2 din 3 martie 2026", as far as it is known."""
    return " ".join(
        part for part in (f"versiunea {number}" if number else "", f"din {day(at)}" if day(at) else "") if part
    )


def yes_or_no(value: bool | None) -> str:
    """ "da", "nu", or nothing when nobody said."""
    return "" if value is None else "da" if value else "nu"


def listed(values: Iterable[Any]) -> str:
    """Texts with commas between them, the empty ones left out."""
    return ", ".join(text for text in (str(value).strip() for value in values if value is not None) if text)


def upper_first(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _read(value: date | datetime | str | None) -> date | datetime | None:
    if not value:
        return None
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return None
