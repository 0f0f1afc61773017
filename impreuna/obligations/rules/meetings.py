"""The team's own obligation: a case meeting every week (Order 288/2006, O 5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from impreuna.obligations.rules.book import Book, Periods, length_on
from impreuna.obligations.rules.counting import due
from impreuna.obligations.rules.judging import Judged


def judge_meetings(
    meetings: Iterable[tuple[UUID, datetime]],
    since: datetime,
    is_over: bool,
    book: Book,
    periods: Periods,
    now: datetime,
) -> tuple[Judged, ...]:
    """The weeks since a moment, as the meetings recorded from then on (id, moment) met them, and the one that runs.

    `is_over`: the commune has no open case any more, so nothing is due from `now` on. Its key is the moment from
    which it counts, so that meetings long past need not be known.
    """
    found: list[Judged] = []
    for rule in book.team_rules:
        start = since
        for meeting_id, at in sorted(meetings, key=lambda meeting: meeting[1]):
            if at > start:
                due_at = due(start, *length_on(rule, start, periods), book.holidays)
                found.append(_judged(rule.entry.code, start, due_at, met_at=at, proof_id=meeting_id))
                start = at
        due_at = due(start, *length_on(rule, start, periods), book.holidays)
        found.append(_judged(rule.entry.code, start, due_at, ended_at=now if is_over else None))
    return tuple(found)


def _judged(
    code: str,
    since: datetime,
    due_at: datetime,
    met_at: datetime | None = None,
    proof_id: UUID | None = None,
    ended_at: datetime | None = None,
) -> Judged:
    return Judged(
        code, since.isoformat(), since, due_at, "team", met_at=met_at, proof_id=proof_id, stated_at=met_at,
        ended_at=ended_at,
    )  # fmt: skip
