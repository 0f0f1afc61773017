"""`python -m tests.bench [NAME…]`: runs the measurements and prints one JSON object on standard output."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.figures import Effort
from tests.bench.site import ROOT, served

#: In the order in which they fill the register.
NAMES = ("register", "assess", "search", "pages", "scope", "lists", "picture", "screens", "export")


def main() -> None:
    """Measure what was named, everything when nothing was."""
    parser = argparse.ArgumentParser(prog="impreuna bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="a hundredth of everything: whether it runs, no figures")
    parser.add_argument("--rounds", type=int, default=3, help="of how many rounds the median is taken")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="where it lives while it runs")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    effort = Effort(0.01, 1) if chosen.quick else Effort(rounds=chosen.rounds)
    figures: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}}
    with served(chosen.folder) as site:
        for name in chosen.names or NAMES:
            print(f"{name}…", file=sys.stderr)
            figures[name] = import_module(f"tests.bench.{name}").measure(site, effort)
        figures["memory_mb_per_worker"] = [round(memory) for memory in site.workers_memory()]
    figures["machine"]["load_after"] = os.getloadavg()[0]
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
