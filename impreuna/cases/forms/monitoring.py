"""Forms of what follows a plan: checks, problems, reports of services; an unplanned admission (Order 288/2006 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.monitoring import (
    CheckService,
    RecordAdmission,
    RecordImplementation,
    ReportProblem,
    RespondToProblem,
)
from impreuna.cases.forms.acting import CaseActForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.delivered import Delivered, count_delivered
from impreuna.cases.rules.frequencies import times_planned
from impreuna.cases.rules.lists import INSTITUTIONS, REPORTS, SERVICE_STATES
from impreuna.cases.rules.versions import in_force
from impreuna.ui import forms
from impreuna.ui.wording import counted, day

YES_NO = {"yes": gettext_noop("da"), "no": gettext_noop("nu")}


@dataclass(frozen=True, slots=True)
class Given:
    """How often a service of a plan was given, in words, against how often the plan says; empty before it begins."""

    words: str
    is_behind: bool


def given_of(item: Mapping[str, Any], given: Delivered | None, today: date) -> Given:
    """What was recorded as given of a service of the plan, until `today`."""
    first, last = (date.fromisoformat(item[name]) for name in ("starts_on", "ends_on"))
    planned = times_planned(item["frequency"], first, last, today)
    times = given.times if given else 0
    asked = _times(planned) if planned else ""
    if given is None:
        nothing = gettext("Nicio acordare înregistrată pe care să o puteți vedea. După plan, până azi: {asked}.")
        words = nothing.format(asked=asked) if asked else ""
    else:
        told = {"times": _times(times), "day": day(given.last_on), "asked": asked}
        words = gettext("Acordat {times}, ultima dată la {day}.").format(**told)
        words = gettext("{words} După plan, până azi: {asked}.").format(words=words, asked=asked) if asked else words
    return Given(words, 0 < times < (planned or 0))


def _times(n: int) -> str:
    return counted(n, gettext("o dată"), gettext("de {n} ori"), gettext("de {n} de ori"))


class OfServiceForm(CaseActForm):
    """An act about one service of the plan in force."""

    known: ClassVar[Any] = "cases/known/service.html"
    is_for_all: ClassVar[bool] = False

    def prepare(self) -> None:
        plan = in_force(self.case.dossier.facts)
        services = [(item["id"], item["title"]) for item in plan.content["items"]] if plan else []
        first = gettext("Tot planul") if self.is_for_all else gettext("Alegeți serviciul")
        self.offer("item_id", [("", first), *services])

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return ": ".join(filter(None, (super().tell_title(content), content.get("service"))))

    def service(self) -> Mapping[str, Any] | None:
        """The service that is chosen already."""
        plan, chosen = in_force(self.case.dossier.facts), self["item_id"].value()
        return next((item for item in plan.content["items"] if item["id"] == chosen), None) if plan else None

    def given(self) -> Given | None:
        """How often that service was given."""
        service = self.service()
        found = count_delivered(self.case.commune_id, self.case.id) if service else {}
        return given_of(service, found.get(service["id"]), timezone.localdate()) if service else None

    def history(self) -> list[tuple[str, Any, str]]:
        """The last things said of that service: (kind, moment, words), the latest first."""
        chosen = self["item_id"].value()
        told = [e for e in self.case.of("CheckService", "RecordImplementation") if e.content["item_id"] == chosen]
        return [
            (e.author, e.stated_at, e.content["progress"] or e.content.get("not_started_why", ""))
            for e in reversed(told[-3:])
        ]


class CheckForm(OfServiceForm):
    """Whether a service began and how it goes."""

    command, slug = CheckService, "verificare"
    title, button = _("Verifică un serviciu"), _("Înregistrează verificarea")
    done = _("Verificarea este înregistrată.")
    asks_when = True
    words = {"state": SERVICE_STATES, "started": YES_NO}
    shown = {
        "state": ("started", "yes"),
        "progress": ("started", "yes"),
        "next_on": ("started", "yes"),
        "not_started_why": ("started", "no"),
    }

    item_id = forms.ChoiceField(label=_("Serviciul"), asks=_("serviciul"))
    started = forms.ChoiceField(label=_("A început?"), asks=_("dacă a început"), widget=forms.RadioSelect)
    not_started_why = forms.LongTextField(label=_("De ce nu a început"), required=False, rows=3)
    state = forms.ChoiceField(label=_("Cum este acum"), required=False, widget=forms.RadioSelect)
    progress = forms.LongTextField(
        label=_("Ce s-a schimbat"), help_text=_("Ce a primit familia, ce merge, ce nu."), required=False, rows=4
    )
    next_on = forms.RomanianDateField(label=_("Următoarea verificare"), required=False, allow_future=True)

    def __init__(self, data: Any = None, *, case: CaseFile, initial: Any = None, **kwargs: Any) -> None:
        named = (initial or {}).get("item_id")
        given = count_delivered(case.commune_id, case.id).get(named) if named else None
        known = {"started": "yes", "when_day": given.last_on} if given else {}
        super().__init__(data, case=case, initial={**known, **(initial or {})}, **kwargs)

    def suggest(self) -> dict[str, Any]:
        return {"state": "running"}

    def values(self) -> dict[str, Any]:
        said = super().values()
        started = said["started"] == "yes"
        return said | {"started": started, "state": (said["state"] or "running") if started else "stopped"}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        return super().tell({**content, "started": "yes" if content["started"] else "no"})


class ProblemForm(OfServiceForm):
    """A problem, told so that somebody does something."""

    command, slug = ReportProblem, "problema"
    title, button = _("Semnalează o problemă"), _("Semnalează problema")
    done = _("Problema este semnalată. Responsabilul de caz o vede acum.")
    is_for_all = True

    item_id = forms.ChoiceField(label=_("La ce serviciu"), required=False)
    problem = forms.LongTextField(label=_("Ce problemă este"), asks=_("ce problemă este"), rows=4)
    is_urgent = forms.BooleanField(label=_("Nu poate aștepta până mâine"), required=False)


class ResponseForm(CaseActForm):
    """What was done about a problem."""

    command, slug = RespondToProblem, "raspuns-problema"
    title, button = _("Răspunde la o problemă"), _("Înregistrează răspunsul")
    done = _("Răspunsul este înregistrat.")
    answers = ("ReportProblem",)
    words = {"is_solved": YES_NO}

    response = forms.LongTextField(label=_("Ce s-a făcut"), asks=_("ce s-a făcut"), rows=4)
    is_solved = forms.ChoiceField(label=_("S-a rezolvat?"), asks=_("dacă s-a rezolvat"), widget=forms.RadioSelect)

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {"is_solved": said["is_solved"] == "yes"}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        return super().tell({**content, "is_solved": "yes" if content["is_solved"] else "no"})


class ImplementationForm(OfServiceForm):
    """How a service was given over a time."""

    command, slug = RecordImplementation, "raport-implementare"
    title, button = _("Raport de implementare"), _("Trimite raportul")
    done = _("Raportul de implementare este scris.")
    keeps_draft = True
    words = {"occasion": REPORTS}

    item_id = forms.ChoiceField(label=_("Serviciul"), asks=_("serviciul"))
    occasion = forms.ChoiceField(label=_("Ce fel de raport"), asks=_("felul raportului"), widget=forms.RadioSelect)
    period_from = forms.RomanianDateField(label=_("De la"), asks=_("prima zi"))
    period_to = forms.RomanianDateField(label=_("Până la"), asks=_("ultima zi"))
    done_words = forms.LongTextField(label=_("Ce s-a făcut din ce era planificat"), asks=_("ce s-a făcut"), rows=4)
    progress = forms.LongTextField(
        label=_("Ce s-a schimbat pentru persoană și familie"), asks=_("ce s-a schimbat"), rows=4
    )
    problems = forms.LongTextField(label=_("Greutăți"), required=False, rows=3)
    proposals = forms.LongTextField(label=_("Propuneri"), required=False, rows=3)

    def suggest(self) -> dict[str, Any]:
        today = timezone.localdate()
        plan = in_force(self.case.dossier.facts)
        first = date.fromisoformat(plan.content["starts_on"]) if plan else date.min
        return {"occasion": "monthly", "period_from": max(first, today.replace(day=1)), "period_to": today}

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {"done": said.pop("done_words")}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        label = str(cls.base_fields["done_words"].label)
        return [(label, str(content["done"])), *super().tell(content)]


class AdmissionForm(CaseActForm):
    """Somebody of the family was taken into an institution."""

    command, slug = RecordAdmission, "internare"
    title, button = _("Internare neplanificată"), _("Înregistrează internarea")
    done = _("Internarea este înregistrată. Reevaluați cazul în termenul arătat.")
    intro = _(
        "De la înregistrare curge termenul pentru reevaluare și pentru revizuirea planului: îl vedeți la termene."
    )
    words = {"institution_kind": INSTITUTIONS}

    who = forms.TextField(label=_("Cine"), asks=_("cine a fost internat"), max_length=200)
    institution_kind = forms.ChoiceField(
        label=_("Ce fel de instituție"), asks=_("felul instituției"), widget=forms.RadioSelect
    )
    institution = forms.TextField(label=_("Numele instituției"), asks=_("numele instituției"), max_length=200)
    admitted_on = forms.RomanianDateField(label=_("Din ce zi"), asks=_("ziua internării"))
    why = forms.LongTextField(label=_("Din ce cauză"), required=False, rows=3)

    def suggest(self) -> dict[str, Any]:
        subject = next((person.name for person in self.case.people if person.part == "subject"), "")
        return {"who": subject, "admitted_on": timezone.localdate()}
