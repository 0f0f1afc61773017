"""Referring a case to an institution, and waiting for its answer."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from impreuna.cases.forms.acting import FORM_OF
from impreuna.cases.forms.referring import ReferralForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.papers import list_papers
from impreuna.cases.queries.referrals import list_waiting
from impreuna.cases.views.drafting import discard_typed, find_typed, keep_typed, typed_in
from impreuna.cases.views.opening import of_case
from impreuna.kernel.execute import execute
from impreuna.kernel.result import explain
from impreuna.registry.forms.households import unjudge
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, explain_refusal, page
from impreuna.ui.answers import put
from impreuna.ui.paging import CURSOR_PARAMETER

_PURPOSE = "case-referral"


@never_cache
@page("ReferCase")
@of_case
def refer(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The referral; once it is kept, its letter with the secret address, which is shown only now."""
    verdict = case.may("ReferCase")
    if not verdict:
        return explain_refusal(request, verdict)
    form = ReferralForm(request.POST, case=case) if request.method == "POST" else _opened(request, case)
    if request.method == "POST" and form.is_bound and form.is_valid():
        command = form.to_command(request.actor)
        outcome = execute(command, request.actor)
        if outcome.is_kept:
            discard_typed(request, form.draft_id)
            return _letter(request, case, form)
        put(form, outcome.field, explain(outcome.reason, outcome.facts, _))
        form.renew()
    context = {"form": form, "case": case, "back": reverse("cases:case", args=[case.id])}
    return render(request, "cases/refer.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@page("ReferCase")
@of_case
def save(request: SignedIn, case: CaseFile) -> HttpResponse:
    """Keeps what is typed so far, in its author's draft, without the secret; answers when."""
    return keep_typed(request, case.commune_id, _PURPOSE, case.id)


def _opened(request: SignedIn, case: CaseFile) -> ReferralForm:
    """The form as it was left in the author's draft, with a secret of its own, or a fresh one."""
    fresh = ReferralForm(case=case)
    draft = find_typed(request, case.commune_id, _PURPOSE, case.id)
    if draft is None:
        return fresh
    left = typed_in(draft)
    left["secret"] = fresh["secret"].value()
    form = ReferralForm(left, case=case)
    unjudge(form)  # what was typed is not judged before it is sent
    form.saved_at = draft.saved_at
    return form


def _letter(request: SignedIn, case: CaseFile, form: ReferralForm) -> HttpResponse:
    said, address, code = form.cleaned_data, "", SafeString()
    if said["by_link"]:
        address = request.build_absolute_uri(reverse("cases:answer-referral", args=[said["secret"]]))
        code = SafeString(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass=None))
    wanted = set(said.get("attached_ids", ()))
    papers = [paper for paper in list_papers(case.commune_id, case.id) if str(paper.entry_id) in wanted]
    context = {"case": case, "said": said, "address": address, "code": code, "today": today(), "papers": papers}
    return render(request, "cases/referral_letter.html", context)


@page("SeeCases")
def waiting(request: SignedIn) -> HttpResponse:
    """Referrals that nobody answered yet, the oldest first."""
    context = {
        "page": list_waiting(request.actor, request.GET.get(CURSOR_PARAMETER)),
        "today": today(),
        "answer_slug": FORM_OF["AnswerReferral"].slug,
    }
    return render(request, "cases/referrals.html", context)
