"""Detailed evaluation: requests, specialists' reports, visits, references, synthesis (Order 288/2006 std. 4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import CaseAct
from impreuna.kernel.result import _


class RequestEvaluation(CaseAct):
    """Cererea unei evaluări de specialitate (O std. 4.8; P art. 3(3)c). `of`: a function of the team."""

    sentence = _("a cerut o evaluare de specialitate")

    of: str
    questions: str
    due_on: date
    user_id: UUID | None = None


class RecordSpecialistReport(CaseAct):
    """Raportul de specialitate (O std. 4.8), in the area of data of its profession; `about_id` is the request."""

    sentence = _("a scris un raport de specialitate")

    veil: str = msgspec.field(name="area")
    instruments: str
    found: str
    conclusions: str
    recommendations: str = ""
    #: What the other members of the team may know of a health report: need, urgency, what is asked of them.
    for_team: str = ""
    about_id: UUID | None = None


class RecordCaseVisit(CaseAct):
    """Raportul unei vizite sau întâlniri (O std. 4.4–4.6). Unannounced only with the head's agreement and reason.

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
    visit_id: UUID | None = None
    veil: str = msgspec.field(default="case", name="area")


class NoteReference(CaseAct):
    """Discuția cu o persoană de referință (O std. 4.7): the family is told before, unless it named her itself."""

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
    """Raportul de evaluare detaliată (O std. 4.8; Legea 156/2023 art. 6: the child's needs, the parents' capacity, the
    context)."""

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
