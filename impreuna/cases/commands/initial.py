"""The first look: an emergency acted on, the initial evaluation and its report (Order 288/2006 std. 3)."""

from __future__ import annotations

from uuid import UUID

from impreuna.cases.commands.circles import align
from impreuna.cases.commands.dossier import CaseAct, keep, open_case
from impreuna.cases.queries.registry import people_of
from impreuna.cases.rules.endorsing import may_write_again
from impreuna.cases.rules.evaluation import check_emergency, check_initial
from impreuna.cases.rules.lists import PROPOSALS
from impreuna.cases.rules.texts import check_code, check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, require, require_all


class RecordEmergency(CaseAct):
    """Intervenția de urgență, în cel mult o oră (O 3, 3.5): who went, with the police officer and, where the
    mobile team is more than an hour away, the resource person or the social worker who evaluated instead."""

    sentence = _("a înregistrat o intervenție de urgență")

    police_officer: str
    resource_person: str
    place: str
    found: str
    measures: str
    mobile_team_came: bool = False


class RecordInitialEvaluation(CaseAct):
    """Evaluarea inițială (O 3, 3.4; Legea 292/2011 art. 46): what was seen at the person's home.

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
    """Raportul de evaluare inițială, în 24 de ore (O 3.6). `proposal`: confirm or not_confirm."""

    sentence = _("a scris raportul de evaluare inițială")

    conclusion: str
    proposal: str
    competence: str = ""
    recommendations: str = ""


@handles(RecordEmergency)
def record_emergency(c: RecordEmergency, actor: Actor, at: Stamp) -> Effect:
    """Keeps who went and what was done at once."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "place", "found", "measures"))
    require_all(check_emergency(c.police_officer, c.resource_person, c.mobile_team_came))
    return keep(opened, c, actor, at)


@handles(RecordInitialEvaluation)
def record_initial_evaluation(c: RecordInitialEvaluation, actor: Actor, at: Stamp) -> Effect:
    """Keeps the evaluation; a case that was registered by a name only may find its household."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "place", "situation", "risks", "needs"))
    require_all(check_initial(c.urgency, c.present))
    case = opened.case
    if c.household_id is not None and c.household_id != case.household_id:
        if case.household_id is not None:
            raise Rejected("case_has_household", field="household_id")
        if people_of(c.commune_id, c.household_id) is None:
            raise Rejected("not_found", field="household_id")
        case.household_id = c.household_id
        case.save(update_fields=["household_id"])
        align(case, at)
    return keep(opened, c, actor, at)


@handles(WriteInitialReport)
def write_initial_report(c: WriteInitialReport, actor: Actor, at: Stamp) -> Effect:
    """Keeps the report; a second one only when the head returned the first."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "conclusion"))
    require(check_code(c.proposal, PROPOSALS), "proposal")
    require(may_write_again(opened.dossier, c.kind))
    return keep(opened, c, actor, at)
