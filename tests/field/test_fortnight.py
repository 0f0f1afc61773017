"""Two weeks of a commune's team on four tablets: every command is carried out once, and all see the same at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.field.rounds import Table, seeds
from tests.field.serving import Served
from tests.field.shrink import told

COMMANDS = 600


@pytest.fixture
def simulated(served: Served, tmp_path: Path) -> Iterator[Served]:
    """A second server on the same database, whose day is the one that the tablets live in."""
    server = Served(served.postgres, served.database, tmp_path, "tests.field.simulated")
    try:
        server.start()
        yield server
    finally:
        server.stop()


def test_two_weeks_of_four_professionals(simulated: Served) -> None:
    table = Table(simulated, 1)
    try:
        tally = table.play(seeds(1, 1, "fortnight"), players=1)
        print(tally.as_json())
        assert not tally.failures, told(table, tally.failures)
        assert tally.commands >= COMMANDS
    finally:
        table.close()
