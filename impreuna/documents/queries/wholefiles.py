"""The whole file that a job makes, or made, for who reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from impreuna.cases.queries.casefile import CaseFile
from impreuna.documents.models import WholeFile
from impreuna.documents.rules.whole import DEAD_AFTER, kept_for
from impreuna.kernel.moments import day_of
from impreuna.kernel.seal import unseal
from impreuna.nomenclature.queries import NoEdition, parameters_on

#: What its parts are sealed for.
SEALED = "whole file"
_PART = "SELECT sealed FROM documents_wholepart WHERE file_id = %s AND place = %s"


@dataclass(frozen=True, slots=True)
class WholeFileRow:
    """A whole file that is being made or kept. `size` in bytes; `held`: its documents and scans."""

    id: UUID
    case_id: UUID
    state: str
    done: int
    total: int
    held: frozenset[UUID]
    pages: int
    size: int
    moved_at: datetime
    expires_at: datetime

    @property
    def megabytes(self) -> float:
        """Its size as people are told it."""
        return self.size / 1_000_000

    @property
    def is_running(self) -> bool:
        """Whether it is still made, or waits to be."""
        return self.state in ("waiting", "making") and timezone.now() - self.moved_at < DEAD_AFTER

    @property
    def is_broken(self) -> bool:
        """Whether its making ended without a file."""
        return self.state == "failed" or (self.state in ("waiting", "making") and not self.is_running)

    def answers(self, held: frozenset[UUID]) -> bool:
        """Whether it is ready and holds exactly what its reader may see now."""
        return self.state == "done" and self.held == held and timezone.now() < self.expires_at


def find_whole_file(case: CaseFile) -> WholeFileRow | None:
    """The reader's own whole file of the case."""
    rows = WholeFile.objects.filter(commune_id=case.commune_id, case_id=case.id, user_id=case.reader.user_id)
    return next(map(_row, rows), None)


def find_waiting(file_id: UUID) -> WholeFileRow | None:
    """A whole file of the reader's that nobody began to make yet."""
    return next(map(_row, WholeFile.objects.filter(id=file_id, state="waiting")), None)


def read_whole_file(row: WholeFileRow) -> Iterator[bytes]:
    """Its content, part by part."""
    place = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_PART, [row.id, place])
            if (found := cursor.fetchone()) is None:
                return
            yield unseal(bytes(found[0]), SEALED)
            place += 1


def kept_for_on(moment: datetime) -> timedelta:
    """For how long a file is kept that is asked for at this moment."""
    try:
        return kept_for(parameters_on(day_of(moment)))
    except NoEdition:
        return kept_for({})


def _row(row: WholeFile) -> WholeFileRow:
    return WholeFileRow(
        row.id, row.case_id, row.state, row.done, row.total, frozenset(row.held), row.pages, row.size, row.moved_at,
        row.expires_at,
    )  # fmt: skip
