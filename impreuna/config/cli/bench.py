"""`impreuna bench`."""

from __future__ import annotations

import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[3]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(arguments: tuple[str, ...]) -> None:
    """Măsoară viteza (tests/bench) și scrie cifrele ca JSON; numai dintr-o copie a sursei."""
    sys.path.insert(0, str(ROOT))
    if not (ROOT / "tests" / "bench").is_dir() or find_spec("tests.bench.__main__") is None:
        raise click.ClickException("Măsurătorile nu sunt aici (tests/bench).")
    sys.argv = ["impreuna bench", *arguments]
    runpy.run_module("tests.bench", run_name="__main__")
