"""What can be done in a case. Nothing else writes this room's tables."""

from impreuna.cases.commands.ending import (
    CloseCase,
    RecommendClosing,
    RecordPostReport,
    ReopenCase,
    Result,
    ResumeCase,
    StartPostMonitoring,
    SuspendCase,
    TransferCase,
)
from impreuna.cases.commands.intake import RegisterNotice
from impreuna.cases.commands.links import (
    actor_of_link,
)
from impreuna.cases.commands.meeting import (
    Attendance,
    Decision,
    DiscussInMeeting,
    FinishTask,
    HoldMeeting,
)
from impreuna.cases.commands.monitoring import (
    Change,
    CheckService,
    RecordAdmission,
    RecordImplementation,
    RecordReevaluation,
    ReportProblem,
    RespondToProblem,
    WriteReevaluationReport,
)
from impreuna.cases.commands.planning import (
    ChangeContract,
    DraftPlan,
    MakeContract,
    Objective,
    PlanItem,
)
from impreuna.cases.commands.referring import (
    AnswerComplaint,
    AnswerReferral,
    NotifyAuthority,
    RecordComplaint,
    ReferCase,
)

__all__ = [
    "AnswerComplaint",
    "AnswerReferral",
    "Attendance",
    "Change",
    "ChangeContract",
    "CheckService",
    "CloseCase",
    "Decision",
    "DiscussInMeeting",
    "DraftPlan",
    "FinishTask",
    "HoldMeeting",
    "MakeContract",
    "NotifyAuthority",
    "Objective",
    "PlanItem",
    "RecommendClosing",
    "RecordAdmission",
    "RecordComplaint",
    "RecordImplementation",
    "RecordPostReport",
    "RecordReevaluation",
    "ReferCase",
    "RegisterNotice",
    "ReopenCase",
    "ReportProblem",
    "RespondToProblem",
    "Result",
    "ResumeCase",
    "StartPostMonitoring",
    "SuspendCase",
    "TransferCase",
    "WriteReevaluationReport",
    "actor_of_link",
]
