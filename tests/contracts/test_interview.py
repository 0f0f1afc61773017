"""The shared vectors of an interview, as the server holds it (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.http import QueryDict

from impreuna.assessment.forms import answers as written
from impreuna.assessment.rules import answering
from impreuna.assessment.rules.interview import Asked, Home, by_area, context
from impreuna.assessment.rules.priority import priority
from impreuna.assessment.rules.settle import Standing, Verdict, id_of_new, settle
from impreuna.kernel.policy import ROLES
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.evidence import describe
from impreuna.nomenclature.rules.facts import person_facts
from tests.contracts.tablet import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "contracts/vectors/interview.json").read_text("utf-8"))
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def edition() -> Edition:
    lists: dict[str, Any] = {name: [] for name in Content.__struct_fields__}
    content = msgspec.convert({**lists, **VECTORS["edition"]}, Content)
    return Edition(VECTORS["edition"]["number"], "", content)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def by_name(section: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in VECTORS[section]]


@pytest.mark.parametrize(("code", "value", "reason"), VECTORS["answers"])
def test_an_answer_fits_its_question_or_not(edition: Edition, code: str, value: Any, reason: str | None) -> None:
    if isinstance(value, dict):
        value = value["repeat"] * value["times"]
    assert check_answer(edition.questions[code], value).reason == reason


@pytest.mark.parametrize(("code", "text", "value", "reason"), VECTORS["typed"])
def test_what_was_typed(edition: Edition, code: str, text: str, value: Any, reason: str | None) -> None:
    data = QueryDict(mutable=True)
    data[code] = text
    given = written.read(edition.questions[code], data)
    assert (given.value, given.verdict.reason) == (value, reason)


@pytest.mark.parametrize("case", VECTORS["facts"])
def test_facts_of_a_person(case: dict[str, Any]) -> None:
    born, on = day(case["birth_date"]), date.fromisoformat(case["on"])
    assert person_facts(born, case["birth_year"], case["sex"], case["relation"], on) == case["facts"]


@pytest.mark.parametrize("case", VECTORS["evidence"])
@pytest.mark.parametrize("language", ["ro", "en"])
def test_evidence_in_words(edition: Edition, case: dict[str, Any], language: str) -> None:
    assert describe(edition, case["evidence"], language) == case[language]


@pytest.mark.parametrize("case", by_name("interviews"))
def test_an_interview(edition: Edition, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    home = msgspec.convert({"dwelling_state": "", "last_visit": None, **case["home"]}, Home)
    asked = msgspec.convert(case["asked"], Asked)
    monkeypatch.setitem(ROLES, "asks", SimpleNamespace(writable_areas=frozenset(case["writes"])))
    found = [[field, verdict.reason] for field, verdict in answering.problems(edition, asked, "asks")]
    assert found == case["problems"]
    if found:
        return
    household, members = context(home, edition, asked, date.fromisoformat(case["day"]))
    reading = edition.read(household, members, {})
    said: dict[str, Any] = {
        "household": household,
        "members": members,
        "clashes": [field for field, _verdict in answering.clashes(edition, reading, asked)],
        "found": [[one.code, one.member] for one in reading.find()],
        "undetermined": [[one.code, one.member, list(one.missing)] for one in reading.undetermined()],
    }
    kept = answering.kept(edition, reading, asked)
    said["kept"], said["by_area"] = dict(zip(("household", "persons"), kept, strict=True)), by_area(edition, *kept)
    assert {name: value for name, value in said.items() if name in case} == {
        name: value for name, value in case.items() if name in said
    }


@pytest.mark.parametrize("case", by_name("settling"))
def test_what_becomes_of_a_finding(case: dict[str, Any]) -> None:
    before = Standing(**case["before"]) if case["before"] else None
    change = settle(before, Verdict(case["is_true"], case.get("severity", 0), case.get("evidence")))
    after = change and {"state": change.state, "severity": change.severity, "evidence": change.evidence}
    assert after == case["after"]


@pytest.mark.parametrize(("assessment", "subject", "code", "expected"), VECTORS["ids"])
def test_the_id_of_a_new_finding(assessment: str, subject: str, code: str, expected: str) -> None:
    assert str(id_of_new(UUID(assessment), UUID(subject), code)) == expected


@pytest.mark.parametrize("case", VECTORS["priority"])
def test_how_soon(case: dict[str, Any]) -> None:
    findings = [SimpleNamespace(state=state, severity=severity) for state, severity in case["findings"]]
    parameters = {"silence_days": case["silence_days"]} if case["silence_days"] else {}
    said = priority(findings, day(case["last_visited"]), TODAY, parameters)
    assert (said.level, said.points) == (case["level"], case["points"])
    assert [str(reason) for reason in said.reasons] == case["reasons"]
