"""Monitoring and re-evaluation of services (Order 288/2006 std. 7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct
from impreuna.kernel.result import _


class CheckService(CaseAct):
    """Verificarea unui serviciu al planului (O std. 7.1 a–b): whether it began, how it goes."""

    sentence = _("a verificat un serviciu al planului")

    item_id: UUID
    started: bool
    progress: str
    #: running, stopped, finished.
    state: str = "running"
    not_started_why: str = ""
    next_on: date | None = None


class ReportProblem(CaseAct):
    """O problemă la un serviciu (O std. 7.1 c): answered at once."""

    sentence = _("a semnalat o problemă într-un caz")

    problem: str
    item_id: UUID | None = None
    is_urgent: bool = False


class RespondToProblem(AnsweringAct):
    """Ce s-a făcut la o problemă semnalată (O std. 7.1 c)."""

    sentence = _("a răspuns la o problemă într-un caz")

    response: str
    is_solved: bool = True


class RecordImplementation(CaseAct):
    """Raportul de implementare a unui serviciu (O std. 7.2–7.3), monthly or occasional."""

    sentence = _("a scris un raport de implementare")

    item_id: UUID
    #: monthly or occasional.
    occasion: str
    period_from: date
    period_to: date
    done: str
    progress: str
    problems: str = ""
    proposals: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a vulnerability stands against the last evaluation. `change`: resolved, better, same, worse."""

    code: str
    change: str
    person_id: UUID | None = None
    note: str = ""


class RecordReevaluation(CaseAct):
    """Reevaluarea copilului și a planului (O std. 7.1 f, 7.4–7.7). `occasion`: quarterly, need, admission, yearly."""

    sentence = _("a reevaluat un caz")

    occasion: str
    changes: tuple[Change, ...]
    situation: str
    family_opinion: str
    #: kept, revised or ended.
    plan: str
    next_on: date | None = None


class WriteReevaluationReport(AnsweringAct):
    """Raportul de reevaluare, în 24 de ore (O std. 7.8)."""

    sentence = _("a scris raportul de reevaluare")

    conclusions: str
    recommendations: str = ""


class RecordAdmission(CaseAct):
    """Internarea neplanificată într-o instituție (O std. 7.7): re-evaluation within 48 hours."""

    sentence = _("a înregistrat o internare neplanificată")

    who: str
    institution: str
    #: hospital, residential, shelter or other.
    institution_kind: str
    admitted_on: date
    why: str = ""
