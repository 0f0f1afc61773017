"""The stored rows of a case or of a team, as the act that brings them up to date reads them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import IntegerField, Max, Subquery, Value
from django.db.models.functions import Coalesce

from impreuna.obligations.models import Obligation, Period


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows by id, and the greatest id of the set periods, which says whether those remembered still hold."""

    rows: dict[UUID, Obligation]
    newest_period: int


def stored_rows(commune_id: int, case_id: UUID | None) -> Stored:
    """What is stored of a case, or of the commune's team (None). One statement; two when nothing is stored yet."""
    newest = Subquery(
        Period.objects.values(every=Value(1)).annotate(newest=Max("id")).values("newest"), output_field=IntegerField()
    )
    found = Obligation.objects.filter(commune_id=commune_id).annotate(newest=Coalesce(newest, 0))
    rows = list(found.filter(case_id=case_id) if case_id else found.filter(case_id__isnull=True, is_open=True))
    if rows:
        return Stored({row.id: row for row in rows}, rows[0].newest)
    return Stored({}, Period.objects.aggregate(newest=Max("id"))["newest"] or 0)
