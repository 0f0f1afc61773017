"""What a deadline is worked out from: a case as its dated facts, without words, database or clock.

A fact is an act in the case, by the name of its command. The room of cases fills a `Dossier`; this one judges it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was done in a case.

    `at`: when it was recorded, and so when a deadline counts as met: what is told later was not done in time.
    `stated_at`: when it happened, as the professional says. Both aware. `about_id`: the fact that it answers.
    """

    id: UUID
    kind: str
    at: datetime
    stated_at: datetime
    author_id: UUID
    about_id: UUID | None = None
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case: since when it is registered (the server's moment; legal clocks run from it), whom it is about, and its
    facts in the order in which they were recorded."""

    case_id: UUID
    registered_at: datetime
    #: child, adult, elderly or family.
    subject: str
    is_urgent: bool
    facts: tuple[Fact, ...] = ()
    #: How many risk situations of Legea 156/2023 art. 5 the child is in, as found and not refuted.
    risk_situations: int = 0

    def of(self, *kinds: str) -> Iterator[Fact]:
        """The facts of these kinds, in order."""
        return (fact for fact in self.facts if fact.kind in kinds)

    def last(self, *kinds: str) -> Fact | None:
        """The latest fact of these kinds."""
        return next((fact for fact in reversed(self.facts) if fact.kind in kinds), None)

    def about(self, fact_id: UUID, *kinds: str) -> Iterator[Fact]:
        """The facts of these kinds that answer another."""
        return (fact for fact in self.of(*kinds) if fact.about_id == fact_id)
