"""The plan of a case: what it says, how far it has come, its versions; on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.cases.forms.acting import FORM_OF
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.differences import differences
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.risk import visits_due
from impreuna.cases.rules.versions import STATES, Version, versions
from impreuna.cases.views.opening import of_case
from impreuna.cases.views.plan_lines import PlanStep, by_whom, objective_lines, whole_period
from impreuna.cases.views.plan_writing import has_draft
from impreuna.obligations.queries.book import amount_on, current_book
from impreuna.obligations.rules.sources import in_full
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, page

TONES = {"waiting": "amber", "returned": "red", "in_force": "green", "replaced": "grey"}


@page("SeeCases")
@of_case
def plan(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The plan in force, or the one that waits; `?versiune=` shows an earlier one."""
    known = versions(case.dossier.facts)
    shown = _shown(request, known)
    latest = known[-1] if known else None
    context: dict[str, Any] = {
        "case": case,
        "shown": shown,
        "latest": latest,
        "versions": [_version_line(case, each) for each in reversed(known)],
        "may_write": case.may("DraftPlan"),
        "has_draft": has_draft(case),
    }
    if shown is not None:
        before = next((each for each in known if each.number == shown.number - 1), None)
        changes = differences(before.content, shown.content) if before else ()
        context |= {**_told(case, shown), "differences": [change.words(_) for change in changes], "before": before}
    return render(request, "cases/plan.html", context)


def _shown(request: SignedIn, known: tuple[Version, ...]) -> Version | None:
    named = request.GET.get("versiune")
    if named:
        found = next((each for each in known if str(each.number) == named), None)
        if found is None:
            raise Http404
        return found
    in_force = next((each for each in known if each.state == "in_force"), None)
    waiting = next((each for each in reversed(known) if each.state == "waiting"), None)
    return in_force or waiting or (known[-1] if known else None)


def _told(case: CaseFile, shown: Version) -> dict[str, Any]:
    return {
        "kind": capfirst(_(PLAN_TYPES[shown.content["type"]])),
        "state": capfirst(_(STATES[shown.state])),
        "tone": TONES[shown.state],
        "period": whole_period(shown),
        "visits": _visits(shown),
        "objectives": objective_lines(case, shown, today()),
        "steps": list(_steps(case, shown)) if shown.state != "replaced" else [],
        "endorse": _endorsing(case, shown),
        "author": next(entry.author for entry in case.entries if entry.id == shown.fact.id),
        "returned": shown.endorsement.content.get("note", "")
        if shown.state == "returned" and shown.endorsement
        else "",
    }


def _visits(shown: Version) -> str:
    """How often the family of a child at risk is visited at home; empty without a situation of risk."""
    count = int(shown.content.get("risk_situations", 0))
    entry = visits_due(count, current_book().entries.values())
    if entry is None:
        return ""
    sentence = _("Situații de risc ({article}): {n}. Vizită la domiciliu cel puțin o dată la {months} luni ({visits}).")
    article, visits = in_full("L156 art.5"), in_full(entry.source)
    return sentence.format(article=article, n=count, months=amount_on(entry.code, today()), visits=visits)


def _endorsing(case: CaseFile, shown: Version) -> str:
    """Where the head endorses a version that waits; empty for anybody else."""
    if shown.state != "waiting" or not case.may("EndorseEntry"):
        return ""
    return f"{reverse('cases:act', args=[case.id, FORM_OF['EndorseEntry'].slug])}?despre={shown.fact.id}"


def _version_line(case: CaseFile, version: Version) -> dict[str, Any]:
    author = next(entry.author for entry in case.entries if entry.id == version.fact.id)
    return {
        "number": version.number,
        "state": capfirst(_(STATES[version.state])),
        "tone": TONES[version.state],
        "at": version.fact.stated_at,
        "author": author,
        "why": version.content.get("revision_why", ""),
    }


def _steps(case: CaseFile, shown: Version) -> Iterator[PlanStep]:
    """What the law asks of a plan, in the order in which it is done; each with the page on which it is done."""
    facts = case.dossier.facts
    meetings = [fact for fact in facts if fact.kind == "DiscussInMeeting"]
    yield PlanStep(
        _("Discutat în echipă"),
        in_full("O 6.3"),
        by_whom(case, meetings[-1:]),
        "",
        reverse("cases:discuss", args=[case.id]),
        _("Consemnează întâlnirea"),
        case.may("DiscussInMeeting"),
    )
    endorsed = [shown.endorsement] if shown.endorsement and shown.state != "returned" else []
    yield _step(case, shown, "EndorseEntry", _("Avizul șefului"), by_whom(case, endorsed), _("Avizează"))
    yield _step(
        case, shown, "SignEntry", _("Semnături"), by_whom(case, shown.signatures, "signer"), _("Adaugă o semnătură")
    )
    yield _step(
        case, shown, "SendEntry", _("Transmis echipei și familiei"), by_whom(case, shown.sendings), _("Transmite")
    )
    if case.subject == "child":
        yield _step(
            case, shown, "TellChild", _("Copilul știe ce cuprinde"), by_whom(case, shown.told), _("Consemnează")
        )
    decided = [fact for fact in facts if fact.kind == "RecordDisposition"]
    yield _step(
        case,
        shown,
        "RecordDisposition",
        _("Dispoziția primarului"),
        by_whom(case, decided[-1:], "number"),
        _("Consemnează"),
    )
    contracts = [fact for fact in facts if fact.kind == "MakeContract"]
    yield _step(
        case,
        shown,
        "MakeContract",
        _("Contractul cu familia"),
        by_whom(case, contracts[-1:], "signed_by"),
        _("Încheie contractul"),
    )


def _step(case: CaseFile, shown: Version, kind: str, title: str, done: str, action: str) -> PlanStep:
    form = FORM_OF.get(kind)
    href = f"{reverse('cases:act', args=[case.id, form.slug])}?despre={shown.fact.id}" if form else ""
    return PlanStep(title, in_full(ACTS[kind].article), done, "", href, action, case.may(kind))
