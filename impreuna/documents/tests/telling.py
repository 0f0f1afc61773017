"""A case told in memory, with an entry of every kind that prints: what the tests of papers stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from impreuna.documents.rules.source import Number, Source

CHILD, WORKER, NURSE, MANAGER = UUID(int=7), UUID(int=1), UUID(int=2), UUID(int=3)
START = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
SAID = "Copilul Țăran Ștefan spune: „nu am lemne pentru iarnă”.\nAl doilea paragraf."


@dataclass(frozen=True)
class Told:
    """An entry."""

    id: UUID
    kind: str
    content: Mapping[str, Any]
    area: str = "case"
    about_id: UUID | None = None
    author: str = "Ilinca Breban"
    author_id: UUID = WORKER
    role: str = "social_worker"
    stated_at: datetime = START
    received_at: datetime = START


@dataclass(frozen=True)
class Child:
    """Somebody of the case."""

    name: str = "Țăran Ștefan"
    part: str = "subject"
    birth_date: date | None = date(2016, 3, 4)
    person_id: UUID | None = CHILD


@dataclass(frozen=True)
class Colleague:
    """Somebody of its team."""

    name: str = "Ilinca Breban"
    function: str = "responsible"
    user_id: UUID | None = WORKER
    until: datetime | None = None
    institution: str = ""


@dataclass(frozen=True)
class Story:
    """The case."""

    entries: tuple[Told, ...]
    people: tuple[Child, ...] = (Child(), Child("Țăran Maria", "parent", None, None))
    members: tuple[Colleague, ...] = (Colleague(), Colleague("Reghina Moț", "nurse", NURSE))
    number: int = 3
    year: int = 2026
    label: str = "Țăran Ștefan"
    subject: str = "child"
    channel: str = "notice_phone"
    is_urgent: bool = False
    is_restricted: bool = False
    registered_at: datetime = START
    registered_by: str = "Ilinca Breban"


_OBJECTIVE, _ITEM = "0b1ec71e-0000-4000-8000-000000000001", "0b1ec71e-0000-4000-8000-000000000002"
_PLAN = {
    "plan_id": "p", "version": 1, "type": "services", "starts_on": "2026-11-20", "ends_on": "2027-11-19",
    "objectives": [{"id": _OBJECTIVE, "text": SAID, "indicator": "prezență peste 90 %", "findings": ["ED-03"],
                    "person_id": str(CHILD), "outcome": ""}],
    "items": [{"id": _ITEM, "objective_id": _OBJECTIVE, "title": "Consiliere școlară", "service": "CS-01",
               "provider_kind": "outside", "provider": "Școala", "responsible": "Ana Țuțu", "starts_on": "2026-11-20",
               "ends_on": "2027-06-01", "frequency": "weekly"}],
    "resources": SAID, "accompaniment": SAID,
}  # fmt: skip
_DAYS = {"starts_on": "2026-12-01", "ends_on": "2027-12-01"}
#: Kind → what its entry says; `about` names the kind that it answers.
_ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("RegisterNotice", {"what": SAID, "where": "Strada Școlii", "is_urgent": True, "urgent_why": "frig"}),
    ("RecordInitialEvaluation", {"place": "acasă", "present": ["Țăran Maria"], "situation": SAID, "risks": SAID,
                                 "needs": SAID, "resources": SAID, "urgency": "urgent", "finding_codes": ["ED-03"]}),
    ("WriteInitialReport", {"conclusion": SAID, "proposal": "confirm", "competence": "primăria"}),
    ("DecideCase", {"decision": "confirmed"}),
    ("InformClient", {"what": SAID, "told_to": "Țăran Maria", "how": "acasă", "refused_why": SAID}),
    ("DesignateResponsible", {"user_id": str(WORKER), "criteria": ["cases"], "active_cases": 12}),
    ("DesignateManager", {"user_id": str(MANAGER), "note": SAID}),
    ("DelegateDuties", {"to_user_id": str(NURSE), "is_full": True, "duties": SAID, **_DAYS}),
    ("RecordCaseVisit", {"purpose": "evaluare", "place": "acasă", "present": ["mama"], "synthesis": SAID,
                         "is_announced": False, "agreed_by": "Șefa", "unannounced_why": SAID, "next_on": "2026-12-01"}),
    ("RecordSpecialistReport", {"instruments": SAID, "found": SAID, "conclusions": SAID, "recommendations": SAID}),
    ("WriteDetailedReport", {"needs": SAID, "capacity": SAID, "context": SAID, "conclusions": SAID,
                             "by_area": {"housing": SAID}}),
    ("DraftPlan", _PLAN),
    ("TellChild", {"child": "Țăran Ștefan", "means": "desen", "understood": SAID, "about": "DraftPlan"}),
    ("RecordDisposition", {"number": "145", "decision": "approved", "about": "DraftPlan"}),
    ("MakeContract", {"contract_kind": "contract", "signed_on": "2026-11-21", "signed_by": "Țăran Maria",
                      "cost": "1250.5", "contribution": "0", "about": "DraftPlan", **_DAYS}),
    ("ChangeContract", {"signed_on": "2027-01-10", "changes": SAID, "ends_on": "2027-12-31", "about": "MakeContract"}),
    ("CheckService", {"item_id": _ITEM, "started": True, "progress": SAID, "state": "running"}),
    ("ReportProblem", {"item_id": _ITEM, "problem": SAID}),
    ("RecordImplementation", {"item_id": _ITEM, "occasion": "monthly", "done": SAID, "progress": SAID}),
    ("DiscussInMeeting", {"discussed": SAID, "family_came": True, "decisions": [
        {"title": "Cere adeverința", "assigned_to_id": str(WORKER), "due_on": "2026-12-30"}]}),
    ("ReferCase", {"receiver": "Spitalul Județean", "purpose": SAID, "told": SAID, "asked": SAID, "consent": "given",
                   "answer_by": "2026-12-31", "person": "Țăran Ștefan", "ways": ["direct", "phone"]}),
    ("NotifyAuthority", {"authority": "police", "facts": SAID, "measures": SAID, "sent_how": "telefon"}),
    ("RecordReevaluation", {"occasion": "quarterly", "changes": [{"code": "ED-03", "change": "better"}],
                            "situation": SAID, "plan": "kept"}),
    ("WriteReevaluationReport", {"conclusions": SAID, "recommendations": SAID, "about": "RecordReevaluation"}),
    ("StartPostMonitoring", {"objectives": SAID, "visits": SAID, "partners": SAID, **_DAYS}),
    ("RecordPostReport", {"month": "2027-12-01", "found": SAID, "risks": SAID, "proposal": SAID}),
    ("RecommendClosing", {"reason": "objectives_met", "summary": SAID, "preparation": SAID,
                          "results": [{"code": "ED-03", "change": "resolved"}]}),
    ("CloseCase", {"reason": "objectives_met", "outcome": SAID}),
    ("TransferCase", {"to": "dgaspc", "receiver": "DGASPC", "reason": SAID, "summary": SAID}),
)  # fmt: skip


@dataclass
class Teller:
    """Tells the story, with `said` in the place of every long text."""

    said: str = SAID
    is_empty: bool = False
    entries: list[Told] = field(default_factory=list)

    def tell(self) -> Source:
        """The case with all its entries."""
        for place, (kind, content) in enumerate(_ENTRIES):
            about = next((each.id for each in self.entries if each.kind == content.get("about")), None)
            told = {} if self.is_empty else self._with_said({k: v for k, v in content.items() if k != "about"})
            at = START + timedelta(days=place)
            self.entries.append(Told(UUID(int=100 + place), kind, told, about_id=about, stated_at=at, received_at=at))
        numbers = {self.entries[0].id: Number(12, 2026, START)}
        codes = {"ED-03": "Nu frecventează școala"}
        return Source(Story(tuple(self.entries)), "SPAS Beltiug", "Satu Mare", "Comuna Beltiug", {}, codes, numbers)

    def _with_said(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._with_said(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._with_said(each) for each in value]
        return self.said if value == SAID else value
