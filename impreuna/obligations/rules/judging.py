"""Judging a case: which obligations its facts raise, until when, and which facts meet them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Judged:
    """An obligation of a case: since when, until when, and what became of it.

    `key`: what makes it this one and no other in its case: the fact that raised it, with the service of the plan or
    the number of the turn. `met_at`: when the fact `proof_id` was recorded, that meets it; `stated_at`: when it
    happened by its author's words. `waived`: why it does not apply, as somebody decided.
    """

    code: str
    key: str
    since: datetime
    due_at: datetime
    responsible: str
    met_at: datetime | None = None
    proof_id: UUID | None = None
    stated_at: datetime | None = None
    waived: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""
        return self.met_at is None and self.waived is None

    @property
    def is_met_late(self) -> bool:
        """Whether what meets it was recorded after its moment."""
        return self.met_at is not None and self.waived is None and self.met_at > self.due_at
