"""Who acts: a person in one role, held in one scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Level = Literal["commune", "county", "country"]

#: The country keeps a clock of its own, under this code; counties keep theirs under their SIRUTA code.
COUNTRY = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role is held. `place_id` is the SIRUTA code of the commune or county, 0 for the country;
    `commune_ids` are the communes below it (empty for the country: nobody national reads rows)."""

    level: Level
    place_id: int
    commune_ids: frozenset[int] = frozenset()

    def covers(self, place_id: int) -> bool:
        """Whether an act on the clock of `place_id` falls into this scope."""
        if self.level == "country":
            return True
        return place_id == self.place_id or place_id in self.commune_ids


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting now, in one role: the role that the page shows beside the name."""

    user_id: UUID
    name: str
    role: str
    scope: Scope
    assignment_id: UUID | None = None
