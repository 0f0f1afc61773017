"""What the head decides: the case upon its report, and each entry that needs an endorsement (Order 288/2006 std. 3.6,
4.5, 4.8, 6.4)."""

from __future__ import annotations

from uuid import UUID

from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import DECISIONS, ENDORSEMENTS
from impreuna.cases.rules.texts import Checks
from impreuna.cases.rules.versions import endorsement_of, versions
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.dossier import Dossier, Fact

_PROPOSED = {"confirm": "confirmed", "not_confirm": "not_confirmed"}


def decision_of(dossier: Dossier) -> Fact | None:
    """The decision that stands: none before it, nor once the case was opened again."""
    last = dossier.last("DecideCase", "ReopenCase")
    return last if last is not None and last.kind == "DecideCase" else None


def may_sign(dossier: Dossier, signed: Fact) -> Verdict:
    """Whether an entry is signed as it is: of a plan, the version in force or one that still becomes it (O 6.4)."""
    if signed.kind != "DraftPlan":
        return ALLOWED
    known = versions(dossier.facts)
    own = next(each for each in known if each.fact.id == signed.id)
    if own.state == "in_force" or (own.state == "waiting" and own is known[-1]):
        return ALLOWED
    return refused("signature_old_version", version=known[-1].number)


def may_decide(dossier: Dossier, actor_id: UUID) -> Verdict:
    """Whether somebody may decide on a case: upon a written report that was not returned, never upon her own (std.
    3.6)."""
    report = dossier.last("WriteInitialReport")
    if report is None:
        return refused("report_missing")
    if report.author_id == actor_id:
        return refused("own_work")
    answer = endorsement_of(dossier.facts, report.id)
    if answer is not None and answer.content.get("decision") == "returned":
        return refused("report_returned")
    return ALLOWED


def check_decision(dossier: Dossier, decision: str, reason: str) -> Checks:
    """A refusal, and a decision against what the report proposes, say why."""
    if decision not in DECISIONS:
        yield "decision", refused("unknown_code")
    report = dossier.last("WriteInitialReport")
    proposed = _PROPOSED.get(str(report.content.get("proposal"))) if report else None
    if not reason.strip() and (decision == "not_confirmed" or decision != proposed):
        yield "reason", refused("decision_needs_reason")


def may_endorse(dossier: Dossier, entry: Fact, actor_id: UUID) -> Verdict:
    """Whether somebody may endorse or return an entry: one that needs it, of somebody else, not yet answered."""
    act = ACTS.get(entry.kind)
    if act is None or not act.needs_endorsement:
        return refused("needs_no_endorsement", act=act.title if act else "")
    if entry.author_id == actor_id:
        return refused("own_work")
    if entry.kind == "WriteInitialReport" and decision_of(dossier) is not None:
        return refused("report_decided")
    answer = endorsement_of(dossier.facts, entry.id)
    if answer is None:
        return ALLOWED
    return refused("endorsed_already" if answer.content.get("decision") == "endorsed" else "returned_already")


def check_endorsement(decision: str, note: str) -> Checks:
    """What is returned says what to change."""
    if decision not in ENDORSEMENTS:
        yield "decision", refused("unknown_code")
    if decision == "returned" and not note.strip():
        yield "note", refused("what_to_change")


def may_write_again(dossier: Dossier, kind: str) -> Verdict:
    """Whether a report of this kind may be written: not while the last one waits for its endorsement."""
    last = dossier.last(kind)
    if last is None or endorsement_of(dossier.facts, last.id) is not None:
        return ALLOWED
    return refused("report_waits", act=ACTS[kind].title)
