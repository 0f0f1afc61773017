"""`impreuna lists`: what the operator reads of the files, and what is published."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from impreuna.config.cli import lists
from impreuna.nomenclature import queries
from impreuna.nomenclature.commands import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(monkeypatch, tmp_path) -> Path:
    """The lists of this tree in a folder that a test may change, as the installed ones."""
    for path in lists.LISTS.rglob("*.yaml"):
        target = tmp_path / "lists" / path.relative_to(lists.LISTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for module in (lists, publish):
        monkeypatch.setattr(module, "LISTS", tmp_path / "lists")
    # The tests' database is up already, and stays up.
    monkeypatch.setattr(lists, "database_up", nullcontext)
    return tmp_path / "lists"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(lists.lists, list(arguments))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_both_know_the_same_files():
    assert lists.LISTS == publish.LISTS


def test_right_files_are_said_to_be_right(folder):
    result = run("check", str(folder))
    assert result.exit_code == 0, result.output
    assert "Listele sunt în regulă" in result.output


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("vulnerabilities/VR.yaml", "rule: V01 has 0", "rule: V01 has 77", "VR-01: nu există varianta 77"),
        ("vulnerabilities/VR.yaml", "rule: V01 has 0", "rule: V1 has 0", "VR-01: nu există „V1”; ați vrut"),
        ("questionnaire/E.yaml", "type: single", "type: singel", "E01: la „type”: valoarea „singel”"),
        ("questionnaire/G.yaml", "code: G02", "code: G03", "G03: codul există de două ori"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(folder, file, before, after, said):
    change(folder / file, before, after)
    result = run("check")
    assert result.exit_code == 1
    assert f"lists/{file}:" in result.output and said in result.output


def test_a_broken_file_is_named(folder):
    (folder / "areas.yaml").write_text("- code: [", encoding="utf-8")
    assert "lists/areas.yaml" in run("check").output


def test_wrong_files_are_never_published(folder):
    change(folder / "vulnerabilities" / "VR.yaml", "rule: V01 has 0", "rule: V01 has 77")
    assert "VR-01" in run("publish").output
    assert queries.current_edition().number == 1


def test_an_edition_is_shown_then_published(folder):
    change(folder / "vulnerabilities" / "VR.yaml", "ro: Sărăcie extremă", "ro: Sărăcie foarte mare")
    tried = run("publish", "--dry-run")
    assert "~ VR-03" in tried.output and "Sărăcie extremă → Sărăcie foarte mare" in tried.output
    assert queries.current_edition().number == 1
    done = run("publish", "--note", "Un nume mai limpede")
    assert "Ediția 2 este publicată" in done.output, done.output
    assert queries.list_editions()[0].note == "Un nume mai limpede"


def test_the_same_lists_are_not_published_twice(folder):
    result = run("publish")
    assert result.exit_code == 1
    assert "Listele instalate sunt cele din ediția în vigoare" in result.output
