"""Forms of the first look: emergency, initial evaluation, its report (Order 288/2006 std. 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.initial import RecordEmergency, RecordInitialEvaluation, WriteInitialReport
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import all_present, others_field, people_of, present_field
from impreuna.cases.queries.census import find_known, names_of_findings
from impreuna.cases.queries.registry import address_of
from impreuna.cases.rules.lists import PROPOSALS, URGENCIES
from impreuna.ui import forms


class EmergencyForm(CaseActForm):
    """Who went within the hour, and what was done."""

    command, slug = RecordEmergency, "urgenta"
    title, button = _("Înregistrează intervenția de urgență"), _("Înregistrează intervenția")
    done = _("Intervenția de urgență este înregistrată.")
    intro = _(
        "Într-o oră, la fața locului merg asistentul social și polițistul; unde echipa mobilă are de mers mai mult de "
        "o oră, merge persoana de resursă."
    )
    asks_when, keeps_draft = True, True

    place = forms.TextField(label=_("Unde"), asks=_("unde a fost intervenția"), max_length=200)
    police_officer = forms.TextField(
        label=_("Polițistul care a mers"),
        help_text=_("Numele și postul; dacă nu a putut veni, scrieți de ce."),
        asks=_("numele polițistului, sau de ce nu a venit"),
        max_length=200,
    )
    resource_person = forms.TextField(label=_("Persoana de resursă"), required=False, max_length=200)
    mobile_team_came = forms.BooleanField(label=_("A venit și echipa mobilă a DGASPC"), required=False)
    found = forms.LongTextField(label=_("Ce s-a găsit"), asks=_("ce s-a găsit"))
    measures = forms.LongTextField(label=_("Ce s-a făcut pe loc"), asks=_("ce măsuri s-au luat"))


class InitialEvaluationForm(CaseActForm):
    """What was seen at home; what the census already knows is put in."""

    command, slug = RecordInitialEvaluation, "evaluare-initiala"
    title, button = _("Evaluare inițială"), _("Încheie evaluarea inițială")
    done = _("Evaluarea inițială este înregistrată. Urmează raportul, în 24 de ore.")
    known, beside = "cases/known/census.html", ("RegisterNotice", "RecordEmergency")
    asks_when, keeps_draft = True, True
    words = {"urgency": URGENCIES}

    place = forms.TextField(label=_("Unde a fost evaluarea"), asks=_("unde a fost evaluarea"), max_length=200)
    present = present_field()
    others = others_field()
    situation = forms.LongTextField(label=_("Situația găsită"), asks=_("ce ați găsit"), rows=6)
    risks = forms.LongTextField(label=_("Riscuri"), asks=_("riscurile, sau că nu sunt"), rows=4)
    needs = forms.LongTextField(label=_("Nevoi"), asks=_("nevoile"), rows=4)
    resources = forms.LongTextField(
        label=_("Resurse"), help_text=_("Pe ce și pe cine se poate sprijini."), asks=_("resursele"), rows=3
    )
    finding_codes = forms.MultipleChoiceField(label=_("Găsite la recensământ și adevărate și acum"), required=False)
    urgency = forms.ChoiceField(label=_("Cât de urgent este"), asks=_("cât de urgent este"), widget=forms.RadioSelect)

    def suggest(self) -> dict[str, Any]:
        self.census = find_known(self.case.commune_id, self.case.household_id, get_language() or "ro")
        return {
            "place": address_of(self.case.commune_id, self.case.household_id),
            "urgency": "emergency" if self.case.is_urgent else None,
            "needs": self.census.needs,
            "resources": self.census.resources,
            "finding_codes": [code for code, _words, _who in self.census.findings],
        }

    def prepare(self) -> None:
        self.offer("present", people_of(self.case))
        found = {code: words for code, words, _who in self.census.findings}
        if found:
            self.offer("finding_codes", list(found.items()))
        else:
            del self.fields["finding_codes"]

    def values(self) -> dict[str, Any]:
        return all_present(super().values()) | {"household_id": self.case.household_id}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        codes = content.get("finding_codes", ())
        names = names_of_findings(get_language() or "ro") if codes else {}
        found = [names.get(code, code) for code in codes]
        return super().tell({**content, "finding_codes": found})


class InitialReportForm(CaseActForm):
    """What follows from the evaluation; the head decides upon it."""

    command, slug = WriteInitialReport, "raport-initial"
    title, button = _("Raport de evaluare inițială"), _("Trimite raportul șefului SPAS")
    done = _("Raportul este scris. Asupra cazului hotărăște șeful SPAS.")
    beside = ("RecordInitialEvaluation", "RecordEmergency", "RegisterNotice")
    keeps_draft = True
    words = {"proposal": PROPOSALS}
    says = "proposal"
    shown = {"competence": ("proposal", "not_confirm")}

    conclusion = forms.LongTextField(label=_("Concluzii"), asks=_("concluziile"), rows=6)
    proposal = forms.ChoiceField(label=_("Propunerea dumneavoastră"), asks=_("propunerea"), widget=forms.RadioSelect)
    competence = forms.TextField(
        label=_("De competența cui este"),
        help_text=_("De exemplu DGASPC, poliția, școala."),
        required=False,
        max_length=200,
    )
    recommendations = forms.LongTextField(label=_("Recomandări"), required=False, rows=4)

    def suggest(self) -> dict[str, Any]:
        evaluation = self.case.last("RecordInitialEvaluation")
        if evaluation is None:
            return {}
        said = evaluation.content
        found = [said.get(name, "") for name in ("situation", "risks", "needs")]
        return {"conclusion": "\n\n".join(text for text in found if text), "proposal": "confirm"}
