"""Questions about work that tablets handed over and nobody has taken over yet."""

from __future__ import annotations

HELD_WORK = "held work"
