"""Forms about tablets: HTML in, command out."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.identity import new_id
from impreuna.sync.commands import RevokeDevice, TakeOverWork
from impreuna.ui import forms


class RevokeForm(forms.Form):
    """Why a tablet goes out of use."""

    reason = forms.TextField(
        label=_("De ce o scoateți din folosință"),
        asks=_("de ce o scoateți din folosință"),
        help_text=_("De pildă: s-a pierdut, s-a stricat, o primește alt coleg."),
        max_length=300,
    )

    def to_command(self, place_id: int, device_id: UUID) -> RevokeDevice:
        """The act about that tablet."""
        return RevokeDevice(
            id=new_id(),
            commune_id=place_id,
            recorded_at=timezone.now(),
            device_id=device_id,
            reason=self.cleaned_data["reason"],
        )


class PutAsideForm(forms.Form):
    """Why held work is not to be done any more."""

    note = forms.TextField(label=_("De ce nu mai este de făcut"), asks=_("de ce nu mai este de făcut"), max_length=300)


def take_over(
    place_id: int, held_id: UUID, outcome: Literal["applied", "put_aside", "read"], note: str = ""
) -> TakeOverWork:
    """The act that says how held work ended."""
    return TakeOverWork(
        id=new_id(), commune_id=place_id, recorded_at=timezone.now(), held_id=held_id, outcome=outcome, note=note
    )
