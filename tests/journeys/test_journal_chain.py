"""The journal's chain: whoever changes the past, even as the owner of the tables, is named by the check."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module

import pytest
from click.testing import CliRunner, Result
from django.db import DatabaseError, connections

from impreuna.config.cli.program import program
from impreuna.kernel.journal import Break, list_heads, verify
from impreuna.registry.commands import OfferMove, WriteNote
from tests.fixtures.cast import NEIGHBOUR, WORKER, applied, register, send
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG, DOBA

command = import_module("impreuna.config.cli.check")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acts() -> None:
    """Six acts of Beltiug, one of them refused, one of them also on Doba's clock."""
    home = register(WORKER)
    for word in ("unu", "doi", "trei"):
        applied(WORKER, WriteNote, household_id=home, note_area="housing", text=word)
    assert send(WORKER, WriteNote, household_id=home, note_area="health", text="refuzat").status == "rejected"
    applied(WORKER, OfferMove, to_commune_id=DOBA, household_id=home)
    register(NEIGHBOUR)


@pytest.fixture
def check(as_owner: AsOwner, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[dict[int, Break | None], Result]]:
    """What the chains and `impreuna check journal` say after `statement` was run as the owner of the tables."""
    monkeypatch.setattr(command, "database_up", nullcontext)  # the tests' database is up already

    def run(statement: str = "", *parameters: object) -> tuple[dict[int, Break | None], Result]:
        with as_owner():
            if statement:
                with connections["owner"].cursor() as cursor:
                    cursor.execute(statement, parameters)
                    assert cursor.rowcount == 1
            found = {place: broken for place, _entries, broken in verify()}
            return found, CliRunner().invoke(program, ["check", "journal"])

    return run


def test_an_untouched_journal_is_whole(check, as_owner) -> None:
    found, result = check()
    assert found == {BELTIUG: None, DOBA: None}
    with as_owner():
        assert {place: entries for place, entries, _broken in verify()} == {BELTIUG: 6, DOBA: 2}
        assert all(head in result.output for head in list_heads().values())
    assert result.exit_code == 0, result.output
    assert "Beltiug (SM): 6 înscrieri" in result.output and "8 înscrieri" in result.output


TAMPERINGS: dict[str, tuple[str, int, str]] = {
    "somebody else's name": (
        "UPDATE kernel_journalentry SET user_name = 'Altcineva' WHERE commune_id = %s AND n = 2", 2, "nu se leagă",
    ),
    "an act said to have been refused": (
        "UPDATE kernel_journalentry SET status = 'rejected' WHERE commune_id = %s AND n = 3", 3, "nu se leagă",
    ),
    "another moment": (
        "UPDATE kernel_journalentry SET received_at = received_at - interval '1 day' WHERE commune_id = %s AND n = 4",
        4, "nu se leagă",
    ),
    "a seal of its own": (
        "UPDATE kernel_journalentry SET hash = sha256('x') WHERE commune_id = %s AND n = 3", 3, "nu se leagă",
    ),
    "an act taken out": ("DELETE FROM kernel_journalentry WHERE commune_id = %s AND n = 3", 3, "lipsește"),
    "the last act taken out": ("DELETE FROM kernel_journalentry WHERE commune_id = %s AND n = 6", 6, "capătul"),
    "other words under the same act": (
        "UPDATE kernel_payload SET sealed = 'alta'::bytea WHERE commune_id = %s AND command_id ="
        f" (SELECT command_id FROM kernel_journalentry WHERE commune_id = {BELTIUG} AND n = 2)",
        2, "are conținutul schimbat",
    ),
    "a clock put back": ("UPDATE kernel_clock SET n = 5 WHERE commune_id = %s", 5, "capătul"),
}  # fmt: skip


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_whoever_changes_the_past_is_found(tampering: str, check) -> None:
    statement, n, problem = TAMPERINGS[tampering]
    found, result = check(statement, BELTIUG)
    broken = found[BELTIUG]
    assert broken is not None and (broken.n, problem in broken.problem) == (n, True), broken
    assert found[DOBA] is None
    assert result.exit_code == 1
    assert f"{BELTIUG}: înscrierea {n}" in result.output


def test_words_erased_by_law_leave_the_chain_whole(check) -> None:
    found, _result = check(
        "DELETE FROM kernel_payload WHERE commune_id = %s AND command_id ="
        " (SELECT command_id FROM kernel_journalentry WHERE commune_id = %s AND n = 2)",
        BELTIUG, BELTIUG,
    )  # fmt: skip
    assert set(found.values()) == {None}


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE kernel_journalentry SET user_name = 'x'",
        "DELETE FROM kernel_journalentry",
        "TRUNCATE kernel_journalentry",
        "UPDATE kernel_payload SET sealed = ''",
        "DELETE FROM kernel_payload",
        "DELETE FROM kernel_clock",
    ],
)
def test_the_application_itself_cannot_change_the_past(attempt: str) -> None:
    with connections["default"].cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(attempt)
