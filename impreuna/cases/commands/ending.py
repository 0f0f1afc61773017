"""How a case rests and ends: post-service monitoring, closing, reopening, transfer (Order 288/2006 std. 8)."""

from __future__ import annotations

from datetime import date

import msgspec

from impreuna.cases.commands.dossier import CaseAct
from impreuna.kernel.result import _


class StartPostMonitoring(CaseAct):
    """Planul de monitorizare post-servicii, cel puțin 3 luni (O std. 8.1)."""

    sentence = _("a început monitorizarea post-servicii")

    objectives: str
    visits: str
    partners: str
    starts_on: date
    ends_on: date


class RecordPostReport(CaseAct):
    """Raportul de monitorizare post-servicii (O std. 8.2–8.3), monthly or when needed."""

    sentence = _("a scris un raport de monitorizare post-servicii")

    month: date
    found: str
    risks: str
    proposal: str


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vulnerability of the first evaluation and how it stands at the end: resolved, better, same, worse."""

    code: str
    change: str


class RecommendClosing(CaseAct):
    """Recomandarea de închidere (O std. 8.4). `reason`: a code of `rules.lists.CLOSING`."""

    sentence = _("a recomandat închiderea unui caz")

    reason: str
    summary: str
    results: tuple[Result, ...] = ()
    preparation: str = ""


class CloseCase(CaseAct):
    """Decizia de închidere (O std. 8.5): with reason and outcome against the first evaluation."""

    sentence = _("a închis un caz")

    reason: str
    outcome: str
    override_reason: str = ""


class ReopenCase(CaseAct):
    """Redeschiderea cazului (propunere)."""

    sentence = _("a redeschis un caz")

    reason: str


class SuspendCase(CaseAct):
    """Suspendarea (propunere): the family is away, in hospital; recurring deadlines rest."""

    sentence = _("a suspendat un caz")

    reason: str
    until: date


class ResumeCase(CaseAct):
    """Reluarea unui caz suspendat (propunere)."""

    sentence = _("a reluat un caz suspendat")

    note: str = ""


class TransferCase(CaseAct):
    """Transferul către altă comună sau către DGASPC (propunere). `to`: commune or dgaspc."""

    sentence = _("a transferat un caz")

    to: str
    receiver: str
    reason: str
    summary: str
