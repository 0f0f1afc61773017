"""How a case rests and ends: post-service monitoring, closing, reopening (Order 288/2006, O 8)."""

from __future__ import annotations

from datetime import date

import msgspec

from impreuna.cases.commands.dossier import CaseAct, keep, open_case
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.queries.periods import least_months
from impreuna.cases.rules import ending, gates
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, _, require, require_all


class StartPostMonitoring(CaseAct):
    """Planul de monitorizare post-servicii, cel puțin 3 luni (O 8.1)."""

    sentence = _("a început monitorizarea post-servicii")

    objectives: str
    visits: str
    partners: str
    starts_on: date
    ends_on: date
    #: Why services go on although monitoring after them begins.
    open_services_why: str = ""
    #: The child came back into the family: DGASPC is told each quarter for two years (Legea 272/2004 art. 74).
    is_reintegration: bool = False


class RecordPostReport(CaseAct):
    """Raportul de monitorizare post-servicii (O 8.2–8.3), monthly or when needed."""

    sentence = _("a scris un raport de monitorizare post-servicii")

    month: date
    found: str
    risks: str
    proposal: str


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vulnerability of the first evaluation and how it stands at the end: resolved, better, same, worse."""

    code: str
    change: str


class RecommendClosing(CaseAct):
    """Recomandarea de închidere (O 8.4). `reason`: a code of `rules.lists.CLOSING`."""

    sentence = _("a recomandat închiderea unui caz")

    reason: str
    summary: str
    results: tuple[Result, ...] = ()
    preparation: str = ""


class CloseCase(CaseAct):
    """Decizia de închidere (O 8.5): with reason and outcome against the first evaluation."""

    sentence = _("a închis un caz")

    reason: str
    outcome: str
    override_reason: str = ""


class ReopenCase(CaseAct):
    """Redeschiderea cazului (propunere)."""

    sentence = _("a redeschis un caz")

    reason: str


class SuspendCase(CaseAct):
    """Suspendarea (propunere): the family is away, in hospital; recurring deadlines rest."""

    sentence = _("a suspendat un caz")

    reason: str
    until: date


class ResumeCase(CaseAct):
    """Reluarea unui caz suspendat (propunere)."""

    sentence = _("a reluat un caz suspendat")

    note: str = ""


@handles(StartPostMonitoring)
def start_post_monitoring(c: StartPostMonitoring, actor: Actor, at: Stamp) -> Effect:
    """Keeps the plan of monitoring after services, once they have ended."""
    opened = open_case(c, actor)
    today = day_of(at.received_at)
    require_all(check_texts(c, "objectives", "visits", optional=("partners", "open_services_why")))
    require(gates.check_monitoring(c.starts_on, c.ends_on, least_months("SMO-8.1", today)), "ends_on")
    require(gates.may_leave_services(opened.dossier, today, c.open_services_why), "open_services_why")
    return keep(opened, c, actor, at)


@handles(RecordPostReport)
def record_post_report(c: RecordPostReport, actor: Actor, at: Stamp) -> Effect:
    """Keeps a report of how the family does without services."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "found", "proposal", optional=("risks",)))
    require(ending.check_month(c.month, day_of(at.received_at)), "month")
    return keep(opened, c, actor, at)


@handles(RecommendClosing)
def recommend_closing(c: RecommendClosing, actor: Actor, at: Stamp) -> Effect:
    """Keeps the recommendation to close; the head endorses it before it counts."""
    opened = open_case(c, actor)
    require(gates.may_recommend(opened.dossier))
    require_all(ending.check_recommendation(c))
    return keep(opened, c, actor, at)


@handles(CloseCase)
def close_case(c: CloseCase, actor: Actor, at: Stamp) -> Effect:
    """Closes the case by a numbered decision, upon a recommendation that somebody else made and the head endorsed."""
    opened = open_case(c, actor)
    require_all(ending.check_closing(c))
    months = least_months("SMO-8.1", day_of(at.received_at))
    may = gates.may_close(opened.dossier, c.reason, c.override_reason, actor.user_id, at.received_at, months)
    require(may, ending.FIELD_OF.get(may.reason or ""))
    opened.case.outcome = c.reason
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))


@handles(ReopenCase)
def reopen_case(c: ReopenCase, actor: Actor, at: Stamp) -> Effect:
    """Opens an ended case again, as a confirmed one: its dossier goes on."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "reason"))
    opened.case.outcome = ""
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))


@handles(SuspendCase)
def suspend_case(c: SuspendCase, actor: Actor, at: Stamp) -> Effect:
    """Lets the case rest until a day: what recurs is not due meanwhile."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "reason"))
    require(ending.check_suspension(c.until, day_of(at.received_at)), "until")
    return keep(opened, c, actor, at)


@handles(ResumeCase)
def resume_case(c: ResumeCase, actor: Actor, at: Stamp) -> Effect:
    """Takes a resting case up again."""
    opened = open_case(c, actor)
    require(ending.may_resume(opened.case.is_suspended))
    require_all(check_texts(c, optional=("note",)))
    return keep(opened, c, actor, at)
