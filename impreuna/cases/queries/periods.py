"""How long something has to last at least, as the list of obligations says (`lists/obligations.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from impreuna.obligations.rules.reading import FILE, read


def least_months(code: str, on: date) -> int:
    """How many months the obligation `code` asks for on a day: L156-7.5 of a plan, SMO-8.1 of monitoring."""
    return _months()[code]


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    entries = read(Path(settings.BASE_DIR) / "lists" / FILE).obligations
    return {one.code: one.period.months for one in entries if one.period is not None and one.period.months is not None}
