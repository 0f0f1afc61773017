"""Which version of a plan counts, and what was answered to an entry: endorsements, signatures, sendings.

Pure: facts in their order of recording in, readings out (Order 288/2006 std. 6.4, 7.8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from impreuna.cases.rules.digests import digest_of
from impreuna.kernel.result import _
from impreuna.obligations.rules.dossier import Fact

#: Where a version of a plan stands → what it is called.
STATES: dict[str, str] = {
    "waiting": _("așteaptă avizul"),
    "returned": _("întors pentru schimbări"),
    "in_force": _("în vigoare"),
    "replaced": _("înlocuit"),
}
#: How far an objective came, as a revision says it (O 7.4).
OUTCOMES: dict[str, str] = {
    "reached": _("atins"),
    "partly": _("atins în parte"),
    "not": _("neatins"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the plan: its fact, where it stands, the head's last word on it, and what followed it."""

    fact: Fact
    number: int
    state: str
    endorsement: Fact | None
    signatures: tuple[Fact, ...]
    sendings: tuple[Fact, ...]
    told: tuple[Fact, ...]

    @property
    def content(self) -> Mapping[str, Any]:
        """What `DraftPlan` said."""
        return self.fact.content

    @property
    def digest(self) -> str:
        """What a signature on it names."""
        return digest_of(self.fact.content)


def answering(facts: Sequence[Fact], fact_id: UUID, *kinds: str) -> tuple[Fact, ...]:
    """The facts of these kinds that answer another, in order."""
    return tuple(fact for fact in facts if fact.about_id == fact_id and fact.kind in kinds)


def endorsement_of(facts: Sequence[Fact], fact_id: UUID) -> Fact | None:
    """The head's last word on an entry."""
    return next(iter(reversed(answering(facts, fact_id, "EndorseEntry"))), None)


def versions(facts: Sequence[Fact]) -> tuple[Version, ...]:
    """All versions of the case's plans, the oldest first. One at most is in force: the last that was endorsed."""
    drafts = [fact for fact in facts if fact.kind == "DraftPlan"]
    words = {fact.id: endorsement_of(facts, fact.id) for fact in drafts}
    endorsed = [(word.at, fact.id) for fact in drafts if _is_endorsed(word := words[fact.id]) and word is not None]
    in_force = max(endorsed, key=_moment)[1] if endorsed else None
    return tuple(
        Version(
            fact,
            int(fact.content["version"]),
            _state(words[fact.id], fact.id == in_force, fact is drafts[-1]),
            words[fact.id],
            answering(facts, fact.id, "SignEntry"),
            answering(facts, fact.id, "SendEntry"),
            answering(facts, fact.id, "TellChild"),
        )
        for fact in drafts
    )


def _moment(one: tuple[datetime, UUID]) -> datetime:
    return one[0]


def _is_endorsed(word: Fact | None) -> bool:
    return word is not None and word.content.get("decision") == "endorsed"


def _state(word: Fact | None, is_in_force: bool, is_newest: bool) -> str:
    if is_in_force:
        return "in_force"
    if word is None:
        return "waiting" if is_newest else "replaced"
    return "replaced" if _is_endorsed(word) else "returned"


def in_force(facts: Sequence[Fact]) -> Version | None:
    """The plan that the team works by."""
    return next((each for each in versions(facts) if each.state == "in_force"), None)
