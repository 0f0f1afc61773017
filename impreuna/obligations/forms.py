"""A new period of an obligation: first written, then agreed to with its consequences in sight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import explain
from impreuna.obligations.commands import SetPeriod
from impreuna.obligations.rules.entries import Length
from impreuna.obligations.rules.periods import LONGEST_SOURCE, may_set
from impreuna.ui import forms


class PeriodForm(forms.Form):
    """How long, from when on, by which act of law."""

    amount = forms.IntegerField(label=_("Termenul nou"), asks=_("termenul nou"))
    from_day = forms.RomanianDateField(
        label=_("De la ce zi"),
        help_text=_("Cel mai devreme de mâine: ce curge deja nu se schimbă."),
        asks=_("ziua de la care se aplică"),
        allow_future=True,
    )
    source = forms.TextField(
        label=_("De unde vine termenul"),
        help_text=_("De exemplu: Ordinul 12/2027, art. 3"),
        asks=_("actul normativ și articolul"),
        min_length=3,
        max_length=LONGEST_SOURCE,
    )

    def __init__(self, length: Length, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length = length

    def clean(self) -> dict[str, Any] | None:
        """By the same rule as the act."""
        cleaned = super().clean()
        given = self.cleaned_data
        if "amount" in given and "from_day" in given:
            field, verdict = may_set(self.length, given["amount"], given["from_day"], timezone.localdate())
            if not verdict:
                self.add_error(field, explain(verdict.reason, verdict.facts, gettext))
        return cleaned

    @classmethod
    def tomorrow(cls) -> date:
        """The first day that may be chosen."""
        return timezone.localdate() + timedelta(days=1)


class AgreedPeriodForm(forms.Form):
    """The period that its author saw compared and agrees to; all of it travels with the page."""

    amount = forms.IntegerField(widget=forms.HiddenInput)
    from_day = forms.TextField(max_length=10, widget=forms.HiddenInput)
    source = forms.TextField(max_length=LONGEST_SOURCE, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    command_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["command_id"].initial = new_id()

    def to_command(self, code: str) -> SetPeriod:
        """The act that sets the period. Raises `ValueError` for a page that was tampered with."""
        given = self.cleaned_data
        return SetPeriod(
            id=given["command_id"] or new_id(),
            commune_id=COUNTRY,
            recorded_at=timezone.now(),
            code=code,
            from_day=date.fromisoformat(given["from_day"]),
            amount=given["amount"],
            source=given["source"],
            seen=given["seen"],
        )
