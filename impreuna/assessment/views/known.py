"""What the registry knows of a household and its people, where the questionnaire asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.assessment.forms.course import Step
from impreuna.assessment.forms.steps import Known
from impreuna.assessment.views.sitting import Sitting
from impreuna.kernel.policy import may, may_read
from impreuna.registry.queries.households import HouseholdFile
from impreuna.registry.queries.people import PersonFile
from impreuna.registry.rules.cnp import mask_cnp
from impreuna.registry.rules.persons import ETHNICITIES, IDENTITIES
from impreuna.registry.views.households import household_or_404
from impreuna.registry.views.people import person_or_404
from impreuna.ui.access import SignedIn
from impreuna.ui.answers import BACK_PARAMETER
from impreuna.ui.wording import moment, years


def household(request: SignedIn, sitting: Sitting) -> HouseholdFile:
    """The household as its page shows it; asked for once in a request."""
    if not hasattr(request, "_household_of_interview"):
        request._household_of_interview = household_or_404(request, sitting.home.id)  # type: ignore[attr-defined]
    return request._household_of_interview  # type: ignore[attr-defined]


def facts(request: SignedIn, sitting: Sitting, here: Step) -> Mapping[str, Known]:
    """By question code, what the registry says; corrected there, the page leads back to this step."""
    if here.person is not None:
        return _of_person(request, here.person) if here.topic == "P" else {}
    return _of_household(request, sitting) if here.topic in ("G", "H") else {}


def _of_household(request: SignedIn, sitting: Sitting) -> Mapping[str, Known]:
    home = household(request, sitting)
    link = partial(_link, request, about=home.id)
    people = "\n".join(
        " · ".join(filter(None, (row.name, years(row.age) if row.age is not None else "", _(row.relation))))
        for row in home.members
    )
    address = ", ".join(filter(None, (home.village, home.address, home.place_note)))
    return {
        "G01": Known(_("Începută la {moment}.").format(moment=moment(sitting.notes.started_at))),
        "G04": Known(address, link("registry:correct-household", "CorrectHousehold")),
        "G09": Known(home.phone, link("registry:correct-household", "CorrectHousehold")),
        "H01": Known(people or _("Nu mai locuiește nimeni aici."), link("registry:add-person", "AddPerson")),
    }


def _of_person(request: SignedIn, person_id: UUID) -> Mapping[str, Known]:
    person = person_or_404(request, person_id)
    link = partial(_link, request, about=person.id)
    known = {"P01": Known(_identity(person), link("registry:identity", "RecordCnp"))}
    if may_read(request.actor.role, "ethnicity"):
        declared = capfirst(_(ETHNICITIES[person.ethnicity])) if person.ethnicity in ETHNICITIES else _("nedeclarată")
        known["P06"] = Known(declared, link("registry:ethnicity", "DeclareEthnicity"))
    return known


def _identity(person: PersonFile) -> str:
    return mask_cnp(person.cnp) if person.identity == "cnp" else capfirst(_(IDENTITIES[person.identity]))


def _link(request: SignedIn, name: str, capability: str, *, about: Any) -> str:
    """The registry's page for it, which leads back here; empty for who may not correct it."""
    if not may(request.actor.role, capability):
        return ""
    return f"{reverse(name, args=[about])}?{urlencode({BACK_PARAMETER: request.path})}"
