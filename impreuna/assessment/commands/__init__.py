"""What can be done in the census: record a visit, decide about what was found. Nothing else writes its tables.

`RecordAssessment(household_id, assessment_id, edition, started_at, ended_at, people, household, persons)`: refusals
name the field as `household.L04`, `persons.1.E03` (the second of `people`), `people.0`, `ended_at`. Facts of the
outcome: `findings` {"proposed": 2, "reopened": 1, "refreshed": 1, "resolved": 3}, as far as the author sees them;
`passed_on` {"community_nurse": 1}: how many went unseen to which profession (absent when none).

`DecideFindings(household_id, decisions=(Decision(finding_id, seen_state, decision, note), …))`: `decision` is
`confirmed`, `refuted` (with a note) or `open`; decisions that change nothing are passed over, refusals name
`decisions.0`, `decisions.0.note`; `finding_moved` says who decided meanwhile.
"""

from impreuna.assessment.commands.decide import DecideFindings, Decision
from impreuna.assessment.commands.following import (
    end_draft,
    follow_into_commune,
    follow_into_household,
    resolve_of_the_dead,
    unite_findings,
)
from impreuna.assessment.commands.record import Answer, RecordAssessment

__all__ = [
    "Answer",
    "DecideFindings",
    "Decision",
    "RecordAssessment",
    "end_draft",
    "follow_into_commune",
    "follow_into_household",
    "resolve_of_the_dead",
    "unite_findings",
]
