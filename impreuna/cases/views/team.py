"""The team of a case: who has which function, since when, and who had it before."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.cases.queries.casefile import CaseFile, Member
from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.cases.views.opening import of_case
from impreuna.ui.access import SignedIn, page


@page("SeeCases")
@of_case
def team(request: SignedIn, case: CaseFile) -> HttpResponse:
    """The team now, and those who have left."""
    context = {
        "case": case,
        "now": [(each, function_name(each)) for each in case.team],
        "past": [(each, function_name(each)) for each in case.members if not each.is_present],
        "may": {kind: case.may(kind) for kind in ("JoinCaseTeam", "LeaveCaseTeam", "DesignateResponsible")},
    }
    return render(request, "cases/team.html", context)


def function_name(member: Member) -> str:
    """What somebody is in the team."""
    return capfirst(_(FUNCTIONS[member.function]))
