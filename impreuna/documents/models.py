"""Tables of documents: what was issued, frozen with its digest, the pages that were signed on paper and scanned, and
whole files that wait for their reader.

The contents lie with `kernel.files`, found by their digest. A row is seen as the entry that it prints: by its team, by
area of data, by who wrote it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from impreuna.cases.models import OfCase
from impreuna.kernel.guard import Guarded


class OfDossier(OfCase):
    """A row about an entry of a case, seen as that entry is."""

    key_id = models.UUIDField()
    area = models.TextField()
    entry_id = models.UUIDField()
    #: The entry's author, who always sees what she wrote.
    author_id = models.UUIDField()
    #: Who issued or scanned it, in which role: she sees it as long as she sees the entry.
    made_by = models.TextField()
    made_by_id = models.UUIDField()
    made_role = models.TextField()

    class Meta(OfCase.Meta):
        abstract = True


class Document(OfDossier):
    """Un document emis (Order 288/2006 2.3): frozen as it was printed. What changes later is an addendum, a
    document of its own that names the first in `about_id`."""

    about_id = models.UUIDField(null=True)
    #: Why it was issued again.
    reason = models.TextField(default="")
    #: DOC-03 to DOC-35.
    code = models.TextField()
    title = models.TextField()
    #: Of the entry and exit register.
    number = models.IntegerField()
    year = models.IntegerField()
    #: 1 for the first of an entry, 2 for its first addendum.
    version = models.IntegerField()
    #: SHA-256 of the PDF, as 64 hexadecimal digits; its size in bytes, its pages.
    digest = models.TextField()
    size = models.IntegerField()
    pages = models.IntegerField()
    #: What its QR code leads to; 12 letters and digits.
    verification = models.TextField()
    frozen_at = models.DateTimeField()

    class Meta(OfDossier.Meta):
        constraints = [
            models.UniqueConstraint(fields=["verification"], name="document_verification_once"),
            models.UniqueConstraint(fields=["commune_id", "entry_id", "version"], name="document_version_once"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "case_id", "frozen_at"], name="document_of_case"),
            models.Index(fields=["commune_id", "digest"], name="document_by_digest"),
            models.Index(fields=["id"], name="document_by_id"),
        ]


class Scan(OfDossier):
    """O pagină semnată pe hârtie, fotografiată sau scanată: a content that belongs to a document."""

    document_id = models.UUIDField()
    #: Which page of the document, as its sender says; from 1.
    page = models.IntegerField()
    digest = models.TextField()
    size = models.IntegerField()
    media_type = models.TextField()
    #: qr: its code named the document; choice: a person did.
    found_by = models.TextField()
    scanned_at = models.DateTimeField()

    class Meta(OfDossier.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "document_id", "digest"], name="scan_once"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "case_id"], name="scan_of_case"),
            models.Index(fields=["commune_id", "digest"], name="scan_by_digest"),
            models.Index(fields=["id"], name="scan_by_id"),
        ]


class WholeFile(Guarded):
    """A whole file that a job makes for its reader and keeps for a time, theirs alone (docs/decisions, 0048)."""

    id = models.UUIDField(primary_key=True)
    commune_id = models.IntegerField()
    case_id = models.UUIDField()
    user_id = models.UUIDField()
    #: The role in which it was asked for; it is made in no other.
    assignment_id = models.UUIDField(null=True)
    #: waiting, making, done or failed.
    state = models.TextField()
    #: Documents put into it so far, of how many.
    done = models.IntegerField()
    total = models.IntegerField()
    #: The documents and scans that it holds.
    held = ArrayField(models.UUIDField())
    pages = models.IntegerField()
    size = models.BigIntegerField()
    asked_at = models.DateTimeField()
    #: When it was last heard of.
    moved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "case_id", "user_id"], name="whole_file_once"),
        ]


class WholePart(Guarded):
    """A sealed part of a whole file."""

    pk = models.CompositePrimaryKey("file_id", "place")
    file_id = models.UUIDField()
    place = models.IntegerField()
    user_id = models.UUIDField()
    sealed = models.BinaryField()
