"""`impreuna obligations recompute`, as an operator runs it."""

import pytest
from click.testing import CliRunner, Result

from impreuna.cases.tests.walking import walk_to
from impreuna.config.cli import program
from impreuna.config.cli.django import set_up
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def database_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    from impreuna.config.cli import obligations

    set_up()
    monkeypatch.setattr(obligations, "database_up", nullcontext)


def run(*words: str) -> Result:
    return CliRunner().invoke(program, ["obligations", "recompute", "--processes", "1", *words])


def test_what_is_behind_is_worked_out_once() -> None:
    walk_to("in_services")
    assert "Comune: 1; cazuri: 1; termene s-ar schimba: 0;" in run("--dry-run").output
    assert "Comune: 1; cazuri: 1; termene schimbate: 0;" in run().output
    assert "Comune: 0; cazuri: 0; termene schimbate: 0;" in run().output
    assert "Comune: 1; cazuri: 1; termene schimbate: 0;" in run("--commune", str(BELTIUG)).output


def test_a_commune_that_does_not_exist_is_named() -> None:
    ended = run("--commune", "7")
    assert ended.exit_code == 1 and "Nu există comuna 7." in ended.output
