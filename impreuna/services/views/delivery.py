"""The page on which a service is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.assessment.queries import FindingRow, list_findings
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.rules.edition import Edition
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.services.forms.delivery import Offered, ServiceForm
from impreuna.services.queries.plans import CasePlan, list_case_plans
from impreuna.services.rules.delivery import services_of
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed, way_back

#: Names in the address the service of a plan from whose page the form is opened.
ITEM_PARAMETER = "serviciu"


@page("RecordService")
def deliver(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Recording a service that was given to a household or to somebody of it."""
    subject = household_or_404(request, household_id)
    lists = _lists()
    live = [row for row in list_findings(subject.commune_id, household_id) if row.is_live]
    people = {str(each.id): each.name for each in (*subject.members, *subject.past_members)}
    offered = _offered(list_case_plans(subject.commune_id, household_id), people)
    form = ServiceForm(
        typed(request),
        services=services_of(request.actor.role, lists.services) if lists else [],
        people=list(people.items()),
        findings=[(str(row.id), _finding(row, lists)) for row in live],
        offered=offered,
        chosen=next((each for each in offered if str(each.id) == request.GET.get(ITEM_PARAMETER)), None),
        today=today(),
    )
    back = way_back(request, reverse("registry:household", args=[household_id]))
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, household_id),
        template="services/deliver.html",
        context={"subject": subject, "kind": "gospodarie", "back": back, "has_findings": bool(live)},
        done=_("Serviciul este înregistrat."),
        then=back,
    )


def _offered(plans: Sequence[CasePlan], people: Mapping[str, str]) -> list[Offered]:
    """What stands in the plans: the service, for whom, who follows it; the case's number where there are several."""
    return [
        Offered(
            item_id,
            _in_words(item, people, plan.number if len(plans) > 1 else ""),
            plan.case_id,
            item.get("service", ""),
            item.get("person_id") or "",
        )
        for plan in plans
        for item_id, item in plan.items.items()
    ]


def _in_words(item: Mapping[str, Any], people: Mapping[str, str], number: str) -> str:
    who = item.get("responsible") or item.get("provider") or ""
    parts = (
        item["title"],
        people.get(item.get("person_id") or "", ""),
        _("răspunde {who}").format(who=who) if who else "",
        _("cazul {number}").format(number=number) if number else "",
    )
    return " · ".join(part for part in parts if part)


def _lists() -> Edition | None:
    try:
        return current_edition()
    except NoEdition:
        return None


def _finding(row: FindingRow, lists: Edition | None) -> str:
    entry = lists.vulnerabilities.get(row.code) if lists else None
    words = said(entry.text) if entry else row.code
    return f"{words} ({row.subject})" if row.is_person else words
