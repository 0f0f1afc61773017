"""What must have been done before: a plan is endorsed, a contract made, a service checked, a case closed.

Pure: the dossier in, a verdict out; each gate names its article.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from impreuna.cases.rules.lists import CLOSES_AT_ONCE, CLOSING
from impreuna.cases.rules.plans import BEFORE_EVALUATION
from impreuna.cases.rules.running import running
from impreuna.cases.rules.texts import in_figures
from impreuna.cases.rules.versions import Version, answering, endorsement_of, in_force, versions
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.counting import add_months
from impreuna.obligations.rules.dossier import Dossier, Fact


def may_endorse_plan(dossier: Dossier, plan_fact: Fact) -> Verdict:
    """Whether the head may endorse a plan now: the newest version, discussed with the team
    (O 6.3; a revision, 7.5) and, but for the first plan of intervention, upon the detailed evaluation (O 6.1)."""
    all_versions = versions(dossier.facts)
    this = next((each for each in all_versions if each.fact.id == plan_fact.id), None)
    if this is None or this is not all_versions[-1]:
        return refused("plan_not_newest", version=all_versions[-1].number if all_versions else 0)
    if not is_discussed(dossier, plan_fact.id):
        return refused("plan_not_discussed", point="6.3" if this.number == 1 else "7.5")
    if this.content["type"] not in BEFORE_EVALUATION and dossier.last("WriteDetailedReport") is None:
        return refused("plan_before_evaluation")
    return ALLOWED


def is_discussed(dossier: Dossier, plan_id: UUID) -> bool:
    """Whether the team met about a version of the plan: since the case was given to a responsible, or since another
    version was endorsed (O 6.3, 7.5)."""
    others = {fact.id for fact in dossier.of("DraftPlan")} - {plan_id}
    yes = (fact for fact in dossier.of("EndorseEntry") if fact.content.get("decision") == "endorsed")
    endorsed = [fact.at for fact in yes if fact.about_id in others]
    assigned = next(dossier.of("DesignateResponsible", "DesignateManager"), None)
    since = max(endorsed) if endorsed else assigned.at if assigned else dossier.registered_at
    return any(fact.at >= since for fact in dossier.of("DiscussInMeeting"))


def plan_in_force(dossier: Dossier) -> Version | None:
    """The plan by which the team works."""
    return in_force(dossier.facts)


def may_contract(dossier: Dossier, plan_fact: Fact) -> Verdict:
    """Whether a contract is made upon this plan: the one in force (O 6.6), which the mayor has not refused (Legea
    292/2011 art. 44(4)), and has approved when it is a child's at risk (Legea 156/2023 art. 7(2))."""
    plan = plan_in_force(dossier)
    if plan is None or plan.fact.id != plan_fact.id:
        return refused("contract_needs_plan")
    disposition = next(reversed([*dossier.of("RecordDisposition")]), None)
    if disposition is not None and disposition.content.get("decision") == "refused":
        return refused("contract_refused_by_mayor", number=disposition.content.get("number", ""))
    if disposition is None and dossier.subject == "child" and dossier.risk_situations:
        return refused("contract_needs_disposition")
    return ALLOWED


def may_check(dossier: Dossier, item_id: UUID | None) -> Verdict:
    """Whether a service is one of the plan in force (O 7.1)."""
    plan = plan_in_force(dossier)
    if plan is None:
        return refused("no_plan_in_force")
    known = {item["id"] for item in plan.content["items"]}
    return ALLOWED if str(item_id) in known else refused("item_not_in_plan", version=plan.number)


def may_answer(dossier: Dossier, fact: Fact, kind: str) -> Verdict:
    """Whether something is still to be answered by an act of `kind`: nothing was, or what was is no end of it."""
    answers = answering(dossier.facts, fact.id, kind)
    return refused("already_answered") if any(_is_end(dossier, answer) for answer in answers) else ALLOWED


def _is_end(dossier: Dossier, answer: Fact) -> bool:
    if answer.kind == "RespondToProblem":
        return bool(answer.content.get("is_solved"))
    if answer.kind == "WriteReevaluationReport":
        word = endorsement_of(dossier.facts, answer.id)
        return word is None or word.content.get("decision") == "endorsed"
    return True


def open_services(dossier: Dossier, today: date) -> tuple[str, ...]:
    """The services of the plan in force that are neither finished nor stopped, by their titles."""
    going = running(plan_in_force(dossier), dossier.facts, today)
    return tuple(str(one.item["title"]) for one in going if one.state not in ("finished", "stopped"))


def may_leave_services(dossier: Dossier, today: date, why: str) -> Verdict:
    """Whether post-service monitoring begins: no service goes on (O 8), unless somebody says why (propunere)."""
    still = open_services(dossier, today)
    if not still or why.strip():
        return ALLOWED
    return refused("services_go_on", services=", ".join(still))


def check_monitoring(starts_on: date, ends_on: date, months: int) -> Verdict:
    """Whether post-service monitoring is planned for as long as O 8 says: `months` at least."""
    least = add_months(starts_on, months)
    return ALLOWED if ends_on >= least else refused("monitoring_too_short", months=months, until=in_figures(least))


def may_admission(dossier: Dossier) -> Verdict:
    """Whether an unplanned admission waits for its re-evaluation (O 7.7)."""
    last = dossier.last("RecordAdmission")
    if last is None:
        return refused("no_admission")
    done = [fact for fact in dossier.of("RecordReevaluation") if fact.content.get("occasion") == "admission"]
    return refused("no_admission") if done and done[-1].at > last.at else ALLOWED


def may_close(
    dossier: Dossier, reason: str, override_reason: str, decider_id: UUID, now: datetime, months: int
) -> Verdict:
    """Whether the head closes the case (O 8.4–8.5): upon a recommendation that was endorsed and is not the
    decider's own, for the reason that it gives, after `months` of monitoring, unless none can follow or with a
    reason (propunere)."""
    recommendation = dossier.last("RecommendClosing")
    if recommendation is None or not is_endorsed(dossier, recommendation):
        return refused("closing_not_recommended")
    if recommendation.author_id == decider_id:
        return refused("closing_own")
    if recommendation.content.get("reason") != reason:
        return refused("closing_other_reason", why=CLOSING[str(recommendation.content["reason"])])
    if reason in CLOSES_AT_ONCE or override_reason.strip():
        return ALLOWED
    until = monitored_until(dossier, months)
    if until is None:
        return refused("closing_unmonitored", months=months)
    plan = dossier.last("StartPostMonitoring")
    if plan is not None and not is_endorsed(dossier, plan):
        return refused("closing_unendorsed")
    return ALLOWED if day_of(now) >= until else refused("closing_too_early", months=months, until=in_figures(until))


def is_endorsed(dossier: Dossier, fact: Fact) -> bool:
    """Whether the head's last word on an entry is yes."""
    word = endorsement_of(dossier.facts, fact.id)
    return word is not None and word.content.get("decision") == "endorsed"


def monitored_until(dossier: Dossier, months: int) -> date | None:
    """The day from which monitoring after services has lasted long enough: counted from its first day, and not before
    it was recorded; None when there is none since the case was opened (again)."""
    last = dossier.last("StartPostMonitoring", "ReopenCase")
    if last is None or last.kind == "ReopenCase":
        return None
    first = max(date.fromisoformat(str(last.content["starts_on"])), day_of(last.at))
    return add_months(first, months)


def may_recommend(dossier: Dossier) -> Verdict:
    """Whether no earlier recommendation waits for the head's word."""
    last = dossier.last("RecommendClosing", "ReopenCase")
    if last is None or last.kind == "ReopenCase":
        return ALLOWED
    word = endorsement_of(dossier.facts, last.id)
    returned = word is not None and word.content.get("decision") == "returned"
    return ALLOWED if returned else refused("closing_recommended")
