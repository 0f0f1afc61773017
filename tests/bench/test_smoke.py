"""The measurements run and leave nothing behind. What they measure is not judged here: machines differ."""

import json
import subprocess
import sys

import psutil
import pytest

from tests.bench.__main__ import NAMES
from tests.bench.site import ROOT

FOLDER = ROOT / "var" / "bench-smoke"


def leaves(value: object, path: str = "") -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in leaves(each, f"{path}/{key}")]
    return [(path, value)]


@pytest.mark.slow
def test_every_measurement_gives_all_its_figures() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--folder", str(FOLDER)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    figures = json.loads(run.stdout)
    assert figures.keys() == {"machine", *NAMES, "memory_mb_per_worker"}
    missing = [path for path, value in leaves(figures) if value is None or value != value]
    assert not missing
    assert {"cpu_ms", "cpu_ms_web", "cpu_ms_postgres", "requests_per_second", "p50_ms", "p95_ms"} <= (
        figures["register"]["register_8_clients"].keys()
    )
    assert {"p50_ms", "p95_ms"} <= figures["search"]["as_one_types"].keys()
    assert {"p95_times", "p50_times", "cpu_times"} <= figures["lists"].keys()
    assert figures["pages"]["pages"]
    assert figures["pages"]["growing"] == []  # a count, not a time: each page asks as much for many rows as for few
    assert not FOLDER.exists()
    assert not [process for process in psutil.process_iter(["cmdline"]) if str(FOLDER) in str(process.info["cmdline"])]
