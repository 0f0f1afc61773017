"""The obligations made ready for judging: once for each process, not for each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.conditions import Test, tests_for
from impreuna.obligations.rules.counting import days_off, start_of
from impreuna.obligations.rules.entries import Holiday, Lists, Obligation, Since, Step, Unit

#: Holidays are worked out for these years; beyond them only weekends are free.
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sought:
    """A step with its tests by kind of fact."""

    kinds: tuple[str, ...]
    tests: Mapping[str, tuple[Test, ...]]
    match: str
    not_about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """An obligation with what raises it and what meets it, ready to be looked for."""

    entry: Obligation
    since: Since
    raised_by: Sought
    once: Sought | None
    steps: tuple[Sought, ...]
    through: str
    amount: int
    unit: Unit
    #: What was done before this moment raises nothing.
    in_force: datetime


@dataclass(frozen=True, slots=True)
class Dated:
    """What the country's administrator set a period to, from a day on (`commands.SetPeriod`)."""

    from_day: date
    amount: int
    unit: Unit


#: By code of the obligation, the latest day first. Without an entry the list's own figure holds.
Periods = Mapping[str, Sequence[Dated]]


@dataclass(frozen=True, slots=True)
class Book:
    """All obligations: every entry by its code, those with a clock as rules, and the legal holidays."""

    entries: Mapping[str, Obligation]
    rules: tuple[Rule, ...]
    team_rules: tuple[Rule, ...]
    holidays: frozenset[date]

    @classmethod
    def of(cls, lists: Lists) -> Book:
        """The book of what was read from the file."""
        return cls.made(lists.obligations, lists.holidays)

    @classmethod
    def made(cls, obligations: Iterable[Obligation], holidays: Sequence[Holiday] = ()) -> Book:
        """The book of these obligations."""
        entries = {one.code: one for one in obligations}
        rules = [rule for one in entries.values() if (rule := _rule(one)) is not None]
        return cls(
            entries,
            tuple(rule for rule in rules if rule.entry.about == "case"),
            tuple(rule for rule in rules if rule.entry.about == "team"),
            days_off(holidays, _FIRST_YEAR, _LAST_YEAR),
        )


def _rule(one: Obligation) -> Rule | None:
    if one.kind not in ("clock", "turn") or one.since is None or one.until is None or one.period is None:
        return None
    return Rule(
        one,
        one.since,
        _sought(Step(facts=one.since.facts, when=one.since.when)),
        _sought(one.since.once) if one.since.once else None,
        tuple(_sought(step) for step in one.until.steps),
        one.until.through,
        one.period.amount,
        one.period.unit,
        start_of(one.in_force) if one.in_force else _ALWAYS,
    )


def _sought(step: Step) -> Sought:
    return Sought(step.facts, {kind: tests_for(kind, step.when) for kind in step.facts}, step.match, step.not_about)


def length_on(rule: Rule, since: datetime, periods: Periods) -> tuple[int, Unit]:
    """How long the period of an obligation that is raised at `since` is: as set for that day, or as the list says."""
    if dated := periods.get(rule.entry.code):
        day = since.astimezone(BUCHAREST).date()
        for one in dated:
            if one.from_day <= day:
                return one.amount, one.unit
    return rule.amount, rule.unit
