"""Where a case stands, worked out from what was done in it (Order 288/2006 std. 3–8; Legea 292/2011 art. 46)."""

from __future__ import annotations

from collections.abc import Iterable

from impreuna.kernel.lifecycle import lifecycle
from impreuna.kernel.result import _
from impreuna.obligations.rules.dossier import Dossier, Fact

#: Stage → what it is called.
STAGES: dict[str, str] = {
    "registered": _("înregistrat"),
    "evaluated": _("evaluat inițial"),
    "not_confirmed": _("infirmat"),
    "confirmed": _("confirmat"),
    "assigned": _("cu responsabil desemnat"),
    "planned": _("cu plan avizat"),
    "in_services": _("în servicii"),
    "post_services": _("monitorizat după servicii"),
    "closed": _("închis"),
    "transferred": _("transferat"),
}
#: Nothing more is done in these, but to open them again.
ENDED = frozenset({"not_confirmed", "closed", "transferred"})
OPEN = frozenset(STAGES) - ENDED
#: Of the responsible's active cases: until post-service monitoring; referred ones do not count (std. 9.5).
ACTIVE = OPEN - {"post_services"}

lifecycle(
    "caz",
    "Case",
    ("", "RegisterNotice", "registered", "O 3.2–3.3"),
    ("registered", "RecordInitialEvaluation", "evaluated", "O 3, 3.6"),
    ("evaluated", "DecideCase (confirmed)", "confirmed", "O 3.6"),
    ("evaluated", "DecideCase (not confirmed)", "not_confirmed", "O 3.10"),
    ("confirmed", "DesignateResponsible", "assigned", "O 3.8–3.9"),
    ("assigned", "EndorseEntry (of a plan)", "planned", "O 6.4"),
    ("planned", "MakeContract or CheckService (started)", "in_services", "O 6.6, 7.1; Legea 292/2011 art. 45(2)"),
    ("in_services", "StartPostMonitoring", "post_services", "O 8.1"),
    ("post_services", "CloseCase", "closed", "O 8.4–8.5"),
    ("registered … post_services", "TransferCase", "transferred", "propunere"),
    ("registered … post_services", "CloseCase (death, refusal, moved away)", "closed", "propunere"),
    ("not_confirmed, closed", "ReopenCase", "confirmed", "propunere"),
)


def stage_of(dossier: Dossier) -> str:
    """The stage that the facts have led to. `in_services` is only reached from a plan."""
    stage = "registered"
    for fact in dossier.facts:
        stage = _next(stage, fact, dossier.facts)
    return stage


def is_suspended(dossier: Dossier) -> bool:
    """Whether the case rests: suspended and not yet taken up again."""
    last = dossier.last("SuspendCase", "ResumeCase", "ReopenCase", "CloseCase")
    return last is not None and last.kind == "SuspendCase"


def _next(stage: str, fact: Fact, facts: Iterable[Fact]) -> str:
    match fact.kind:
        case "RecordInitialEvaluation" if stage == "registered":
            return "evaluated"
        case "DecideCase" if stage == "evaluated":
            return str(fact.content["decision"])
        case "DesignateResponsible" if stage == "confirmed":
            return "assigned"
        case "EndorseEntry" if stage == "assigned" and _endorses_plan(fact, facts):
            return "planned"
        case "MakeContract" if stage == "planned":
            return "in_services"
        case "CheckService" if stage == "planned" and fact.content.get("started"):
            return "in_services"
        case "StartPostMonitoring" if stage == "in_services":
            return "post_services"
        case "CloseCase" if stage in OPEN:
            return "closed"
        case "TransferCase" if stage in OPEN:
            return "transferred"
        case "ReopenCase" if stage in ENDED:
            return "confirmed"
    return stage


def _endorses_plan(endorsement: Fact, facts: Iterable[Fact]) -> bool:
    if endorsement.content.get("decision") != "endorsed":
        return False
    return any(fact.id == endorsement.about_id and fact.kind == "DraftPlan" for fact in facts)
