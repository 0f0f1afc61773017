"""When people are told of delays: never at night and never at weekends by e-mail (a proposal)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.entries import Escalation

#: Level → after how long somebody is told is said by `lists/obligations.yaml`.
LEVELS = ("worker", "head", "county")


def is_quiet(now: datetime, escalation: Escalation) -> bool:
    """Whether no e-mail leaves at this moment, by Romania's clock."""
    there = now.astimezone(BUCHAREST)
    is_night = there.hour >= escalation.quiet_from or there.hour < escalation.quiet_until
    return is_night or there.weekday() >= 5


def numbers_told(numbers: Sequence[str], most: int = 5) -> str:
    """The numbers of cases for an e-mail, each once, the first of them when there are many."""
    known = [number for number in dict.fromkeys(numbers) if number]
    return ", ".join(known[:most]) + (", …" if len(known) > most else "")
