"""A page that was signed on paper joins its document."""

from __future__ import annotations

from uuid import UUID

from impreuna.documents.models import Document, Scan
from impreuna.documents.rules.scans import may_attach
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, require_all


class AttachScan(Command):
    """O pagină semnată, fotografiată sau scanată (O 6.4; propunere), at the document that its QR code or a person
    names. Its content travels apart, by its SHA-256 (`digest`), after the act."""

    area = "case"
    sentence = _("a atașat o pagină semnată la un document")

    document_id: UUID
    page: int
    digest: str
    size: int
    media_type: str
    found_by: str

    @property
    def is_restricted(self) -> bool:
        """A refused act is its author's alone: whether the case is restricted, only its handler can tell."""
        return True


@handles(AttachScan)
def attach_scan(c: AttachScan, actor: Actor, at: Stamp) -> Effect:
    """Keeps what the page is; who sees the document sees it."""
    document = Document.objects.filter(commune_id=c.commune_id, id=c.document_id).first()
    if document is None:
        raise Rejected("not_found", field="document_id")
    require_all([may_attach(c.digest, c.size, c.media_type, c.page, document.pages, c.found_by)])
    if Scan.objects.filter(commune_id=c.commune_id, document_id=document.id, digest=c.digest).exists():
        raise Rejected("scan_known", field="digest")
    Scan.objects.create(
        commune_id=c.commune_id,
        id=c.id,
        n=at.n,
        case_id=document.case_id,
        team_id=document.team_id,
        key_id=document.key_id,
        is_restricted=document.is_restricted,
        household_id=document.household_id,
        area=document.area,
        entry_id=document.entry_id,
        author_id=document.author_id,
        made_by=actor.name,
        made_by_id=actor.user_id,
        made_role=actor.role,
        document_id=document.id,
        page=c.page,
        digest=c.digest,
        size=c.size,
        media_type=c.media_type,
        found_by=c.found_by,
        scanned_at=c.recorded_at,
    )
    return Effect(
        records=(document.case_id, document.id, c.id),
        restriction_id=document.team_id if document.is_restricted else None,
        area=document.area,
    )
