"""The effect of a change of the lists on one household, and on many: which rules would newly be true, which no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from impreuna.assessment.rules.interview import Asked, Home, context
from impreuna.kernel.policy import may_see_totals
from impreuna.monitoring.rules.showing import SMALL
from impreuna.nomenclature.expression.evaluate import Function, function
from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.rules.content import Vulnerability
from impreuna.nomenclature.rules.crossings import names_read
from impreuna.nomenclature.rules.edition import Edition, Reading

#: Who asks for previews.
_READER = "national_admin"


@dataclass(frozen=True, slots=True)
class Side:
    """The lists before a change, or after it."""

    edition: Edition
    parameters: Mapping[str, float]


class Effect(msgspec.Struct):
    """How many subjects a rule would newly be true of, and of how many no more."""

    gained: int = 0
    lost: int = 0


#: A rule at work: code, whether it is asked of persons, and the rule itself.
Rule = tuple[str, bool, Function]
_HOUSEHOLD: tuple[tuple[int | None, dict[str, Any]], ...] = ((None, {}),)
#: Effects by county and vulnerability.
Effects = dict[int, dict[str, Effect]]


def codes_concerned(before: Side, after: Side) -> tuple[str, ...]:
    """The vulnerabilities whose rule may answer otherwise after the change, in the order of the list.

    Those whose totals the reader is not told (clinical health) are left out.
    """
    entries = {**before.edition.vulnerabilities, **after.edition.vulnerabilities}
    moved = {
        code
        for code in {*before.parameters, *after.parameters}
        if before.parameters.get(code) != after.parameters.get(code)
    }
    asks_otherwise = before.edition.content.questions != after.edition.content.questions
    return tuple(
        code
        for code, entry in entries.items()
        if (asks_otherwise or moved & set(names_read(entry)) or _rule_of(before, code) != _rule_of(after, code))
        and may_see_totals(_READER, entry.veil, "country")
    )


def _rule_of(side: Side, code: str) -> list[Any] | None:
    entry = side.edition.vulnerabilities.get(code)
    return entry.rule.tree if entry and entry.rule else None


def areas_read(sides: Iterable[Side], codes: Iterable[str]) -> frozenset[str]:
    """The areas of data that the rules read, with the questions that decide whether others are asked at all."""
    wanted = set(codes)
    return frozenset(
        side.edition.questions[name].area
        for side in sides
        for entry in side.edition.vulnerabilities.values()
        if entry.code in wanted
        for name in _questions_of(side.edition, entry)
    )


def _questions_of(edition: Edition, entry: Vulnerability) -> set[str]:
    waiting, found = list(names_read(entry)), set[str]()
    while waiting:
        question = edition.questions.get(waiting.pop())
        if question is None or question.code in found:
            continue
        found.add(question.code)
        waiting += [name for _mark, name in names_in(question.when.tree)] if question.when else []
    return found


class Comparison:
    """A change of the lists, ready to be asked about many households; ages are those of `day`."""

    def __init__(self, before: Side, after: Side, codes: Iterable[str], day: date) -> None:
        self._before, self._after, self._day = before, after, day
        self._rules_before, self._rules_after = _compiled(before, frozenset(codes)), _compiled(after, frozenset(codes))
        self._asks_alike = before.edition.content.questions == after.edition.content.questions

    def effect_on(self, home: Home) -> list[tuple[str, bool]]:
        """What would change of a household as it is answered now: (code, whether gained)."""
        earlier = self._read(home, self._before)
        later = earlier if self._asks_alike else self._read(home, self._after)
        was = _true_of(earlier, self._rules_before, self._before.parameters)
        will_be = _true_of(later, self._rules_after, self._after.parameters)
        gained = [(code, True) for code, _member in will_be - was]
        return gained + [(code, False) for code, _member in was - will_be]

    def _read(self, home: Home, side: Side) -> Reading:
        asked = Asked((), {}, (), datetime.now(UTC))
        return side.edition.read(*context(home, side.edition, asked, self._day), side.parameters)


def _compiled(side: Side, codes: frozenset[str]) -> list[Rule]:
    return [
        (entry.code, entry.subject == "person", function(entry.rule.tree))
        for entry in side.edition.vulnerabilities.values()
        if entry.code in codes and entry.rule
    ]


def _true_of(reading: Reading, rules: list[Rule], parameters: Mapping[str, float]) -> set[tuple[str, int | None]]:
    """The rules that hold, each with the place of the member of whom, None for the household."""
    return {
        (code, place)
        for code, is_of_person, is_true in rules
        for place, person in (enumerate(reading.members) if is_of_person else _HOUSEHOLD)
        if is_true(person, reading.household, reading.members, parameters) is True
    }


def add(effects: Effects, county_id: int, changes: Iterable[tuple[str, bool]]) -> None:
    """Counts the changes of a household of a county."""
    of_county = effects.setdefault(county_id, {})
    for code, is_gained in changes:
        effect = of_county.setdefault(code, Effect())
        if is_gained:
            effect.gained += 1
        else:
            effect.lost += 1


def told(effects: Effects) -> Effects:
    """The effects as they may be shown: what is under 5, but not 0, is -1. Counties without any are left out."""
    return {
        county: shown
        for county, of_county in effects.items()
        if (shown := {code: Effect(_told(one.gained), _told(one.lost)) for code, one in of_county.items()})
    }


def _told(count: int) -> int:
    return count if count == 0 or count >= SMALL else -1


def sum_of(shown: Effects, code: str) -> tuple[Effect, Effect]:
    """Of a vulnerability, the sum of the counties' shown counts, and how many counties hold back a small one."""
    ones = [of_county[code] for of_county in shown.values() if code in of_county]
    total = Effect(sum(max(one.gained, 0) for one in ones), sum(max(one.lost, 0) for one in ones))
    held = Effect(sum(one.gained < 0 for one in ones), sum(one.lost < 0 for one in ones))
    return total, held
