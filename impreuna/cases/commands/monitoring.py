"""Monitoring and re-evaluation of services (Order 288/2006, O 7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct, Open, keep, open_case
from impreuna.cases.queries.risk import count_risk
from impreuna.cases.rules import gates, monitoring
from impreuna.cases.rules.texts import check_texts
from impreuna.cases.rules.versions import in_force
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, _, require, require_all


class CheckService(CaseAct):
    """Verificarea unui serviciu al planului (O 7.1 a–b): whether it began, how it goes."""

    sentence = _("a verificat un serviciu al planului")

    item_id: UUID
    started: bool
    progress: str
    #: running, stopped, finished.
    state: str = "running"
    not_started_why: str = ""
    next_on: date | None = None


class ReportProblem(CaseAct):
    """O problemă la un serviciu (O 7.1 c): answered at once."""

    sentence = _("a semnalat o problemă într-un caz")

    problem: str
    item_id: UUID | None = None
    is_urgent: bool = False


class RespondToProblem(AnsweringAct):
    """Ce s-a făcut la o problemă semnalată (O 7.1 c)."""

    sentence = _("a răspuns la o problemă într-un caz")

    response: str
    is_solved: bool = True


class RecordImplementation(CaseAct):
    """Raportul de implementare a unui serviciu (O 7.2–7.3), monthly or occasional."""

    sentence = _("a scris un raport de implementare")

    item_id: UUID
    #: monthly or occasional.
    occasion: str
    period_from: date
    period_to: date
    done: str
    progress: str
    problems: str = ""
    proposals: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a vulnerability stands against the last evaluation. `change`: resolved, better, same, worse."""

    code: str
    change: str
    person_id: UUID | None = None
    note: str = ""


class RecordReevaluation(CaseAct):
    """Reevaluarea copilului și a planului (O 7.1 f, 7.4–7.7). `occasion`: quarterly, need, admission, yearly."""

    sentence = _("a reevaluat un caz")

    occasion: str
    changes: tuple[Change, ...]
    situation: str
    family_opinion: str
    #: kept, revised or ended.
    plan: str
    next_on: date | None = None


class WriteReevaluationReport(AnsweringAct):
    """Raportul de reevaluare, în 24 de ore (O 7.8)."""

    sentence = _("a scris raportul de reevaluare")

    conclusions: str
    recommendations: str = ""


class RecordAdmission(CaseAct):
    """Internarea neplanificată într-o instituție (O 7.7): re-evaluation within 48 hours."""

    sentence = _("a înregistrat o internare neplanificată")

    who: str
    institution: str
    #: hospital, residential, shelter or other.
    institution_kind: str
    admitted_on: date
    why: str = ""


@handles(CheckService)
def check_service(c: CheckService, actor: Actor, at: Stamp) -> Effect:
    """Keeps a check of a service of the plan in force; the first that began moves the case into services."""
    opened = open_case(c, actor)
    require(gates.may_check(opened.dossier, c.item_id), "item_id")
    require_all(monitoring.check_service(c))
    return keep(opened, c, actor, at, more=_named(opened, c.item_id))


@handles(ReportProblem)
def report_problem(c: ReportProblem, actor: Actor, at: Stamp) -> Effect:
    """Keeps a problem: of one service, or of the whole plan."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "problem"))
    if c.item_id is not None:
        require(gates.may_check(opened.dossier, c.item_id), "item_id")
    return keep(opened, c, actor, at, more=_named(opened, c.item_id))


@handles(RespondToProblem)
def respond_to_problem(c: RespondToProblem, actor: Actor, at: Stamp) -> Effect:
    """Keeps what was done about a problem that is not solved yet."""
    opened = open_case(c, actor)
    problem = opened.find(c.about_id, "ReportProblem")
    require(gates.may_answer(opened.dossier, problem, c.kind), "about_id")
    require_all(check_texts(c, "response"))
    return keep(opened, c, actor, at)


@handles(RecordImplementation)
def record_implementation(c: RecordImplementation, actor: Actor, at: Stamp) -> Effect:
    """Keeps a report of how a service of the plan is given."""
    opened = open_case(c, actor)
    require(gates.may_check(opened.dossier, c.item_id), "item_id")
    require_all(monitoring.check_implementation(c, day_of(at.received_at)))
    return keep(opened, c, actor, at, more=_named(opened, c.item_id))


def _named(opened: Open, item_id: UUID | None) -> dict[str, str]:
    """What the plan calls a service, for who reads of it later; empty for the plan as a whole."""
    plan = in_force(opened.dossier.facts)
    items = plan.content["items"] if plan else ()
    return {"service": next((item["title"] for item in items if item["id"] == str(item_id)), "")}


@handles(RecordReevaluation)
def record_reevaluation(c: RecordReevaluation, actor: Actor, at: Stamp) -> Effect:
    """Keeps how each vulnerability of the plan stands now, and what becomes of the plan."""
    opened = open_case(c, actor)
    if c.occasion == "admission":
        require(gates.may_admission(opened.dossier), "occasion")
    require_all(monitoring.check_reevaluation(c, opened.dossier))
    going_on = [change.code for change in c.changes if change.change != "resolved"]
    return keep(opened, c, actor, at, more={"risk_situations": count_risk(opened.case, going_on)})


@handles(WriteReevaluationReport)
def write_reevaluation_report(c: WriteReevaluationReport, actor: Actor, at: Stamp) -> Effect:
    """Keeps the report of a re-evaluation; another one only when the head returned the first."""
    opened = open_case(c, actor)
    reevaluation = opened.find(c.about_id, "RecordReevaluation")
    require(gates.may_answer(opened.dossier, reevaluation, c.kind), "about_id")
    require_all(check_texts(c, "conclusions", optional=("recommendations",)))
    return keep(opened, c, actor, at)


@handles(RecordAdmission)
def record_admission(c: RecordAdmission, actor: Actor, at: Stamp) -> Effect:
    """Keeps an unplanned admission: from here the 48 hours run."""
    opened = open_case(c, actor)
    require_all(monitoring.check_admission(c, day_of(at.received_at)))
    return keep(opened, c, actor, at)
