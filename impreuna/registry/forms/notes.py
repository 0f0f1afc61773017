"""The form of a note: its area, its text, and who alone may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.registry.commands import WriteNote
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.ui import forms

#: Areas in which one writes notes; identity and ethnicity have fields of their own.
NOTE_AREAS = tuple(area for area in AREAS if area not in ("identity", "ethnicity"))


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the team who may be named as a reader; `areas` are those whose rows the person sees."""

    user_id: UUID
    name: str
    role: str
    areas: frozenset[str]


class NoteForm(ActForm):
    """A note in an area in which the actor writes; `colleagues` may be named as its only readers."""

    note_area = forms.ChoiceField(
        label=_("Despre ce este nota"),
        help_text=_("O văd numai colegii care au acces la acest domeniu."),
        asks=_("domeniul"),
    )
    text = forms.LongTextField(label=_("Nota"), asks=_("nota"), max_length=5000)
    is_restricted = forms.BooleanField(
        label=_("Numai pentru colegii pe care îi aleg"),
        help_text=_("Pentru ceilalți nota nu există: nici în liste, nici în căutare."),
        required=False,
    )
    circle = forms.MultipleChoiceField(
        label=_("Cine o poate citi, pe lângă mine"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, actor: Actor, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        writable = ROLES[actor.role].writable_areas
        names = {area: AREAS[area].name for area in NOTE_AREAS if area in writable}
        self.offer("note_area", [("", _("Alegeți")), *choices(names)])
        self.colleagues = {str(each.user_id): each for each in colleagues if each.areas & set(NOTE_AREAS)}
        self.offer("circle", [(key, f"{each.name}, {each.role}") for key, each in self.colleagues.items()])

    def clean(self) -> dict[str, Any]:
        """Nobody is named in vain: a reader has to have a profession that sees the area at all."""
        cleaned = super().clean() or self.cleaned_data
        area = cleaned.get("note_area", "")
        named = [self.colleagues[key] for key in cleaned.get("circle", [])]
        if area and (blind := [each.name for each in named if area not in each.areas]):
            sentence = gettext("Rolul lor nu vede acest domeniu: {names}. Alegeți alt domeniu sau alți colegi.")
            self.add_error("circle", sentence.format(names=", ".join(blind)))
        return cleaned

    def to_command(self, actor: Actor, *, household_id: UUID | None = None, person_id: UUID | None = None) -> WriteNote:
        """The note about that household or person. Who names readers means them alone, with the box ticked or not."""
        circle = tuple(UUID(user) for user in self.cleaned_data["circle"])
        return WriteNote(
            **self.envelope(actor),
            household_id=household_id,
            person_id=person_id,
            note_area=self.cleaned_data["note_area"],
            text=self.cleaned_data["text"],
            circle=circle if circle or self.cleaned_data["is_restricted"] else None,
        )
