"""What can be done about visits and services. Nothing else writes their tables.

`PlanVisit`, `CallOffVisit`, `RecordVisit` (which also ends the plan that it carries out), `RecordService`,
`AttachFile`, `ReceiveFile` (the content of an attachment has arrived), `GiveResource` (help in kind),
`RecordActivity` (for many), `RenewCalendarKey` (the address of one's own calendar).
"""

from impreuna.services.commands.attachments import AttachFile, ReceiveFile, note_arrival
from impreuna.services.commands.calendar import RenewCalendarKey
from impreuna.services.commands.delivery import RecordService
from impreuna.services.commands.following import end_census_plans, follow_into_commune
from impreuna.services.commands.giving import GiveResource, RecordActivity
from impreuna.services.commands.visits import CallOffVisit, PlanVisit, RecordVisit

__all__ = [
    "AttachFile",
    "CallOffVisit",
    "GiveResource",
    "PlanVisit",
    "ReceiveFile",
    "RecordActivity",
    "RecordService",
    "RecordVisit",
    "RenewCalendarKey",
    "end_census_plans",
    "follow_into_commune",
    "note_arrival",
]
