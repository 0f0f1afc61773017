"""The stored rows of a case or of a team, as the act that brings them up to date reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import IntegerField, Max, Subquery, Value
from django.db.models.functions import Coalesce

from impreuna.obligations.models import Obligation, Period
from impreuna.obligations.queries.bulk import rows_in_bulk
from impreuna.obligations.rules.rows import SAID, Stored

_HEAD = ("case_id", "code", "key", "id", "late_reason")
_ROWS = f"SELECT {', '.join((*_HEAD, *SAID))} FROM obligations_stored(%s, %s::uuid[])"


@dataclass(frozen=True, slots=True)
class StoredRows:
    """The rows by code and key, and the greatest id of the set periods, which says whether those remembered still
    hold."""

    rows: dict[tuple[str, str], Stored]
    newest_period: int


def stored_rows(commune_id: int, case_id: UUID | None) -> StoredRows:
    """What is stored of a case, or of the commune's team (None). One statement; two when nothing is stored yet."""
    newest = Subquery(
        Period.objects.values(every=Value(1)).annotate(newest=Max("id")).values("newest"), output_field=IntegerField()
    )
    found = Obligation.objects.filter(commune_id=commune_id).annotate(newest=Coalesce(newest, 0))
    found = found.filter(case_id=case_id) if case_id else found.filter(case_id__isnull=True, is_open=True)
    rows = list(found.values_list("newest", *_HEAD, *SAID))
    if rows:
        return StoredRows({row[2:4]: Stored(row[4], row[5], row[6:]) for row in rows}, rows[0][0])
    return StoredRows({}, Period.objects.aggregate(newest=Max("id"))["newest"] or 0)


#: Rows of each case (None: of the team) by code and key.
ByCase = dict[UUID | None, dict[tuple[str, str], Stored]]


def stored_rows_of(commune_id: int, case_ids: Sequence[UUID] | None) -> ByCase:
    """What is stored of several cases, or of the team (None), whoever may see it. One statement; within the act that
    works obligations out anew alone, else nothing."""
    found: ByCase = {}
    for row in rows_in_bulk(_ROWS, [commune_id, None if case_ids is None else list(case_ids)]):
        found.setdefault(row[0], {})[row[1:3]] = Stored(row[3], row[4], row[5:])
    return found
