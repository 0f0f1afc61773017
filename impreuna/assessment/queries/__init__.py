"""What can be asked of the census. Every question runs in the actor's scope and shows what her role may see.

An interview: `home = find_home(commune_id, household_id)` gives people, current answers and findings by one query;
`home.current(edition)` are the answers as they stand now, {household's or person's id: {code: answer}};
`rules.interview.context(home, edition, Asked(people, household, persons, ended_at), day)` gives (household, members)
for `edition.read`, `edition.relevant`, `edition.find`: exactly what `RecordAssessment` evaluates, so a page that shows
findings while somebody types uses it too. `rules.answering.problems(edition, asked, role)` and
`rules.answering.clashes(edition, reading, asked)` yield (field, Verdict): what would be refused.

History: `list_visits`, `get_visit`, `who_else` (drafts and visits of colleagues). Findings: `list_findings` (of a
household), `list_findings_of_person`, `list_open_findings`, `count_open_findings`. Where to go: `list_worklist`,
`get_coverage`; of one household `rules.priority.priority(findings, last_visited, today, parameters)`.
"""

from impreuna.assessment.queries.findings import (
    EventRow,
    FindingRow,
    count_open_findings,
    list_findings,
    list_findings_of_person,
    list_open_findings,
)
from impreuna.assessment.queries.home import find_home
from impreuna.assessment.queries.visits import (
    Meanwhile,
    PersonAnswers,
    VisitFile,
    VisitRow,
    get_visit,
    list_visits,
    who_else,
)
from impreuna.assessment.queries.worklist import Coverage, Wanted, Worklist, WorkRow, get_coverage, list_worklist

__all__ = [
    "Coverage",
    "EventRow",
    "FindingRow",
    "Meanwhile",
    "PersonAnswers",
    "VisitFile",
    "VisitRow",
    "Wanted",
    "WorkRow",
    "Worklist",
    "count_open_findings",
    "find_home",
    "get_coverage",
    "get_visit",
    "list_findings",
    "list_findings_of_person",
    "list_open_findings",
    "list_visits",
    "list_worklist",
    "who_else",
]
