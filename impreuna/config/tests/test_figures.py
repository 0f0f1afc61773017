"""`impreuna recount` and `impreuna check figures`, as an operator runs them."""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from tests.fixtures.cast import WORKER, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(as_owner, monkeypatch):
    def command(name: str, *arguments: str) -> Result:
        module = import_module(f"impreuna.config.cli.{name}")
        monkeypatch.setattr(module, "database_up", nullcontext)
        with as_owner():
            return CliRunner().invoke(getattr(module, name), arguments)

    return command


def test_what_is_behind_is_counted_and_proved(run):
    register(WORKER)
    before = run("check", "figures")
    assert before.exit_code == 0
    assert "Așteaptă să fie socotite: 1" in before.output and "Beltiug (SM)" in before.output
    counted = run("recount")
    assert (counted.exit_code, counted.output) == (0, "Comune socotite: 1; județe: 1.\n")
    assert run("recount").output == "Comune socotite: 0; județe: 0.\n"
    after = run("check", "figures")
    assert after.exit_code == 0 and "Așteaptă" not in after.output
    assert "Cifrele sunt cele socotite din rânduri: " in after.output


def test_a_difference_is_named_and_ends_in_an_error(run, as_owner):
    register(WORKER)
    run("recount")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE monitoring_figure SET value = 9 WHERE place_id = %s AND measure = 'visited_12m'", [BELTIUG]
        )
        cursor.execute(
            "UPDATE monitoring_figure SET value = 9 WHERE place_id = %s AND measure = 'households' AND village_id = 0",
            [BELTIUG],
        )
    found = run("check", "figures", "--place", str(BELTIUG))
    assert found.exit_code == 1
    assert "136964 Beltiug (SM): households: păstrat 9, socotit 1" in found.output
    assert "impreuna recount --all" in found.output


def test_a_month_is_published_from_the_command_line(run):
    register(WORKER)
    first = run("recount", "--publish", "2026-01")
    assert first.exit_code == 0 and "cifre publicate" in first.output
    assert "era publicată" in run("recount", "--publish", "2026-01").output
