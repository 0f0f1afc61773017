"""How a case is opened: its number as people write it, and who says why (Legea 190/2018 art. 6)."""

from __future__ import annotations

import re
from collections.abc import Collection

_NUMBER = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{4})\s*", re.ASCII)


def number_of(typed: str) -> tuple[int, int] | None:
    """Year and number of a case that is written as 12/2026; none for anything else."""
    found = _NUMBER.fullmatch(typed)
    return (int(found[2]), int(found[1])) if found else None


def opens_without_reason(functions: Collection[str]) -> bool:
    """Who has a function in the case works with it; of everybody else the law wants to know why."""
    return bool(functions)
