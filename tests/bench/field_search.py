"""Search in the tablet's memory as one types, among 50,000: every beginning of what a neighbour would type."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from tests.bench.field_browser import SCRIPTS, tablet
from tests.bench.figures import Effort, middle, spread
from tests.bench.people import FIRST_NAMES, LAST_NAMES
from tests.bench.search import TYPED
from tests.bench.site import ROOT

HOUSEHOLDS, PEOPLE = 15_000, 35_000
_SLOWER = 4


def measure(folder: Path, effort: Effort) -> dict[str, Any]:
    """Median and 95th percentile on the page's own thread, four times slowed down and not."""
    script = _built(folder / "search")
    typed = [word[:length] for word in TYPED for length in range(1, len(word) + 1)]
    names = {"last": LAST_NAMES, "first": [*FIRST_NAMES["F"], *FIRST_NAMES["M"]]}
    households, people = effort.of(HOUSEHOLDS, 20), effort.of(PEOPLE, 50)
    found: dict[str, Any] = {"households": households, "people": people}
    with tablet(folder / "searching", "", "") as held:
        for name, times in (("1x", 1), (f"{_SLOWER}x", _SLOWER)):
            held.page.goto("about:blank")
            held.page.add_script_tag(content=script)
            held.slow(times)
            ready = held.page.evaluate("given => artificial.fill(...given)", [names, households, people])
            rounds = [held.page.evaluate("typed => artificial.search(typed)", typed) for _turn in range(effort.rounds)]
            took = middle([spread([each / 1000 for each in times]) for times in rounds])
            found[name] = {**took, **middle([ready]), "load": os.getloadavg()[0]}
    return found


def _built(into: Path) -> str:
    config = str(SCRIPTS / "vite.config.ts")
    subprocess.run(["npx", "vite", "build", "--config", config, "--outDir", str(into)], cwd=ROOT, check=True)
    return (into / "search.js").read_text()
