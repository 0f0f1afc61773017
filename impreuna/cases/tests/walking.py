"""A case walked from its notice to any stage, by the acts that a team does, each in time: `walk_to("in_services")`.

The team of Beltiug: a social worker, who leads, the head of the service, a nurse, and DGASPC's case manager.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from impreuna.cases import commands as does
from impreuna.cases.commands.intake import Participant
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Outcome
from impreuna.obligations.rules.counting import add_months
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import MOMENT
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

#: The stages on the way, in order; the others lead away from it.
WAY = (
    "registered", "evaluated", "confirmed", "assigned", "planned", "in_services", "post_services", "closed",
)  # fmt: skip


@dataclass
class Walk:
    """A case on its way: its people, and the moment at which the next act is recorded and received."""

    worker: Actor
    head: Actor
    nurse: Actor
    case_id: UUID = field(default_factory=new_id)
    now: datetime = MOMENT
    #: The latest act of each kind: its command's id.
    last: dict[str, UUID] = field(default_factory=dict)
    plan_id: UUID = field(default_factory=new_id)
    version: int = 0
    objective_id: UUID = field(default_factory=new_id)
    item_id: UUID = field(default_factory=new_id)
    meeting_id: UUID | None = None

    @property
    def today(self) -> date:
        """The day of the story."""
        return day_of(self.now)

    def send(self, who: Actor, command: type[Command], /, **said: Any) -> Outcome:
        """Somebody does something, five minutes after what was done before."""
        self.now += timedelta(minutes=5)
        if "case_id" in command.__struct_fields__ and "case_id" not in said:
            said["case_id"] = self.case_id
        named = {"id": new_id(), "commune_id": BELTIUG, "recorded_at": self.now, **said}
        made = command(**named)
        outcome = execute(made, who, received_at=self.now)
        if outcome.is_kept:
            self.last[made.kind] = made.id
        return outcome

    def do(self, who: Actor, command: type[Command], /, **said: Any) -> UUID:
        """Like `send`, for what has to succeed on the way; answers the act's id."""
        outcome = self.send(who, command, **said)
        assert outcome.is_kept, (command.__name__, outcome.reason, outcome.field, outcome.facts)
        return outcome.command_id

    def wait(self, days: int) -> None:
        """So many days pass."""
        self.now += timedelta(days=days)

    def endorse(self, about_id: UUID, decision: str = "endorsed", note: str = "") -> UUID:
        """The head endorses an entry, or returns it."""
        return self.do(self.head, does.EndorseEntry, about_id=about_id, decision=decision, note=note)

    def discuss(self, who: Actor | None = None, **said: Any) -> UUID:
        """The team meets and talks about the case."""
        self.meet()
        told = {"discussed": "Echipa a discutat planul.", **said}
        return self.do(who or self.worker, does.DiscussInMeeting, meeting_id=self.meeting_id, **told)

    def meet(self, **said: Any) -> UUID:
        """The team meets."""
        self.meeting_id = new_id()
        people = (
            does.Attendance(name=self.worker.name, part="asistent social", is_present=True),
            does.Attendance(name=self.nurse.name, part="asistent medical comunitar", is_present=False),
        )
        told = {
            "meeting_kind": "team",
            "held_at": self.now,
            "place": "Primărie",
            "attendance": people,
            "minutes": "S-au discutat cazurile săptămânii.",
            **said,
        }
        return self.do(self.worker, does.HoldMeeting, meeting_id=self.meeting_id, **told)

    def plan(self, **said: Any) -> dict[str, Any]:
        """What the next version of the plan says."""
        starts_on, ends_on = self.today, add_months(self.today, 12)
        objective = does.Objective(id=self.objective_id, text="Copilul merge la școală", indicator="prezență 90%")
        item = does.PlanItem(
            id=self.item_id,
            objective_id=self.objective_id,
            title="Consiliere pentru părinți",
            responsible_id=self.worker.user_id,
            responsible=self.worker.name,
            starts_on=starts_on,
            ends_on=ends_on,
            frequency="weekly",
        )
        told: dict[str, Any] = {
            "plan_id": self.plan_id,
            "version": self.version + 1,
            "type": "services",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "objectives": (objective,),
            "items": (item,),
            "resources": "Bunica ajută.",
            "revision_why": "Situația s-a schimbat." if self.version else "",
        }
        return told | said

    def draft(self, **said: Any) -> UUID:
        """The responsible writes the next version of the plan."""
        drafted = self.do(self.worker, does.DraftPlan, **self.plan(**said))
        self.version += 1
        return drafted


def begin(now: datetime = MOMENT, **notice: Any) -> Walk:
    """The people, and a notice about a child. Pages go by the real day: for them a walk begins long ago."""
    walk = Walk(
        actor("Ilinca Breban", "social_worker", BELTIUG),
        actor("Horea Man", "spas_head", BELTIUG),
        actor("Reghina Pop", "community_nurse", BELTIUG),
        now=now,
    )
    told = {
        "channel": "notice_phone",
        "subject": "child",
        "people": (Participant(name="Țăran Ștefan", part="subject", birth_date=date(2018, 4, 2)),),
        "what": "Copilul este singur acasă de două zile.",
        "reporter": "Vecina",
        **notice,
    }
    walk.do(walk.worker, does.RegisterNotice, **told)
    return walk


def county_manager() -> Actor:
    """DGASPC's case manager."""
    return actor("Mircea Rus", "dgaspc_coordinator", SATU_MARE)


def walk_to(stage: str, walk: Walk | None = None, **notice: Any) -> Walk:
    """A case at a stage: of the way, or not_confirmed or transferred. Nothing in it is late."""
    walk = walk or begin(**notice)
    if stage == "not_confirmed":
        _evaluated(walk)
        walk.do(walk.head, does.DecideCase, decision="not_confirmed", reason="Nu este un caz.", competence="dgaspc")
        return walk
    if stage == "transferred":
        walk.do(
            walk.head, does.TransferCase,
            to="commune", to_commune_id=DOBA, reason="Familia s-a mutat.", summary="Un copil de 8 ani.",
        )  # fmt: skip
        return walk
    for step in WAY[1 : WAY.index(stage) + 1]:
        _STEPS[step](walk)
    return walk


def _evaluated(walk: Walk) -> None:
    walk.do(
        walk.worker, does.RecordInitialEvaluation,
        place="acasă", present=("mama",), situation="Copilul stă cu bunica.", risks="Lipsa supravegherii.",
        needs="Sprijin la teme.", resources="Bunica.", urgency="urgent",
    )  # fmt: skip
    walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz.", proposal="confirm")


def _confirmed(walk: Walk) -> None:
    walk.do(walk.head, does.DecideCase, decision="confirmed")


def _assigned(walk: Walk) -> None:
    walk.do(walk.head, does.DesignateResponsible, user_id=walk.worker.user_id, criteria=("cases", "experience"))


def _planned(walk: Walk) -> None:
    visit = walk.do(
        walk.worker, does.RecordCaseVisit,
        purpose="Evaluarea detaliată", place="acasă", present=("mama", "copilul"), synthesis="Am vorbit cu toți.",
        child_opinion="Vrea la școală.", family_opinion="Sunt de acord.", is_last=True,
    )  # fmt: skip
    walk.endorse(visit)
    report = walk.do(
        walk.worker, does.WriteDetailedReport,
        needs="Supraveghere și școală.", capacity="Mama lucrează în schimburi.", context="Casă cu două camere.",
        risks="Abandon școlar.", resources="Bunica.", child_opinion="Vrea la școală.", family_opinion="Sunt de acord.",
        conclusions="Servicii de sprijin.",
    )  # fmt: skip
    walk.endorse(report)
    plan = walk.draft()
    walk.discuss()
    walk.endorse(plan)


def _in_services(walk: Walk) -> None:
    plan = walk.last["DraftPlan"]
    walk.do(walk.head, does.RecordDisposition, about_id=plan, number="17", decision="approved")
    walk.do(
        walk.worker, does.MakeContract,
        about_id=plan, contract_kind="contract", signed_on=walk.today, signed_by="Țăran Maria, mama",
        starts_on=walk.today, ends_on=add_months(walk.today, 12),
    )  # fmt: skip
    walk.do(walk.worker, does.CheckService, item_id=walk.item_id, started=True, progress="Au venit la prima ședință.")


def _post_services(walk: Walk) -> None:
    walk.wait(10)
    walk.do(
        walk.worker, does.CheckService,
        item_id=walk.item_id, started=True, progress="Părinții se descurcă.", state="finished",
    )  # fmt: skip
    plan = walk.do(
        walk.worker, does.StartPostMonitoring,
        objectives="Familia se descurcă singură.", visits="o vizită pe lună", partners="școala",
        starts_on=walk.today, ends_on=add_months(walk.today, 3),
    )  # fmt: skip
    walk.endorse(plan)


def _closed(walk: Walk) -> None:
    for _month in range(4):
        walk.wait(24)
        walk.do(
            walk.worker, does.RecordPostReport,
            month=walk.today, found="Copilul merge la școală.", risks="", proposal="Continuăm.",
        )  # fmt: skip
    advice = walk.do(
        walk.worker, does.RecommendClosing, reason="objectives_met", summary="Obiectivele sunt atinse.",
    )  # fmt: skip
    walk.endorse(advice)
    walk.do(walk.head, does.CloseCase, reason="objectives_met", outcome="Familia se descurcă singură.")


_STEPS = {
    "evaluated": _evaluated,
    "confirmed": _confirmed,
    "assigned": _assigned,
    "planned": _planned,
    "in_services": _in_services,
    "post_services": _post_services,
    "closed": _closed,
}
