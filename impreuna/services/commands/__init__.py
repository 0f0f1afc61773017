"""What can be done about visits and services. Nothing else writes their tables.

`PlanVisit`, `CallOffVisit`, `RecordVisit` (which also ends the plan that it carries out), `RecordService`,
`AttachFile`, `ReceiveFile` (the content of an attachment has arrived).
"""

from impreuna.services.commands.attachments import AttachFile, ReceiveFile, note_arrival
from impreuna.services.commands.delivery import RecordService
from impreuna.services.commands.following import end_census_plans, follow_into_commune
from impreuna.services.commands.visits import CallOffVisit, PlanVisit, RecordVisit

__all__ = [
    "AttachFile",
    "CallOffVisit",
    "PlanVisit",
    "ReceiveFile",
    "RecordService",
    "RecordVisit",
    "end_census_plans",
    "follow_into_commune",
    "note_arrival",
]
