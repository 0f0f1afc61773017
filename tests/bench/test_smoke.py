"""The measurements run and leave nothing behind. What they measure is not judged here: machines differ."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture
def countries() -> Iterator[list[Path]]:
    """Two installations as `impreuna generate` fills them, as small as they can be."""
    folders = [ROOT / "var" / f"loaded-smoke-{communes}" for communes in (2, 4)]
    try:
        for folder, communes in zip(folders, (2, 4), strict=True):
            shutil.rmtree(folder, ignore_errors=True)
            for words in ("migrate", "load territory", f"generate --communes {communes} --households 60 --processes 1"):
                subprocess.run(
                    [sys.executable, "-c", "from impreuna.config.cli import main; main()", *words.split()],
                    cwd=ROOT, env={**os.environ, "IMPREUNA_VAR": str(folder)}, capture_output=True, check=True,
                )  # fmt: skip
        yield folders
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_a_loaded_country_is_measured_and_left_where_it_is(countries: list[Path]) -> None:
    few, many = countries
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "loaded", "--quick", "--few", str(few), "--many", str(many)],
        cwd=ROOT, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    figures = json.loads(run.stdout)["loaded"]
    assert figures["communes"] == {"few": 2, "many": 4}
    assert figures["growing"] == []  # more communes, not more statements
    levels = {page["level"] for page in figures["pages"].values()}
    assert levels == {"commune", "search", "county", "country"}
    assert figures["shows_nationally"]["many"]["changes"] >= 1
    assert not [path for path, value in leaves(figures) if value != value]
    assert all((folder / "postgres" / "data").is_dir() for folder in countries)


def test_without_countries_it_says_how_to_make_them() -> None:
    run = subprocess.run([sys.executable, "-m", "tests.bench", "loaded"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1
    assert "impreuna generate --communes 20 " in run.stderr
