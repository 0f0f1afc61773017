"""Nothing typed on a tablet is ever lost: random schedules on the real server and the tablet's own code."""

from __future__ import annotations

import os

from tests.field.rounds import Table, seeds
from tests.field.serving import Served
from tests.field.shrink import told

SCHEDULES = 2000
#: Grounds to make a failing schedule small on.
SPARE = 150
#: A run begins at this seed; the long run (tests/field/long.py) goes elsewhere each time.
FIRST_SEED = int(os.environ.get("FIELD_SEED", "1"))


def test_random_schedules_lose_nothing(served: Served) -> None:
    table = Table(served, SCHEDULES + SPARE)
    try:
        tally = table.play(seeds(FIRST_SEED, SCHEDULES))
        print(tally.as_json())
        assert not tally.failures, told(table, tally.failures)
        assert tally.schedules == SCHEDULES
        befell = {"lost", "answer_lost", "cut", "broken", "twice", "late", "portal", "busy", "hurried"}
        befell |= {"overtaken", "overtaken_answer", "killed", "no_space", "clock", "evicted"}
        befell |= {"end_role", "renew_role", "revoke", "backup", "restore", "publish", "rotten", "given back"}
        assert befell <= tally.counts.keys(), "a kind of fault never befell anybody"
    finally:
        table.close()
