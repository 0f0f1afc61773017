"""Questions about pictures: those of a household, one to be opened, and whether a content is awaited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from impreuna.services.models import Attachment


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture or signature; `is_complete` when its content can be opened."""

    id: UUID
    household_id: UUID
    visit_id: UUID | None
    person_id: UUID | None
    what: str
    digest: str
    size: int
    media_type: str
    taken_at: datetime
    caption: str
    consent: str
    area: str
    author: str
    is_complete: bool


def list_pictures(commune_id: int, household_id: UUID, limit: int = 100) -> list[PictureRow]:
    """The household's pictures and signatures that the reader may see, the latest first. One query."""
    rows = Attachment.objects.filter(commune_id=commune_id, household_id=household_id)
    return [_row(row) for row in rows.order_by("-taken_at", "-id")[:limit]]


def find_picture(commune_id: int, attachment_id: UUID) -> PictureRow | None:
    """One picture; none when there is no such picture for the reader."""
    row = Attachment.objects.filter(commune_id=commune_id, id=attachment_id).first()
    return _row(row) if row else None


def is_awaited(commune_id: int, digest: str) -> bool:
    """Whether an attachment that the reader sees waits for this content."""
    return Attachment.objects.filter(commune_id=commune_id, digest=digest, is_complete=False).exists()


def _row(row: Attachment) -> PictureRow:
    return PictureRow(
        row.id, row.household_id, row.visit_id, row.person_id, row.what, row.digest, row.size, row.media_type,
        row.taken_at, row.caption, row.consent, row.area, row.author, row.is_complete,
    )  # fmt: skip
