"""The first look: an emergency acted on, the initial evaluation and its report (Order 288/2006 std. 3)."""

from __future__ import annotations

from uuid import UUID

from impreuna.cases.commands.dossier import CaseAct
from impreuna.kernel.result import _


class RecordEmergency(CaseAct):
    """Intervenția de urgență, în cel mult o oră (O std. 3, 3.5): who went, with the police officer and, where the
    mobile team is more than an hour away, the resource person."""

    sentence = _("a înregistrat o intervenție de urgență")

    police_officer: str
    resource_person: str
    place: str
    found: str
    measures: str
    mobile_team_came: bool = False


class RecordInitialEvaluation(CaseAct):
    """Evaluarea inițială (O std. 3, 3.4; Legea 292/2011 art. 46): what was seen at the person's home.

    `urgency`: emergency, urgent, planned. `household_id` ties a case that began with a name to the registry.
    """

    sentence = _("a făcut evaluarea inițială a unui caz")

    place: str
    present: tuple[str, ...]
    situation: str
    risks: str
    needs: str
    resources: str
    urgency: str
    assessment_id: UUID | None = None
    finding_codes: tuple[str, ...] = ()
    household_id: UUID | None = None


class WriteInitialReport(CaseAct):
    """Raportul de evaluare inițială, în 24 de ore (O std. 3.6). `proposal`: confirm or not_confirm."""

    sentence = _("a scris raportul de evaluare inițială")

    conclusion: str
    proposal: str
    competence: str = ""
    recommendations: str = ""
