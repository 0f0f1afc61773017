"""Working the obligations of a commune out anew from its dossiers: the server's own act (decision 0051)."""

from __future__ import annotations

from impreuna.cases.queries.judging import cases_to_judge
from impreuna.cases.queries.weeks import has_cases_since, held_meetings
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.obligations.commands.recomputing import (
    bring_cases_up_to_date,
    bring_meetings_up_to_date,
    next_case_of,
    note_progress,
)
from impreuna.workforce.commands.roles import OPERATOR

#: So many cases one act works out: whoever writes in the commune waits for no more of them.
CASES_AT_ONCE = 200


class RecomputeObligations(Command):
    """Refacerea termenelor din dosare (propunere): the server's own, for the next cases of one commune. It changes
    nothing in a case; an act goes on where the one before it ended."""

    area = "case"
    sentence = _("a refăcut termenele cazurilor după lista și termenele în vigoare")

    #: By which list and set periods (`obligations.queries.rounds.basis_on`).
    basis: str


@handles(RecomputeObligations)
def recompute_obligations(c: RecomputeObligations, actor: Actor, at: Stamp) -> Effect:
    """Works out the next cases, and with the last ones the meetings of the team; for nobody but the server.
    `is_done`: none is left."""
    if actor.user_id != OPERATOR.user_id:
        raise Rejected("recompute_by_operator")
    cases = cases_to_judge(c.commune_id, next_case_of(c.commune_id, c.basis), CASES_AT_ONCE, at.received_at)
    changed = bring_cases_up_to_date(cases, at)
    is_done = len(cases) < CASES_AT_ONCE
    if is_done:
        changed += bring_meetings_up_to_date(held_meetings(c.commune_id), has_cases_since(c.commune_id), at)
    note_progress(c.basis, None if is_done else cases[-1].dossier.case_id, len(cases), changed, at)
    return Effect(facts={"cases": len(cases), "changed": changed, "is_done": is_done})
