"""Notes about a household or a person, and what a person declares of herself: additions, which never conflict."""

from __future__ import annotations

from uuid import UUID

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.commands import draw_circle
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import AREAS, may_write
from impreuna.kernel.result import Effect, Rejected, _, require
from impreuna.kernel.text import clean_lines
from impreuna.registry.models import EthnicityDeclaration, Household, Note, Person
from impreuna.registry.rules import persons

NOTE_LIMIT = 5000


class WriteNote(Command):
    """O notă de lucru (P art. 6(2)), in one area of data; with a circle it exists for the named people only."""

    sentence = _("a scris o notă")

    note_area: str
    text: str
    household_id: UUID | None = None
    person_id: UUID | None = None
    #: Users who alone may read it, beside the author; None means the whole team that sees the area.
    circle: tuple[UUID, ...] | None = None

    @property
    def payload_area(self) -> str:
        return self.note_area if self.note_area in AREAS else self.area

    @property
    def is_restricted(self) -> bool:
        return self.circle is not None


class DeclareEthnicity(Command):
    """Etnia, declarată de persoană (GDPR art. 9(2)a): optional, and only in her own words."""

    area = "ethnicity"
    sentence = _("a notat etnia declarată de o persoană")

    person_id: UUID
    ethnicity: str


@handles(WriteNote)
def write_note(c: WriteNote, actor: Actor, at: Stamp) -> Effect:
    """Adds the note; drawing a circle makes its author a member."""
    if c.note_area not in AREAS:
        raise Rejected("unknown_code", field="note_area")
    require(may_write(actor.role, c.note_area), "note_area")
    text = clean_lines(c.text)
    if not text:
        raise Rejected("note_empty", field="text")
    if len(text) > NOTE_LIMIT:
        raise Rejected("note_too_long", field="text")
    _check_subject(c)
    restriction_id = None
    if c.circle is not None:
        restriction_id = new_id()
        draw_circle(restriction_id, c.circle, _("notă restricționată"), actor, at)
    note = Note.objects.create(
        commune_id=c.commune_id,
        id=c.id,
        n=at.n,
        household_id=c.household_id,
        person_id=c.person_id,
        area=c.note_area,
        restriction_id=restriction_id,
        text=text,
        author_id=actor.user_id,
        author=actor.name,
        written_at=c.happened_at or c.recorded_at,
    )
    return Effect(records=(note.id,), restriction_id=restriction_id)


def _check_subject(c: WriteNote) -> None:
    subjects = ((Household, c.household_id), (Person, c.person_id))
    named = [(model, subject) for model, subject in subjects if subject is not None]
    if not named or any(
        not model.objects.filter(commune_id=c.commune_id, id=subject).exists() for model, subject in named
    ):
        raise Rejected("not_found")


@handles(DeclareEthnicity)
def declare_ethnicity(c: DeclareEthnicity, actor: Actor, at: Stamp) -> Effect:
    """Adds the declaration; earlier ones stay as history."""
    if c.ethnicity not in persons.ETHNICITIES:
        raise Rejected("unknown_code", field="ethnicity")
    if not Person.objects.filter(commune_id=c.commune_id, id=c.person_id).exists():
        raise Rejected("not_found", field="person_id")
    EthnicityDeclaration.objects.create(
        commune_id=c.commune_id,
        id=c.id,
        n=at.n,
        person_id=c.person_id,
        ethnicity=c.ethnicity,
        declared_at=c.happened_at or c.recorded_at,
        declared_to=actor.name,
    )
    return Effect(records=(c.person_id,))
