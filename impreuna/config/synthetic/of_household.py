"""Answers of a household that follow from who lives there, or from other answers: nobody contradicts himself.

Each function draws one question from the interview so far, when the question shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from impreuna.config.synthetic.shares import Choice
from impreuna.config.synthetic.talk import Talk


def family(t: Talk) -> int:
    """H02, the type of the family."""
    relations = [member["relation"] for member in t.members]
    children = any(member["age"] < 18 for member in t.members)
    if len(relations) == 1:
        return 1
    if not set(relations) <= {"head", "spouse", "partner", "child", "stepchild", "foster_child"}:
        return 6 if children and set(relations) <= {"head", "spouse", "grandchild"} else 5
    if "spouse" in relations or "partner" in relations:
        return 3 if len(relations) > 2 else 7 if children else 2
    return 4 if children else 7


def rooms(t: Talk) -> int:
    """L04: fewer the worse off, more for more people."""
    size, draw = len(t.members), t.random.random()
    if t.level >= 6:
        return 1 if draw < 0.30 and size < 5 else 2 + (size > 5 and draw > 0.5)
    return max(1, 2 + (draw < 0.75 - t.level * 0.05) + (draw < 0.30) + (size > 4 and draw > 0.04) + (size > 5))


def heating(t: Talk) -> Any:
    """L13: nobody heats with the electricity that he does not have."""
    answer = t.table("L13")
    return 3 if answer == 4 and t.household.get("L07") in (3, 4) else answer


def hunger(t: Talk) -> Any:
    """V06: who affords everything is not hungry."""
    return 1 if t.household.get("V05") == [0] else t.table("V06")


def inclusion_income(t: Talk) -> int:
    """V07: asked for by those without wages and pensions."""
    if any(member.get("O01") in (1, 2, 9) or member["age"] >= 65 for member in t.members) or t.level < 3:
        return 6 if t.random.random() < 0.985 else 3
    return _ASKED_FOR.draw(t.random)


#: It is received, asked for, not asked for, refused, suspended, or not for them.
_ASKED_FOR = Choice((1, 2, 3, 4, 5, 6), (50, 8, 14, 5, 4, 19))


def incomes(t: Talk) -> list[int]:
    """V01, from what each member does."""
    work = {member.get("O01") for member in t.members}
    found = {code for status, code in ((1, 1), (3, 2), (2, 3), (9, 6)) if status in work}
    if 4 in work:
        found.add(4 if t.random.random() < 0.35 - t.level * 0.04 else 5)
    if any(member["age"] >= 66 for member in t.members) and t.random.random() < 0.995:
        found.add(6)
    if 5 in work and t.random.random() < 0.5:
        found.add(7)
    children = any(member["age"] < 18 for member in t.members)
    if t.household.get("V07") == 1:
        found.update((8, 9) if children else (8,))
    if children:
        found.add(10)
    if any(member.get("S07") == 1 for member in t.members):
        found.add(11)
    if any(member.get("age_months", 99) < 24 for member in t.members) and 1 in found and t.random.random() < 0.6:
        found.add(12)
    if t.random.random() < 0.08:
        found.add(14)
    if t.level >= 6 and t.random.random() < 0.008:
        found.add(17)
    return sorted(found) or ([0] if t.random.random() < 0.2 else [16])


_BEFORE_OTHERS = (1, 6, 3, 4, 2, 8, 12, 11, 9, 7, 10, 14, 5, 16, 17)


def main_income(t: Talk) -> int:
    """V02: the weightiest of those named."""
    named = t.household["V01"]
    return next(code for code in _BEFORE_OTHERS if code in named)


#: Lei a month: from, to, and for whom each sum comes.
_SUMS = {
    2: (700, 1500), 3: (2200, 4800), 4: (700, 2200), 5: (100, 400), 7: (700, 1100), 8: (250, 620), 9: (150, 640),
    11: (400, 900), 12: (1650, 2600), 14: (300, 1200), 16: (100, 400), 17: (150, 500),
}  # fmt: skip
_WAGE, _PENSION, _ALLOWANCE, _INFANT = (2550, 4200), (1450, 2900), 292, 719
#: Sources that do not count for the minimum inclusion income (L196 art. 10(2)).
_NOT_COUNTED = (2, 11, 16)


def money(t: Talk) -> int:
    """V03, the sum of all sources; what is not counted is kept for V04."""
    named = t.household["V01"]
    sums = {code: _between(t, *_SUMS[code]) for code in named if code in _SUMS}
    aside = sum(sums[code] for code in _NOT_COUNTED if code in sums)
    if 1 in named:
        sums[1] = sum(_between(t, *_WAGE) for member in t.members if member.get("O01") == 1) or _between(t, *_WAGE)
    if 6 in named:
        old = [member for member in t.members if member["age"] >= 66 or member.get("O01") == 9]
        sums[6] = sum(_between(t, *_PENSION) for _one in old) or _between(t, *_PENSION)
    if 10 in named:
        sums[10] = sum(
            _INFANT if member.get("age_months", 99) < 24 else _ALLOWANCE for member in t.members if member["age"] < 18
        )
        aside += sums[10]
    t.aside = aside
    return sum(sums.values())


def not_counted(t: Talk) -> int:
    """V04, never more than V03."""
    return min(t.aside, t.household["V03"])


def _between(t: Talk, low: int, high: int) -> int:
    """A sum in whole tens, lower for those who are worse off."""
    draw = t.random.random() * (1 - 0.11 * t.level)
    return low + int((high - low) * draw / 10) * 10


OF_HOUSEHOLD: dict[str, Callable[[Talk], Any]] = {
    "H02": family, "L04": rooms, "L13": heating, "V06": hunger, "V07": inclusion_income, "V01": incomes,
    "V02": main_income, "V03": money, "V04": not_counted,
}  # fmt: skip
