"""The server or its database is killed in the middle of an exchange, and comes up again: nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from impreuna.config.database import embedded
from impreuna.config.embedded import EmbeddedPostgres, wait_until_ended
from tests.faults.house import House
from tests.field.rounds import Table, seeds
from tests.field.serving import Served
from tests.field.shrink import told

SCHEDULES = 24
#: A crash of the machine is not among the deaths here, so nothing has to reach the disk; commits do reach the system.
QUICK = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}


@pytest.fixture
def mortal(bundle: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a PostgreSQL of its own: whoever kills it harms nobody else."""
    folder = tmp_path_factory.mktemp("mortal")
    house = House(folder / "var")
    house.start("--no-worker")
    house.wait_until_served()
    assert house.interrupt() == 0
    postgres = EmbeddedPostgres(embedded(house.var).folder, QUICK)
    postgres.start()
    served = Served(postgres, "impreuna", folder)
    try:
        served.start()
        yield served
    finally:
        served.stop()
        postgres.stop()
        house.end()


def kill_database(postgres: EmbeddedPostgres) -> None:
    """`kill -9` for the server and all of its processes."""
    server = postgres.process()
    assert server is not None
    family = [server, *server.children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    assert wait_until_ended(family, 30) == []


def test_kills_in_the_middle_of_an_exchange_lose_nothing(mortal: Served) -> None:
    def kill(what: str, commune_id: int, device_id: str, assignment_id: str) -> None:
        if what == "postgres_killed":
            kill_database(mortal.postgres)
            mortal.postgres.start()
        else:
            mortal.kill()
            mortal.start()

    table = Table(mortal, SCHEDULES * 4, kill)
    first = int(os.environ.get("FIELD_SEED", "1"))
    # One after the other: whoever is killed serves nobody else.
    tally = table.play(seeds(first, SCHEDULES, "deaths"), players=1)
    print(tally.as_json())
    assert not tally.failures, told(table, tally.failures)
    assert tally.schedules == SCHEDULES
    assert tally.counts["web_killed"] > 0
    assert tally.counts["postgres_killed"] > 0
