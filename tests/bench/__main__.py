"""`python -m tests.bench [NAME…]`: runs the measurements and prints one JSON object on standard output."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench import field, loaded
from tests.bench.figures import Effort
from tests.bench.site import ROOT, served

#: In the order in which they fill the register.
NAMES = (
    "register",
    "assess",
    "search",
    "pages",
    "scope",
    "lists",
    "picture",
    "screens",
    "export",
    "sync",
    "crowd",
    "cases",
    "obligations",
    "documents",
)
#: Only when asked for, because they need what somebody has made before, or Chromium and packages of npm.
ON_REQUEST = ("loaded", "field")


def main() -> None:
    """Measure what was named, everything when nothing was."""
    parser = argparse.ArgumentParser(prog="impreuna bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join((*NAMES, *ON_REQUEST)))
    parser.add_argument("--quick", action="store_true", help="a hundredth of everything: whether it runs, no figures")
    parser.add_argument("--rounds", type=int, default=3, help="of how many rounds the median is taken")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="where it lives while it runs")
    parser.add_argument("--few", type=Path, help="for loaded: the folder of an installation with 20 communes")
    parser.add_argument("--many", type=Path, help="for loaded: the folder of one with 2,000")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - {*NAMES, *ON_REQUEST}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join((*NAMES, *ON_REQUEST))}")
    effort = Effort(0.01, 1) if chosen.quick else Effort(rounds=chosen.rounds)
    figures: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}}
    if "loaded" in chosen.names:
        figures["loaded"] = loaded.measure(chosen.few, chosen.many, effort)
    if "field" in chosen.names:
        figures["field"] = field.measure(chosen.folder, effort)
    if names := [name for name in chosen.names or NAMES if name in NAMES]:
        figures |= _of_a_fresh_site(names, chosen.folder, effort)
    figures["machine"]["load_after"] = os.getloadavg()[0]
    print(json.dumps(figures, indent=2))


def _of_a_fresh_site(names: Sequence[str], folder: Path, effort: Effort) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    with served(folder) as site:
        for name in names:
            print(f"{name}…", file=sys.stderr)
            figures[name] = import_module(f"tests.bench.{name}").measure(site, effort)
        figures["memory_mb_per_worker"] = [round(memory) for memory in site.workers_memory()]
    return figures


if __name__ == "__main__":
    main()
