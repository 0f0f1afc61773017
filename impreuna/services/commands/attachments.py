"""Pictures and signatures: the act that says what they are, and the one that says that their content has come."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import IntegrityError
from django.utils import timezone

from impreuna.kernel import files
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Moment, Stamp, handles
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import AREAS
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.services.commands.checking import one_of, people_of, require_area, text_of
from impreuna.services.models import Attachment, Visit
from impreuna.services.queries.pictures import is_awaited
from impreuna.services.rules import pictures
from impreuna.services.rules.visits import is_sensible_moment


class AttachFile(Command):
    """O fotografie sau o semnătură la o gospodărie (GDPR art. 9; propunere): with who agreed, before its content.

    The content travels apart, by its SHA-256 (`digest`, 64 hexadecimal digits), and may come before or after.
    """

    sentence = _("a atașat o fotografie sau o semnătură")

    household_id: UUID
    attachment_id: UUID
    visit_id: UUID | None
    person_id: UUID | None
    what: str
    digest: str
    size: int
    media_type: str
    taken_at: Moment
    consent: str
    caption: str = ""
    latitude: float | None = None
    longitude: float | None = None
    #: The area of data of what is to be seen.
    veil: str = msgspec.field(default="household", name="area")

    @property
    def payload_area(self) -> str:
        return self.veil if self.veil in AREAS else "household"

    @property
    def is_restricted(self) -> bool:
        """A refused picture's words are its author's alone: its area may be what was wrong."""
        return True


class ReceiveFile(Command):
    """Sosirea conținutului unei fotografii (propunere): who reads the attachment can open it from now on."""

    area = "household"
    sentence = _("a trimis conținutul unei fotografii")

    digest: str


@handles(AttachFile)
def attach_file(c: AttachFile, actor: Actor, at: Stamp) -> Effect:
    """Keeps what the picture is; its content may be here already."""
    require_area(c.veil, actor)
    consent = text_of(c.consent, "consent", pictures.TEXT_LIMIT)
    caption = text_of(c.caption, "caption", pictures.TEXT_LIMIT)
    require_all([pictures.may_attach(c.what, c.digest, c.size, c.media_type, consent)])
    if not is_sensible_moment(c.taken_at, at.received_at):
        raise Rejected("taken_when", field="taken_at")
    if not pictures.is_place(c.latitude, c.longitude):
        raise Rejected("place_form", field="latitude")
    person = one_of(people_of(c.commune_id, c.household_id), c.person_id, "person_id")
    _require_visit(c)
    try:
        Attachment.objects.create(
            commune_id=c.commune_id,
            id=c.attachment_id,
            n=at.n,
            household_id=c.household_id,
            visit_id=c.visit_id,
            person_id=person,
            subject_id=person if person and c.visit_id is None else c.household_id,
            what=c.what,
            digest=c.digest,
            size=c.size,
            media_type=c.media_type,
            taken_at=c.taken_at,
            caption=caption,
            consent=consent,
            latitude=c.latitude,
            longitude=c.longitude,
            area=c.veil,
            author=actor.name,
            author_id=actor.user_id,
            is_complete=files.received(c.commune_id, c.digest).is_complete,
        )
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    return Effect(records=(c.household_id, c.attachment_id))


def _require_visit(c: AttachFile) -> None:
    if c.visit_id is None:
        return
    of_household = Visit.objects.filter(commune_id=c.commune_id, id=c.visit_id, household_id=c.household_id)
    if not of_household.exists():
        raise Rejected("not_found", field="visit_id")


@handles(ReceiveFile)
def receive_file(c: ReceiveFile, actor: Actor, at: Stamp) -> Effect:
    """Marks the attachments whose content this is, as far as the actor sees them."""
    require(pictures.check_digest(c.digest), "digest")
    waiting = Attachment.objects.filter(commune_id=c.commune_id, digest=c.digest, is_complete=False)
    ids = list(waiting.values_list("id", flat=True))
    if not ids or not files.received(c.commune_id, c.digest).is_complete:
        raise Rejected("not_found", field="digest")
    Attachment.objects.filter(commune_id=c.commune_id, id__in=ids).update(is_complete=True, n=at.n)
    return Effect(records=tuple(ids))


@files.on_arrival
def note_arrival(actor: Actor, commune_id: int, digest: str) -> None:
    """When a content is complete, whoever sent it says so of the attachments that wait for it."""
    if is_awaited(commune_id, digest):
        execute(ReceiveFile(id=new_id(), commune_id=commune_id, recorded_at=timezone.now(), digest=digest), actor)
