"""What can be done in a case. Nothing else writes this room's tables."""

from impreuna.cases.commands import following  # noqa: F401  wishes make themselves known
from impreuna.cases.commands.deciding import (
    DecideCase,
    EndorseEntry,
    InformClient,
    RecordDisposition,
    SendEntry,
    SignEntry,
    TellChild,
    WaiveObligation,
)
from impreuna.cases.commands.ending import (
    CloseCase,
    RecommendClosing,
    RecordPostReport,
    ReopenCase,
    Result,
    ResumeCase,
    StartPostMonitoring,
    SuspendCase,
)
from impreuna.cases.commands.evaluating import (
    NoteContact,
    NoteReference,
    RecordCaseVisit,
    RecordSpecialistReport,
    RequestEvaluation,
    WriteDetailedReport,
)
from impreuna.cases.commands.health import CloseHealthData, OpenHealthData
from impreuna.cases.commands.initial import RecordEmergency, RecordInitialEvaluation, WriteInitialReport
from impreuna.cases.commands.intake import Participant, RegisterNotice
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
from impreuna.cases.commands.openings import BreakGlass, LiftRestriction, OpenCaseFile, RestrictCase
from impreuna.cases.commands.participants import AddParticipant, CorrectParticipants, EndParticipation
from impreuna.cases.commands.planning import (
    ChangeContract,
    DraftPlan,
    MakeContract,
    Objective,
    PlanItem,
)
from impreuna.cases.commands.recomputing import RecomputeObligations
from impreuna.cases.commands.referring import (
    AnswerComplaint,
    AnswerReferral,
    NotifyAuthority,
    RecordComplaint,
    ReferCase,
)
from impreuna.cases.commands.reminding import RemindReferral
from impreuna.cases.commands.team import (
    DelegateDuties,
    DesignateManager,
    DesignateResponsible,
    JoinCaseTeam,
    LeaveCaseTeam,
)
from impreuna.cases.commands.transferring import KeepCase, TransferCase

__all__ = [
    "AddParticipant",
    "AnswerComplaint",
    "AnswerReferral",
    "Attendance",
    "BreakGlass",
    "Change",
    "ChangeContract",
    "CheckService",
    "CloseCase",
    "CloseHealthData",
    "CorrectParticipants",
    "DecideCase",
    "Decision",
    "DelegateDuties",
    "DesignateManager",
    "DesignateResponsible",
    "DiscussInMeeting",
    "DraftPlan",
    "EndParticipation",
    "EndorseEntry",
    "FinishTask",
    "HoldMeeting",
    "InformClient",
    "JoinCaseTeam",
    "KeepCase",
    "LeaveCaseTeam",
    "LiftRestriction",
    "MakeContract",
    "NoteContact",
    "NoteReference",
    "NotifyAuthority",
    "Objective",
    "OpenCaseFile",
    "OpenHealthData",
    "Participant",
    "PlanItem",
    "RecommendClosing",
    "RecomputeObligations",
    "RecordAdmission",
    "RecordCaseVisit",
    "RecordComplaint",
    "RecordDisposition",
    "RecordEmergency",
    "RecordImplementation",
    "RecordInitialEvaluation",
    "RecordPostReport",
    "RecordReevaluation",
    "RecordSpecialistReport",
    "ReferCase",
    "RegisterNotice",
    "RemindReferral",
    "ReopenCase",
    "ReportProblem",
    "RequestEvaluation",
    "RespondToProblem",
    "RestrictCase",
    "Result",
    "ResumeCase",
    "SendEntry",
    "SignEntry",
    "StartPostMonitoring",
    "SuspendCase",
    "TellChild",
    "TransferCase",
    "WaiveObligation",
    "WriteDetailedReport",
    "WriteInitialReport",
    "WriteReevaluationReport",
    "actor_of_link",
]
