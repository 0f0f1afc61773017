"""Wrong lists are refused at their entry, in words; nothing is built of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from impreuna.nomenclature.rules.reading import read_lists
from impreuna.nomenclature.tests.lists import read

TEXT = {"ro": "a", "en": "b"}


def test_right_lists_have_a_content_and_a_digest(tmp_path: Path) -> None:
    lists = read(tmp_path)
    assert lists.problems == ()
    assert lists.content is not None and len(lists.digest) == 64
    codes = [question.code for question in lists.content.questions]
    assert codes == ["V03", "V05", "F01", "E01", "E03", "E10", "E20", "E20a", "E20b"]
    part = next(question for question in lists.content.questions if question.code == "E20b")
    assert (part.area, part.part_of) == ("education", "E20")
    assert part.when is not None and part.when.text == "(E01 = 4) and (answered(E20a))"
    assert read_lists(tmp_path).digest == lists.digest


@pytest.mark.parametrize(
    ("changes", "entry", "message"),
    [
        ({"E03": {"when": "E1 = 4"}}, "E03", "nu există „E1”"),
        ({"E03": {"when": "E01 = 5"}}, "E03", "nu există varianta 5"),
        ({"E03": {"when": "E01 = 4 and E01 = 7"}}, "E03", "întrebarea nu se pune niciodată"),
        ({"E03": {"when": "E03 > 2"}}, "E03", "se așteaptă una pe alta"),
        ({"E03": {"type": "numbre"}}, "E03", "nu este una dintre cele îngăduite"),
        ({"E03": {"tip": "number"}}, "E03", "nu există câmpul „tip”"),
        ({"E03": {"area": "school"}}, "E03", "nu există domeniul de date „school”"),
        ({"E03": {"options": {1: TEXT}}}, "E03", "variantele nu se potrivesc cu tipul"),
        ({"E03": {"en": " "}}, "E03", "lipsește textul"),
        ({"E03": {"ro": "Absenţe"}}, "E03", "sedilă"),
        ({"V05": {"exclusive": [9]}}, "V05", "variantă care nu există"),
        ({"ED_02": {"rule": "E01 = 7 and age > 30"}}, "ED-02", "nu poate fi adevărată niciodată"),
        ({"ED_02": {"rule": "age + 1"}}, "ED-02", "adevărată sau falsă"),
        ({"ED_02": {"raised": {4: "age > 40"}}}, "ED-02", "severitatea 4 nu se atinge niciodată"),
        ({"ED_02": {"rule": None}}, "ED-02", "lipsește regula"),
        ({"ED_02": {"services": ["XX-01"]}}, "ED-02", "nu există serviciul „XX-01”"),
        ({"ED_02": {"rule": "E01 = 7 and F01 = 2"}}, "ED-02", "citește F01 (protection)"),
        ({"ED_02": {"severity": 5}}, "ED-02", "severitatea este de la 1 la 4"),
        ({"ED_02": {"code": "ED-04"}}, "ED-04", "codul există de două ori"),
        ({"VR_02": {"rule": "age < 18"}}, "VR-02", "scrieți any(members, …)"),
        ({"per_person": {"is": "V03 / sise"}}, "per_person", "ați vrut „size”?"),
        ({"MS_01": {"role": "teacher"}}, "MS-01", "nu există rolul „teacher”"),
        ({"isr": {"values": []}}, "isr", "nu are nicio valoare"),
        ({"X01": {"fields": ["E99"]}}, "X01", "nu există întrebarea „E99”"),
    ],
)
def test_a_mistake_is_named_at_its_entry(tmp_path: Path, changes: dict[str, Any], entry: str, message: str) -> None:
    lists = read(tmp_path, **changes)
    assert lists.content is None
    assert any(problem.entry == entry and message in problem.message for problem in lists.problems), lists.problems


def test_what_a_veiled_rule_may_show_is_said_in_the_lists(tmp_path: Path) -> None:
    told = {"rule": "E01 = 7 and F01 = 2", "discloses": ["F01"], "discloses_because": TEXT}
    assert read(tmp_path, ED_02=told).problems == ()
    assert read(tmp_path, ED_02={"rule": "E01 = 7 and F01 = 2", "veil": "protection"}).problems == ()


def test_files_that_cannot_be_read_are_problems_too(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "areas.yaml").write_text("- code: [", encoding="utf-8")
    (tmp_path / "topics.yaml").unlink()
    problems = {problem.file: problem.message for problem in read_lists(tmp_path).problems}
    assert "nu este YAML" in problems["areas.yaml"]
    assert problems["topics.yaml"] == "fișierul lipsește"
