"""Reading `lists/obligations.yaml`: from YAML to checked entries, or to problems with their lines, in Romanian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from impreuna.nomenclature.rules.problems import Problem, Problems
from impreuna.nomenclature.rules.shapes import in_romanian
from impreuna.obligations.rules.entries import FACTS, UNITS, Escalation, Holiday, Length, Lists, Obligation, Step

FILE = "obligations.yaml"
_OPERATORS = frozenset({"has", "given"})
#: Short names of sources (lists/README.md).
_SOURCES = ("O ", "L", "CTR ", "PROP", "P ")


class Unreadable(ValueError):
    """The file has mistakes: each with its line and code, in `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read(path: Path) -> Lists:
    """The obligations and holidays of a file. Raises `Unreadable` with everything that is wrong in it."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Lists:
    """The obligations and holidays in a YAML text. Raises `Unreadable` with everything that is wrong in it."""
    problems = Problems()
    raw, lines = _load(text, problems)
    entries: list[Obligation] = []
    for index, one in enumerate(raw.get("obligations") or ()):
        place = f"{FILE}:{lines[index]}" if index < len(lines) else FILE
        if (entry := _convert(one, Obligation, place, problems)) is not None:
            entries.append(entry)
            _check(entry, place, problems)
            if any(other.code == entry.code for other in entries[:-1]):
                problems.add(place, entry.code, "codul apare de două ori")
    days = [_convert(one, Holiday, FILE, problems) for one in raw.get("holidays") or ()]
    escalation = _convert(raw.get("escalation"), Escalation, FILE, problems)
    for name in raw.keys() - {"obligations", "holidays", "holidays_source", "escalation"}:
        problems.add(FILE, "", f"cheie necunoscută: {name}")
    if not raw.get("holidays_source"):
        problems.add(FILE, "", "lipsește holidays_source: de unde sunt sărbătorile legale")
    if problems:
        raise Unreadable(tuple(problems))
    holidays = tuple(one for one in days if one is not None)
    return Lists(
        holidays_source=raw["holidays_source"],
        holidays=holidays,
        escalation=escalation,
        obligations=tuple(entries),
    )


def _load(text: str, problems: Problems) -> tuple[Mapping[str, Any], list[int]]:
    """What the text holds, and the line of each obligation."""
    try:
        raw, tree = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        problems.add(FILE, "", f"nu este YAML: {problem}")
        return {}, []
    if not isinstance(tree, yaml.MappingNode) or not isinstance(raw.get("obligations"), list):
        problems.add(FILE, "", "fișierul trebuie să aibă o listă „obligations”")
        return {}, []
    lists = {key.value: value for key, value in tree.value}
    return raw, [node.start_mark.line + 1 for node in lists["obligations"].value]


def _convert(raw: Any, kind: Any, place: str, problems: Problems) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as problem:
        code = raw.get("code", "") if isinstance(raw, dict) else ""
        problems.add(place, str(code), in_romanian(str(problem)))
        return None


def _check(one: Obligation, place: str, problems: Problems) -> None:
    for message in (*_words(one), *_shape(one), *_kinds(one), *_lengths(one)):
        problems.add(place, one.code, message)


def _words(one: Obligation) -> Iterator[str]:
    if not one.source.startswith(_SOURCES):
        yield "lipsește articolul: sursa începe cu O, L, CTR, P sau PROP"
    for text in (one.ro, one.en, one.todo.ro, one.todo.en):
        if not text.strip():
            yield "un text este gol"
    for text in (one.todo.ro, one.todo.en):
        if not text.endswith(".") or text.count(". "):
            yield f"ce e de făcut se spune într-o singură propoziție, cu punct: „{text}”"
    if any(letter in one.ro + one.todo.ro for letter in "şţŞŢ"):
        yield "litere cu sedilă: scrieți ș și ț cu virgulă"


def _shape(one: Obligation) -> Iterator[str]:
    if one.kind in ("clock", "turn") and (one.since is None or one.until is None or one.period is None):
        yield f"un termen ({one.kind}) are since, until și period"
    if one.kind == "least" and one.period is None:
        yield "o durată minimă are period"
    if one.kind == "turn" and one.until is not None and (len(one.until.steps) != 1 or one.until.through):
        yield "ce se repetă se îndeplinește printr-un singur pas"
    if one.lasts is not None and one.kind != "turn":
        yield "lasts este numai al celor care se repetă"
    if one.since is not None:
        if one.kind != "least" and not one.since.facts:
            yield "since are cel puțin o faptă"
        if (one.since.which == "last") != bool(one.since.said_last):
            yield "which: last și said_last merg împreună"
        if one.since.which == "last" and (one.until is None or len(one.until.steps) != 1):
            yield "which: last are un singur pas"
        if one.since.per == "items" and one.since.facts != ("DraftPlan",):
            yield "per: items este numai pentru servicii ale planului (DraftPlan)"


def _kinds(one: Obligation) -> Iterator[str]:
    named = [*one.before]
    for step in _steps(one):
        named += (*step.facts, *step.not_about)
        yield from _conditions(step)
    if one.until is not None and one.until.through:
        named.append(one.until.through)
    for kind in named:
        if kind not in FACTS:
            yield f"faptă necunoscută: {kind}"


def _steps(one: Obligation) -> Iterator[Step]:
    if one.since is not None:
        yield Step(facts=one.since.facts, when=one.since.when)
        if one.since.once is not None:
            yield one.since.once
    if one.until is not None:
        yield from one.until.steps


def _conditions(step: Step) -> Iterator[str]:
    for name, wanted in step.when.items():
        owner, dot, _field = name.rpartition(".")
        if dot and owner not in step.facts:
            yield f"condiția {name} este a unei fapte care nu se caută"
        if isinstance(wanted, Mapping) and (len(wanted) != 1 or not _OPERATORS.issuperset(wanted)):
            yield f"condiția {name} are un singur fel: o valoare, has sau given"


def _lengths(one: Obligation) -> Iterator[str]:
    for length in (one.period, one.lasts):
        if length is not None and not _is_length(length):
            yield "o durată are o singură unitate, cu un număr de la 0 în sus: hours, days, months sau working_days"


def _is_length(length: Length) -> bool:
    given = [amount for unit in UNITS if (amount := getattr(length, unit)) is not None]
    return len(given) == 1 and given[0] >= 0
