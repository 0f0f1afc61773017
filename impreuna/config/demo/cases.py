"""The demonstration's cases in Beltiug: a child whose plan is under way, an old woman whose case is closed, a notice of
violence that only its team sees, and a call of yesterday that waits for its evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from impreuna.cases import commands as act
from impreuna.cases.commands.dossier import CaseAct
from impreuna.config.demo.households import Drawn
from impreuna.config.demo.narrator import Narrator
from impreuna.documents.commands import IssueDocument
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.moments import BUCHAREST
from impreuna.registry.rules.intake import NewPerson


class Telling:
    """One case, told act by act: who, how many days before today and at which hour, what."""

    def __init__(self, narrator: Narrator, team: dict[str, Actor]) -> None:
        self.narrator, self.team, self.case_id = narrator, team, narrator.draw.id()

    def tell(self, days: int, hour: str, who: str, command: type[Command], **fields: Any) -> UUID:
        """Sends an act of the case; answers its id."""
        moment = self.moment(days, hour)
        entry_id = self.narrator.draw.id()
        if issubclass(command, CaseAct):
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


def cases(narrator: Narrator, team: dict[str, Actor], homes: Sequence[Drawn]) -> None:
    """Tells the four cases. `team`: worker, head, nurse, counsellor, mediator and manager, who is the county's."""
    told = [home for home in homes if home.fields["dwelling_state"] == "visited"]
    family = next(home for home in told if {"spouse", "child"} <= {member.relation for member in home.members})
    alone = next(home for home in told if len(home.members) == 1 and home.head.sex == "F")
    afraid = next(home for home in told[::-1] if home is not family and len(home.members) > 2)
    called = next(home for home in told if home not in (family, alone, afraid) and len(home.members) > 1)
    elderly_case(Telling(narrator, team), alone)
    child_case(Telling(narrator, team), family)
    restricted_case(Telling(narrator, team), afraid)
    waiting_notice(Telling(narrator, team), called)


def child_case(case: Telling, home: Drawn) -> None:
    """A neighbour's call of five weeks ago: by now the plan is signed and its services run; one check is late."""
    child = next(member for member in home.members if member.relation == "child")
    case.open(
        36, "09:12", "worker", channel="notice_phone", subject="child", household_id=home.household_id,
        people=(_about(child), _as(home.head, "parent"), _as(home.members[1], "parent")),
        what="Copilul lipsește de la școală de două săptămâni și stă singur acasă după-amiaza.",
        reporter="o vecină", reporter_contact="0700 200 300", reporter_relation="vecină",
        situation="Mama lucrează cu ziua la oraș; tatăl caută de lucru. Copilul rămâne cu fratele mai mic.",
        risks="Abandon școlar; lipsa supravegherii după-amiaza.", needs="Îmbrăcăminte de iarnă; sprijin la teme.",
        resources="Părinții cooperează; bunica locuiește în satul vecin.",
    )  # fmt: skip
    for who, function in (("nurse", "nurse"), ("counsellor", "counsellor"), ("mediator", "school_mediator")):
        case.tell(34, "12:00", "worker", act.JoinCaseTeam, function=function, user_id=case.team[who].user_id)
    _evaluate(case)
    _serve(case, _plan(case, home, child))


def _evaluate(case: Telling) -> None:
    asked = case.tell(
        34, "12:20", "worker", act.RequestEvaluation, of="counsellor", due_on=case.moment(28, "12:00").date(),
        questions="De ce lipsește, ce îl ajută să se întoarcă?",
    )  # fmt: skip
    visit = case.tell(
        31, "16:00", "worker", act.RecordCaseVisit, purpose="evaluare detaliată", place="la domiciliu",
        present=("mama", "copilul"), child_opinion="Îi place la școală, dar îi e rușine că nu are haine ca ceilalți.",
        synthesis="S-a vorbit despre program, cheltuieli și ajutorul bunicii.", family_opinion="Vor sprijin la teme.",
    )  # fmt: skip
    case.tell(30, "09:00", "head", act.EndorseEntry, about_id=visit, decision="endorsed")
    case.tell(
        30, "10:00", "worker", act.InformClient, about_id=visit, told_to="mama și copilul", how="prin telefon",
        what="Ce s-a scris despre vizită.", is_signed=False, refused_why="S-a vorbit la telefon.",
    )  # fmt: skip
    case.tell(
        29, "13:00", "counsellor", act.RecordSpecialistReport, about_id=asked, veil="education",
        instruments="Discuție cu dirigintele, catalog", found="18 absențe nemotivate într-o lună; note bune la română.",
        conclusions="Se poate întoarce dacă are cine să îl ajute la matematică.", is_last=True,
        recommendations="Program „Școala după școală”, consiliere săptămânală.",
    )  # fmt: skip
    report = case.tell(
        28, "11:00", "worker", act.WriteDetailedReport, needs="Haine, ajutor la teme, supraveghere după-amiaza.",
        capacity="Părinții sunt atenți, dar fără venit sigur.", context="Casă de două camere, vecini de ajutor.",
        risks="Abandon școlar.", resources="Bunica, dirigintele.", child_opinion="Vrea să meargă la școală.",
        family_opinion="De acord cu planul.", conclusions="Este nevoie de un plan de servicii.",
    )  # fmt: skip
    case.tell(28, "14:00", "head", act.EndorseEntry, about_id=report, decision="endorsed")
    case.send_on(27, "09:30", report, "team", "family", "child")


def _meet(case: Telling) -> None:
    meeting = case.narrator.draw.id()
    attendance = tuple(
        act.Attendance(name=one.name, part=one.role, is_present=True, user_id=one.user_id)
        for one in (case.team[who] for who in ("worker", "nurse", "counsellor", "mediator"))
    )
    case.tell(
        26, "09:00", "worker", act.HoldMeeting, meeting_id=meeting, meeting_kind="team", minutes="Cazurile săptămânii.",
        held_at=case.moment(26, "08:30"), place="sediul SPAS", attendance=attendance,
    )  # fmt: skip
    case.tell(
        26, "09:20", "worker", act.DiscussInMeeting, meeting_id=meeting, family_came=True,
        discussed="Planul copilului: întoarcerea la școală și un venit pentru familie.",
    )  # fmt: skip


def _plan(case: Telling, home: Drawn, child: NewPerson) -> list[act.PlanItem]:
    _meet(case)
    draw, starts = case.narrator.draw, case.moment(20, "08:00").date()
    ends = starts + timedelta(days=366)
    school, income = draw.id(), draw.id()
    items = [
        act.PlanItem(
            id=draw.id(), objective_id=objective, title=title, service=service, starts_on=starts, ends_on=ends,
            frequency=frequency, responsible_id=case.team[who].user_id, responsible=case.team[who].name,
        )
        for objective, title, service, frequency, who in (
            (school, "Consiliere școlară individuală", "CSC-10", "weekly", "counsellor"),
            (school, "Vizită la familie pentru frecvența la școală", "MSC-06", "monthly", "mediator"),
            (income, "Dosarul pentru venitul minim de incluziune", "AS-20", "once", "worker"),
        )
    ]  # fmt: skip
    plan = case.tell(
        25, "10:00", "worker", act.DraftPlan, plan_id=draw.id(), version=1, type="services", starts_on=starts,
        ends_on=ends, items=tuple(items), accompaniment="Asistentul social merge cu mama la depunerea dosarului.",
        objectives=(
            act.Objective(id=school, text="Copilul merge la școală în fiecare zi", indicator="sub 5 absențe pe lună",
                          person_id=child.id),
            act.Objective(id=income, text="Familia are un venit sigur", indicator="decizia de acordare a VMI"),
        ),
    )  # fmt: skip
    _agree(case, plan, child)
    # Nobody has entered the contract into the national register: one deadline of this case has passed.
    case.tell(
        21, "11:00", "worker", act.MakeContract, about_id=plan, contract_kind="contract",
        signed_by=home.head.first_name,
        signed_on=case.moment(21, "11:00").date(), starts_on=starts, ends_on=ends,
    )  # fmt: skip
    return items


def _agree(case: Telling, plan: UUID, child: NewPerson) -> None:
    """The plan is endorsed, printed, sent, told to the child, and approved by the mayor."""
    case.tell(24, "09:00", "head", act.EndorseEntry, about_id=plan, decision="endorsed")
    case.tell(
        24, "11:40", "worker", IssueDocument, case_id=case.case_id, entry_id=plan, site="http://127.0.0.1:8000"
    )  # fmt: skip
    case.send_on(24, "12:00", plan, "team", "family", "child")
    case.tell(
        23, "16:00", "worker", act.TellChild, about_id=plan, child=child.first_name, means="un desen cu săptămâna lui",
        understood="A povestit cu vorbele lui ce urmează.",
    )  # fmt: skip
    case.tell(22, "10:00", "worker", act.RecordDisposition, about_id=plan, number="118", decision="approved")


def _serve(case: Telling, items: Sequence[act.PlanItem]) -> None:
    for item in items:
        case.tell(19, "10:00", "worker", act.CheckService, item_id=item.id, started=True, progress="A început.")
    problem = case.tell(
        9, "12:00", "mediator", act.ReportProblem, item_id=items[1].id, problem="Luni a lipsit din nou: nu avea cizme."
    )  # fmt: skip
    case.tell(
        9, "14:30", "worker", act.RespondToProblem, about_id=problem, response="S-au găsit cizme la banca de haine."
    )  # fmt: skip
    case.tell(
        8, "10:00", "worker", act.ReferCase, receiver="Școala gimnazială", receiver_contact="secretariat",
        purpose="Masă caldă și „Școala după școală”", told="Elevul are nevoie de sprijin la teme după-amiaza.",
        asked="Poate fi primit din decembrie?", answer_by=case.moment(-6, "12:00").date(), consent="given",
        ways=("direct", "through_client"),
    )  # fmt: skip
    _meet_again(case)


def _meet_again(case: Telling) -> None:
    """The latest meeting: what it decided waits to be done."""
    draw, worker = case.narrator.draw, case.team["worker"]
    meeting = draw.id()
    case.tell(
        4, "09:00", "worker", act.HoldMeeting, meeting_id=meeting, meeting_kind="team", minutes="Cazurile săptămânii.",
        held_at=case.moment(4, "08:30"), place="sediul SPAS", next_on=case.moment(-3, "08:30").date(),
        attendance=(act.Attendance(name=worker.name, part=worker.role, is_present=True, user_id=worker.user_id),),
    )  # fmt: skip
    decided = act.Decision(
        task_id=draw.id(), title="Adeverința de venit pentru dosarul VMI", assigned_to_id=worker.user_id,
        due_on=case.moment(-2, "12:00").date(),
    )  # fmt: skip
    case.tell(
        4, "09:20", "worker", act.DiscussInMeeting, meeting_id=meeting, decisions=(decided,),
        discussed="Frecvența s-a îndreptat; dosarul pentru venit mai are nevoie de o adeverință.",
    )  # fmt: skip


def elderly_case(case: Telling, home: Drawn) -> None:
    """An old woman alone, seven months ago: home care, a visit each month, then three months without need of help."""
    old = home.head
    case.open(
        230, "11:05", "nurse", channel="referral", subject="elderly", household_id=home.household_id,
        people=(_about(old),), what="Trăiește singură, cade des; medicul de familie cere sprijin.",
        reporter="medicul de familie", situation="Se mișcă greu, nu își poate căra lemnele.",
        risks="Căderi; iarna fără căldură.", needs="Ajutor la treburile grele.", resources="O nepoată în comună.",
    )  # fmt: skip
    draw, meeting = case.narrator.draw, case.narrator.draw.id()
    case.tell(
        216, "09:00", "worker", act.HoldMeeting, meeting_id=meeting, meeting_kind="team", minutes="Cazuri noi.",
        held_at=case.moment(216, "08:30"), place="sediul SPAS",
        attendance=(act.Attendance(name=case.team["worker"].name, part="social_worker", is_present=True),),
    )  # fmt: skip
    case.tell(216, "09:20", "worker", act.DiscussInMeeting, meeting_id=meeting, discussed="Ajutor la domiciliu.")
    case.tell(
        218, "11:00", "worker", act.RecordCaseVisit, purpose="evaluare detaliată", place="la domiciliu", is_last=True,
        present=("ea", "nepoata"), synthesis="S-a văzut casa și s-a vorbit cu nepoata.", family_opinion="Vrea acasă.",
    )  # fmt: skip
    report = case.tell(
        218, "15:00", "worker", act.WriteDetailedReport, needs="Ajutor la treburile grele.",
        capacity="", context="Casă veche, sobă.", risks="Căderi.", resources="Nepoata.", child_opinion="",
        conclusions="Plan de intervenție.",
        family_opinion="Vrea să rămână acasă.",
    )  # fmt: skip
    case.tell(217, "12:00", "head", act.EndorseEntry, about_id=report, decision="endorsed")
    case.send_on(216, "09:30", report, "team", "family")
    objective, starts, ends = draw.id(), case.moment(205, "08:00").date(), case.moment(110, "08:00").date()
    item = act.PlanItem(
        id=draw.id(), objective_id=objective, title="Îngrijire la domiciliu", service="AS-26", frequency="weekly",
        starts_on=starts, ends_on=ends, responsible_id=case.team["worker"].user_id,
        responsible=case.team["worker"].name,
    )  # fmt: skip
    plan = case.tell(
        212, "10:00", "worker", act.DraftPlan, plan_id=draw.id(), version=1, type="intervention", starts_on=starts,
        ends_on=ends, items=(item,),
        objectives=(act.Objective(id=objective, text="Rămâne acasă în siguranță",
        indicator="nicio cădere într-o lună"),),
    )  # fmt: skip
    case.tell(211, "09:00", "head", act.EndorseEntry, about_id=plan, decision="endorsed")
    case.send_on(210, "09:00", plan, "team", "family")
    case.tell(208, "10:00", "worker", act.RecordDisposition, about_id=plan, number="64", decision="approved")
    case.tell(
        206, "10:00", "worker", act.MakeContract, about_id=plan, contract_kind="register", signed_by=old.first_name,
        signed_on=case.moment(206, "10:00").date(), starts_on=starts, ends_on=ends,
    )  # fmt: skip
    for days in (204, 178, 150, 122):
        case.tell(days, "10:00", "worker", act.CheckService, item_id=item.id, started=True, progress="Merge bine.")
    _end(case, item)


def _end(case: Telling, item: act.PlanItem) -> None:
    case.tell(
        118, "10:00", "worker", act.RecordReevaluation, occasion="quarterly", changes=(), plan="ended",
        situation="Nepoata o ajută zilnic; nu a mai căzut.", family_opinion="Se simte în siguranță.",
        late_reason="A fost plecată la nepoată două săptămâni.",
    )  # fmt: skip
    case.tell(
        110, "10:00", "worker", act.CheckService, item_id=item.id, started=True, progress="S-a încheiat.",
        state="finished"
    )  # fmt: skip
    after = case.tell(
        108, "10:00", "worker", act.StartPostMonitoring, objectives="Rămâne în siguranță acasă", visits="lunar",
        partners="nepoata", starts_on=case.moment(108, "10:00").date(), ends_on=case.moment(12, "10:00").date(),
    )  # fmt: skip
    case.tell(107, "10:00", "head", act.EndorseEntry, about_id=after, decision="endorsed")
    for days in (80, 52, 24):
        case.tell(
            days, "10:00", "worker", act.RecordPostReport, month=case.moment(days, "10:00").date().replace(day=1),
            found="Bine; nepoata vine zilnic.", risks="Niciunul nou.", proposal="Se continuă.",
        )  # fmt: skip
    closing = case.tell(
        11, "10:00", "worker", act.RecommendClosing, reason="objectives_met", preparation="A știut din vizita trecută.",
        summary="A rămas acasă, fără căderi, cu ajutorul nepoatei.",
    )  # fmt: skip
    case.tell(10, "09:00", "head", act.EndorseEntry, about_id=closing, decision="endorsed")
    case.tell(10, "09:30", "head", act.CloseCase, reason="objectives_met", outcome="Trăiește în siguranță acasă.")
    case.tell(
        9, "10:00", "worker", act.InformClient, told_to="doamna și nepoata", how="la domiciliu", is_signed=True,
        what="Că s-a hotărât închiderea cazului și că ne poate căuta oricând.",
    )  # fmt: skip


def restricted_case(case: Telling, home: Drawn) -> None:
    """Violence at home, six days ago: only the team knows that there is a case, the county's manager among them."""
    woman = next((member for member in home.members if member.sex == "F"), home.head)
    case.open(
        6, "21:10", "worker", channel="self_notice", subject="adult", household_id=home.household_id,
        people=(_about(woman),), what="A venit la sediu: i-a fost teamă să rămână acasă peste noapte.",
        is_restricted_case=True, situation="Vorbește despre certuri și amenințări.", risks="Violență repetată.",
        needs="Un loc sigur, consiliere.", resources="O soră în alt județ.",
    )  # fmt: skip
    case.tell(4, "09:00", "head", act.DesignateManager, user_id=case.team["manager"].user_id)
    case.tell(
        4, "10:00", "worker", act.NotifyAuthority, authority="dgaspc", facts="Amenințări repetate, de față cu copiii.",
        measures="S-a propus adăpost; sora a fost anunțată, cu acordul ei.", sent_how="prin e-mail și telefon",
    )  # fmt: skip


def waiting_notice(case: Telling, home: Drawn) -> None:
    """A call of yesterday afternoon: the 72 hours run."""
    case.tell(
        1, "15:40", "worker", act.RegisterNotice, channel="notice_phone", subject="family",
        household_id=home.household_id, people=(_about(home.head),), is_anonymous=True,
        what="Familia nu mai are lemne, iar copiii dorm îmbrăcați.",
    )  # fmt: skip


def _about(person: NewPerson) -> act.Participant:
    return _as(person, "subject")


def _as(person: NewPerson, part: str) -> act.Participant:
    return act.Participant(
        name=f"{person.last_name} {person.first_name}", part=part, person_id=person.id, birth_date=person.birth_date
    )
