"""Reading `lists/`: from YAML to the checked content of an edition, or to problems with their places, in Romanian."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from impreuna.nomenclature.rules import entries
from impreuna.nomenclature.rules.building import build
from impreuna.nomenclature.rules.checking import check
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.problems import Problem, Problems
from impreuna.nomenclature.rules.shapes import in_romanian

E = TypeVar("E")

_ONE_FILE: dict[str, type[Any]] = {
    "topics": entries.TopicEntry,
    "contradictions": entries.ContradictionEntry,
    "areas": entries.AreaEntry,
    "definitions": entries.DefinitionEntry,
    "parameters": entries.ParameterEntry,
}
_FOLDERS: dict[str, type[Any]] = {
    "questionnaire": entries.QuestionEntry,
    "vulnerabilities": entries.VulnerabilityEntry,
    "services": entries.ServiceEntry,
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read: the content when all is well, else what is wrong."""

    content: Content | None
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the content in hexadecimal: equal content, equal digest."""
        return hashlib.sha256(msgspec.json.encode(self.content)).hexdigest()


def read_lists(folder: Path) -> Lists:
    """The lists in `folder`, checked: unknown codes, types, unreachable questions, rules that never fire."""
    problems = Problems()
    read: dict[str, list[tuple[str, Any]]] = {}
    for name, kind in _ONE_FILE.items():
        read[name] = _read_file(folder, f"{name}.yaml", kind, problems)
    for name, kind in _FOLDERS.items():
        paths = sorted((folder / name).glob("*.yaml"))
        read[name] = [pair for path in paths for pair in _read_file(folder, f"{name}/{path.name}", kind, problems)]
    if problems:
        return Lists(None, tuple(problems))
    content = build(read, problems)
    if content is not None:
        check(content, problems)
    return Lists(None if problems else content, tuple(problems))


def _read_file(folder: Path, name: str, kind: type[E], problems: Problems) -> list[tuple[str, E]]:
    try:
        raw = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(name, "", "fișierul lipsește")
        return []
    except yaml.YAMLError as problem:
        problems.add(name, "", f"nu este YAML: {problem}")
        return []
    if not isinstance(raw, list):
        problems.add(name, "", "fișierul trebuie să fie o listă de intrări")
        return []
    return [(name, entry) for one in raw if (entry := _convert(name, one, kind, problems)) is not None]


def _convert(name: str, raw: Any, kind: type[E], problems: Problems) -> E | None:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as problem:
        code = raw.get("code") or raw.get("name") if isinstance(raw, dict) else ""
        problems.add(name, str(code or ""), in_romanian(str(problem)))
        return None
