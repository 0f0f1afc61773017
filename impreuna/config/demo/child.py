"""The demonstration's case of a child: school, a plan that the family signed, services that run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from impreuna.cases import commands as act
from impreuna.config.demo.households import Drawn
from impreuna.config.demo.telling import Telling, about, as_part
from impreuna.registry.rules.intake import NewPerson


def child_case(case: Telling, home: Drawn) -> None:
    """A neighbour's call of five weeks ago: by now the plan is signed and its services run; one check is late."""
    child = next(member for member in home.members if member.relation == "child")
    case.open(
        36, "09:12", "worker", channel="notice_phone", subject="child", household_id=home.household_id,
        people=(about(child), as_part(home.head, "parent"), as_part(home.members[1], "parent")),
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
    case.issue(28, "14:30", report)
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
    case.issue(24, "11:40", plan)
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
