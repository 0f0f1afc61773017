"""Forms of the detailed evaluation: requests, reports, visits, talks, the synthesis (Order 288/2006 std. 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.evaluating import (
    NoteContact,
    NoteReference,
    RecordCaseVisit,
    RecordSpecialistReport,
    RequestEvaluation,
    WriteDetailedReport,
)
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.choosing import YES_NO, all_present, others_field, people_of, present_field, yes_no
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.rules.acts import FUNCTIONS, TEAM
from impreuna.cases.rules.evaluation import may_visit_in, report_area
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.ui import forms

_ANNOUNCED = {"true": gettext_noop("anunțată"), "false": gettext_noop("neanunțată")}
_ASKED_OF = {code: name for code, name in FUNCTIONS.items() if code in TEAM}
_AREAS = {code: area.name for code, area in AREAS.items()}


class RequestForm(CaseActForm):
    """A colleague of the team, or a profession that is not yet in it, is asked for an evaluation."""

    command, slug = RequestEvaluation, "cerere-de-evaluare"
    title, button, done = _("Cere o evaluare"), _("Trimite cererea"), _("Cererea este trimisă.")
    words, says = {"of": _ASKED_OF}, "of"

    of = forms.ChoiceField(label=_("Cui i se cere"), asks=_("cui i se cere evaluarea"))
    questions = forms.LongTextField(label=_("Ce trebuie aflat"), asks=_("întrebările"), rows=5)
    due_on = forms.RomanianDateField(label=_("Până în ce zi"), asks=_("ziua"), allow_future=True)

    def prepare(self) -> None:
        colleagues = [each for each in self.case.team if each.user_id not in (None, self.case.reader.user_id)]
        named = [
            (f"{each.function} {each.user_id}", f"{each.name}, {gettext(FUNCTIONS[each.function])}")
            for each in colleagues
        ]
        missing = [code for code in _ASKED_OF if code not in {each.function for each in self.case.team}]
        anybody = [
            (code, capfirst(gettext("{function} (încă nu este în echipă)").format(function=gettext(_ASKED_OF[code]))))
            for code in missing
        ]
        self.offer("of", [("", gettext("Alegeți")), *named, *anybody])

    def values(self) -> dict[str, Any]:
        said = super().values()
        function, _space, user_id = said["of"].partition(" ")
        return said | {"of": function, "user_id": user_id or None}

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return ", ".join(filter(None, (super().tell_title(content), content.get("name"))))


class SpecialistReportForm(CaseActForm):
    """What a profession found, in the area of data that is its own."""

    command, slug = RecordSpecialistReport, "raport-de-specialitate"
    title, button = _("Raport de specialitate"), _("Înregistrează raportul")
    done = _("Raportul de specialitate este înregistrat.")
    answers, asks_when, keeps_draft = ("RequestEvaluation",), True, True
    words = {"veil": _AREAS}
    shown = {"for_team": ("veil", "health")}

    veil = forms.ChoiceField(
        label=_("Cui îi este deschis"), help_text=_("Numai cine lucrează cu acest domeniu îl citește."),
        asks=_("domeniul"), widget=forms.RadioSelect,
    )  # fmt: skip
    instruments = forms.TextField(
        label=_("Instrumente folosite"), help_text=_("Discuție, observație, test, documente."),
        asks=_("instrumentele"), max_length=500,
    )  # fmt: skip
    found = forms.LongTextField(label=_("Ce s-a găsit"), asks=_("ce s-a găsit"), rows=6)
    conclusions = forms.LongTextField(label=_("Concluzii"), asks=_("concluziile"), rows=4)
    recommendations = forms.LongTextField(label=_("Recomandări"), required=False, rows=4)
    for_team = forms.LongTextField(
        label=_("Ce are nevoie să știe restul echipei"),
        help_text=_("Nevoia, urgența și ce li se cere; fără diagnostic și fără tratament."),
        required=False, rows=3,
    )  # fmt: skip
    is_complex = forms.BooleanField(
        label=_("Este rezultatul unei evaluări complexe"),
        help_text=_(
            "Făcută de mai mulți specialiști, de obicei la DGASPC. De aici curg termenele Legii 292/2011 art. 49:"
            " rezultatul ajunge la serviciul care a făcut evaluarea inițială, apoi planul se completează."
        ),
        required=False,
    )
    is_last = forms.BooleanField(
        label=_("Cu acest raport evaluarea s-a încheiat"),
        help_text=_("De acum curge termenul raportului de evaluare detaliată, pe care îl scrie responsabilul de caz."),
        required=False,
    )

    def prepare(self) -> None:
        own = report_area(self.case.functions)
        areas = dict.fromkeys((own, "case"))
        self.offer("veil", [(area, capfirst(gettext(_AREAS[area]))) for area in areas])

    def suggest(self) -> dict[str, Any]:
        return {"veil": report_area(self.case.functions)}


class VisitReportForm(CaseActForm):
    """A visit or a meeting with the family, with what the child and the family think."""

    command, slug = RecordCaseVisit, "vizita"
    title, button, done = (
        _("Raport de vizită"),
        _("Înregistrează vizita"),
        _("Vizita este înregistrată. O avizează șeful."),
    )
    asks_when, keeps_draft = True, True
    words = {"is_announced": _ANNOUNCED, "veil": _AREAS}
    of_children = ("child_opinion",)
    shown = {"agreed_by": ("is_announced", "false"), "unannounced_why": ("is_announced", "false")}

    purpose = forms.TextField(label=_("Pentru ce"), asks=_("scopul vizitei"), max_length=300)
    place = forms.TextField(label=_("Unde"), asks=_("unde a fost vizita"), max_length=200)
    is_announced = yes_no(_("Vizita a fost"), asks=_("dacă vizita a fost anunțată"))
    agreed_by = forms.TextField(label=_("Șeful care a fost de acord"), required=False, max_length=200)
    unannounced_why = forms.TextField(label=_("De ce nu a fost anunțată"), required=False, max_length=300)
    present = present_field()
    others = others_field()
    synthesis = forms.LongTextField(label=_("Ce s-a văzut și ce s-a vorbit"), asks=_("ce s-a văzut"), rows=7)
    child_opinion = forms.LongTextField(label=_("Părerea copilului"), required=False, rows=3)
    family_opinion = forms.LongTextField(label=_("Părerea persoanei și a familiei"), required=False, rows=3)
    is_in_danger = forms.BooleanField(
        label=_("Cineva este în pericol"),
        help_text=_("Dacă este un copil, DGASPC se anunță în 24 de ore."),
        required=False,
    )
    is_last = forms.BooleanField(label=_("Cu această vizită evaluarea s-a încheiat"), required=False)
    next_on = forms.RomanianDateField(label=_("Următoarea vizită"), required=False, allow_future=True)
    next_purpose = forms.TextField(label=_("Pentru ce va fi următoarea"), required=False, max_length=300)
    veil = forms.ChoiceField(
        label=_("Despre ce este raportul"), help_text=_("Îl citesc numai cei care lucrează cu acest domeniu."),
        asks=_("domeniul"),
    )  # fmt: skip

    def prepare(self) -> None:
        self.offer("present", people_of(self.case))
        writable = ROLES[self.case.reader.role].writable_areas
        open_to = [area for area in ("case", *sorted(writable - {"case", "ethnicity"})) if may_visit_in(area, writable)]
        self.offer("veil", [(area, capfirst(gettext(_AREAS[area]))) for area in open_to])

    def suggest(self) -> dict[str, Any]:
        before = self.case.last("RecordCaseVisit")
        seen = self.case.last("RecordCaseVisit", "RecordInitialEvaluation")
        usual = gettext("evaluarea detaliată") if self.case.stage == "assigned" else ""
        return {
            "is_announced": "true",
            "veil": "case",
            "purpose": before.content.get("next_purpose", "") if before else usual,
            "place": seen.content.get("place", "") if seen else "",
        }

    def values(self) -> dict[str, Any]:
        return all_present(super().values())


class ReferenceForm(CaseActForm):
    """A talk with somebody who knows the family."""

    command, slug = NoteReference, "persoana-de-referinta"
    title, button = _("Discuție cu o persoană de referință"), _("Înregistrează discuția")
    done, asks_when = _("Discuția este înregistrată."), True
    words = {"named_by_family": YES_NO}
    shown = {"family_told_how": ("named_by_family", "false")}

    who = forms.TextField(label=_("Cu cine"), asks=_("numele persoanei"), max_length=200)
    relation = forms.TextField(
        label=_("Cine este pentru familie"), help_text=_("Învățătoare, medic, vecină, rudă."),
        asks=_("cine este pentru familie"), max_length=200,
    )  # fmt: skip
    named_by_family = yes_no(_("A numit-o chiar familia?"), asks=_("dacă a numit-o familia"))
    family_told_how = forms.TextField(label=_("Cum a fost anunțată familia înainte"), required=False, max_length=300)
    said = forms.LongTextField(label=_("Ce s-a spus"), asks=_("ce s-a spus"), rows=6)


class ContactForm(CaseActForm):
    """A call, a talk, a message."""

    command, slug = NoteContact, "contact"
    title, button, done = _("Notează un contact"), _("Notează"), _("Contactul este notat.")
    asks_when = True

    with_whom = forms.TextField(label=_("Cu cine"), asks=_("cu cine s-a vorbit"), max_length=200)
    how = forms.TextField(
        label=_("Cum"), help_text=_("Telefon, la sediu, pe drum, mesaj."), asks=_("cum s-a vorbit"), max_length=200
    )
    said = forms.LongTextField(label=_("Ce s-a spus"), asks=_("ce s-a spus"), rows=4)


class DetailedReportForm(CaseActForm):
    """The synthesis of visits and reports; what was written before is put in."""

    command, slug = WriteDetailedReport, "raport-detaliat"
    title, button = _("Raport de evaluare detaliată"), _("Trimite raportul la aviz")
    done, keeps_draft = _("Raportul este scris. Îl avizează șeful SPAS."), True
    beside = ("RecordInitialEvaluation", "RecordCaseVisit", "RecordSpecialistReport", "NoteForTeam")
    of_children = ("capacity", "child_opinion")

    def told_beside(self) -> list[Entry]:
        """All that the report stands on."""
        return list(self.case.of(*self.beside))

    needs = forms.LongTextField(label=_("Nevoile persoanei"), asks=_("nevoile"), rows=5)
    capacity = forms.LongTextField(
        label=_("Ce pot părinții sau îngrijitorii"), asks=_("ce pot părinții sau îngrijitorii"), rows=5
    )
    context = forms.LongTextField(label=_("Familia și comunitatea"), asks=_("familia și comunitatea"), rows=4)
    risks = forms.LongTextField(label=_("Riscuri"), asks=_("riscurile"), rows=4)
    resources = forms.LongTextField(label=_("Resurse"), asks=_("resursele"), rows=3)
    child_opinion = forms.LongTextField(
        label=_("Părerea copilului"), asks=_("părerea copilului, sau de ce lipsește"), rows=3
    )
    family_opinion = forms.LongTextField(
        label=_("Părerea persoanei și a familiei"), asks=_("părerea persoanei sau a familiei"), rows=3
    )
    conclusions = forms.LongTextField(label=_("Concluzii"), asks=_("concluziile"), rows=5)

    def suggest(self) -> dict[str, Any]:
        evaluation = self.case.last("RecordInitialEvaluation")
        said = evaluation.content if evaluation else {}
        found = {name: said.get(name, "") for name in ("needs", "risks", "resources")}
        return found | {name: _all(self.case, name) for name in ("child_opinion", "family_opinion")}


def _all(case: CaseFile, name: str) -> str:
    """What visits noted of an opinion, one below the other."""
    return "\n\n".join(entry.content[name] for entry in case.of("RecordCaseVisit") if entry.content.get(name))
