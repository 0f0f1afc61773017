"""What the registry knows of people and households, as rules read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from impreuna.nomenclature.expression.check import NUMBER, Name, Type

#: Codes of the registry that expressions may name.
SEXES = frozenset({"F", "M"})
RELATIONS = frozenset(
    {
        *("head", "spouse", "partner", "child", "stepchild", "grandchild", "parent", "grandparent", "sibling"),
        *("in_law", "other_relative", "unrelated", "foster_child"),
    }
)
PERSON_FACTS: dict[str, Name] = {
    "age": Name("person", NUMBER),
    "age_months": Name("person", NUMBER),
    "age_days": Name("person", NUMBER),
    "sex": Name("person", Type("choice", SEXES)),
    "relation": Name("person", Type("choice", RELATIONS)),
}
HOUSEHOLD_FACTS: dict[str, Name] = {"size": Name("household", NUMBER)}


def person_facts(birth_date: date | None, birth_year: int | None, sex: str, relation: str, on: date) -> dict[str, Any]:
    """The facts of a person on a day: whole years, months and days of age, as far as the birth is known.

    Where only the year is known the age is that reached in the course of `on`'s year, months and days unknown.
    """
    facts: dict[str, Any] = {}
    if birth_date is not None:
        months = (on.year - birth_date.year) * 12 + on.month - birth_date.month - (on.day < birth_date.day)
        facts = {"age": months // 12, "age_months": months, "age_days": (on - birth_date).days}
    elif birth_year is not None:
        facts = {"age": on.year - birth_year}
    if sex:
        facts["sex"] = sex
    return {**facts, "relation": relation}
