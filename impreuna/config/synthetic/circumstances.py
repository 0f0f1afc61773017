"""Answers that follow from who lives there or from other answers, so that nobody contradicts himself.

Each function draws one question: of the household from the interview so far, of a person from it and the person.
The interview asks it only when the question shows, and after the questions named in `AFTER`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from impreuna.config.synthetic.interview import Talk

Person = Mapping[str, Any]
_WORKING, _STUDYING = (1, 2), (4, 5, 6)
_AWAY_FROM_SCHOOL = (7, 8, 9)

# --- The household ---------------------------------------------------------------------------------------------


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
    draw = t.random.random()
    if any(member.get("O01") in (1, 2, 9) or member["age"] >= 65 for member in t.members) or t.level < 3:
        return 6 if draw < 0.985 else 3
    return 1 if draw < 0.50 else 2 if draw < 0.58 else 3 if draw < 0.72 else 4 if draw < 0.77 else 5 if draw < 0.81 else 6


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


# --- A person --------------------------------------------------------------------------------------------------


def identity_card(t: Talk, p: Person) -> Any:
    """P03: whose birth is not registered has no papers."""
    return 4 if p.get("P02") == 3 else t.table("P03", p)


def marriage(t: Talk, p: Person) -> int:
    """P07, from the place in the household."""
    relation, age, draw = p["relation"], p["age"], t.random.random()
    pairs = {member["relation"] for member in t.members}
    if relation == "partner" or (relation == "head" and "partner" in pairs):
        return 3
    if relation == "spouse" or (relation == "head" and "spouse" in pairs):
        return 1 if age >= 18 else 3
    if age < 18:
        return 3 if age >= 15 and draw < 0.0004 * t.level**2 else 2
    if relation == "in_law" or (relation == "child" and "in_law" in pairs and age >= 18):
        return 1
    if relation in ("child", "grandchild", "sibling"):
        return 2 if draw < 0.88 else 5
    if age >= 60:
        return 4 if draw < 0.74 else 2 if draw < 0.86 else 5
    return 5 if draw < 0.40 else 2 if draw < 0.72 else 4 if draw < 0.86 else 6


def early_union(t: Talk, p: Person) -> int:
    """C11, as the marital status says where it is asked."""
    if "P07" in p:
        return 2 if p["P07"] in (1, 3) else 1
    return t.table("C11", p)


def lives_with(t: Talk, p: Person) -> int:
    """C01, from the household's people."""
    relations = [member["relation"] for member in t.members]
    match p["relation"]:
        case "foster_child":
            return 8
        case "child" | "stepchild":
            if "spouse" in relations or "partner" in relations:
                return 1
            return 2 if t.members[0].get("sex") == "F" else 3
        case "grandchild":
            return 1 if "in_law" in relations else 4
        case "unrelated":
            return 5
        case _:
            return 4


def parents_away(t: Talk, p: Person) -> Any:
    """C02a: both only where neither lives with the child."""
    answer = t.table("C02a", p)
    lives = p["C01"]
    if lives == 4 and t.random.random() < 0.6:
        return 2 if t.random.random() < 0.6 else 3
    if answer in (2, 3) and lives in (1, 2, 3):
        return 1 if lives == 1 else 0
    return answer


def parents_lost(t: Talk, p: Person) -> Any:
    """C05: whoever works away is alive."""
    return 0 if p.get("C02a") in (2, 3) else t.table("C05", p)


def measure(t: Talk, p: Person) -> Any:
    """C06: a foster child is placed with a family."""
    return 2 if p["C01"] == 8 else t.table("C06", p)


def schooling(t: Talk, p: Person) -> Any:
    """E01; at six some are still in kindergarten."""
    if p["age"] == 6 and t.random.random() < 0.3:
        return 3
    return t.table("E01", p)


def grade(t: Talk, p: Person) -> int:
    """E02b: by age; pupils over 18 are in the last grades."""
    return max(0, min(p["age"] - 6 - (t.random.random() < 0.3), 12))


def reads(t: Talk, p: Person) -> Any:
    """E09: the youngest pupils were not asked; whoever never went to school seldom reads."""
    return 3 if p.get("E01") == 7 else t.table("E09", p)


def finished(t: Talk, p: Person) -> Any:
    """E10: nothing without school, little without reading, nothing beyond one's age."""
    if p.get("E01") == 7:
        return 0
    answer = t.table("E10", p)
    if p.get("E09") == 3:
        return 0 if answer == 0 else 1
    if p.get("E01") == 10 and answer < 2:
        return 2
    if answer == 6 and p["age"] < 22:
        return 4
    return answer


def occupation(t: Talk, p: Person) -> Any:
    """O01: pupils study; who left school does something else."""
    if p.get("E01") in _STUDYING:
        return 8
    if p.get("S10") == 3:
        return 10
    answer = t.table("O01", p)
    if answer == 8 and p.get("E01") in _AWAY_FROM_SCHOOL:
        return 11
    return 4 if answer == 9 and p["age"] < 55 else answer


def months_without_work(t: Talk, p: Person) -> int:
    """O02: most for less than a year."""
    draw = t.random.random()
    return int(1 + draw * 5) if draw < 0.62 else int(12 + draw * 90)


def registered(t: Talk, p: Person) -> Any:
    """O03, as the occupation says."""
    return {5: 1, 6: 2}.get(p["O01"]) or t.table("O03", p)


def followed(t: Talk, p: Person) -> Any:
    """S16: no family doctor, no evidence of the pregnancy."""
    return 2 if p.get("S02") == 2 else t.table("S16", p)


def checks(t: Talk, p: Person) -> int:
    """S17b: about one a month, none for some."""
    missed = t.random.random() < 0.02 + 0.02 * t.level
    return 0 if missed else max(0, p["S17a"] - int(t.random.random() * 3))


def feeding(t: Talk, p: Person) -> int:
    """S22, by the age in months."""
    draw = t.random.random()
    if p["age_months"] < 6:
        return 1 if draw < 0.72 else 2
    return 4 if draw < 0.01 + 0.012 * t.level else 3


def mood(t: Talk, p: Person) -> Any:
    """S13: where the visit found a danger of suicide, it is of the first one asked."""
    if 7 in t.household.get("G08", ()):
        return [3] if p is t.members[0] else [0]
    return t.table("S13", p)


def certificate_until(t: Talk, p: Person) -> str:
    """S08c: over when the certificate is."""
    days = int(30 + t.random.random() * 700)
    return (t.day + timedelta(days=days if p["S07"] == 1 else -days)).isoformat()


def since(t: Talk, p: Person) -> str:
    """P08b and C02b: the day, or the first of the month."""
    return (t.day - timedelta(days=int(20 + t.random.random() * 900))).isoformat()


def since_month(t: Talk, p: Person) -> str:
    """C02b as a month."""
    return since(t, p)[:7]


def school(t: Talk, p: Person) -> str:
    """E02a: the one of the commune."""
    return f"Grădinița {t.place}" if p.get("E01") in (2, 3) else f"Școala Gimnazială {t.place}"


OF_HOUSEHOLD: dict[str, Callable[[Talk], Any]] = {
    "H02": family, "L04": rooms, "L13": heating, "V06": hunger, "V07": inclusion_income, "V01": incomes,
    "V02": main_income, "V03": money, "V04": not_counted,
}  # fmt: skip
OF_PERSON: dict[str, Callable[[Talk, Person], Any]] = {
    "P03": identity_card, "P07": marriage, "P08b": since, "C11": early_union, "C01": lives_with, "C02a": parents_away,
    "C02b": since_month, "C05": parents_lost, "C06": measure, "E01": schooling, "E02a": school, "E02b": grade, "E09": reads,
    "E10": finished, "O01": occupation, "O02": months_without_work, "O03": registered, "S08c": certificate_until,
    "S13": mood, "S16": followed, "S17b": checks, "S22": feeding,
}  # fmt: skip
#: What has to be asked before, beyond what the conditions of the questions say.
AFTER: dict[str, tuple[str, ...]] = {
    "L13": ("L07",), "V06": ("V05",), "V07": ("O01",), "V01": ("V07", "O01", "S07"), "V02": ("V01",),
    "V03": ("V01",), "V04": ("V03",), "P03": ("P02",), "C11": ("P07",), "C02a": ("C01",), "C05": ("C02a",),
    "C06": ("C01",), "E02b": ("E01",), "E09": ("E01",), "E10": ("E01", "E09"), "O01": ("E01", "S10"), "O03": ("O01",),
    "S13": ("G08",), "S16": ("S02",), "S17b": ("S17a",), "P07": (),
}  # fmt: skip
#: What does not change from one visit to the next.
LASTING = frozenset({"H02", "L01", "L04", "L05", "P02", "P05", "P07", "P09", "C01", "E01", "E02b", "E09", "E10",
                     "O01", "O03", "S02", "S07", "S08a", "S08b", "S08c", "S10", "L07", "L13", "C02a", "C02b"})  # fmt: skip
#: What is worked out anew each time.
RECKONED = frozenset({"V01", "V02", "V03", "V04", "V06", "V07", "E02a", "C11"})
