"""Detailed evaluation: requests, specialists' reports, visits, references, synthesis (Order 288/2006 std. 4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import CaseAct, keep, keep_apart, open_case
from impreuna.cases.rules.acts import TEAM
from impreuna.cases.rules.endorsing import may_write_again
from impreuna.cases.rules.evaluation import (
    check_reference,
    check_visit,
    may_report_in,
    may_synthesise,
    may_visit_in,
    synthesis_of,
)
from impreuna.cases.rules.team import check_period
from impreuna.cases.rules.texts import check_code, check_text, check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.kernel.text import clean_lines


class RequestEvaluation(CaseAct):
    """Cererea unei evaluări de specialitate (O 4.8; P art. 3(3)c). `of`: a function of the team."""

    sentence = _("a cerut o evaluare de specialitate")

    of: str
    questions: str
    due_on: date
    user_id: UUID | None = None


class RecordSpecialistReport(CaseAct):
    """Raportul de specialitate (O 4.8), in the area of data of its profession; `about_id` is the request."""

    sentence = _("a scris un raport de specialitate")

    veil: str = msgspec.field(name="area")
    instruments: str
    found: str
    conclusions: str
    recommendations: str = ""
    #: What the other members of the team may know of a health report: need, urgency, what is asked of them.
    for_team: str = ""
    #: Whether the evaluation ends with it: the synthesis is due from here.
    is_last: bool = False
    #: Whether it is the result of a complex evaluation: from here run the terms of Legea 292/2011 art. 49.
    is_complex: bool = False
    about_id: UUID | None = None

    @property
    def payload_area(self) -> str:
        return self.veil if self.veil in AREAS else "case"


class RecordCaseVisit(CaseAct):
    """Raportul unei vizite sau întâlniri (O 4.4–4.6). Unannounced only with the head's agreement and reason.

    `child_opinion`, `family_opinion` (std. 4.3). `veil`: the area of data of what is told.
    """

    sentence = _("a înregistrat o vizită într-un caz")

    purpose: str
    place: str
    present: tuple[str, ...]
    synthesis: str
    is_announced: bool = True
    agreed_by: str = ""
    unannounced_why: str = ""
    child_opinion: str = ""
    family_opinion: str = ""
    next_on: date | None = None
    next_purpose: str = ""
    #: Whether the evaluation ends with it: the synthesis is due from here.
    is_last: bool = False
    #: Whether somebody is in danger: DGASPC is notified within 24 hours (Legea 272/2004 art. 41(2)).
    is_in_danger: bool = False
    visit_id: UUID | None = None
    veil: str = msgspec.field(default="case", name="area")

    @property
    def payload_area(self) -> str:
        return self.veil if self.veil in AREAS else "case"


class NoteReference(CaseAct):
    """Discuția cu o persoană de referință (O 4.7): the family is told before, unless it named her itself."""

    sentence = _("a consemnat discuția cu o persoană de referință")

    who: str
    relation: str
    said: str
    named_by_family: bool = False
    family_told_how: str = ""


class NoteContact(CaseAct):
    """Un telefon, o discuție, un mesaj (propunere)."""

    sentence = _("a consemnat un contact într-un caz")

    with_whom: str
    how: str
    said: str


class WriteDetailedReport(CaseAct):
    """Raportul de evaluare detaliată (O 4.8; Legea 156/2023 art. 6: the child's needs, the parents' capacity, the
    context). Of whom is no child, neither parents' capacity nor a child's opinion is asked.
    """

    sentence = _("a scris raportul de evaluare detaliată")

    needs: str
    capacity: str
    context: str
    risks: str
    resources: str
    child_opinion: str
    family_opinion: str
    conclusions: str
    by_area: dict[str, str] = {}


@handles(RequestEvaluation)
def request_evaluation(c: RequestEvaluation, actor: Actor, at: Stamp) -> Effect:
    """Keeps who is asked what, until when; somebody named is of the team."""
    opened = open_case(c, actor)
    require(check_code(c.of, TEAM), "of")
    require_all(check_texts(c, "questions"))
    require_all((("due_on", verdict) for _field, verdict in check_period(c.due_on, c.due_on, day_of(at.received_at))))
    if c.user_id is None:
        return keep(opened, c, actor, at)
    member = next((each for each in opened.members if each.user_id == c.user_id and each.function == c.of), None)
    if member is None:
        raise Rejected("not_in_team", field="user_id")
    return keep(opened, c, actor, at, more={"name": member.name})


@handles(RecordSpecialistReport)
def record_specialist_report(c: RecordSpecialistReport, actor: Actor, at: Stamp) -> Effect:
    """Keeps the report where the profession's data are; of a medical one the team reads only what is for it."""
    opened = open_case(c, actor)
    require(may_report_in(c.veil, opened.functions), "area")
    if c.about_id is not None:
        opened.find(c.about_id, "RequestEvaluation")
    require_all(check_texts(c, "instruments", "found", "conclusions"))
    if c.veil != "health":
        return keep(opened, c, actor, at, c.veil)
    require(check_text(c.for_team), "for_team")
    effect = keep(opened, c, actor, at, c.veil, without=("for_team",))
    told = {"for_team": clean_lines(c.for_team), "is_last": c.is_last}
    keep_apart(opened.case, c, actor, at, kind="NoteForTeam", area="case", content=told)
    return effect


@handles(RecordCaseVisit)
def record_case_visit(c: RecordCaseVisit, actor: Actor, at: Stamp) -> Effect:
    """Keeps the visit's report; the head endorses it."""
    opened = open_case(c, actor)
    require(may_visit_in(c.veil, ROLES[actor.role].writable_areas), "area")
    require_all(check_texts(c, "purpose", "place", "synthesis"))
    visited_on = day_of(c.happened_at or c.recorded_at)
    require_all(check_visit(c.is_announced, c.agreed_by, c.unannounced_why, c.next_on, visited_on))
    return keep(opened, c, actor, at, c.veil)


@handles(NoteReference)
def note_reference(c: NoteReference, actor: Actor, at: Stamp) -> Effect:
    """Keeps what somebody who knows the family said."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "who", "relation", "said"))
    require_all(check_reference(c.named_by_family, c.family_told_how))
    return keep(opened, c, actor, at)


@handles(NoteContact)
def note_contact(c: NoteContact, actor: Actor, at: Stamp) -> Effect:
    """Keeps a phone call, a talk, a message."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "with_whom", "how", "said"))
    return keep(opened, c, actor, at)


@handles(WriteDetailedReport)
def write_detailed_report(c: WriteDetailedReport, actor: Actor, at: Stamp) -> Effect:
    """Keeps the synthesis of visits and specialists' reports; a second one not while the first waits."""
    opened = open_case(c, actor)
    require(may_synthesise(opened.dossier))
    require(may_write_again(opened.dossier, c.kind))
    require_all(check_texts(c, *synthesis_of(opened.case.subject)))
    return keep(opened, c, actor, at)
