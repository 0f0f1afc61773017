"""How a case of the demonstration is told, act by act."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from impreuna.cases import commands as act
from impreuna.config.demo.narrator import Narrator
from impreuna.documents.commands import IssueDocument
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.moments import BUCHAREST
from impreuna.registry.rules.intake import NewPerson

#: Where the code on a document of the demonstration leads.
_SITE = "http://127.0.0.1:8000"


class Telling:
    """One case, told act by act: who, how many days before today and at which hour, what."""

    def __init__(self, narrator: Narrator, team: dict[str, Actor]) -> None:
        self.narrator, self.team, self.case_id = narrator, team, narrator.draw.id()

    def tell(self, days: int, hour: str, who: str, command: type[Command], **fields: Any) -> UUID:
        """Sends an act of the case; answers its id."""
        moment = self.moment(days, hour)
        entry_id = self.narrator.draw.id()
        if "case_id" in command.__struct_fields__:
            fields.setdefault("case_id", self.case_id)
        self.narrator.send_at(moment, self.team[who], command, id=entry_id, **fields)
        return entry_id

    def moment(self, days: int, hour: str) -> datetime:
        """So many days before the day of telling, at that hour in Romania."""
        return datetime.combine(self.narrator.today - timedelta(days=days), time.fromisoformat(hour), BUCHAREST)

    def open(self, days: int, hour: str, who: str, **fields: Any) -> None:
        """Registers the notice and goes the first steps: evaluation, report, decision, a responsible."""
        notice = {"people": (), "what": "", "situation": "", "risks": "", "needs": "", "resources": "", **fields}
        seen = {name: notice.pop(name) for name in ("situation", "risks", "needs", "resources")}
        self.tell(days, hour, who, act.RegisterNotice, **notice)
        self.tell(
            days - 1, "10:30", "worker", act.RecordInitialEvaluation, place="la domiciliu", present=("familia",),
            urgency="urgent",
            **seen,
        )  # fmt: skip
        report = self.tell(
            days - 1, "15:10", "worker", act.WriteInitialReport, proposal="confirm",
            conclusion="Situația se confirmă; este nevoie de sprijin pentru familie.",
        )  # fmt: skip
        self.tell(days - 1, "15:40", "head", act.EndorseEntry, about_id=report, decision="endorsed")
        self.issue(days - 1, "15:42", report)
        self.tell(days - 1, "15:45", "head", act.DecideCase, decision="confirmed", reason="Raportul arată nevoia.")
        self.tell(
            days - 1, "15:50", "head", act.DesignateResponsible, user_id=self.team["worker"].user_id,
            criteria=("cases", "relation"),
        )  # fmt: skip
        self.tell(
            days - 2, "11:00", "worker", act.InformClient, about_id=report, told_to="familia", how="la domiciliu",
            what="Ce scrie în raport și că s-a deschis cazul.", is_signed=True,
        )  # fmt: skip

    def send_on(self, days: int, hour: str, about_id: UUID, *to: str) -> None:
        """Sends a document of the case on, by the responsible's hand."""
        self.tell(days, hour, "worker", act.SendEntry, about_id=about_id, to=to, how="personal, pe hârtie")

    def issue(self, days: int, hour: str, entry_id: UUID) -> None:
        """Issues the document of an entry: numbered and frozen."""
        self.tell(days, hour, "worker", IssueDocument, entry_id=entry_id, site=_SITE)


def about(person: NewPerson) -> act.Participant:
    """Somebody of the registry as the one whom a case is about."""
    return as_part(person, "subject")


def as_part(person: NewPerson, part: str) -> act.Participant:
    """Somebody of the registry with her part in a case."""
    return act.Participant(
        name=f"{person.last_name} {person.first_name}", part=part, person_id=person.id, birth_date=person.birth_date
    )
