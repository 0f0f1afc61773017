"""The effect of a change of the lists on one household, and on many: which rules would newly be true, which no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from impreuna.assessment.rules.interview import Asked, Home, context
from impreuna.kernel.policy import may_see_totals
from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.rules.content import Vulnerability
from impreuna.nomenclature.rules.crossings import names_read
from impreuna.nomenclature.rules.edition import Edition

#: Counts under this are not told above the commune (kernel.policy).
SMALLEST_TOLD = 5
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


#: Effects by county and vulnerability.
Effects = dict[int, dict[str, Effect]]


def codes_concerned(before: Side, after: Side) -> tuple[str, ...]:
    """The vulnerabilities whose rule may answer otherwise after the change, in the order of the list.

    Those whose totals the reader is not told (clinical health) are left out.
    """
    entries = {**before.edition.vulnerabilities, **after.edition.vulnerabilities}
    if before.edition.digest != after.edition.digest:
        changed = [entry for entry in entries.values() if entry.rule]
    else:
        moved = {
            code
            for code in {*before.parameters, *after.parameters}
            if before.parameters.get(code) != after.parameters.get(code)
        }
        changed = [entry for entry in entries.values() if entry.rule and moved & set(names_read(entry))]
    return tuple(entry.code for entry in changed if may_see_totals(_READER, entry.veil, "country"))


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


def effect_on(home: Home, before: Side, after: Side, codes: Iterable[str], day: date) -> Iterator[tuple[str, bool]]:
    """What would change of a household as it is answered now, with the ages of `day`: (code, whether gained)."""
    earlier, later = _true_of(home, before, codes, day), _true_of(home, after, codes, day)
    yield from ((code, True) for code, _member in later - earlier)
    yield from ((code, False) for code, _member in earlier - later)


def _true_of(home: Home, side: Side, codes: Iterable[str], day: date) -> set[tuple[str, int | None]]:
    asked = Asked((), {}, (), datetime.now(UTC))
    reading = side.edition.read(*context(home, side.edition, asked, day), side.parameters)
    found: set[tuple[str, int | None]] = set()
    for code in codes:
        entry = side.edition.vulnerabilities.get(code)
        if entry is None:
            continue
        subjects = range(len(reading.members)) if entry.subject == "person" else (None,)
        found |= {(code, member) for member in subjects if reading.verdict(code, member)}
    return found


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
    return count if count == 0 or count >= SMALLEST_TOLD else -1


def sum_of(shown: Effects, code: str) -> tuple[Effect, Effect]:
    """Of a vulnerability, the sum of the counties' shown counts, and how many counties hold back a small one."""
    ones = [of_county[code] for of_county in shown.values() if code in of_county]
    total = Effect(sum(max(one.gained, 0) for one in ones), sum(max(one.lost, 0) for one in ones))
    held = Effect(sum(one.gained < 0 for one in ones), sum(one.lost < 0 for one in ones))
    return total, held
