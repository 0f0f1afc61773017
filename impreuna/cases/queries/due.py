"""What is due in cases, in the words of the law's list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from impreuna.obligations.models import Obligation
from impreuna.obligations.queries.book import current_book
from impreuna.obligations.queries.heads import heads, who_answers
from impreuna.obligations.rules.entries import Words
from impreuna.obligations.rules.sources import in_full


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due in a case: what, until when, who answers for it, by which article.

    `steps`: what meets it, as the kinds of acts that do, in order, and how they match (`obligations` `Step.match`).
    `basis`: F found in the law, D derived from it, P a proposal.
    """

    case_id: UUID
    code: str
    key: str
    since: datetime
    due_at: datetime
    warn_at: datetime
    responsible: str
    responsible_kind: str
    responsible_id: UUID | None
    #: Which service of the plan, where it is about one.
    detail: str
    title: str
    todo: str
    article: str
    basis: str
    steps: tuple[tuple[tuple[str, ...], str], ...]


def list_due(communes: Sequence[int], case_ids: Iterable[UUID]) -> list[DueRow]:
    """What is open in these cases, the soonest first. One query."""
    return [_row(row) for row in _open(communes, case_ids).order_by("due_at", "id")]


def first_due(communes: Sequence[int], case_ids: Iterable[UUID]) -> dict[UUID, DueRow]:
    """The soonest of each case. One query."""
    found = map(_row, _open(communes, case_ids).order_by("case_id", "due_at").distinct("case_id"))
    return {row.case_id: row for row in found}


def _open(communes: Sequence[int], case_ids: Iterable[UUID]) -> QuerySet[Obligation]:
    """What is open. Of what a new list has no more, rows end only when it is worked out anew: they are passed over."""
    rows = Obligation.objects.filter(commune_id__in=communes, case_id__in=list(case_ids), is_open=True)
    return rows.filter(code__in=list(current_book().entries)).annotate(heads=heads())


def _row(row: Any) -> DueRow:
    entry = current_book().entries[row.code]
    steps = entry.until.steps if entry.until else ()
    return DueRow(
        _case_of(row),
        row.code,
        row.key,
        row.since,
        row.due_at,
        row.warn_at,
        who_answers(row, row.heads),
        row.responsible_kind,
        row.responsible_id,
        row.detail,
        in_language(Words(ro=entry.ro, en=entry.en)),
        in_language(entry.todo),
        in_full(entry.source),
        entry.basis_for(row.subject),
        tuple((step.facts, step.match) for step in steps),
    )


def _case_of(row: Obligation) -> UUID:
    if row.case_id is None:
        raise LookupError(row.id)  # the team's own are asked for elsewhere
    return row.case_id


def in_language(words: Words) -> str:
    """The list's words in the reader's language; Romanian for one that it does not have."""
    return words.en if (get_language() or "").startswith("en") else words.ro
