"""Publishing on the pages: what is wrong, what differs, and what happens when the files change under one's hands."""

import re
from pathlib import Path

import pytest

from impreuna.kernel.policy import ROLES
from impreuna.nomenclature import queries
from impreuna.nomenclature.commands import publish
from impreuna.nomenclature.tests.visiting import visit

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

NEW = "/liste/editii/noua/"


@pytest.fixture
def folder(monkeypatch, tmp_path) -> Path:
    """The lists of this tree in a folder that a test may change, as the installed ones."""
    for path in publish.LISTS.rglob("*.yaml"):
        target = tmp_path / "lists" / path.relative_to(publish.LISTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.setattr(publish, "LISTS", tmp_path / "lists")
    return tmp_path / "lists"


def rename(folder: Path, before: str, after: str) -> None:
    path = folder / "vulnerabilities" / "VR.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def digest_on(response) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})" id', response.content.decode())[1]


def agree(response, note: str = "Un nume mai limpede"):
    return visit(NEW, "national_admin", {"digest": digest_on(response), "note": note})


def test_the_same_files_are_not_published(folder):
    assert "Sunt cele din ediția în vigoare" in visit("/liste/editii/", "national_admin").text_shown
    page = visit(NEW, "national_admin")
    assert "Nu este nimic de publicat" in page.text_shown
    refused = agree(page)
    assert refused.status_code == 409
    assert "Listele instalate sunt cele din ediția în vigoare" in refused.text_shown


def test_new_files_are_compared_and_published_whole(folder, django_assert_max_num_queries):
    rename(folder, "ro: Sărăcie extremă", "ro: Sărăcie foarte mare")
    assert "Listele instalate diferă" in visit("/liste/editii/", "national_admin").text_shown
    with django_assert_max_num_queries(8):
        page = visit(NEW, "national_admin")
    assert "Sărăcie extremă" in page.text_shown and "Sărăcie foarte mare" in page.text_shown
    assert agree(page)["Location"] == "/liste/editii/"
    assert queries.current_edition().number == 2
    assert "Un nume mai limpede" in visit("/liste/editii/", "national_admin").text_shown
    text = visit("/liste/editii/2/").text_shown
    assert "Diferențele față de ediția 1" in text and "Sărăcie foarte mare" in text
    assert "Sărăcie foarte mare" in visit("/liste/").text_shown
    assert "Sărăcie foarte mare" in visit("/liste/editii/1/?fata-de=2").text_shown


def test_files_that_change_meanwhile_are_shown_afresh_and_nothing_typed_is_lost(folder):
    rename(folder, "ro: Sărăcie extremă", "ro: Sărăcie foarte mare")
    page = visit(NEW, "national_admin")
    rename(folder, "ro: Sărăcie foarte mare", "ro: Sărăcie cumplită")
    refused = agree(page)
    assert refused.status_code == 409
    assert "Fișierele s-au schimbat" in refused.text_shown and "Sărăcie cumplită" in refused.text_shown
    assert "Un nume mai limpede" in refused.text_shown
    assert queries.current_edition().number == 1
    assert agree(refused).status_code == 302


def test_wrong_files_lead_back_to_their_mistakes(folder):
    rename(folder, "rule: V01 has 0", "rule: V01 has 77")
    assert visit(NEW, "national_admin")["Location"] == "/liste/editii/"
    assert visit(NEW, "national_admin", {"digest": "0" * 64})["Location"] == "/liste/editii/"
    text = visit("/liste/editii/", "national_admin").text_shown
    assert "vulnerabilities/VR.yaml VR-01 nu există varianta 77" in text
    assert queries.current_edition().number == 1


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"national_admin"}))
def test_only_the_national_administrator_publishes(role):
    assert visit("/liste/editii/", role).status_code == 403
    assert visit(NEW, role).status_code == 403


@pytest.mark.parametrize("asked", ["", "?fata-de=7", "?fata-de=x", "?fata-de=1", "?fata-de=99999999999999"])
def test_a_comparison_with_what_is_not_there_is_answered(asked):
    assert visit(f"/liste/editii/1/{asked}").status_code == 200
