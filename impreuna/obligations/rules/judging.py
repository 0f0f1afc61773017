"""Judging a case: which obligations its facts raise, until when, and which facts meet them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from impreuna.obligations.rules.book import Book, Periods, Rule, length_on
from impreuna.obligations.rules.counting import due
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.file import File, Stopped
from impreuna.obligations.rules.raising import Raised, raised

State = Literal["met", "met_late", "waived", "ended", "ended_late", "late", "close", "pending"]

#: From this share of its time on an obligation is close (propunere).
CLOSE_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Judged:
    """An obligation of a case: since when, until when, and what became of it.

    `key`: what makes it this one and no other in its case: the fact that raised it, with the service of the plan or
    the number of the turn. `met_at`: when the fact `proof_id` was recorded, that meets it; `stated_at`: when it
    happened by its author's words. `waived`: why it does not apply, as somebody decided. `ended_at`: when it lapsed
    without being met, for the case was closed, not confirmed, suspended, or its services ended. `detail`: which
    service of the plan. Moments in UTC.
    """

    code: str
    key: str
    since: datetime
    due_at: datetime
    responsible: str
    author_id: UUID | None = None
    met_at: datetime | None = None
    proof_id: UUID | None = None
    stated_at: datetime | None = None
    waived: str | None = None
    ended_at: datetime | None = None
    detail: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""
        return self.met_at is None and self.waived is None and self.ended_at is None

    @property
    def is_met_late(self) -> bool:
        """Whether what meets it was recorded after its moment."""
        return self.met_at is not None and self.waived is None and self.met_at > self.due_at

    @property
    def warn_at(self) -> datetime:
        """From when on it is close."""
        return self.since + (self.due_at - self.since) * CLOSE_SHARE

    def state(self, now: datetime) -> State:
        """What is said of it at a moment."""
        if self.waived is not None:
            return "waived"
        if self.met_at is not None:
            return "met_late" if self.met_at > self.due_at else "met"
        if self.ended_at is not None:
            return "ended_late" if self.ended_at > self.due_at else "ended"
        if now > self.due_at:
            return "late"
        return "close" if now >= self.warn_at else "pending"


def judge(dossier: Dossier, book: Book, periods: Periods, now: datetime | None = None) -> tuple[Judged, ...]:
    """The obligations of a case, as its facts up to `now` say (all of them when absent), in the order of the list.

    A turn gives those that were met and the one that comes next.
    """
    desk = _Desk(File(dossier, now), book, periods)
    found: list[Judged] = []
    for rule in book.rules:
        if _concerns(rule, dossier):
            found.extend(desk.judge(rule))
    return tuple(found)


def _concerns(rule: Rule, dossier: Dossier) -> bool:
    entry = rule.entry
    if entry.subjects == "child" and dossier.subject != "child" and entry.risk is None:
        return False
    return entry.risk is None or entry.risk.holds(dossier.risk_situations)


#: The least by which one moment can come after another.
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One case before who judges it: its facts, and by what they are judged."""

    file: File
    book: Book
    periods: Periods

    def judge(self, rule: Rule) -> Iterator[Judged]:
        """What one rule says of the case."""
        for one in raised(rule, self.file):
            if rule.entry.kind == "turn":
                yield from self._turns(rule, one)
            else:
                stop = self.file.stop(rule.entry.ends, one.fact, one.begins)
                yield self._settled(rule, one, one.key, one.since, one.proof or self._met(rule, one), stop)

    def _met(self, rule: Rule, one: Raised) -> Fact | None:
        """The fact that completes it, or none."""
        if one.is_unproved:
            return None
        if not rule.through:
            return self._complete(rule, one.fact, one.begins, one.item)
        ways = (
            self._complete(rule, fact, fact.at, "") for fact in self.file.of((rule.through,)) if fact.at >= one.begins
        )
        return min((way for way in ways if way is not None), key=lambda fact: fact.at, default=None)

    def _complete(self, rule: Rule, about: Fact, begins: datetime, item: str) -> Fact | None:
        last: Fact | None = None
        for step in rule.steps:
            proof = next(self.file.proofs(step, about, begins, item), None)
            if proof is None:
                return None
            if last is None or proof.at > last.at:
                last = proof
        return last

    def _turns(self, rule: Rule, first: Raised) -> Iterator[Judged]:
        """Again and again, each time counting from what met the time before. A case that was suspended begins anew."""
        one: Raised | None = first
        while one is not None:
            stop = self.file.stop(rule.entry.ends, one.fact, one.begins)
            yield from self._chain(rule, one, stop)
            one = self._resumed(one, stop)

    def _chain(self, rule: Rule, one: Raised, stop: Stopped | None) -> Iterator[Judged]:
        over_at = self._over(rule, one)
        proofs = self.file.proofs(rule.steps[0], one.fact, one.begins, one.item)
        since, number = one.since, 1
        while True:
            judged = self._settled(rule, one, f"{one.key}/{number}", since, next(proofs, None), stop)
            if judged.met_at is None and over_at is not None and judged.due_at > over_at:
                return  # the service is over before its next check would be due
            yield judged
            if judged.met_at is not None:
                since = max(judged.met_at, one.since)
            elif judged.waived is not None and stop is None:
                since = max(self.file.waivers[judged.code, judged.key].at, since)
            else:
                return
            number += 1

    def _over(self, rule: Rule, one: Raised) -> datetime | None:
        if rule.entry.lasts is None:
            return one.over_at
        end = due(one.since, rule.entry.lasts.amount, rule.entry.lasts.unit)
        return end if one.over_at is None else min(one.over_at, end)

    def _resumed(self, one: Raised, stop: Stopped | None) -> Raised | None:
        """The turn that begins when a suspended case is resumed, unless it ended meanwhile."""
        if stop is None or stop[0] != "suspended":
            return None
        for fact in self.file.of(("ResumeCase", "ReopenCase", "CloseCase", "TransferCase")):
            if fact.at < stop[1].at:
                continue
            if fact.kind != "ResumeCase" or (one.over_at is not None and fact.at >= one.over_at):
                return None
            since = max(fact.at, one.since)
            # What was suspended in the same instant is resumed by it, and does not stop what comes after.
            return replace(one, fact=fact, key=f"{one.key}/{fact.id}", since=since, begins=fact.at + _INSTANT)
        return None

    def _settled(
        self, rule: Rule, one: Raised, key: str, since: datetime, proof: Fact | None, stop: Stopped | None
    ) -> Judged:
        entry = rule.entry
        amount, unit = length_on(rule, since, self.periods)
        if proof is not None and stop is not None and proof.at > stop[1].at:
            proof = None
        waiver = self.file.waivers.get((entry.code, key))
        return Judged(
            code=entry.code,
            key=key,
            since=since,
            due_at=due(since, amount, unit, self.book.holidays),
            responsible=entry.responsible,
            author_id=one.author_id,
            met_at=proof.at if proof else None,
            proof_id=proof.id if proof else None,
            stated_at=proof.stated_at if proof else None,
            waived=str(waiver.content.get("reason", "")) if waiver else None,
            ended_at=stop[1].at if stop and not proof and not waiver else None,
            detail=one.title,
        )
