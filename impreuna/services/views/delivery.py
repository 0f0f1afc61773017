"""The page on which a service is recorded."""

from __future__ import annotations

from functools import partial
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
from impreuna.services.forms.delivery import ServiceForm
from impreuna.services.rules.delivery import services_of
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed


@page("RecordService")
def deliver(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Recording a service that was given to a household or to somebody of it."""
    subject = household_or_404(request, household_id)
    lists = _lists()
    live = [row for row in list_findings(subject.commune_id, household_id) if row.is_live]
    form = ServiceForm(
        typed(request),
        services=services_of(request.actor.role, lists.services) if lists else [],
        people=[(str(each.id), each.name) for each in (*subject.members, *subject.past_members)],
        findings=[(str(row.id), _finding(row, lists)) for row in live],
        today=today(),
    )
    back = reverse("registry:household", args=[household_id])
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, household_id),
        template="services/deliver.html",
        context={"subject": subject, "kind": "gospodarie", "back": back, "has_findings": bool(live)},
        done=_("Serviciul este înregistrat."),
        then=back,
    )


def _lists() -> Edition | None:
    try:
        return current_edition()
    except NoEdition:
        return None


def _finding(row: FindingRow, lists: Edition | None) -> str:
    entry = lists.vulnerabilities.get(row.code) if lists else None
    words = said(entry.text) if entry else row.code
    return f"{words} ({row.subject})" if row.is_person else words
