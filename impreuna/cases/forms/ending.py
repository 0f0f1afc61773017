"""Forms of how a case rests and ends: monitoring after services, closing, suspension, transfer (Order 288/2006 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.ending import (
    CloseCase,
    RecommendClosing,
    RecordPostReport,
    ReopenCase,
    ResumeCase,
    StartPostMonitoring,
    SuspendCase,
)
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.forms.reevaluating import findings_of, words_of_findings
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.queries.periods import least_months
from impreuna.cases.rules.gates import is_endorsed, monitored_until, open_services
from impreuna.cases.rules.lists import CHANGES, CLOSES_AT_ONCE, CLOSING
from impreuna.obligations.rules.counting import add_months
from impreuna.obligations.rules.sources import in_full
from impreuna.registry.forms.acts import choices
from impreuna.ui import forms
from impreuna.ui.wording import month_name

#: How long monitoring after services lasts at least (`lists/obligations.yaml`).
MONITORING = "SMO-8.1"
_MONTHS_BACK = 6


class PostMonitoringForm(CaseActForm):
    """How the family is looked after once the services have ended."""

    command, slug = StartPostMonitoring, "monitorizare-post-servicii"
    title, button = _("Plan de monitorizare post-servicii"), _("Trimite planul la avizare")
    done = _("Monitorizarea post-servicii a început. Planul ei îl avizează șeful SPAS.")
    of_children = ("is_reintegration",)
    keeps_draft = True

    objectives = forms.LongTextField(label=_("Ce urmărim"), asks=_("ce urmăriți"), rows=4)
    visits = forms.LongTextField(label=_("Când mergem în vizită"), asks=_("când mergeți în vizită"), rows=2)
    partners = forms.LongTextField(
        label=_("Cine ne ajută"), help_text=_("Școala, medicul de familie, vecini."), required=False, rows=2
    )
    starts_on = forms.RomanianDateField(label=_("De la"), asks=_("prima zi"), allow_future=True)
    ends_on = forms.RomanianDateField(label=_("Până la"), asks=_("ultima zi"), allow_future=True)
    is_reintegration = forms.BooleanField(label=_("Copilul s-a întors în familie"), required=False)
    open_services_why = forms.LongTextField(label=_("De ce mai continuă servicii"), required=False, rows=2)

    def prepare(self) -> None:
        if not open_services(self.case.dossier, timezone.localdate()):
            del self.fields["open_services_why"]

    def suggest(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"starts_on": today, "ends_on": add_months(today, least_months(MONITORING, today))}


class PostReportForm(CaseActForm):
    """How the family does without services."""

    command, slug = RecordPostReport, "raport-post-servicii"
    title, button = _("Raport de monitorizare post-servicii"), _("Trimite raportul")
    done = _("Raportul este scris.")
    keeps_draft = True

    month = forms.ChoiceField(label=_("Luna"), asks=_("luna"))
    found = forms.LongTextField(label=_("Cum se descurcă familia"), asks=_("ce ați găsit"), rows=5)
    risks = forms.LongTextField(label=_("Riscuri"), asks=_("riscurile, sau că nu sunt"), rows=3)
    proposal = forms.LongTextField(label=_("Ce propuneți"), asks=_("ce propuneți"), rows=3)

    def prepare(self) -> None:
        began = self.case.last("StartPostMonitoring")
        since = date.fromisoformat(began.content["starts_on"]).replace(day=1) if began else date.min
        months = [timezone.localdate().replace(day=1)]
        while len(months) < _MONTHS_BACK and months[-1] > since:
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        self.offer("month", [(day.isoformat(), f"{month_name(day.month)} {day.year}") for day in months])

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        day = date.fromisoformat(content["month"])
        label = str(cls.base_fields["month"].label)
        return [(label, f"{month_name(day.month)} {day.year}"), *super().tell({**content, "month": None})]


class RecommendClosingForm(CaseActForm):
    """Why the case can be closed: how each vulnerability stands against the first evaluation."""

    command, slug = RecommendClosing, "recomandare-inchidere"
    title, button = _("Recomandă închiderea cazului"), _("Trimite recomandarea la avizare")
    done = _("Recomandarea este trimisă. O avizează șeful SPAS.")
    known = "cases/known/first.html"
    keeps_draft = True
    words = {"reason": CLOSING}
    says = "reason"

    reason = forms.ChoiceField(label=_("De ce se închide"), asks=_("de ce se închide"), widget=forms.RadioSelect)
    summary = forms.LongTextField(label=_("Ce s-a realizat, pe scurt"), asks=_("ce s-a realizat"), rows=5)
    preparation = forms.LongTextField(label=_("Cum a fost pregătită familia pentru închidere"), required=False, rows=3)

    def first(self) -> Entry | None:
        """The first evaluation, to be seen beside."""
        return next(self.case.of("RecordInitialEvaluation"), None)

    def prepare(self) -> None:
        self.offer("reason", _reasons(self.case))
        words = words_of_findings()
        self.asked = list(dict.fromkeys(code for code, _whose in findings_of(self.case)))
        for number, code in enumerate(self.asked):
            self.fields[f"change_{number}"] = forms.ChoiceField(
                label=words.get(code, code),
                asks=gettext("cum este acum"),
                choices=[("", gettext("Alegeți cum este acum")), *choices(CHANGES)],
            )
        self.order_fields(["reason", *(f"change_{number}" for number in range(len(self.asked)))])

    def values(self) -> dict[str, Any]:
        said = super().values()
        results = [{"code": code, "change": said.pop(f"change_{n}")} for n, code in enumerate(self.asked)]
        return said | {"results": results}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        words = words_of_findings()
        told = [
            (words.get(each["code"], each["code"]), str(capfirst(gettext(CHANGES[each["change"]]))))
            for each in content.get("results", ())
        ]
        return [*told, *super().tell(content)]


def _reasons(case: CaseFile) -> list[tuple[str, str]]:
    """Why such a case is closed."""
    return choices({code: words for code, words in CLOSING.items() if code != "majority" or case.subject == "child"})


class CloseForm(CaseActForm):
    """The head's decision, with what still stands in its way."""

    command, slug = CloseCase, "inchidere"
    title, button = _("Închide cazul"), _("Închide cazul")
    done = _("Cazul este închis.")
    known = "cases/known/closing.html"
    words = {"reason": CLOSING}
    says = "reason"

    reason = forms.ChoiceField(label=_("De ce se închide"), asks=_("de ce se închide"), widget=forms.RadioSelect)
    outcome = forms.LongTextField(label=_("Rezultatul, față de prima evaluare"), asks=_("rezultatul"), rows=4)
    override_reason = forms.LongTextField(
        label=_("De ce se închide înainte de termen"),
        help_text=_("Numai dacă mai lipsește ceva din cele arătate alături."),
        required=False,
        rows=3,
    )

    def prepare(self) -> None:
        self.offer("reason", _reasons(self.case))

    def gates(self) -> list[tuple[Any, str, bool]]:
        """What closing needs, by which article, and whether it is there."""
        dossier, today = self.case.dossier, timezone.localdate()
        last = dossier.last("RecommendClosing")
        has_word = last is not None and is_endorsed(dossier, last)
        months = least_months(MONITORING, today)
        until = monitored_until(dossier, months)
        at_once = last is not None and last.content["reason"] in CLOSES_AT_ONCE
        monitored = gettext("Cel puțin {n} luni de monitorizare post-servicii").format(n=months)
        return [
            (gettext("Recomandarea de închidere"), in_full("O 8.4"), last is not None),
            (gettext("Avizul șefului pe recomandare"), in_full("O 8.4"), has_word),
            (monitored, in_full("O 8.1"), at_once or (until is not None and today >= until)),
        ]

    def suggest(self) -> dict[str, Any]:
        last = self.case.last("RecommendClosing")
        return {"reason": last.content["reason"], "outcome": last.content["summary"]} if last else {}


class ReopenForm(CaseActForm):
    """An ended case goes on."""

    command, slug = ReopenCase, "redeschidere"
    title, button = _("Redeschide cazul"), _("Redeschide cazul")
    done = _("Cazul este redeschis.")

    reason = forms.LongTextField(label=_("De ce se redeschide"), asks=_("de ce se redeschide"), rows=3)


class SuspendForm(CaseActForm):
    """The case rests."""

    command, slug = SuspendCase, "suspendare"
    title, button = _("Suspendă cazul"), _("Suspendă cazul")
    done = _("Cazul este suspendat.")
    intro = _("De exemplu familia este plecată sau internată. Cât este suspendat, termenele care se repetă nu curg.")

    reason = forms.LongTextField(label=_("De ce se suspendă"), asks=_("de ce se suspendă"), rows=3)
    until = forms.RomanianDateField(label=_("Până când"), asks=_("până când"), allow_future=True)


class ResumeForm(CaseActForm):
    """A resting case goes on."""

    command, slug = ResumeCase, "reluare"
    title, button = _("Reia cazul"), _("Reia cazul")
    done = _("Cazul este reluat.")

    note = forms.LongTextField(label=_("Ce s-a schimbat"), required=False, rows=3)
