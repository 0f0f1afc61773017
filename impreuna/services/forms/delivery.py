"""The form of a service that was given."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

#: The answer that a service stands in no plan: an empty one would only be an answer that was forgotten.
NO_PLAN = "-"


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of a plan in force as the form offers it: its id, words, case, and the code of the national lists."""

    id: UUID
    words: str
    case_id: UUID
    code: str
    person_id: str


class ServiceForm(ActForm):
    """A service that was given. `people` are the household's, `findings` what it may answer, as (id, words);
    `offered` what stands in the household's plans, of which `chosen` is the one from whose page this one was opened."""

    code = forms.ChoiceField(label=_("Serviciul"), asks=_("serviciul"))
    plan_item = forms.ChoiceField(
        label=_("Pentru ce serviciu din plan?"), asks=_("pentru ce serviciu din plan, sau că nu este în plan")
    )
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
        offered: Sequence[Offered],
        chosen: Offered | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        initial = {"delivered_on": today, **(_of(chosen, dict(people)) if chosen else {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.cases = {str(each.id): each.case_id for each in offered}
        #: Code of a service → the one of the plan that it is taken for, until somebody chooses.
        self.suggestions = json.dumps({each.code: str(each.id) for each in reversed(offered) if each.code})
        listed = [(each.code, f"{said(each.text)} ({each.code})") for each in services]
        self.offer("code", [("", gettext("Alegeți serviciul")), *listed])
        self.offer("person_id", [("", gettext("Toată gospodăria")), *people])
        self.offer("finding_ids", findings)
        self._offer_plan(offered)

    def _offer_plan(self, offered: Sequence[Offered]) -> None:
        if not offered:
            del self.fields["plan_item"]
            return
        items = [(str(each.id), each.words) for each in offered]
        self.offer("plan_item", [("", gettext("Alegeți")), *items, (NO_PLAN, gettext("Niciunul: nu este în plan"))])

    def to_command(self, actor: Actor, household_id: UUID) -> RecordService:
        """The service as an act."""
        cleaned, envelope = self.cleaned_data, self.envelope(actor)
        item = cleaned.get("plan_item", NO_PLAN)
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
            case_id=self.cases.get(item),
            plan_item_id=UUID(item) if item in self.cases else None,
        )


def _of(chosen: Offered, people: Mapping[str, str]) -> dict[str, str]:
    """What the plan says already of the service."""
    person = chosen.person_id if chosen.person_id in people else ""
    return {"plan_item": str(chosen.id), "code": chosen.code, "person_id": person}
