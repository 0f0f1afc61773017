"""The server's and the tablet's rules say the same. `npm run fuzz` does the same at length."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import SystemRandom

import pytest

from tests.contracts import agreement, tablet
from tests.contracts.households import the_lists

# One worker: the tablet's rules are compiled once for all of these.
pytestmark = pytest.mark.xdist_group("field")


def again(seed: int, cases: int) -> str:
    """How to see a difference again."""
    return f"npm run fuzz -- --seed {seed} --cases {cases}"


def test_the_tablet_passes_its_own_tests() -> None:
    command = ["npm", "run", "--silent", "test:field"]
    done = subprocess.run(command, cwd=tablet.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_random_expressions_are_worth_the_same(built: Path) -> None:
    seed, cases = SystemRandom().randrange(10**6), 3000
    result = agreement.on_expressions(built, seed, cases)
    assert not result.differences, f"{again(seed, cases)}: {result.differences[0]}"
    assert all(result.values[value] > cases / 20 for value in ("True", "False", "None", "number")), result.values


def test_random_questionnaires_show_and_find_the_same(built: Path) -> None:
    seed, editions = SystemRandom().randrange(10**6), 30
    result = agreement.on_random_editions(built, seed, editions)
    assert not result.differences, f"{again(seed, editions * 100)}: {result.differences[0]}"
    assert result.values.total() > editions


def test_households_that_answer_the_national_questionnaire_get_the_same_findings(built: Path) -> None:
    seed, households = SystemRandom().randrange(10**6), 200
    result = agreement.on_the_lists(built, the_lists(), seed, households)
    assert not result.differences, f"{again(seed, households * 15)}: {result.differences[0]}"
    assert len(result.values) > 90, f"only {len(result.values)} of the rules were ever true"
