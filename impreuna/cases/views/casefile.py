"""The page of a case: whom it is about, where it stands, what is next, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

import impreuna.cases.forms  # noqa: F401  every form makes itself known
from impreuna.cases.forms.acting import FORM_OF, OWN_PAGES
from impreuna.cases.queries.casefile import CaseFile, Someone
from impreuna.cases.queries.due import DueRow, list_due
from impreuna.cases.rules.acts import ACTS, FUNCTIONS, GROUPS, Act
from impreuna.cases.rules.lists import PART_ENDS, PARTS
from impreuna.cases.rules.next_step import Step, asked_of, next_step, pending
from impreuna.cases.rules.stages import ENDED, STAGES
from impreuna.cases.views.opening import of_case
from impreuna.cases.views.telling import ABOUT_PARAMETER, history, title_of
from impreuna.cases.views.words import STAGE_TONES, due_lines
from impreuna.kernel.result import Verdict
from impreuna.obligations.rules.sources import in_full
from impreuna.ui.access import SignedIn, page

#: Name of the parameter after which the history goes on: the id of the last moment shown.
BEFORE_PARAMETER = "inainte"
#: So many functions are named one by one.
_FEW_FUNCTIONS = 3
#: So many deadlines are in sight at once.
_FEW_DUE = 6
#: The way of a case that goes all the way.
WAY = ("registered", "evaluated", "confirmed", "assigned", "planned", "in_services", "post_services", "closed")


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the page offers it: its name, as something to do and as the file calls it, where, and why not."""

    title: str
    name: str
    article: str
    href: str
    verdict: Verdict
    about: str = ""
    #: Who does it, when the reader does not.
    who: str = ""


@page("SeeCases")
@of_case
def case(request: SignedIn, case: CaseFile) -> HttpResponse:
    """All of a case on one page."""
    now = timezone.now()
    due = list_due([case.commune_id], [case.id])
    context = {
        "case": case,
        "stage": capfirst(_(STAGES[case.stage])),
        "stage_tone": STAGE_TONES[case.stage],
        "way": way_of(case),
        "next": _next(case, due),
        "due": due_lines(due[:_FEW_DUE], now),
        "due_later": due_lines(due[_FEW_DUE:], now),
        "history": history(case, request.GET.get(BEFORE_PARAMETER, "")),
        "offers": offers(case),
        "people": _people(case),
        "past_people": [(each, _(PARTS[each.part]), _(PART_ENDS[each.ended_why])) for each in case.past_people],
        "may": {kind: case.may(kind) for kind in ("AddParticipant", "EndParticipation")},
        "team": [(each, capfirst(_(FUNCTIONS[each.function]))) for each in case.team],
    }
    return render(request, "cases/case.html", context)


def _people(case: CaseFile) -> list[tuple[Someone, str]]:
    """Who is in the case, and in which part; whom it is about first needs no word. Who moved to another commune has no
    page here any more."""
    moved = {entry.content["person"] for entry in case.of("PersonMoved")}
    return [
        (replace(each, person_id=None) if each.name in moved else each, _(PARTS[each.part]) if number else "")
        for number, each in enumerate(case.people)
    ]


def way_of(case: CaseFile) -> list[tuple[str, str]]:
    """The stages with what became of each: done, now or ahead. A case that ended otherwise shows where."""
    if case.stage in ENDED and case.stage != "closed":
        way: tuple[str, ...] = ("registered", "evaluated", case.stage)
    else:
        way = WAY
    here = way.index(case.stage)
    states = ("done" if n < here else "now" if n == here else "ahead" for n in range(len(way)))
    return [(capfirst(_(STAGES[stage])), state) for stage, state in zip(way, states, strict=True)]


def _next(case: CaseFile, due: Iterable[DueRow]) -> dict[str, Any]:
    """What the reader does next, with the deadline that it meets, and what somebody else has to do before."""
    asked: dict[Step, DueRow] = {}
    for row in sorted(due, key=lambda row: not _is_own(case, row)):
        step = pending(case.dossier, row.since, row.key, row.steps)
        if step:
            asked.setdefault(step, row)
    requests = asked_of(case.dossier, case.functions, case.reader.user_id)
    found = next_step(case.stage, case.dossier, [*requests, *asked], case.may, _has_page)
    met = None
    if found.own:
        same = (row for step, row in asked.items() if found.own and step == Step(found.own.kind))
        met = asked.get(found.own) or next(same, None)
    return {
        "own": _offer(case, found.own) if found.own else None,
        "due": met,
        # The words of a duty of several steps name all of them: the step that is left has its own.
        "todo": met.todo if met and len(met.steps) == 1 else "",
        "awaited": _offer(case, found.awaited) if found.awaited else None,
    }


def _is_own(case: CaseFile, row: DueRow) -> bool:
    """Whether the reader answers for it, or nobody by name and somebody of her kind."""
    if row.responsible_id is not None:
        return row.responsible_id == case.reader.user_id
    return (row.responsible_kind == "head") == ("head" in case.functions)


def _offer(case: CaseFile, step: Step) -> Offer:
    act, about = ACTS[step.kind], case.entry(step.about_id)
    if step.kind in OWN_PAGES:
        title, name = OWN_PAGES[step.kind]
        address = reverse(name, args=[case.id])
    else:
        title = FORM_OF[step.kind].title
        address = reverse("cases:act", args=[case.id, FORM_OF[step.kind].slug])
    named = {ABOUT_PARAMETER: about.id if about else "", "item_id": step.item_id}
    if query := urlencode({name: value for name, value in named.items() if value}):
        address += f"?{query}"
    return Offer(
        str(title),
        _(act.title),
        in_full(act.article),
        address,
        case.may(step.kind),
        title_of(about) if about else "",
        _who(case, act),
    )


def _who(case: CaseFile, act: Act) -> str:
    """Who does an act that is not the reader's: the responsible by name, or else in words."""
    responsible = case.holder("responsible")
    if responsible and "responsible" in act.by:
        return responsible.name
    functions = [_(name) for code, name in FUNCTIONS.items() if code in act.by]
    return ", ".join(functions) if len(functions) <= _FEW_FUNCTIONS else _("echipa cazului")


def offers(case: CaseFile) -> list[tuple[str, list[Offer]]]:
    """The other acts that make sense at this stage, in groups; what the reader may not do says why."""
    groups = []
    for name, kinds in GROUPS:
        listed = [kind for kind in kinds if kind in OWN_PAGES or (_has_page(kind) and not FORM_OF[kind].needs_entry())]
        shown = [_offer(case, Step(kind)) for kind in listed if case.stage in ACTS[kind].stages]
        if shown:
            groups.append((_(name), sorted(shown, key=lambda offer: not offer.verdict)))
    return groups


def _has_page(kind: str) -> bool:
    return kind in FORM_OF or kind in OWN_PAGES
