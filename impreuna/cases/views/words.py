"""Colours and lengths of time, as the cases' pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from impreuna.cases.queries.due import DueRow
from impreuna.ui.wording import counted

#: Stage → the colour of its tag.
STAGE_TONES = {
    "registered": "amber", "evaluated": "amber", "confirmed": "blue", "assigned": "blue", "planned": "blue",
    "in_services": "blue", "post_services": "green", "closed": "grey", "not_confirmed": "grey", "transferred": "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that is due: what, by which article, how much time is left."""

    row: DueRow
    title: str
    left: str
    tone: str


def due_lines(rows: Iterable[DueRow], now: datetime) -> list[DueLine]:
    """What is due, with the time that is left in words."""
    return [DueLine(row, row.title, *time_left(row.due_at, row.warn_at, now)) for row in rows]


def time_left(due_at: datetime, warn_at: datetime, now: datetime) -> tuple[str, str]:
    """How much time is left until a moment, and the colour that goes with it; what is over counts upwards."""
    words = span(abs(due_at - now))
    if due_at < now:
        return _("întârziat cu {span}").format(span=words), "red"
    return _("rămân {span}").format(span=words), "amber" if warn_at <= now else "blue"


def span(length: timedelta) -> str:
    """A length of time in words: minutes under an hour and a half, hours up to three days, then days."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 90:
        return counted(minutes, _("un minut"), _("{n} minute"), _("{n} de minute"))
    if minutes <= 72 * 60:
        return counted(minutes // 60, _("o oră"), _("{n} ore"), _("{n} de ore"))
    return counted(minutes // 1440, _("o zi"), _("{n} zile"), _("{n} de zile"))
