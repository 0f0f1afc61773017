"""Publishing an edition; a new value of a parameter, first written, then agreed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.identity import new_id
from impreuna.nomenclature import wording
from impreuna.nomenclature.commands import PublishEdition, SetParameter
from impreuna.nomenclature.commands.parameters import EARLIEST, LONGEST_SOURCE
from impreuna.nomenclature.rules.content import Parameter
from impreuna.ui import forms


class PublishForm(forms.Form):
    """What the administrator saw and publishes, and why."""

    digest = forms.TextField(max_length=64, widget=forms.HiddenInput)
    note = forms.LongTextField(
        label=_("Ce aduce ediția"), asks=_("ce aduce ediția"), required=False, rows=3, max_length=1000
    )

    def to_command(self) -> PublishEdition:
        """The command that publishes what was seen."""
        return PublishEdition(
            id=new_id(),
            commune_id=COUNTRY,
            recorded_at=timezone.now(),
            digest=self.cleaned_data["digest"],
            note=self.cleaned_data["note"],
        )


class ValueForm(forms.Form):
    """A new value, from when on, and where it comes from."""

    value = forms.DecimalField(label=_("Valoarea nouă"), asks=_("valoarea nouă"), max_digits=14, decimal_places=4)
    valid_from = forms.RomanianDateField(
        label=_("De la ce zi"), asks=_("ziua de la care se aplică"), allow_future=True, earliest=EARLIEST
    )
    source = forms.TextField(
        label=_("De unde vine valoarea"),
        asks=_("actul normativ și articolul, sau hotărârea"),
        min_length=3,
        max_length=LONGEST_SOURCE,
    )

    def __init__(self, parameter: Parameter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameter = parameter

    def clean_value(self) -> Decimal:
        """Within the bounds that the lists give the parameter."""
        value: Decimal = self.cleaned_data["value"]
        low, high = self.parameter.low, self.parameter.high
        if low is not None and value < low:
            raise _beyond(_("Numărul poate fi cel puțin %(limit)s."), low)
        if high is not None and value > high:
            raise _beyond(_("Numărul poate fi cel mult %(limit)s."), high)
        return value


def _beyond(sentence: Any, limit: float) -> forms.ValidationError:
    return forms.ValidationError(sentence, params={"limit": wording.plain(limit)})


class AgreedValueForm(forms.Form):
    """The value that the administrator saw compared and agrees to; all of it travels with the page."""

    value = forms.TextField(max_length=40, widget=forms.HiddenInput)
    valid_from = forms.TextField(max_length=10, widget=forms.HiddenInput)
    source = forms.TextField(max_length=LONGEST_SOURCE, widget=forms.HiddenInput)
    seen = forms.TextField(max_length=40, required=False, widget=forms.HiddenInput)
    is_for_the_past = forms.BooleanField(
        label=_("Știu că vizitele de după acea zi rămân cum au fost evaluate"), required=False
    )

    def to_command(self, code: str) -> SetParameter:
        """The command that sets the value. Raises `ValueError` for a page that was tampered with."""
        given = self.cleaned_data
        return SetParameter(
            id=new_id(),
            commune_id=COUNTRY,
            recorded_at=timezone.now(),
            code=code,
            valid_from=date.fromisoformat(given["valid_from"]),
            value=float(given["value"]),
            source=given["source"],
            seen=float(given["seen"]) if given["seen"] else None,
            is_for_the_past=given["is_for_the_past"],
        )


class DayForm(forms.Form):
    """The day whose values are asked for."""

    zi = forms.RomanianDateField(
        label=_("Valorile din ziua"), asks=_("ziua"), allow_future=True, earliest=EARLIEST, required=False
    )
