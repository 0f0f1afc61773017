"""`python -m tests.contracts.fuzz`: lets the server's and the tablet's rules answer the same; prints what came out.

Prints the seed first, so that what it found can be seen again. Exits with 1 when the two differ.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from tests.contracts import agreement, tablet
from tests.contracts.households import the_lists


def main() -> int:
    """Runs the three comparisons: expressions, random editions, the national lists."""
    parser = argparse.ArgumentParser(prog="npm run fuzz --", description=__doc__)
    parser.add_argument("--cases", type=int, default=30_000, help="random expressions; editions follow in proportion")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="what to draw again")
    chosen = parser.parse_args()
    seed, cases = chosen.seed, chosen.cases
    print(f"--seed {seed} --cases {cases}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        built = tablet.build(Path(folder))
        runs: dict[str, Callable[[], agreement.Agreement]] = {
            "expressions": lambda: agreement.on_expressions(built, seed, cases),
            "random_editions": lambda: agreement.on_random_editions(built, seed, max(1, cases // 100)),
            "national_lists": lambda: agreement.on_the_lists(built, the_lists(), seed, max(1, cases // 15)),
        }
        figures, differing = {}, 0
        for name, run in runs.items():
            begun = time.perf_counter()
            result = run()
            figures[name] = {**result.figures(), "seconds": round(time.perf_counter() - begun, 1)}
            differing += len(result.differences)
            for difference in result.differences[:3]:
                print(json.dumps(difference, ensure_ascii=False), file=sys.stderr)
    print(json.dumps({"seed": seed, **figures}, indent=2))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
