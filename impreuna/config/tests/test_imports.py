"""`impreuna import`: what the operator reads, and what is in the tables afterwards."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from impreuna.config.cli import imports
from impreuna.territory.queries.figures import newest_populations
from impreuna.territory.rules.plans import LARGEST_FILE

pytestmark = pytest.mark.django_db

BELTIUG = 136964
POPULATION = "siruta,rpl2021_total,pop_dom_2020,romi\n136964,3021,3412,12\n"


@pytest.fixture
def run(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    # The tests' database is up already, and stays up.
    monkeypatch.setattr(imports, "database_up", nullcontext)

    def runner(subject: str, content: str | bytes, *options: str) -> Result:
        file: Path = tmp_path / "populatie.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(imports.imports, [subject, str(file), *options])

    return runner


def test_a_dry_run_shows_and_changes_nothing(run):
    result = run("population", POPULATION, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "Beltiug" in result.output
    assert "Se adaugă: 1" in result.output
    assert "Coloane care nu se folosesc: romi" in result.output
    assert newest_populations([BELTIUG]) == {}


def test_an_import_is_done_and_may_be_repeated(run):
    assert "Importul s-a încheiat" in run("population", POPULATION, "--source", "INS", "--edition", "2021-12-01").output
    assert newest_populations([BELTIUG])[BELTIUG].source == "INS"
    assert "Neschimbat: 1" in run("population", POPULATION).output


def test_a_refused_row_ends_in_one_sentence(run):
    result = run("population", POPULATION + "999999,1,1,1\n")
    assert result.exit_code == 1
    assert "Rânduri refuzate: 1" in result.output
    assert newest_populations([BELTIUG]) == {}


def test_a_file_beyond_the_limit_is_not_read(run):
    result = run("boundaries", b" " * (LARGEST_FILE + 1))
    assert result.exit_code == 1
    assert "se primesc cel mult 24 MB" in result.output
