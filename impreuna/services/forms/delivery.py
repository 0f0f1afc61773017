"""The form of a service that was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.answers import said
from impreuna.kernel.actor import Actor
from impreuna.nomenclature.rules.content import Service
from impreuna.registry.forms.acts import ActForm
from impreuna.services.commands import RecordService
from impreuna.services.rules import delivery
from impreuna.ui import forms


class ServiceForm(ActForm):
    """A service that was given. `people` are the household's, `findings` what it may answer, as (id, words)."""

    code = forms.ChoiceField(label=_("Serviciul"), asks=_("serviciul"))
    person_id = forms.ChoiceField(label=_("Pentru cine"), required=False)
    delivered_on = forms.RomanianDateField(label=_("Ziua"), asks=_("ziua"))
    quantity = forms.IntegerField(
        label=_("De câte ori"), asks=_("de câte ori"), min_value=1, max_value=delivery.MOST, initial=1
    )
    finding_ids = forms.MultipleChoiceField(
        label=_("La ce vulnerabilitate răspunde"), help_text=_("Alegeți oricâte, sau niciuna."), required=False
    )
    note = forms.LongTextField(label=_("Observații"), required=False, rows=3, max_length=delivery.NOTE_LIMIT)

    def __init__(
        self,
        *args: Any,
        services: Sequence[Service],
        people: Sequence[tuple[str, str]],
        findings: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"delivered_on": today, **kwargs.pop("initial", {})}, **kwargs)
        offered = [(each.code, f"{said(each.text)} ({each.code})") for each in services]
        self.offer("code", [("", gettext("Alegeți serviciul")), *offered])
        self.offer("person_id", [("", gettext("Toată gospodăria")), *people])
        self.offer("finding_ids", findings)

    def to_command(self, actor: Actor, household_id: UUID) -> RecordService:
        """The service as an act."""
        cleaned, envelope = self.cleaned_data, self.envelope(actor)
        return RecordService(
            **envelope,
            household_id=household_id,
            service_id=envelope["id"],
            code=cleaned["code"],
            person_id=UUID(cleaned["person_id"]) if cleaned["person_id"] else None,
            delivered_on=cleaned["delivered_on"],
            quantity=cleaned["quantity"],
            note=cleaned["note"],
            finding_ids=tuple(UUID(finding) for finding in cleaned["finding_ids"]),
        )
