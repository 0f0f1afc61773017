"""The one page of every act in a case: the form of its class, the command, the way back to the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

import impreuna.cases.forms  # noqa: F401  every form makes itself known
from impreuna.cases.forms.acting import FORMS, CaseActForm
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.views.drafting import discard_typed, keep_typed, typed_in
from impreuna.cases.views.opening import of_case
from impreuna.cases.views.telling import ABOUT_PARAMETER, tell
from impreuna.kernel import drafts
from impreuna.kernel.execute import execute
from impreuna.kernel.result import Outcome
from impreuna.registry.forms.households import unjudge
from impreuna.ui.access import SignedIn, explain_refusal, page
from impreuna.ui.answers import show, way_back


@page("SeeCases")
@of_case
def act(request: SignedIn, case: CaseFile, slug: str) -> HttpResponse:
    """Shows the form of an act, or carries out what it says and goes back to the case."""
    asked = _form_class(slug)
    entry = _answered(request, case, asked)
    verdict = case.may(asked.command.__name__)
    if request.method != "POST":
        if not verdict:
            return explain_refusal(request, verdict)
        return _page(request, _opened(request, asked, case, entry), 200)
    form = asked(request.POST, case=case, entry=entry)
    is_sent = form.is_valid()
    if is_sent and _keep(request, form):
        messages.success(request, asked.done)
        return redirect(way_back(request, reverse("cases:case", args=[case.id])))
    # What was sent whole is refused by its handler, which knows best why: somebody else decided, the case has ended.
    return _page(request, form, 422) if verdict or is_sent else explain_refusal(request, verdict)


@require_POST
@page("SeeCases")
@of_case
def save(request: SignedIn, case: CaseFile, slug: str) -> HttpResponse:
    """Keeps what is typed so far, in its author's draft; answers when."""
    return keep_typed(request, case.commune_id, _purpose(_form_class(slug)), case.id)


def _form_class(slug: str) -> type[CaseActForm]:
    if slug not in FORMS:
        raise Http404
    return FORMS[slug]


def _answered(request: SignedIn, case: CaseFile, asked: type[CaseActForm]) -> Entry | None:
    """The entry that the address names, where the act may be about one; an address without a needed one is wrong."""
    named = request.GET.get(ABOUT_PARAMETER, "")
    if not asked.answers or not (named or asked.needs_entry()):
        return None
    found = next((each for each in case.of(*asked.answers) if str(each.id) == named), None)
    if found is None:
        raise Http404
    return found


def _opened(request: SignedIn, asked: type[CaseActForm], case: CaseFile, entry: Entry | None) -> CaseActForm:
    """The form as it was left in the author's draft, or a fresh one."""
    draft = _draft(request, asked, case, entry) if asked.keeps_draft else None
    if draft is None:
        named = {name: value for name, value in request.GET.items() if name in asked.base_fields}
        return asked(case=case, entry=entry, initial=named)
    form = asked(typed_in(draft), case=case, entry=entry)
    unjudge(form)  # what was typed is not judged before it is sent
    form.saved_at = draft.saved_at
    return form


def _draft(request: SignedIn, asked: type[CaseActForm], case: CaseFile, entry: Entry | None) -> drafts.Draft | None:
    about = str(entry.id) if entry else ""
    known = drafts.drafts_about(case.commune_id, case.id)
    own = [each for each in known if each.user_id == request.actor.user_id and each.purpose == _purpose(asked)]
    opened = (drafts.open_draft(request.actor, each.id) for each in own)
    return next((each for each in opened if each and typed_in(each).get("entry_id", "") == about), None)


def _keep(request: SignedIn, form: CaseActForm) -> bool:
    """Executes the act; a refusal goes to its field."""
    command = form.to_command(request.actor)
    outcome = execute(command, request.actor)
    if not show(form, _by_form(outcome, form)):
        form.renew()
        return False
    if form.keeps_draft:
        discard_typed(request, form.draft_id)
    return True


def _by_form(outcome: Outcome, form: CaseActForm) -> Outcome:
    """The outcome with the form's own name of the field that was refused."""
    return replace(outcome, field=form.field_named(outcome.field)) if outcome.field else outcome


def _page(request: SignedIn, form: CaseActForm, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "case": form.case,
        "about": tell(form.entry) if form.entry else None,
        "beside": [tell(entry) for entry in form.told_beside()],
        "back": way_back(request, reverse("cases:case", args=[form.case.id])),
    }
    return render(request, "cases/act.html", context, status=status)


def _purpose(asked: type[CaseActForm]) -> str:
    return f"case-{asked.slug}"
