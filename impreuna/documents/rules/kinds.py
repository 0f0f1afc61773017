"""The documents of a case: code, title, legal basis, paper, and which act prints it.

No official layout of them could be reached but the contract's clauses: the others are marked as proposed models.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.documents.rules import decisions, evaluations, letters, monitoring, planning
from impreuna.documents.rules.source import Entry, Source
from impreuna.documents.rules.words import upper_first

PROPOSED = "model propus"
_ORDER = "Ordinul nr. 288/2006, anexă, pct."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `paper` is its template; `make` fills its own part from an entry."""

    code: str
    paper: str
    title: str
    basis: str
    make: Callable[[Source, Entry], Any]
    mark: str = PROPOSED
    is_sent: bool = False
    is_wide: bool = False
    #: Whether the paper has its own places to sign, its author's among them.
    is_signed_within: bool = False
    #: in, out or internal: how it stands in the register when it is the first of its entry to get a number.
    direction: str = "internal"


_INITIAL = Kind("DOC-03", "initial_report", "Raport de evaluare inițială", f"{_ORDER} 3.4–3.6 și 3.11",
                evaluations.initial_report, is_sent=True)  # fmt: skip
_DESIGNATION = Kind("DOC-04", "designation", "Decizie de desemnare a responsabilului de caz prevenire",
                    f"{_ORDER} 3.8–3.9", decisions.designation, is_signed_within=True)  # fmt: skip
_INFORMATION = Kind("DOC-05", "information", "Consemnarea informării clientului", f"{_ORDER} 3.11, 4.5 și 6.4",
                    letters.information)  # fmt: skip
_REFERRAL = Kind("DOC-06", "referral", "Document de referire",
                 f"{_ORDER} 3.10; Protocolul din 2017, art. 3 alin. (8)", letters.referral, is_sent=True,
                 direction="out")  # fmt: skip
_TRANSFER = Kind("DOC-06", "referral", "Transferul cazului", f"{_ORDER} 3.10", letters.transfer, is_sent=True,
                 direction="out")  # fmt: skip
_VISIT = Kind("DOC-07", "visit_report", "Raport de vizită sau întâlnire", f"{_ORDER} 4.3–4.6", evaluations.visit_report,
              is_sent=True)  # fmt: skip
_SPECIALIST = Kind("DOC-08", "specialist_report", "Raport de specialitate", f"{_ORDER} 4.8",
                   evaluations.specialist_report, is_sent=True)  # fmt: skip
_DETAILED = Kind("DOC-09", "detailed_report", "Raport de evaluare detaliată",
                 f"{_ORDER} 4.8; Legea nr. 156/2023, art. 6", evaluations.detailed_report, is_sent=True)  # fmt: skip
_PLAN = Kind("DOC-10", "plan", "Plan de servicii", f"{_ORDER} 6; Legea nr. 156/2023, art. 3 lit. e) și art. 7",
             planning.plan, is_sent=True, is_wide=True, is_signed_within=True)  # fmt: skip
_DISPOSITION = Kind("DOC-11", "disposition", "Dispoziția primarului",
                    "Legea nr. 292/2011, art. 44 alin. (4) și art. 47^1; Legea nr. 272/2004, art. 40 alin. (3); "
                    "Legea nr. 156/2023, art. 7 alin. (2)",
                    decisions.disposition, is_signed_within=True)  # fmt: skip
_REQUEST = Kind("DOC-12", "request", "Cerere de servicii sociale / sesizare", f"Legea nr. 292/2011, art. 44; {_ORDER} "
                "3.2–3.3", letters.request, direction="in")  # fmt: skip
_CONTRACT = Kind("DOC-13", "contract", "Contract pentru acordarea de servicii sociale",
                 f"Legea nr. 292/2011, art. 45; {_ORDER} 6.6", planning.contract,
                 mark="model propus, după clauzele contractului-cadru", is_signed_within=True)  # fmt: skip
_ADDENDUM = Kind("DOC-13", "contract_addendum", "Act adițional la contractul pentru acordarea de servicii sociale",
                 f"Legea nr. 292/2011, art. 45; {_ORDER} 6.6", planning.contract_addendum,
                 is_signed_within=True)  # fmt: skip
_MINUTES = Kind("DOC-14", "minutes", "Minuta întâlnirii de echipă", f"{_ORDER} 5.5, 6.3, 7.5 și 7.9", letters.minutes)
_IMPLEMENTATION = Kind("DOC-15", "implementation", "Raport de implementare a programului personalizat",
                       f"{_ORDER} 7.2–7.3", monitoring.implementation, is_sent=True)  # fmt: skip
_SHEET = Kind("DOC-16", "monitoring_sheet", "Fișă de monitorizare a planului", f"{_ORDER} 7.1",
              planning.monitoring_sheet, is_wide=True)  # fmt: skip
_REEVALUATION = Kind("DOC-17", "reevaluation", "Raport de reevaluare", f"{_ORDER} 7.4–7.8", monitoring.reevaluation,
                     is_sent=True)  # fmt: skip
_POST_PLAN = Kind("DOC-18", "post_plan", "Plan de monitorizare post-servicii", f"{_ORDER} 8.1", monitoring.post_plan,
                  is_sent=True)  # fmt: skip
_POST_REPORT = Kind("DOC-19", "post_report", "Raport de monitorizare post-servicii", f"{_ORDER} 8.2–8.3",
                    monitoring.post_report, is_sent=True)  # fmt: skip
_RECOMMENDATION = Kind("DOC-20", "closing_recommendation", "Recomandare de închidere a cazului", f"{_ORDER} 8.4",
                       decisions.closing_recommendation)  # fmt: skip
_CLOSING = Kind("DOC-20", "closing_decision", "Decizie de închidere a cazului", f"{_ORDER} 8.5",
                decisions.closing_decision, is_sent=True, is_signed_within=True)  # fmt: skip
_DELEGATION = Kind("DOC-21", "delegation", "Decizie de delegare a responsabilităților", f"{_ORDER} 10.5",
                   decisions.delegation)  # fmt: skip
_GUIDANCE = Kind("DOC-22", "guidance", "Decizie de coordonare metodologică", f"{_ORDER} 1.1, 3.7 și 9.4",
                 decisions.guidance, is_signed_within=True)  # fmt: skip
_AUTHORITY = Kind("DOC-23", "authority_notice", "Sesizare către o autoritate",
                  "Legea nr. 272/2004, art. 41 alin. (2) și art. 96", letters.authority_notice,
                  direction="out")  # fmt: skip

#: Act → the document that it prints; the codes are those of `cases.rules.acts`.
OF_ACT: dict[str, Kind] = {
    "RegisterNotice": _REQUEST,
    "WriteInitialReport": _INITIAL,
    "InformClient": _INFORMATION,
    "TellChild": _INFORMATION,
    "DesignateResponsible": _DESIGNATION,
    "DesignateManager": _GUIDANCE,
    "DelegateDuties": _DELEGATION,
    "RecordSpecialistReport": _SPECIALIST,
    "RecordCaseVisit": _VISIT,
    "WriteDetailedReport": _DETAILED,
    "DraftPlan": _PLAN,
    "RecordDisposition": _DISPOSITION,
    "MakeContract": _CONTRACT,
    "ChangeContract": _ADDENDUM,
    "CheckService": _SHEET,
    "RecordImplementation": _IMPLEMENTATION,
    "DiscussInMeeting": _MINUTES,
    "ReferCase": _REFERRAL,
    "TransferCase": _TRANSFER,
    "NotifyAuthority": _AUTHORITY,
    "WriteReevaluationReport": _REEVALUATION,
    "StartPostMonitoring": _POST_PLAN,
    "RecordPostReport": _POST_REPORT,
    "RecommendClosing": _RECOMMENDATION,
    "CloseCase": _CLOSING,
}


def kind_of(act: str, content: object = None) -> Kind | None:
    """The document of an act; none for one that prints nothing, and for an entry into the register of beneficiaries
    without contract (Legea 292/2011 art. 45(2)). A plan is called by its type."""
    said = content if isinstance(content, dict) else {}
    if act == "MakeContract" and said.get("contract_kind") == "register":
        return None
    if act == "DraftPlan" and said.get("type") in PLAN_TYPES:
        return replace(_PLAN, title=upper_first(PLAN_TYPES[said["type"]]))
    return OF_ACT.get(act)
