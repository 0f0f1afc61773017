"""An interview under way: who is asked, on which day, and what was answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from impreuna.config.synthetic.answering import Drawer


@dataclass(slots=True)
class Talk:
    """An interview under way. `members` hold facts and answers, as rules read them."""

    random: Random
    level: int
    day: date
    place: str
    members: list[dict[str, Any]]
    tables: Mapping[str, Drawer]
    household: dict[str, Any] = field(default_factory=dict)
    aside: int = 0

    def table(self, code: str, person: Mapping[str, Any] | None = None) -> Any:
        """The answer as the shares draw it."""
        return self.tables[code](self.random, self.level, person if person is not None else {"day": self.day})
