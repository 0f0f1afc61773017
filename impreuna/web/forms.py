"""Forms of the room: one's own name, and the settling of two values."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.commands import SettleConflict
from impreuna.kernel.edits import Scalar
from impreuna.kernel.identity import new_id
from impreuna.ui import forms
from impreuna.workforce.commands import CorrectOwnName


class NameForm(forms.Form):
    """One's own name, and the one that the page showed."""

    name = forms.NameField(label=_("Numele și prenumele"), asks=_("numele și prenumele"))
    seen = forms.TextField(widget=forms.HiddenInput, required=False)

    def to_command(self, actor: Actor) -> CorrectOwnName:
        """The correction, on the clock of the place where its author works."""
        place = actor.scope.place_id
        return CorrectOwnName(id=new_id(), commune_id=place, recorded_at=timezone.now(), **self.cleaned_data)


def choice_of(seen: Scalar, value: Scalar) -> str:
    """What a button of the conflict card sends: the value it keeps, and the stored one that stood beside it."""
    return json.dumps({"seen": seen, "value": value}, ensure_ascii=False)


class SettleForm(forms.Form):
    """One of two values, or a third; `choice` carries the stored value that was on the page."""

    choice = forms.TextField(widget=forms.HiddenInput)
    other = forms.TextField(label=_("Altă valoare"), asks=_("valoarea"), required=False, max_length=500)

    def clean_choice(self) -> dict[str, Any]:
        """The choice as a button of our pages made it."""
        try:
            choice = json.loads(self.cleaned_data["choice"])
            if set(choice) != {"seen", "value"} or isinstance(choice["value"], dict | list):
                raise ValueError
        except (ValueError, TypeError):
            raise forms.ValidationError(_("Alegeți una dintre valori.")) from None
        return choice

    @property
    def chosen(self) -> Scalar:
        """The value to keep: the third one when it was written."""
        other: str = self.cleaned_data.get("other") or ""
        return other or self.cleaned_data["choice"]["value"]

    def to_command(self, commune_id: int, conflict_id: UUID) -> SettleConflict:
        """The decision."""
        return SettleConflict(
            id=new_id(),
            commune_id=commune_id,
            recorded_at=timezone.now(),
            conflict_id=conflict_id,
            seen=self.cleaned_data["choice"]["seen"],
            value=self.chosen,
        )
