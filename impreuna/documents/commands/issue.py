"""A document is issued: printed from its entry, numbered, frozen with its digest (Order 288/2006 2.3)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http.request import validate_host

from impreuna.cases.commands.numbering import number_paper
from impreuna.cases.models import Case
from impreuna.cases.queries.casefile import CaseFile, Entry, find_case
from impreuna.documents.assembling import count_pages
from impreuna.documents.models import Document
from impreuna.documents.queries.issued import list_versions
from impreuna.documents.queries.sources import source_of
from impreuna.documents.rules import words
from impreuna.documents.rules.kinds import Kind, kind_of
from impreuna.documents.rules.paper import issued, paper_of
from impreuna.documents.rules.scans import ALPHABET, CODE_LENGTH
from impreuna.documents.rules.source import Number, Source
from impreuna.documents.signing import seal_pdf
from impreuna.documents.typesetting import render
from impreuna.kernel import files
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _

REASON_LIMIT = 500
SITE_LIMIT = 200


class IssueDocument(Command):
    """Emiterea unui document (O 2.3; propunere): frozen from now on. A document of the same entry that is issued
    again is an addendum, and `reason` says why.

    `site`: the address of the installation as its author opened it, for the QR code.
    """

    area = "case"
    sentence = _("a emis un document al unui caz")

    case_id: UUID
    entry_id: UUID
    site: str
    reason: str = ""

    @property
    def is_restricted(self) -> bool:
        """A refused act is its author's alone: whether the case is restricted, only its handler can tell."""
        return True


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be issued: the case, the entry, its kind of document, those that were issued before."""

    case: CaseFile
    entry: Entry
    kind: Kind
    before: list[Document]


@handles(IssueDocument)
def issue_document(c: IssueDocument, actor: Actor, at: Stamp) -> Effect:
    """Prints the entry as its author sees the case now, and keeps the bytes for good."""
    asked = _asked(c, actor)
    source = source_of(asked.case)
    number = _number(asked, source, actor, at)
    code = "".join(secrets.choice(ALPHABET) for _each in range(CODE_LENGTH))
    first = asked.before[0] if asked.before else None
    addendum = (
        f"Completează documentul nr. {first.number} din {words.day(first.frozen_at)}: {c.reason.strip()}"
        if first
        else ""
    )
    address = f"{c.site.rstrip('/')}/verificare/{code}/"
    paper = issued(paper_of(asked.kind, source, asked.entry), number.number, at.received_at, code, address, addendum)
    made = render(asked.kind.paper, paper.content(), qr=address, at=at.received_at)
    content = seal_pdf(made)
    document = _row(c, asked, actor, at, number, code, paper.title, content)
    document.pages = count_pages(content)
    document.save(force_insert=True)
    _keep(actor, document, content)
    return Effect(
        records=(asked.case.id, document.id),
        restriction_id=document.team_id if document.is_restricted else None,
        facts={"document_id": str(document.id), "number": number.number},
        area=document.area,
    )


def _asked(c: IssueDocument, actor: Actor) -> _Asked:
    case = find_case(actor, c.case_id)
    entry = case.entry(c.entry_id) if case else None
    if case is None or entry is None or case.commune_id != c.commune_id:
        raise Rejected("not_found", field="entry_id")
    kind = kind_of(entry.kind, entry.content)
    if kind is None:
        raise Rejected("prints_nothing", field="entry_id")
    before = list_versions(case.commune_id, entry.id)
    if before and not c.reason.strip():
        raise Rejected("document_issued", field="reason", number=f"{before[-1].number}/{before[-1].year}")
    if not before and c.reason.strip():
        raise Rejected("document_reason", field="reason")
    if len(c.reason) > REASON_LIMIT:
        raise Rejected("text_too_long", field="reason", limit=REASON_LIMIT)
    if not _is_ours(c.site):
        raise Rejected("document_site", field="site")
    return _Asked(case, entry, kind, before)


def _is_ours(site: str) -> bool:
    """Whether an address is one of the installation's own: a document never leads elsewhere."""
    try:
        parts = urlsplit(site)
    except ValueError:
        return False
    is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment and "@" not in parts.netloc
    known = validate_host((parts.hostname or "").lower(), settings.ALLOWED_HOSTS)
    return parts.scheme in ("http", "https") and is_bare and known and len(site) <= SITE_LIMIT


def _number(asked: _Asked, source: Source, actor: Actor, at: Stamp) -> Number:
    """The number of the entry for its first document, when it has one; otherwise the next of the register."""
    if not asked.before and (held := source.numbers.get(asked.entry.id)):
        return held
    case = Case.objects.get(commune_id=asked.case.commune_id, id=asked.case.id)
    row = number_paper(case, asked.entry.id, asked.kind.direction, asked.kind.title.lower(), actor, at)
    return Number(row.number, row.year, row.registered_at)


def _row(
    c: IssueDocument, asked: _Asked, actor: Actor, at: Stamp, number: Number, code: str, title: str, content: bytes
) -> Document:
    held = Case.objects.get(commune_id=asked.case.commune_id, id=asked.case.id)
    return Document(
        commune_id=c.commune_id,
        id=c.id,
        n=at.n,
        case_id=held.id,
        team_id=held.team_id,
        key_id=held.key_id,
        is_restricted=held.is_restricted,
        household_id=held.household_id,
        area=asked.entry.area,
        entry_id=asked.entry.id,
        author_id=asked.entry.author_id,
        made_by=actor.name,
        made_by_id=actor.user_id,
        made_role=actor.role,
        about_id=asked.before[0].id if asked.before else None,
        reason=c.reason.strip(),
        code=asked.kind.code,
        title=title,
        number=number.number,
        year=number.year,
        version=len(asked.before) + 1,
        digest=sha256(content).hexdigest(),
        size=len(content),
        verification=code,
        frozen_at=at.received_at,
    )


def _keep(actor: Actor, document: Document, content: bytes) -> None:
    """Keeps the bytes once their row is there, which is what lets the county's case manager keep them too."""
    for offset in range(0, len(content), files.CHUNK_BYTES):
        part = content[offset : offset + files.CHUNK_BYTES]
        files.add_chunk(actor, document.commune_id, document.digest, offset, len(content), part)
