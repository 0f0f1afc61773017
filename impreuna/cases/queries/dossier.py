"""A case as the dated facts from which its stage and its deadlines follow."""

from __future__ import annotations

from collections.abc import Iterable

from impreuna.cases.models import Case, CaseEntry
from impreuna.cases.rules.risk import risk_of
from impreuna.obligations.rules.dossier import Dossier, Fact


def dossier_of(case: Case, entries: Iterable[CaseEntry]) -> Dossier:
    """The case as dated facts."""
    facts = tuple(
        Fact(
            id=entry.id,
            kind=entry.kind,
            at=min(entry.recorded_at, entry.received_at),
            stated_at=entry.stated_at,
            author_id=entry.author_id,
            about_id=entry.about_id,
            content=entry.content,
        )
        for entry in entries
    )
    return Dossier(case.id, case.registered_at, case.subject, case.is_urgent, facts, risk_of(facts))
