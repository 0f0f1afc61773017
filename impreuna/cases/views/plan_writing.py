"""The plan editor: what it offers, the author's draft, its buttons, and sending the plan to be endorsed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impreuna.assessment.forms.answers import said
from impreuna.assessment.queries import FindingRow, list_findings
from impreuna.cases.commands.planning import DraftPlan
from impreuna.cases.forms import plan_editor as editing
from impreuna.cases.forms.parts import kept, one, opened
from impreuna.cases.forms.plan import Offers
from impreuna.cases.forms.plan_editor import PlanEditor, Suggestion
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.periods import least_months
from impreuna.cases.rules.acts import ACTS, FUNCTION_OF, FUNCTIONS
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.plans import may_write
from impreuna.cases.rules.versions import Version, versions
from impreuna.cases.views.opening import of_case
from impreuna.kernel import drafts
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import explain
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.rules.edition import Edition
from impreuna.obligations.rules.counting import add_months
from impreuna.obligations.rules.sources import in_full
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, explain_refusal, page

PURPOSE = "case-plan"
#: The plan's length that the law asks for (`lists/obligations.yaml`).
LENGTH = "L156-7.5"


@require_http_methods(["GET", "POST"])
@page("DraftPlan")
@of_case
def write(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The plan as far as it is written. Each button keeps it and comes back; the last one sends it to the head."""
    verdict = case.may("DraftPlan")
    if not verdict:
        return explain_refusal(request, verdict)
    lists, found = _lists(), _findings(case)
    offers, suggested = _offers(case, lists, found), list(_suggestions(lists, found))
    if request.method == "GET":
        draft = drafts.open_draft(request.actor, _draft_id(case))
        data = opened(draft.content["fields"]) if draft else _fresh(case)
        return _page(request, case, PlanEditor(data, offers), suggested, saved_at=draft.saved_at if draft else None)
    data = request.POST.copy()
    place = _change(data, request.POST.get("do", ""), offers, suggested)
    drafts.save_draft(request.actor, _draft_id(case), case.commune_id, PURPOSE, case.id, {"fields": kept(data)})
    if request.headers.get("HX-Request"):
        return render(request, "cases/_saved.html", {"at": timezone.localtime()})
    if request.POST.get("do") == "leave":
        return redirect("cases:plan", case_id=case.id)
    if request.POST.get("do") != "send":
        return redirect(f"{reverse('cases:plan-write', args=[case.id])}{place}")
    return _send(request, case, PlanEditor(data, offers, is_sent=True), suggested)


@require_http_methods(["POST"])
@page("DraftPlan")
@of_case
def discard(request: SignedIn, case: CaseFile) -> HttpResponse:
    """Throws the author's unfinished plan away."""
    drafts.discard_draft(request.actor, _draft_id(case))
    return redirect("cases:plan", case_id=case.id)


def has_draft(case: CaseFile) -> bool:
    """Whether the reader has an unfinished plan for this case."""
    return any(each.id == _draft_id(case) for each in drafts.drafts_about(case.commune_id, case.id))


def _send(request: SignedIn, case: CaseFile, editor: PlanEditor, suggested: list[Suggestion]) -> HttpResponse:
    late = ""
    if editor.is_valid():
        outcome = execute(_command(case, editor), request.actor)
        if outcome.is_kept:
            drafts.discard_draft(request.actor, _draft_id(case))
            messages.success(request, _("Planul a plecat la șef, pentru aviz."))
            return redirect("cases:plan", case_id=case.id)
        sentence = explain(outcome.reason, outcome.facts, _)
        late = sentence if outcome.field == "late_reason" else ""
        editor.put(outcome.field, sentence)
        editor.data["command_id"] = str(new_id())
    return _page(request, case, editor, suggested, status=422, late=late)


def _command(case: CaseFile, editor: PlanEditor) -> DraftPlan:
    data = editor.data
    return DraftPlan(
        id=UUID(one(data, "command_id")),
        commune_id=case.commune_id,
        recorded_at=timezone.now(),
        case_id=case.id,
        late_reason=data.get("late_reason", ""),
        plan_id=UUID(one(data, "plan_id")),
        version=int(one(data, "version")),
        **editor.said(),
    )


def _page(
    request: SignedIn, case: CaseFile, editor: PlanEditor, suggested: list[Suggestion], status: int = 200, **more: Any
) -> HttpResponse:
    taken = editing.codes_in(editor.data)
    context = {
        "case": case,
        "editor": editor,
        "suggested": [each for each in suggested if (each.code, _for(each, editor.offers)) not in taken],
        "findings": {each.code: each.words for each in suggested},
        "latest": _latest(case),
        "least_months": least_months(LENGTH, today()),
        "is_child": case.subject == "child",
        "article": in_full(ACTS["DraftPlan"].article),
        "back": reverse("cases:plan", args=[case.id]),
        **more,
    }
    return render(request, "cases/plan_write.html", context, status=status)


def _for(one: Suggestion, offers: Offers) -> str:
    return one.person_id if one.person_id in dict(offers.people) else ""


def _draft_id(case: CaseFile) -> UUID:
    """One unfinished plan for each author and case."""
    return uuid5(case.id, f"{PURPOSE} {case.reader.user_id}")


def _latest(case: CaseFile) -> Version | None:
    return next(iter(reversed(versions(case.dossier.facts))), None)


def _fresh(case: CaseFile) -> QueryDict:
    """A page to begin with: the version before, to be changed; without one, an empty plan of the law's length."""
    before = _latest(case)
    starts_on, ends_on = _period(before, today())
    usual = "services" if case.subject == "child" or case.last("WriteDetailedReport") else "intervention"
    data = editing.begin(starts_on, ends_on, before.content["type"] if before else usual)
    data["command_id"] = str(new_id())
    data["plan_id"] = before.content["plan_id"] if before else str(new_id())
    data["version"] = str(before.number + 1 if before else 1)
    if before:
        editing.copy_plan(data, before.content)
    elif seen := case.last("WriteDetailedReport", "RecordInitialEvaluation"):
        data["plan-resources"] = seen.content.get("resources", "")
    return data


def _period(before: Version | None, day: date) -> tuple[date, date]:
    """A revision stays within the time of the plan that it changes, so that what runs goes on; a new one begins now."""
    if before is not None and (ends_on := date.fromisoformat(before.content["ends_on"])) > day:
        return date.fromisoformat(before.content["starts_on"]), ends_on
    return day, add_months(day, least_months(LENGTH, day)) - timedelta(days=1)


def _change(data: QueryDict, do: str, offers: Offers, suggested: list[Suggestion]) -> str:
    """What a button does to the page; answers the place to come back to."""
    kind, _colon, which = do.partition(":")
    if kind == "objective":
        return f"#objective-{editing.add_objective(data)}"
    if kind == "item":
        return f"#item-{editing.add_item(data, which, offers)}"
    if kind in ("without-objective", "without-item"):
        editing.remove(data, kind.removeprefix("without-"), which)
        return "#obiective"
    chosen = [each for each in suggested if each.id == which or (which == "all" and each.is_confirmed)]
    if kind != "suggestion" or not chosen:
        return ""
    taken = editing.codes_in(data)
    added = [
        editing.add_suggestion(data, each, offers) for each in chosen if (each.code, _for(each, offers)) not in taken
    ]
    return f"#objective-{added[0]}" if added else ""


def _offers(case: CaseFile, lists: Edition | None, found: list[FindingRow]) -> Offers:
    people = {str(each.person_id): each.name for each in case.people if each.person_id}
    people |= {str(row.subject_id): row.subject for row in found if row.is_person}
    team = [each for each in case.team if each.user_id]
    by_function = {each.function: str(each.user_id) for each in reversed(team)}
    services = lists.services.values() if lists else ()
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in services:
        groups.setdefault(str(capfirst(_(ROLES[each.role].name))), []).append((each.code, said(each.text)))
    return Offers(
        people=list(people.items()),
        team=[(str(each.user_id), f"{each.name}, {_(FUNCTIONS[each.function])}") for each in team],
        services=list(groups.items()),
        givers={each.code: by_function.get(FUNCTION_OF.get(each.role, ""), "") for each in services},
        names={str(each.user_id): each.name for each in team},
        types=[code for code in PLAN_TYPES if may_write(code, case.functions, case.subject)],
        has_earlier=_latest(case) is not None,
    )


def _findings(case: CaseFile) -> list[FindingRow]:
    if case.household_id is None:
        return []
    return [row for row in list_findings(case.commune_id, case.household_id) if row.is_live]


def _suggestions(lists: Edition | None, found: list[FindingRow]) -> Iterator[Suggestion]:
    for row in found:
        entry = lists.vulnerabilities.get(row.code) if lists else None
        if lists is None or entry is None:
            continue
        known = [(code, said(lists.services[code].text)) for code in entry.services if code in lists.services]
        person_id, person = (str(row.subject_id), row.subject) if row.is_person else ("", "")
        yield Suggestion(str(row.id), row.code, said(entry.text), person_id, person, known, row.state == "confirmed")


def _lists() -> Edition | None:
    try:
        return current_edition()
    except NoEdition:
        return None
