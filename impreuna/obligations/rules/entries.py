"""What an obligation of the law is made of: one entry of `lists/obligations.yaml`, checked and typed."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

Unit = Literal["hours", "days", "months", "working_days"]
#: clock: once for each fact that raises it. turn: again and again while something lasts. gate: refuses an act until
#: something is done, without a clock of its own. least: something must last so long at least.
Kind = Literal["clock", "turn", "gate", "least"]
#: Who answers for it: who evaluated or is to evaluate, the responsible of the case, the head of the service, DGASPC's
#: case manager, who did the act that raised it, or the whole team of the commune.
Responsible = Literal["evaluator", "responsible", "head", "case_manager", "author", "team"]
#: What ends an obligation that is not met: see `judging.STOPS`.
Stop = Literal["closed", "not_confirmed", "suspended", "services_ended"]

#: Every act of a case that a rule may name.
FACTS = frozenset(
    {
        "RegisterNotice", "RecordEmergency", "RecordInitialEvaluation", "WriteInitialReport", "DecideCase",
        "InformClient", "DesignateResponsible", "DesignateManager", "JoinCaseTeam", "LeaveCaseTeam",
        "DelegateDuties", "RequestEvaluation", "RecordSpecialistReport", "RecordCaseVisit", "NoteReference",
        "WriteDetailedReport", "EndorseEntry", "SendEntry", "DraftPlan", "SignEntry", "TellChild",
        "RecordDisposition", "MakeContract", "CheckService", "ReportProblem", "RespondToProblem",
        "RecordImplementation", "DiscussInMeeting", "ReferCase", "AnswerReferral", "RecordReevaluation",
        "WriteReevaluationReport", "RecordAdmission", "StartPostMonitoring", "RecordPostReport",
        "RecommendClosing", "CloseCase", "ReopenCase", "SuspendCase", "ResumeCase", "TransferCase",
        "AddParticipant", "PersonMoved", "KeepCase",
        "NotifyAuthority", "RecordComplaint", "AnswerComplaint", "WaiveObligation", "HoldMeeting",
    }
)  # fmt: skip


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from YAML: a key that is not named here is a mistake."""


class Length(_Entry, frozen=True, kw_only=True):
    """How long: `{hours: 72}`, `{days: 3}`, `{months: 1}` or `{working_days: 10}`, exactly one of them.

    `basis`: P when the law gives no figure and this one is a proposal.
    """

    hours: int | None = None
    days: int | None = None
    months: int | None = None
    working_days: int | None = None
    basis: Literal["F", "D", "P"] = "F"

    @property
    def unit(self) -> Unit:
        """The one unit that is given."""
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def amount(self) -> int:
        """So many of the unit."""
        return int(getattr(self, self.unit))


UNITS: tuple[Unit, ...] = ("hours", "days", "months", "working_days")


class Words(_Entry, frozen=True, kw_only=True):
    """The same in both languages."""

    ro: str
    en: str


class Step(_Entry, frozen=True, kw_only=True):
    """A fact that is looked for: one of these kinds, whose content is so. `about`: it answers the fact that raised
    the obligation; `item`: it speaks of the service of the plan; else any fact since then. `not_about`: not one that
    answers a fact of these kinds."""

    facts: tuple[str, ...]
    match: Literal["after", "about", "item"] = "after"
    not_about: tuple[str, ...] = ()
    when: dict[str, Any] = {}


class Since(_Entry, frozen=True, kw_only=True):
    """What raises the obligation.

    `once`: only when that has been done about it, and from then on. `which`: each such fact, the first since the case
    was opened (again), or the last before it is met; the last is known as such when `said_last` holds of its content
    or when it is met. `per: items`: one for each service of the plan. `counts_from`: the moment when it was recorded,
    when it happened as its author says, the first day of the service, or the day by which an institution was asked
    for its answer.
    """

    facts: tuple[str, ...] = ()
    when: dict[str, Any] = {}
    once: Step | None = None
    which: Literal["each", "first", "last"] = "each"
    said_last: str = ""
    per: Literal["", "items"] = ""
    counts_from: Literal["recorded", "stated", "starts_on", "answer_by"] = "recorded"


class Until(_Entry, frozen=True, kw_only=True):
    """What meets it: all `steps`. `through`: all of them about one fact of that kind, whichever is first complete."""

    steps: tuple[Step, ...]
    through: str = ""


class Risk(_Entry, frozen=True, kw_only=True):
    """How many risk situations of Legea 156/2023 art. 5, both ends among them."""

    least: int = 1
    most: int | None = None

    def holds(self, situations: int) -> bool:
        """Whether so many situations are meant."""
        return self.least <= situations and (self.most is None or situations <= self.most)


class Obligation(_Entry, frozen=True, kw_only=True):
    """O obligație: who has to do what, within which time of what, by which article, and what proves it."""

    code: str
    ro: str
    en: str
    #: What to do next, in one sentence.
    todo: Words
    kind: Kind = "clock"
    about: Literal["case", "team", "staff"] = "case"
    since: Since | None = None
    until: Until | None = None
    period: Length | None = None
    #: A turn that lasts no longer than this.
    lasts: Length | None = None
    ends: tuple[Stop, ...] = ()
    #: The law speaks of children; `everybody`: for adults the same is a proposal.
    subjects: Literal["child", "everybody"] = "everybody"
    risk: Risk | None = None
    #: Acts that are refused before it is met.
    before: tuple[str, ...] = ()
    #: The first day on which it holds, in Romania: what was done before it raises nothing. None: always.
    in_force: date | None = None
    responsible: Responsible
    severity: Literal[1, 2, 3, 4]
    consequence: str = ""
    #: The indicators of the standards that it proves.
    indicator: str = ""
    source: str
    basis: Literal["F", "D", "P"]
    note: str = ""

    def basis_for(self, subject: str) -> str:
        """F found in the law, D derived from it, P a proposal: what the law says of children is one for adults."""
        if self.source.startswith("O ") and subject not in ("child", "") and self.basis == "F":
            return "P"
        return self.period.basis if self.period is not None and self.basis == "F" else self.basis


class Holiday(_Entry, frozen=True, kw_only=True):
    """A day on which nobody works: the same day of each year, or so many days from Orthodox Easter. `since`: the first
    year."""

    ro: str
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    since: int = 0


class Escalation(_Entry, frozen=True, kw_only=True):
    """Who is told of a delay, after so many hours of it; no e-mail leaves from `quiet_from` to `quiet_until` o'clock
    in Romania, nor at weekends."""

    head_after_hours: int
    county_after_hours: int
    quiet_from: int
    quiet_until: int
    source: str
    basis: Literal["F", "D", "P"]


class Lists(_Entry, frozen=True, kw_only=True):
    """The whole file."""

    holidays_source: str
    holidays: tuple[Holiday, ...]
    escalation: Escalation
    obligations: tuple[Obligation, ...]
