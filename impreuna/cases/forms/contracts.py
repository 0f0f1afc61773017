"""Forms of the contract with the family, or of the entry into the register without one (Order 288/2006 6.6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.planning import ChangeContract, MakeContract
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import speaks_for
from impreuna.cases.rules.lists import CONTRACT_KINDS
from impreuna.ui import forms


class ContractForm(CaseActForm):
    """The contract upon the plan in force; services given at once or against poverty need only the register."""

    command, slug = MakeContract, "contract"
    title, button = _("Contractul cu familia"), _("Înregistrează contractul")
    done = _("Contractul este înregistrat. Serviciile pot începe.")
    intro = _(
        "Ajutorul dat de urgență și asistența împotriva sărăciei se pot da și fără contract: "
        "atunci familia se înscrie numai în evidență."
    )
    answers = ("DraftPlan",)
    words = {"contract_kind": CONTRACT_KINDS}
    says = "contract_kind"
    shown = {"cost": ("contract_kind", "contract"), "contribution": ("contract_kind", "contract")}

    contract_kind = forms.ChoiceField(
        label=_("Cum se dau serviciile"), asks=_("cum se dau serviciile"), widget=forms.RadioSelect
    )
    signed_on = forms.RomanianDateField(label=_("Semnat la"), asks=_("ziua semnării"))
    signed_by = forms.TextField(
        label=_("Cine semnează ca beneficiar sau pentru el"), asks=_("cine semnează"), max_length=200
    )
    starts_on = forms.RomanianDateField(label=_("De la"), asks=_("prima zi"), allow_future=True)
    ends_on = forms.RomanianDateField(label=_("Până la"), asks=_("ultima zi"), allow_future=True)
    cost = forms.DecimalField(
        label=_("Costul serviciilor pe lună, în lei"), required=False, min_value=0, decimal_places=2
    )
    contribution = forms.DecimalField(
        label=_("Contribuția beneficiarului pe lună, în lei"), required=False, min_value=0, decimal_places=2
    )
    notes = forms.LongTextField(label=_("Observații"), required=False, rows=3)

    def suggest(self) -> dict[str, Any]:
        plan = self.entry.content if self.entry else {}
        today = timezone.localdate()
        return {
            "contract_kind": "contract",
            "signed_on": today,
            "signed_by": speaks_for(self.case),
            "starts_on": today,
        } | ({"ends_on": date.fromisoformat(plan["ends_on"])} if plan else {})


class ContractChangeForm(CaseActForm):
    """An addition to the contract."""

    command, slug = ChangeContract, "act-aditional"
    title, button = _("Act adițional la contract"), _("Înregistrează actul adițional")
    done = _("Actul adițional este înregistrat.")
    answers = ("MakeContract",)

    changes = forms.LongTextField(label=_("Ce se schimbă"), asks=_("ce se schimbă"), rows=4)
    signed_on = forms.RomanianDateField(label=_("Semnat la"), asks=_("ziua semnării"))
    signed_by = forms.TextField(
        label=_("Cine semnează pentru familie"), asks=_("cine semnează pentru familie"), max_length=200
    )
    ends_on = forms.RomanianDateField(label=_("Contractul ține până la"), asks=_("ultima zi"), allow_future=True)

    def suggest(self) -> dict[str, Any]:
        before = self.entry.content if self.entry else {}
        return {"signed_on": timezone.localdate(), "signed_by": before.get("signed_by", "")} | (
            {"ends_on": date.fromisoformat(before["ends_on"])} if before else {}
        )
