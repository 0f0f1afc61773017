"""The acts of a case: who may do which, in which stages, by which article, and which document it prints.

One table for the gates, the timeline, the file's index and the documents. `kind` is the command's name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from impreuna.cases.rules.stages import ENDED, OPEN, STAGES
from impreuna.kernel.result import ALLOWED, Verdict, _, refused
from impreuna.obligations.rules.sources import in_full

#: Function in a case's team → what it is called. The last two come with a role in the commune, not with the case.
FUNCTIONS: dict[str, str] = {
    "responsible": _("responsabil de caz prevenire"),
    "case_manager": _("manager de caz (DGASPC)"),
    "technician": _("tehnician în asistență socială"),
    "nurse": _("asistent medical comunitar"),
    "health_mediator": _("mediator sanitar"),
    "counsellor": _("consilier școlar"),
    "school_mediator": _("mediator școlar"),
    "specialist": _("specialist extern"),
    "social_worker": _("asistent social"),
    "head": _("șeful SPAS"),
}
#: Role → the function that it has in every case of its commune that is not restricted.
BY_ROLE = {"social_worker": "social_worker", "spas_head": "head"}
#: Role → the function in which it joins a case's team.
FUNCTION_OF = {
    "social_worker": "responsible",
    "social_technician": "technician",
    "community_nurse": "nurse",
    "health_mediator": "health_mediator",
    "school_counsellor": "counsellor",
    "school_mediator": "school_mediator",
    "external_specialist": "specialist",
    "dgaspc_coordinator": "case_manager",
    "spas_head": "head",
}

LEADS = frozenset({"responsible", "case_manager"})
EVALUATORS = LEADS | {"social_worker"}
FIELD = EVALUATORS | {"technician"}
TEAM = FIELD | {"nurse", "health_mediator", "counsellor", "school_mediator", "specialist"}
HEAD = frozenset({"head"})
ANYBODY = TEAM | HEAD

BEFORE = frozenset({"registered"})
DECIDED = OPEN - {"registered", "evaluated"}
ASSIGNED = DECIDED - {"confirmed"}
PLANNED = frozenset({"planned", "in_services", "post_services"})
SERVED = frozenset({"planned", "in_services"})
ALL = frozenset(STAGES)


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is called in the file, by which article, in which stages and by whom; `document` is what it
    prints."""

    kind: str
    title: str
    article: str
    stages: frozenset[str]
    by: frozenset[str]
    document: str = ""
    #: Whether the head endorses it before it counts.
    needs_endorsement: bool = False


ACTS: dict[str, Act] = {
    act.kind: act
    for act in (
        Act("RegisterNotice", _("Sesizare înregistrată"), "O 3.2–3.3", frozenset(), ANYBODY, "DOC-12"),
        Act("NoteReporter", _("Cine a sesizat (protejat)"), "O 3.3; Legea 272/2004 art. 96", frozenset(), ANYBODY),
        Act("RecordEmergency", _("Intervenție de urgență"), "O 3, 3.5", BEFORE, EVALUATORS),
        Act("RecordInitialEvaluation", _("Evaluare inițială"), "O 3, 3.4", BEFORE, FIELD - {"case_manager"}),
        Act("WriteInitialReport", _("Raport de evaluare inițială"), "O 3.6", frozenset({"evaluated"}),
            EVALUATORS, "DOC-03",
            needs_endorsement=True),
        Act("DecideCase", _("Decizie asupra cazului"), "O 3.6", frozenset({"evaluated"}), HEAD),
        Act("InformClient", _("Informarea clientului"), "O 3.11", ALL, TEAM, "DOC-05"),
        Act("DesignateResponsible", _("Desemnarea responsabilului de caz"), "O 3.8–3.9", DECIDED, HEAD,
            "DOC-04"),
        Act("DesignateManager", _("Desemnarea managerului de caz"), "O 1.1, 3.7", DECIDED, HEAD, "DOC-22"),
        Act("JoinCaseTeam", _("Membru nou în echipă"), "O 5.1", OPEN, EVALUATORS | HEAD),
        Act("LeaveCaseTeam", _("Plecare din echipă"), "O 5.1", ALL, EVALUATORS | HEAD),
        Act("DelegateDuties", _("Delegarea responsabilităților"), "O 10.5", ASSIGNED, LEADS, "DOC-21",
            needs_endorsement=True),
        Act("RequestEvaluation", _("Cerere de evaluare de specialitate"), "O 4.8; P art. 3(3)c", ASSIGNED,
            LEADS),
        Act("RecordSpecialistReport", _("Raport de specialitate"), "O 4.8", ASSIGNED, TEAM, "DOC-08"),
        Act("NoteForTeam", _("Ce știe echipa dintr-un raport medical"), "Legea 46/2003 art. 22; propunere", frozenset(),
            TEAM),
        Act("RecordCaseVisit", _("Raport de vizită"), "O 4.4–4.6", OPEN, TEAM, "DOC-07", needs_endorsement=True),
        Act("NoteReference", _("Discuție cu o persoană de referință"), "O 4.7", DECIDED, TEAM),
        Act("NoteContact", _("Contact"), "propunere", OPEN, ANYBODY),
        Act("WriteDetailedReport", _("Raport de evaluare detaliată"), "O 4.8", ASSIGNED, LEADS, "DOC-09",
            needs_endorsement=True),
        Act("EndorseEntry", _("Avizul șefului"), "O 3.6, 4.4, 4.8, 6.4", OPEN, HEAD),
        Act("SendEntry", _("Transmitere"), "O 4.8, 6.4, 7.8", ALL, TEAM | HEAD),
        Act("SignEntry", _("Semnătură"), "O 6.4", OPEN, ANYBODY),
        Act("DraftPlan", _("Plan"), "O 6; Legea 156/2023 art. 7", ASSIGNED, LEADS, "DOC-10",
            needs_endorsement=True),
        Act("TellChild", _("Informarea copilului despre plan"), "O 6.4", PLANNED, TEAM, "DOC-05"),
        Act("RecordDisposition", _("Dispoziția primarului"),
            "Legea 292/2011 art. 44(4); Legea 156/2023 art. 7(2)", ASSIGNED,
            EVALUATORS | HEAD, "DOC-11"),
        Act("MakeContract", _("Contract cu familia"), "O 6.6", SERVED, LEADS, "DOC-13"),
        Act("ChangeContract", _("Act adițional la contract"), "O 6.6", SERVED, LEADS, "DOC-13"),
        Act("CheckService", _("Verificarea unui serviciu"), "O 7.1 a–b", SERVED, TEAM, "DOC-16"),
        Act("ReportProblem", _("Problemă semnalată"), "O 7.1 c", PLANNED, TEAM),
        Act("RespondToProblem", _("Răspuns la o problemă"), "O 7.1 c", PLANNED, TEAM),
        Act("RecordImplementation", _("Raport de implementare"), "O 7.2–7.3", SERVED, TEAM, "DOC-15"),
        Act("DiscussInMeeting", _("Discutat în întâlnirea de echipă"), "O 5.5, 6.3, 7.5", OPEN, ANYBODY,
            "DOC-14"),
        Act("ReferCase", _("Referire"), "O 3.10; P art. 3(8)", ALL, TEAM | HEAD, "DOC-06"),
        Act("RemindReferral", _("Amintire trimisă instituției"), "O 3.10; propunere", ALL, TEAM),
        Act("AnswerReferral", _("Răspuns la referire"), "O 3.10", ALL, ANYBODY),
        Act("NotifyAuthority", _("Sesizarea DGASPC sau a poliției"), "Legea 272/2004 art. 41(2), 96", ALL,
            ANYBODY, "DOC-23"),
        Act("RecordReevaluation", _("Reevaluare"), "O 7.1 f, 7.4–7.7", PLANNED, LEADS),
        Act("WriteReevaluationReport", _("Raport de reevaluare"), "O 7.8", PLANNED, LEADS, "DOC-17",
            needs_endorsement=True),
        Act("RecordAdmission", _("Internare neplanificată"), "O 7.7", DECIDED, TEAM),
        Act("StartPostMonitoring", _("Plan de monitorizare post-servicii"), "O 8.1",
            frozenset({"in_services"}), LEADS,
            "DOC-18", needs_endorsement=True),
        Act("RecordPostReport", _("Raport de monitorizare post-servicii"), "O 8.2–8.3",
            frozenset({"post_services"}), TEAM,
            "DOC-19"),
        Act("RecommendClosing", _("Recomandare de închidere"), "O 8.4", OPEN, LEADS | {"social_worker"},
            "DOC-20",
            needs_endorsement=True),
        Act("CloseCase", _("Decizie de închidere"), "O 8.5", OPEN, HEAD, "DOC-20"),
        Act("ReopenCase", _("Redeschiderea cazului"), "propunere", ENDED, HEAD),
        Act("SuspendCase", _("Suspendarea cazului"), "propunere", OPEN, HEAD),
        Act("ResumeCase", _("Reluarea cazului"), "propunere", OPEN, HEAD),
        Act("TransferCase", _("Transferul cazului"), "propunere", OPEN,
            frozenset({"responsible", "social_worker", "head"}), "DOC-06"),
        Act("PersonMoved", _("Persoana s-a mutat în altă comună"), "propunere", frozenset(), ANYBODY),
        Act("KeepCase", _("Cazul rămâne aici"), "propunere", OPEN, EVALUATORS | HEAD),
        Act("RecordComplaint", _("Reclamație"), "contract-model cl. 8.3", ALL, ANYBODY),
        Act("AnswerComplaint", _("Răspuns la reclamație"), "contract-model cl. 8.3", ALL, HEAD | LEADS),
        Act("WaiveObligation", _("Termen la care s-a renunțat"), "propunere", ALL, HEAD),
        Act("RestrictCase", _("Caz restricționat"), "P art. 6(6); Legea 217/2003", ALL, EVALUATORS | HEAD),
        Act("BreakGlass", _("Deschis din afara echipei"), "propunere", frozenset(), ANYBODY),
        Act("AcceptMove", _("Cazul s-a mutat odată cu gospodăria"), "propunere", frozenset(), ANYBODY),
        Act("LiftRestriction", _("Restricție ridicată"), "propunere", ALL, HEAD),
        Act("OpenHealthData", _("Date medicale deschise"), "Legea 46/2003 art. 22", ALL, frozenset({"nurse"})),
        Act("CloseHealthData", _("Date medicale închise"), "Legea 46/2003 art. 22", ALL, frozenset({"nurse",
            "head"})),
        Act("CorrectParticipants", _("Persoanele cazului"), "propunere", ALL, EVALUATORS | HEAD),
        Act("AddParticipant", _("Persoană nouă în caz"), "propunere", OPEN, EVALUATORS),
        Act("EndParticipation", _("Persoană care nu mai are parte în caz"), "propunere", OPEN, EVALUATORS),
    )
}  # fmt: skip


#: The acts that a case's page offers beside the next one, in groups.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Evaluare"), (
        "RecordEmergency", "RecordInitialEvaluation", "WriteInitialReport", "RecordCaseVisit", "NoteReference",
        "RequestEvaluation", "RecordSpecialistReport", "WriteDetailedReport",
    )),
    (_("Plan și servicii"), (
        "DraftPlan", "RecordDisposition", "CheckService", "RecordImplementation", "ReportProblem", "RecordReevaluation",
        "RecordAdmission", "StartPostMonitoring", "RecordPostReport",
    )),
    (_("Legătura cu familia și cu alții"), (
        "NoteContact", "InformClient", "ReferCase", "NotifyAuthority", "RecordComplaint",
    )),
    (_("Echipa"), (
        "DesignateResponsible", "DesignateManager", "JoinCaseTeam", "LeaveCaseTeam", "DelegateDuties",
    )),
    (_("Cazul"), (
        "DecideCase", "AddParticipant", "EndParticipation", "CorrectParticipants", "RestrictCase", "LiftRestriction",
        "OpenHealthData", "CloseHealthData", "WaiveObligation", "SuspendCase", "ResumeCase", "TransferCase",
        "RecommendClosing", "CloseCase", "ReopenCase",
    )),
)  # fmt: skip


def functions_of(role: str, in_team: Collection[str], has_responsible: bool) -> frozenset[str]:
    """What somebody is in a case: by membership, and by role in the commune.

    Any social worker evaluates and leads until a responsible is designated (std. 3.9); then only who was.
    """
    functions = set(in_team)
    by_role = BY_ROLE.get(role)
    if by_role and not (by_role == "social_worker" and has_responsible):
        functions.add(by_role)
    return frozenset(functions)


def may_do(kind: str, stage: str, functions: Collection[str], is_suspended: bool = False) -> Verdict:
    """Whether the act `kind` may be done by somebody with these `functions` in a case at this `stage`.

    Raises `KeyError` for an unknown act.
    """
    act = ACTS[kind]
    if stage not in act.stages:
        code = "case_ended" if stage in ENDED else "wrong_stage"
        return refused(code, act=act.title, article=in_full(act.article), stage=STAGES[stage])
    if is_suspended and kind not in ("ResumeCase", "CloseCase", "TransferCase") and act.stages <= OPEN:
        return refused("case_suspended", act=act.title)
    if not act.by & frozenset(functions):
        who_may = ", ".join(name for code, name in FUNCTIONS.items() if code in act.by)
        return refused("not_your_function", act=act.title, article=in_full(act.article), who_may=who_may)
    return ALLOWED
