"""Forms of the re-evaluation: how each vulnerability stands, and its report (Order 288/2006 7.4–7.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.answers import said as in_language
from impreuna.cases.commands.monitoring import RecordReevaluation, WriteReevaluationReport
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.rules.lists import CHANGES, OCCASIONS, PLAN_AFTER
from impreuna.cases.rules.versions import in_force
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.registry.forms.acts import choices
from impreuna.ui import forms


def words_of_findings() -> dict[str, str]:
    """The vulnerabilities of the lists in words, by code. One query."""
    try:
        lists = current_edition()
    except NoEdition:
        return {}
    return {code: in_language(entry.text) for code, entry in lists.vulnerabilities.items()}


def findings_of(case: CaseFile) -> Iterator[tuple[str, str | None]]:
    """The vulnerabilities that the plan answers, and those that the first evaluation named: (code, whose)."""
    plan = in_force(case.dossier.facts)
    seen: set[str] = set()
    for objective in plan.content["objectives"] if plan else ():
        for code in objective.get("findings", ()):
            seen.add(code)
            yield code, objective.get("person_id")
    first = case.last("RecordInitialEvaluation")
    yield from ((code, None) for code in (first.content.get("finding_codes", ()) if first else ()) if code not in seen)


class ReevaluationForm(CaseActForm):
    """Each vulnerability beside the first evaluation: resolved, better, the same, worse."""

    command, slug = RecordReevaluation, "reevaluare"
    title, button = _("Reevaluează cazul"), _("Încheie reevaluarea")
    done = _("Reevaluarea este înregistrată. Urmează raportul ei.")
    known = "cases/known/first.html"
    asks_when, keeps_draft = True, True
    words = {"occasion": OCCASIONS, "plan": PLAN_AFTER}
    says = "occasion"

    occasion = forms.ChoiceField(
        label=_("De ce se reevaluează"), asks=_("de ce se reevaluează"), widget=forms.RadioSelect
    )
    situation = forms.LongTextField(label=_("Cum este familia acum"), asks=_("cum este familia acum"), rows=5)
    family_opinion = forms.LongTextField(
        label=_("Ce spun persoana și familia"), asks=_("ce spun persoana și familia"), rows=4
    )
    plan = forms.ChoiceField(label=_("Ce se face cu planul"), asks=_("ce se face cu planul"), widget=forms.RadioSelect)
    next_on = forms.RomanianDateField(label=_("Următoarea reevaluare"), required=False, allow_future=True)

    def suggest(self) -> dict[str, Any]:
        return {"occasion": "quarterly", "plan": "kept"}

    def first(self) -> Entry | None:
        """The first evaluation, to be seen beside."""
        return next(self.case.of("RecordInitialEvaluation"), None)

    def prepare(self) -> None:
        words = words_of_findings()
        people = {str(each.person_id): each.name for each in self.case.people if each.person_id}
        self.asked = list(dict.fromkeys(findings_of(self.case)))
        for number, (code, person_id) in enumerate(self.asked):
            whose = f" ({people[person_id]})" if person_id in people else ""
            self.fields[f"change_{number}"] = forms.ChoiceField(
                label=f"{words.get(code, code)}{whose}",
                asks=gettext("cum este acum"),
                choices=[("", gettext("Alegeți cum este acum")), *choices(CHANGES)],
            )
        self.order_fields(["when_day", "when_hour", "occasion", *(f"change_{n}" for n in range(len(self.asked)))])

    def values(self) -> dict[str, Any]:
        said = super().values()
        changes = [
            {"code": code, "change": said.pop(f"change_{number}"), "person_id": person_id}
            for number, (code, person_id) in enumerate(self.asked)
        ]
        return said | {"changes": changes}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        words = words_of_findings()
        told = [
            (words.get(each["code"], each["code"]), str(capfirst(gettext(CHANGES[each["change"]]))))
            for each in content["changes"]
        ]
        return [*told, *super().tell(content)]


class ReevaluationReportForm(CaseActForm):
    """What follows from a re-evaluation; the head endorses it."""

    command, slug = WriteReevaluationReport, "raport-reevaluare"
    title, button = _("Raport de reevaluare"), _("Trimite raportul la avizare")
    done = _("Raportul de reevaluare este scris. Îl avizează șeful SPAS.")
    answers = ("RecordReevaluation",)
    keeps_draft = True

    conclusions = forms.LongTextField(label=_("Concluzii"), asks=_("concluziile"), rows=6)
    recommendations = forms.LongTextField(label=_("Recomandări"), required=False, rows=4)

    def suggest(self) -> dict[str, Any]:
        return {"conclusions": self.entry.content["situation"]} if self.entry else {}
