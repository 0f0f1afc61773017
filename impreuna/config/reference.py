"""Reference data that every installation starts with: today the territory (SIRUTA)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from impreuna.config.schema import Progress


def load_missing(progress: Progress) -> bool:
    """Load what the tables do not have yet. Answers whether something was loaded."""
    if not find_spec("impreuna.territory.commands"):
        return False
    commands = import_module("impreuna.territory.commands")
    load = getattr(commands, "load_missing_territory", None)
    return bool(load(progress)) if load else False
