"""Referring a case to an institution, and waiting for its answer."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from impreuna.cases.forms.acting import FORM_OF
from impreuna.cases.forms.referring import ReferralForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.referrals import list_waiting
from impreuna.cases.views.opening import of_case
from impreuna.kernel.execute import execute
from impreuna.kernel.result import explain
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, explain_refusal, page
from impreuna.ui.answers import put, typed
from impreuna.ui.paging import CURSOR_PARAMETER


@never_cache
@page("ReferCase")
@of_case
def refer(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The referral; once it is kept, its letter with the secret address, which is shown only now."""
    verdict = case.may("ReferCase")
    if not verdict:
        return explain_refusal(request, verdict)
    form = ReferralForm(typed(request), case=case)
    if form.is_bound and form.is_valid():
        command = form.to_command(request.actor)
        outcome = execute(command, request.actor)
        if outcome.is_kept:
            return _letter(request, case, form)
        put(form, outcome.field, explain(outcome.reason, outcome.facts, _))
        form.renew()
    context = {"form": form, "case": case, "back": reverse("cases:case", args=[case.id])}
    return render(request, "cases/refer.html", context, status=422 if form.is_bound else 200)


def _letter(request: SignedIn, case: CaseFile, form: ReferralForm) -> HttpResponse:
    said, address, code = form.cleaned_data, "", SafeString()
    if said["by_link"]:
        address = request.build_absolute_uri(reverse("cases:answer-referral", args=[said["secret"]]))
        code = SafeString(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass=None))
    context = {"case": case, "said": said, "address": address, "code": code, "today": today()}
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
