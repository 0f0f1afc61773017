"""What was stopped, however rudely, starts again."""

import os

import pytest

from impreuna.config.embedded import wait_until_ended
from tests.faults.house import House


def test_ctrl_c_stops_everything(served: House):
    assert served.interrupt() == 0
    assert served.processes() == []
    assert not served.answers()


def test_a_killed_parent_leaves_children_that_the_next_start_ends(served: House):
    served.kill_parent()
    orphans = [process for process in served.processes() if process.name() != "postgres"]
    assert orphans
    served.start()
    served.wait_until_served()
    # Ended, though nobody may have asked for its end yet: whose child an orphan becomes is the machine's affair.
    assert wait_until_ended(orphans, seconds=0) == []


def test_after_everything_was_killed(served: House):
    served.kill_everything()
    assert (served.var / "postgres/data/postmaster.pid").exists()
    served.start()
    served.wait_until_served()


def test_a_stale_process_file_that_names_a_stranger(furnished: House):
    pid_file = furnished.var / "postgres/data/postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{furnished.var}/postgres/data\n1\n5432\n\n\n0 0\nready\n")
    furnished.start()
    furnished.wait_until_served()
    furnished.end()


@pytest.mark.parametrize("reached", ["postgres/data.new", "postgres/data/postmaster.pid"])
def test_a_first_start_killed_half_way(house: House, reached: str):
    house.start()
    house.wait_until(reached)
    house.kill_everything()
    house.start()
    house.wait_until_served()


def test_stop_ends_what_was_left(served: House):
    served.kill_parent()
    assert served.run("stop") == (0, "S-a oprit.\n")
    assert served.processes() == []
