"""Answers of a person that follow from age, place in the household or other answers: nobody contradicts himself.

Each function draws one question from the interview so far and the person `p`, when the question shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from impreuna.config.synthetic.talk import Talk

Person = Mapping[str, Any]
_STUDYING, _AWAY_FROM_SCHOOL = (4, 5, 6), (7, 8, 9)


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


OF_PERSON: dict[str, Callable[[Talk, Person], Any]] = {
    "P03": identity_card, "P07": marriage, "P08b": since, "C11": early_union, "C01": lives_with, "C02a": parents_away,
    "C02b": since_month, "C05": parents_lost, "C06": measure, "E01": schooling, "E02a": school, "E02b": grade,
    "E09": reads, "E10": finished, "O01": occupation, "O02": months_without_work, "O03": registered,
    "S08c": certificate_until, "S13": mood, "S16": followed, "S17b": checks, "S22": feeding,
}  # fmt: skip
