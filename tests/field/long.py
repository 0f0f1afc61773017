"""More schedules than `make test` has time for:  .venv/bin/python -m tests.field.long --schedules 50000 [--seed 7]

A failing schedule is made small and written into build/field-failures; --replay FILE plays it again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: A commune is played in once for each installation, and the country has a little over three thousand.
AT_ONCE, SPARE = 2900, 200


def main() -> int:
    """Plays, prints what was played as JSON, and answers 1 when anything was lost."""
    arguments = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
    import django

    django.setup()
    from tests.field.rounds import Tally, seeds
    from tests.field.shrink import told
    from tests.field.workers import build

    build()
    if arguments.replay:
        wanted: list[dict[str, Any]] = [{"schedule": json.loads(Path(arguments.replay).read_text(encoding="utf-8"))}]
    else:
        print(f"seed {arguments.seed}", file=sys.stderr)
        wanted = seeds(arguments.seed, arguments.schedules, arguments.flavour)
    failed = 0
    for start in range(0, len(wanted), AT_ONCE):
        with _table(min(len(wanted), AT_ONCE) + SPARE) as table:
            tally: Tally = table.play(wanted[start : start + AT_ONCE], arguments.players, _tell)
            print(tally.as_json(), flush=True)
            failed += len(tally.failures)
            if tally.failures and not arguments.replay:
                print(told(table, tally.failures))
            for problems, _schedule in tally.failures.values() if arguments.replay else ():
                print(*problems, sep="\n")
    return 1 if failed else 0


def _tell(tally: Any) -> None:
    failed = f", failed: {sorted(tally.failures)}" if tally.failures else ""
    print(f"{tally.schedules} in {tally.seconds:.0f} s{failed}", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--flavour", choices=("short", "long", "plain"), default="short")
    parser.add_argument("--players", type=int, default=2)
    parser.add_argument("--replay", help="a schedule as it was written by a failing run")
    return parser.parse_args()


@contextmanager
def _table(grounds: int) -> Iterator[Any]:
    """A server on a fresh clone of the tests' database."""
    from tests.field.rounds import Table
    from tests.field.serving import Served
    from tests.fixtures.server import TestServer

    postgres = TestServer()
    postgres.name = f"field_{os.getpid()}"
    postgres.enter()
    with tempfile.TemporaryDirectory() as folder:
        postgres.clone(postgres.make_template())
        served = Served(postgres.server, postgres.name, Path(folder))
        try:
            served.start()
            table = Table(served, grounds)
            yield table
            table.close()
        finally:
            served.stop()
            postgres.leave()


if __name__ == "__main__":
    sys.exit(main())
