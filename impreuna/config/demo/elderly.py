"""The demonstration's case of an old woman: helped at home for a season, followed for three months, closed."""

from __future__ import annotations

from impreuna.cases import commands as act
from impreuna.config.demo.households import Drawn
from impreuna.config.demo.telling import Telling, about


def elderly_case(case: Telling, home: Drawn) -> None:
    """An old woman alone, seven months ago: home care, a visit each month, then three months without need of help."""
    old = home.head
    case.open(
        230, "11:05", "nurse", channel="referral", subject="elderly", household_id=home.household_id,
        people=(about(old),), what="Trăiește singură, cade des; medicul de familie cere sprijin.",
        reporter="medicul de familie", situation="Se mișcă greu, nu își poate căra lemnele.",
        risks="Căderi; iarna fără căldură.", needs="Ajutor la treburile grele.", resources="O nepoată în comună.",
    )  # fmt: skip
    _evaluate(case)
    item = _plan(case, old.first_name)
    for days in (204, 178, 150, 122):
        case.tell(days, "10:00", "worker", act.CheckService, item_id=item.id, started=True, progress="Merge bine.")
    _end(case, item)


def _evaluate(case: Telling) -> None:
    """The visit, the report, and the meeting that talks about it."""
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
    case.issue(217, "12:30", report)
    meeting = case.narrator.draw.id()
    case.tell(
        216, "09:00", "worker", act.HoldMeeting, meeting_id=meeting, meeting_kind="team", minutes="Cazuri noi.",
        held_at=case.moment(216, "08:30"), place="sediul SPAS",
        attendance=(act.Attendance(name=case.team["worker"].name, part="social_worker", is_present=True),),
    )  # fmt: skip
    case.tell(216, "09:20", "worker", act.DiscussInMeeting, meeting_id=meeting, discussed="Ajutor la domiciliu.")
    case.send_on(216, "09:30", report, "team", "family")


def _plan(case: Telling, signed_by: str) -> act.PlanItem:
    """One service, agreed by everybody; answers it."""
    draw = case.narrator.draw
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
    case.issue(211, "12:00", plan)
    case.send_on(210, "09:00", plan, "team", "family")
    case.tell(208, "10:00", "worker", act.RecordDisposition, about_id=plan, number="64", decision="approved")
    case.tell(
        206, "10:00", "worker", act.MakeContract, about_id=plan, contract_kind="register", signed_by=signed_by,
        signed_on=case.moment(206, "10:00").date(), starts_on=starts, ends_on=ends,
    )  # fmt: skip
    return item


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
    case.issue(10, "09:15", closing)
    closed = case.tell(
        10, "09:30", "head", act.CloseCase, reason="objectives_met", outcome="Trăiește în siguranță acasă."
    )
    case.issue(10, "09:40", closed)
    case.tell(
        9, "10:00", "worker", act.InformClient, told_to="doamna și nepoata", how="la domiciliu", is_signed=True,
        what="Că s-a hotărât închiderea cazului și că ne poate căuta oricând.",
    )  # fmt: skip
