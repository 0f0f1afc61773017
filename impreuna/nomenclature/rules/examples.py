"""The proofs of the rules: families in a specialist's words, and what each rule must say of them.

They stand in `contracts/vectors/rules/*.yaml` (contracts/vectors/README.md), written from the law. They are read here
for the tests, and printed with the trees of the rules into `contracts/vectors/rules.json`, which the tablet runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from impreuna.nomenclature.rules.content import Content, Expression
from impreuna.nomenclature.rules.facts import person_facts

#: The day on which every example happens (Romanian calendar).
DAY = date(2026, 11, 22)
_FACTS = frozenset({"age", "months", "days", "born", "born_year", "sex", "relation"})
_SOMEBODY: dict[str, Any] = {"age": 40}
Expect = Literal["found", "not_found", "undetermined", "clash", "fits", "letters"]


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A family and what `code`, a vulnerability or a contradiction, says of it.

    `people` carry facts and answers side by side; nobody given: one adult of 40. `member` is whom a rule of persons
    is asked about, the first one when absent. `parameters` override those of the lists on `DAY`.
    """

    says: str
    expect: Expect
    code: str = ""
    household: dict[str, Any] = {}
    people: tuple[dict[str, Any], ...] = (_SOMEBODY,)
    member: int = 0
    severity: int | None = None
    evidence: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    parameters: dict[str, float] = {}
    letters: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, Any]:
        """The household as rules read it."""
        return {"size": len(self.people), **self.household}

    @property
    def members(self) -> list[dict[str, Any]]:
        """The people as rules read them: facts on `DAY`, and answers."""
        return [
            {**_facts(person, index), **{code: value for code, value in person.items() if code not in _FACTS}}
            for index, person in enumerate(self.people)
        ]


def read_examples(path: Path) -> list[Example]:
    """The examples of one file, by code as they stand there. Raises on anything that is not an example."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [msgspec.convert({**one, "code": code}, Example) for code, ones in written.items() for one in ones]


def values_on(content: Content, day: date) -> dict[str, float]:
    """The parameters of the lists themselves on a day."""
    return {
        parameter.code: value.value
        for parameter in content.parameters
        for value in parameter.values
        if value.since <= day
    }


def letters_met(law156: Mapping[str, tuple[str, ...]], found: Iterable[str]) -> list[str]:
    """The letters of Law 156/2023 art. 5 that found vulnerabilities meet, each once, in the order of the law."""
    return sorted({letter for code in found for letter in law156.get(code, ()) if letter.startswith("5(")})


def _facts(person: Mapping[str, Any], index: int) -> dict[str, Any]:
    relation = person.get("relation", "head" if index == 0 else "other_relative")
    return person_facts(_birth(person), person.get("born_year"), person.get("sex", ""), relation, DAY)


def _birth(person: Mapping[str, Any]) -> date | None:
    """The day of birth: as given, or that of who has this age since today."""
    if "days" in person:
        return DAY - timedelta(days=person["days"])
    if "months" in person or "age" in person:
        months = person.get("months", 12 * person.get("age", 0))
        year, month = divmod(DAY.year * 12 + DAY.month - 1 - months, 12)
        return DAY.replace(year=year, month=month + 1)
    born = person.get("born")
    return born if isinstance(born, date) else None


def print_examples(content: Content, folder: Path) -> str:
    """Every example with the trees of what it proves, as JSON: one line each."""
    rules = [entry for entry in content.vulnerabilities if entry.rule]
    printed = {
        "questions": [_question(one) for one in content.questions],
        "vulnerabilities": [
            {
                "code": entry.code,
                "subject": entry.subject,
                "severity": entry.severity,
                "rule": _tree(entry.rule),
                "raised": [[severity, _tree(condition)] for severity, condition in entry.raised],
                "law156": entry.law156,
            }
            for entry in rules
        ],
        "contradictions": [
            {"code": entry.code, "level": entry.level, "never": _tree(entry.never)} for entry in content.contradictions
        ],
        "parameters": [{"code": code, "value": value} for code, value in values_on(content, DAY).items()],
        "examples": [_example(one) for path in sorted(folder.glob("*.yaml")) for one in read_examples(path)],
    }
    blocks = [
        f'"{name}": [\n' + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]"
        for name, lines in printed.items()
    ]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _tree(expression: Expression | None) -> dict[str, Any] | None:
    return {"tree": expression.tree} if expression else None


def _question(question: Any) -> dict[str, Any]:
    return {"code": question.code, "level": question.level, "when": _tree(question.when)}


def _example(example: Example) -> dict[str, Any]:
    written = {
        "code": example.code,
        "says": example.says,
        "household": example.answers,
        "members": example.members,
        "member": example.member,
        "parameters": example.parameters,
        "expect": example.expect,
        "severity": example.severity,
        "evidence": example.evidence,
        "letters": example.letters,
    }
    return {name: value for name, value in written.items() if value not in (None, (), {}) or name == "household"}
