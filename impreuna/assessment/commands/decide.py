"""What professionals decide about findings: the system only proposes (Legea 190/2018 art. 3(1))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from impreuna.assessment.models import Finding, FindingEvent
from impreuna.assessment.rules.settle import STATES
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import may_write, most_veiled
from impreuna.kernel.result import Effect, Rejected, _, require
from impreuna.kernel.text import clean_lines

NOTE_LIMIT = 2000
#: The state that follows from each decision.
_THEN = {"confirmed": "confirmed", "refuted": "refuted", "open": "proposed"}


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision: the state that its author saw, what it is to be (`confirmed`, `refuted`, `open`), and why."""

    finding_id: UUID
    seen_state: str
    decision: str
    note: str = ""


class DecideFindings(Command):
    """Confirmarea sau infirmarea vulnerabilităților propuse (Legea 190/2018 art. 3(1); P art. 6(5)): with history."""

    area = "household"
    sentence = _("a hotărât asupra vulnerabilităților propuse")

    household_id: UUID
    decisions: tuple[Decision, ...]

    @property
    def is_restricted(self) -> bool:
        """A refused decision is its author's alone: its notes may speak of any area."""
        return True


@handles(DecideFindings)
def decide_findings(c: DecideFindings, actor: Actor, at: Stamp) -> Effect:
    """Changes each finding whose decision is another than before, and keeps who, when and why in its history."""
    ids = [decision.finding_id for decision in c.decisions]
    if len(set(ids)) < len(ids):
        raise Rejected("decided_twice", field="decisions")
    there = Finding.objects.filter(commune_id=c.commune_id, household_id=c.household_id, id__in=ids)
    findings = {finding.id: finding for finding in there}
    decided = [
        (findings[decision.finding_id], note, _THEN[decision.decision])
        for index, decision in enumerate(c.decisions)
        if (note := _check(index, decision, findings.get(decision.finding_id), actor)) is not None
    ]
    if not decided:
        raise Rejected("no_decision", field="decisions")
    for finding, note, state in decided:
        _decide(finding, state, note, c, actor, at)
    area = most_veiled(finding.veil for finding, _note, _state in decided)
    return Effect(records=(c.household_id, *(finding.id for finding, _note, _state in decided)), area=area)


def _check(index: int, decision: Decision, finding: Finding | None, actor: Actor) -> str | None:
    """The note to keep; None when the decision changes nothing. `Rejected` when it cannot be taken."""
    field = f"decisions.{index}"
    if decision.decision not in _THEN:
        raise Rejected("unknown_decision", field=f"{field}.decision")
    if finding is None:
        raise Rejected("not_found", field=field)
    require(may_write(actor.role, finding.veil), field)
    note = clean_lines(decision.note)
    if len(note) > NOTE_LIMIT:
        raise Rejected("why_too_long", field=f"{field}.note", limit=NOTE_LIMIT)
    if finding.state == _THEN[decision.decision]:
        return None
    if finding.state == "resolved":
        raise Rejected("finding_resolved", field=field)
    if finding.state != decision.seen_state:
        name = finding.decided_by or finding.decided_role
        raise Rejected("finding_moved", field=field, name=name, state=STATES[finding.state])
    if decision.decision == "refuted" and not note:
        raise Rejected("refuting_needs_why", field=f"{field}.note")
    return note


def _decide(finding: Finding, state: str, note: str, c: DecideFindings, actor: Actor, at: Stamp) -> None:
    moment = c.happened_at or c.recorded_at
    is_open = state == "proposed"
    finding.state, finding.n = state, at.n
    finding.decided_at = None if is_open else moment
    finding.decided_by, finding.decided_role = ("", "") if is_open else (actor.name, actor.role)
    finding.note = note
    finding.save(update_fields=["state", "n", "decided_at", "decided_by", "decided_role", "note"])
    words: dict[str, Any] = {"by": actor.name, "role": actor.role, "note": note, "happened_at": moment}
    FindingEvent.objects.create(
        commune_id=at.commune_id,
        id=new_id(),
        n=at.n,
        finding_id=finding.id,
        veil=finding.veil,
        state=state,
        **words,
    )
