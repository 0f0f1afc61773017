"""Obligations in the words of a page, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.moments import day_of
from impreuna.obligations.queries.book import current_book
from impreuna.obligations.queries.due import DueRow
from impreuna.obligations.rules.entries import Obligation, Unit
from impreuna.obligations.rules.sources import in_full
from impreuna.ui.wording import counted, day, moment

#: State → what the tag says of it, and its colour.
_TAGS = {
    "late": "red", "close": "amber", "pending": "green", "met": "green", "met_late": "amber", "waived": "grey",
    "ended": "grey", "ended_late": "amber",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueLine:
    """An obligation in a list: what, what to do, until when, by which article."""

    row: DueRow
    name: str
    todo: str
    article: str
    when: str
    state: str
    tone: str
    is_proposal: bool


def lines(rows: Iterable[DueRow], now: datetime) -> list[DueLine]:
    """The rows as a page shows them."""
    return [line(row, now) for row in rows]


def line(row: DueRow, now: datetime) -> DueLine:
    """A row as a page shows it."""
    entry = current_book().entries.get(row.code)
    return DueLine(
        row,
        name_of(row.code),
        said_todo(entry) if entry else "",
        article_of(row.code),
        until(row, now),
        state_of(row.state),
        _TAGS[row.state],
        entry is not None and entry.source != "PROP" and entry.basis_for(row.subject) == "P",
    )


def name_of(code: str) -> str:
    """What an obligation is called; its code when the list has it no more."""
    entry = current_book().entries.get(code)
    return code if entry is None else said_name(entry)


def article_of(code: str) -> str:
    """The article of an obligation as one cites it: "Ordinul 288/2006, pct. 3.6"; empty when the list lost it."""
    entry = current_book().entries.get(code)
    return "" if entry is None else in_full(entry.source)


def said_name(entry: Obligation) -> str:
    """The name in the reader's language: of three, the list has two."""
    return entry.ro if get_language() == "ro" else entry.en


def said_todo(entry: Obligation) -> str:
    """What to do next, in the reader's language."""
    return entry.todo.ro if get_language() == "ro" else entry.todo.en


def state_of(state: str) -> str:
    """A state as its tag says it."""
    return {
        "late": _("Depășit"),
        "close": _("Aproape"),
        "pending": _("În termen"),
        "met": _("Îndeplinit"),
        "met_late": _("Îndeplinit târziu"),
        "waived": _("S-a renunțat"),
        "ended": _("A încetat"),
        "ended_late": _("Neîndeplinit"),
    }[state]


def until(row: DueRow, now: datetime) -> str:
    """Until when, as one says it: "până azi, 14:00", "de 3 zile", "până pe 5 martie 2026"."""
    if row.state == "late":
        return _("depășit de {ago}").format(ago=_ago(now - row.due_at))
    if row.due_at - row.since < timedelta(days=4) and row.due_at.second != 59:  # a term of hours
        if day_of(row.due_at) == day_of(now):
            return _("până azi, la {hour}").format(hour=moment(row.due_at).rpartition(" ")[2])
        return _("până pe {moment}").format(moment=moment(row.due_at))
    if day_of(row.due_at) == day_of(now):
        return _("până azi")
    if day_of(row.due_at) == day_of(now) + timedelta(days=1):
        return _("până mâine")
    return _("până pe {day}").format(day=day(row.due_at))


def _ago(passed: timedelta) -> str:
    if passed < timedelta(hours=1):
        return _("mai puțin de o oră")
    if passed < timedelta(days=1):
        return counted(int(passed / timedelta(hours=1)), _("o oră"), _("{n} ore"), _("{n} de ore"))
    return counted(passed.days, _("o zi"), _("{n} zile"), _("{n} de zile"))


def length(amount: int, unit: Unit) -> str:
    """A period as one says it: "72 de ore", "o lună", "10 zile lucrătoare"; no days is "în aceeași zi"."""
    if amount == 0:
        return _("în aceeași zi")
    match unit:
        case "hours":
            return counted(amount, _("o oră"), _("{n} ore"), _("{n} de ore"))
        case "days":
            return counted(amount, _("o zi"), _("{n} zile"), _("{n} de zile"))
        case "months":
            return counted(amount, _("o lună"), _("{n} luni"), _("{n} de luni"))
        case _:
            return counted(amount, _("o zi lucrătoare"), _("{n} zile lucrătoare"), _("{n} de zile lucrătoare"))


def every(amount: int, unit: Unit) -> str:
    """How often a turn comes: "în fiecare lună", "la fiecare 3 luni"."""
    if amount == 1:
        return {
            "hours": _("în fiecare oră"),
            "days": _("în fiecare zi"),
            "months": _("în fiecare lună"),
            "working_days": _("în fiecare zi lucrătoare"),
        }[unit]
    return _("la fiecare {length}").format(length=length(amount, unit))


def at_least(amount: int, unit: Unit) -> str:
    """How long something lasts at least."""
    return _("cel puțin {length}").format(length=length(amount, unit))


def period(kind: str, amount: int, unit: Unit) -> str:
    """A period as an obligation of that kind has it."""
    says = {"turn": every, "least": at_least}.get(kind, length)
    return says(amount, unit)


def unit_name(unit: Unit) -> str:
    """The unit beside a number that is typed."""
    return {"hours": _("ore"), "days": _("zile"), "months": _("luni"), "working_days": _("zile lucrătoare")}[unit]
