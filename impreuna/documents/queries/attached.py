"""Documents that go along with a referral: which there are, and one of them for who holds the referral's secret."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from impreuna.cases.queries.links import digest_of_secret
from impreuna.cases.queries.papers import Paper
from impreuna.documents.queries.issued import list_documents
from impreuna.kernel.files import unsealed
from impreuna.kernel.moments import day_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as its receiver downloads it."""

    name: str
    parts: tuple[bytes, ...]


def list_papers(commune_id: int, case_id: UUID) -> list[Paper]:
    """The case's documents that the reader may see, the oldest first. One query."""
    rows = list_documents(commune_id, case_id)
    return [Paper(row.id, row.entry_id, row.title, row.number, day_of(row.frozen_at), row.area) for row in rows]


def open_attached(secret: str, document_id: UUID) -> Opened | None:
    """A document that went along with the referral of this secret, as long as it can be answered; none for any other.
    One query, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sealed FROM documents_attached(%s, %s) ORDER BY place",
            [digest_of_secret(secret), document_id],
        )
        rows = cursor.fetchall()
    return Opened(rows[0][0], tuple(unsealed(bytes(sealed)) for _name, sealed in rows)) if rows else None
