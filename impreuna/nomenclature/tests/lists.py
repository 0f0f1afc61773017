"""Small lists for tests: a folder as `lists/`, whose single entries a test may replace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from impreuna.nomenclature.rules.reading import Lists, read_lists

Q, V = "questionnaire/", "vulnerabilities/"
FILES: dict[str, list[dict[str, Any]]] = {
    "topics.yaml": [
        {"code": "V", "ro": "Venituri", "en": "Income", "level": "household", "area": "income"},
        {"code": "F", "ro": "Siguranță", "en": "Safety", "level": "household", "area": "protection"},
        {"code": "E", "ro": "Educație", "en": "Education", "level": "person", "area": "education"},
    ],
    "areas.yaml": [
        {"code": "ED", "ro": "Educație", "en": "Education"},
        {"code": "VR", "ro": "Venituri", "en": "Income"},
    ],
    "definitions.yaml": [
        {"name": "per_person", "level": "household", "is": "V03 / size", "ro": "venit pe membru", "en": "income each"}
    ],
    "contradictions.yaml": [
        {"code": "X01", "level": "person", "never": "E01 = 7 and E10 >= 2", "fields": ["E01", "E10"],
         "ro": "Cine n-a fost înscris niciodată nu a terminat gimnaziul.", "en": "Never enrolled, yet finished."}
    ],
    "parameters.yaml": [
        {"code": "isr", "ro": "indicatorul social de referință", "en": "social reference indicator",
         "values": [{"from": "2025-01-01", "value": 600}, {"from": "2026-01-01", "value": 660}], "min": 1}
    ],
    Q + "V.yaml": [
        {"code": "V03", "ro": "Venitul net", "en": "Net income", "type": "number", "min": 0, "unit": "lei"},
        {"code": "V05", "ro": "Ce nu își permit?", "en": "Cannot afford", "type": "multi", "exclusive": [0],
         "options": {
             0: {"ro": "tot", "en": "all"}, 1: {"ro": "căldura", "en": "heat"}, 2: {"ro": "hrana", "en": "food"}}},
    ],
    Q + "F.yaml": [
        {"code": "F01", "ro": "Violență", "en": "Violence", "type": "single", "when": "size > 1",
         "options": {1: {"ro": "nu", "en": "no"}, 2: {"ro": "da", "en": "yes"}}},
    ],
    Q + "E.yaml": [
        {"code": "E01", "ro": "Situația școlară", "en": "School", "type": "single", "when": "age < 25",
         "options": {4: {"ro": "elev", "en": "pupil"}, 7: {"ro": "niciodată înscris", "en": "never enrolled"}}},
        {"code": "E03", "ro": "Absențe", "en": "Absences", "type": "number", "when": "E01 = 4", "min": 0, "max": 200},
        {"code": "E10", "ro": "Nivel", "en": "Level", "type": "number", "when": "age >= 15"},
        {"code": "E20", "ro": "Școala", "en": "School", "when": "E01 = 4", "parts": [
            {"code": "E20a", "ro": "Unde", "en": "Where", "type": "text"},
            {"code": "E20b", "ro": "Clasa", "en": "Grade", "type": "number", "when": "answered(E20a)"}]},
    ],
    V + "ED.yaml": [
        {"code": "ED-02", "ro": "Copil neînscris", "en": "Child not enrolled", "subject": "person", "severity": 3,
         "who": {"ro": "copil", "en": "child"}, "rule": "age >= 6 and age <= 17 and E01 = 7", "veil": "education",
         "raised": {4: "age < 10"}, "services": ["MS-01"]},
        {"code": "ED-04", "ro": "Absenteism", "en": "Absenteeism", "subject": "person", "severity": 2,
         "who": {"ro": "elev", "en": "pupil"}, "rule": "E03 > 15", "veil": "education"},
    ],
    V + "VR.yaml": [
        {"code": "VR-02", "ro": "Copil sărac", "en": "Poor child", "subject": "household", "severity": 3,
         "who": {"ro": "familii", "en": "families"}, "rule": "any(members, age < 18) and per_person < isr",
         "veil": "income"},
    ],
    "services/school_mediator.yaml": [
        {"code": "MS-01", "ro": "Sprijin la înscriere", "en": "Help to enrol", "role": "school_mediator",
         "ref": "3(7)d", "class": "SPRIJIN", "area": "ED", "unit": "copil"}
    ],
}  # fmt: skip


def read(folder: Path, **changes: Any) -> Lists:
    """The small lists with entries replaced: `E03={...}` changes fields of the entry with that code or name."""
    for name, entries in FILES.items():
        written = [{**entry, **changes.get(_key(entry), {})} for entry in entries]
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(written, allow_unicode=True).replace("'20", "20").replace("-01'", "-01")
        path.write_text(text, encoding="utf-8")
    return read_lists(folder)


def _key(entry: dict[str, Any]) -> str:
    return str(entry.get("code") or entry.get("name")).replace("-", "_")
