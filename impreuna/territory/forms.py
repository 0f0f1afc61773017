"""Uploading a file for an import, and agreeing to what it would do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.identity import new_id
from impreuna.territory import wording
from impreuna.territory.commands import ImportTerritory
from impreuna.territory.rules.plans import LARGEST_FILE, SUBJECTS, ImportPlan, Remark
from impreuna.ui import forms


class UploadForm(forms.Form):
    """A file, what it is about, who publishes it and of which day it is. `too_large`: the size in MB of a file
    that was not taken in at all."""

    subject = forms.ChoiceField(
        label=_("Ce conține fișierul"),
        asks=_("ce conține fișierul"),
        choices=[(subject, wording.SUBJECTS[subject]) for subject in SUBJECTS],
        widget=forms.RadioSelect,
    )
    source = forms.TextField(label=_("Cine publică datele"), asks=_("cine publică datele"), max_length=200)
    edition_date = forms.RomanianDateField(label=_("Data ediției"), asks=_("data ediției"))
    file = forms.FileField(
        label=_("Fișierul"),
        asks=_("fișierul"),
        max_bytes=LARGEST_FILE,
        extensions=(".csv", ".txt", ".json", ".geojson", ".topojson"),
    )

    def __init__(self, *args: Any, too_large: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if too_large is not None:
            limit = LARGEST_FILE // (1024 * 1024)
            said = wording.sentence(Remark("file_too_large", {"size": too_large, "limit": limit}))
            self.fields["file"].error_messages["required"] = said


class AgreementForm(forms.Form):
    """What the author of an import saw and agrees to; all of it travels with the page."""

    source = forms.TextField(max_length=200, widget=forms.HiddenInput)
    edition_date = forms.TextField(max_length=10, widget=forms.HiddenInput)
    expected = forms.TextField(max_length=200, widget=forms.HiddenInput)

    @classmethod
    def to_plan(cls, plan: ImportPlan, source: str, edition_date: date) -> AgreementForm:
        """The form that agrees to `plan`."""
        return cls(initial={"source": source, "edition_date": edition_date, "expected": json.dumps(plan.counts)})

    def clean_edition_date(self) -> date:
        try:
            return date.fromisoformat(self.cleaned_data["edition_date"])
        except ValueError as error:
            raise forms.ValidationError(_("Data ediției nu se poate citi.")) from error

    def clean_expected(self) -> dict[str, int]:
        try:
            expected = json.loads(self.cleaned_data["expected"])
        except ValueError as error:
            raise forms.ValidationError(_("Pagina nu este întreagă. Deschideți-o din nou.")) from error
        if not isinstance(expected, dict) or not all(isinstance(count, int) for count in expected.values()):
            raise forms.ValidationError(_("Pagina nu este întreagă. Deschideți-o din nou."))
        return expected

    def to_command(self, subject: Any, digest: str) -> ImportTerritory:
        """The command that carries out what was agreed to."""
        return ImportTerritory(
            id=new_id(),
            commune_id=COUNTRY,
            recorded_at=timezone.now(),
            subject=subject,
            digest=digest,
            source=self.cleaned_data["source"],
            edition_date=self.cleaned_data["edition_date"],
            expected=self.cleaned_data["expected"],
        )
