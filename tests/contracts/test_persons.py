"""What may be said of persons and households, as the server asks it (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from impreuna.kernel.result import Rejected
from impreuna.registry.commands.register import check_people, check_phone
from impreuna.registry.rules import persons
from impreuna.registry.rules.intake import NewPerson, check_person

FILE = json.loads((Path(__file__).resolve().parents[2] / "contracts/vectors/persons.json").read_text("utf-8"))
TODAY = date.fromisoformat(FILE["today"])


def cases(group: str) -> list[Any]:
    return [pytest.param(one, id=one["name"]) for one in FILE[group]]


def person(fields: dict[str, Any], serial: int = 0) -> NewPerson:
    return msgspec.convert({"id": str(UUID(int=serial)), **fields}, NewPerson)


@pytest.mark.parametrize("case", cases("people"))
def test_person(case: dict[str, Any]) -> None:
    expected: dict[str, str] = case["problems"]
    try:
        check_person(person(case["person"]), TODAY, is_synthetic_allowed=True)
    except Rejected as rejection:
        # The server stops at the first problem; each case has one at most.
        assert {rejection.field: rejection.reason} == expected
    else:
        assert expected == {}


@pytest.mark.parametrize("case", cases("households"))
def test_household(case: dict[str, Any]) -> None:
    people = tuple(person(fields, serial) for serial, fields in enumerate(case["people"]))
    try:
        check_people(people, TODAY)
    except Rejected as rejection:
        assert {"field": rejection.field, "reason": rejection.reason} == case["problem"]
    else:
        assert case["problem"] is None


@pytest.mark.parametrize("case", cases("deaths"))
def test_death(case: dict[str, Any]) -> None:
    death, birth = (date.fromisoformat(day) if day else None for day in (case["death"], case["birth_date"]))
    assert persons.check_death(death, birth, case["birth_year"], TODAY).reason == case["reason"]


@pytest.mark.parametrize("case", cases("positions"))
def test_position(case: dict[str, Any]) -> None:
    assert persons.check_position(case["latitude"], case["longitude"]).reason == case["reason"]


@pytest.mark.parametrize("case", cases("phones"))
def test_phone(case: dict[str, Any]) -> None:
    try:
        check_phone(case["phone"])
    except Rejected as rejection:
        assert rejection.reason == case["reason"]
    else:
        assert case["reason"] is None
