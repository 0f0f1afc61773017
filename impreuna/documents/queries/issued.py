"""What was issued and scanned, as far as the reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from impreuna.cases.queries.casefile import places_of
from impreuna.documents.models import Document, Scan
from impreuna.kernel.actor import Actor
from impreuna.kernel.files import read_file
from impreuna.kernel.moments import day_of


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An issued document; `number` as people say it, "12/2026"."""

    commune_id: int
    id: UUID
    case_id: UUID
    entry_id: UUID
    about_id: UUID | None
    reason: str
    code: str
    title: str
    number: str
    version: int
    pages: int
    size: int
    digest: str
    verification: str
    area: str
    author: str
    role: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A signed page of a document."""

    commune_id: int
    id: UUID
    document_id: UUID
    page: int
    digest: str
    size: int
    media_type: str
    author: str
    scanned_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """All that anybody may know of a document whose code she has: that it exists, of which day, with which digest."""

    digest: str
    frozen_on: date


def list_versions(commune_id: int, entry_id: UUID) -> list[Document]:
    """The documents of an entry, the first one first."""
    return list(Document.objects.filter(commune_id=commune_id, entry_id=entry_id).order_by("version"))


def list_documents(commune_id: int, case_id: UUID) -> list[DocumentRow]:
    """The case's documents that the reader may see, in the order in which they were issued. One query."""
    rows = Document.objects.filter(commune_id=commune_id, case_id=case_id)
    return [_row(row) for row in rows.order_by("frozen_at", "number", "id")]


def list_recent_of_case(actor: Actor, case_id: UUID, most: int) -> list[DocumentRow]:
    """The last documents of a case. One query."""
    rows = Document.objects.filter(commune_id__in=places_of(actor), case_id=case_id)
    return [_row(row) for row in rows.order_by("-frozen_at", "-number", "id")[:most]]


def list_own_documents(actor: Actor, most: int = 30) -> list[DocumentRow]:
    """What the actor issued last: what she has most likely on paper. One query."""
    rows = Document.objects.filter(commune_id__in=places_of(actor), made_by_id=actor.user_id)
    return [_row(row) for row in rows.order_by("-frozen_at", "id")[:most]]


def next_page(document: DocumentRow) -> int:
    """The first page of a document of which there is no scan; its last one when all are there."""
    scans = Scan.objects.filter(commune_id=document.commune_id, document_id=document.id)
    held = set(scans.values_list("page", flat=True))
    return next((page for page in range(1, document.pages + 1) if page not in held), document.pages)


def find_document(document_id: UUID) -> DocumentRow | None:
    """One document, wherever its case is; none when there is none for the reader."""
    row = Document.objects.filter(id=document_id).first()
    return _row(row) if row else None


def find_by_verification(code: str) -> DocumentRow | None:
    """The document with this verification code, if the reader may see it."""
    row = Document.objects.filter(verification=code).first()
    return _row(row) if row else None


def find_known(code: str) -> Known | None:
    """Whether there is a document with this verification code, for anybody who has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, frozen_at FROM documents_known(%s)", [code])
        row = cursor.fetchone()
    return Known(row[0], day_of(row[1])) if row else None


def list_scans(commune_id: int, case_id: UUID) -> list[ScanRow]:
    """The scanned pages of a case's documents, by document and page. One query."""
    rows = Scan.objects.filter(commune_id=commune_id, case_id=case_id)
    return [_scan(row) for row in rows.order_by("document_id", "page", "scanned_at", "id")]


def find_scan(scan_id: UUID) -> ScanRow | None:
    """One scanned page, if the reader may see it."""
    row = Scan.objects.filter(id=scan_id).first()
    return _scan(row) if row else None


def content_of(row: DocumentRow | ScanRow) -> Iterator[bytes]:
    """The bytes, part by part; nothing when they have not come."""
    return read_file(row.commune_id, row.digest)


def _row(row: Document) -> DocumentRow:
    return DocumentRow(
        row.commune_id, row.id, row.case_id, row.entry_id, row.about_id, row.reason, row.code, row.title,
        f"{row.number}/{row.year}", row.version, row.pages, row.size, row.digest, row.verification, row.area,
        row.made_by, row.made_role, row.frozen_at,
    )  # fmt: skip


def _scan(row: Scan) -> ScanRow:
    return ScanRow(
        row.commune_id, row.id, row.document_id, row.page, row.digest, row.size, row.media_type, row.made_by,
        row.scanned_at,
    )  # fmt: skip
