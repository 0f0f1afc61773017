"""Plan and contract (Order 288/2006 std. 6; Legea 292/2011 art. 46; Legea 156/2023 art. 7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct
from impreuna.kernel.result import _


class Objective(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What shall be better, and how one will see it."""

    id: UUID
    text: str
    indicator: str
    #: Codes of the vulnerabilities that it answers.
    findings: tuple[str, ...] = ()
    person_id: UUID | None = None
    #: Filled in at re-evaluation: reached, partly, not.
    outcome: str = ""


class PlanItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service or benefit of a plan. `service` is a code of the national lists, or empty with `title`."""

    id: UUID
    objective_id: UUID
    title: str
    service: str = ""
    #: own_team or outside; outside with the provider's name.
    provider_kind: str = "own_team"
    provider: str = ""
    responsible_id: UUID | None = None
    responsible: str = ""
    starts_on: date
    ends_on: date
    frequency: str
    #: Whom it is for, when not for all.
    person_id: UUID | None = None


class DraftPlan(CaseAct):
    """Planul (O std. 6; Legea 156/2023 art. 7), one object with the law's types; the same `plan_id` with a higher
    `version` is its revision, with why.

    `type`: intervention, services, integrated, protection (PIP), recovery, rehabilitation.
    """

    sentence = _("a scris un plan")

    plan_id: UUID
    version: int
    type: str
    starts_on: date
    ends_on: date
    objectives: tuple[Objective, ...]
    items: tuple[PlanItem, ...]
    resources: str = ""
    accompaniment: str = ""
    revision_why: str = ""


class MakeContract(AnsweringAct):
    """Contractul cu familia (O std. 6.6; Legea 292/2011 art. 45), upon an endorsed plan; or entry into the register of
    beneficiaries without contract (art. 45(2)). `kind`: contract or register."""

    sentence = _("a încheiat contractul cu familia")

    kind: str
    signed_on: date
    signed_by: str
    starts_on: date
    ends_on: date
    cost: Decimal | None = None
    contribution: Decimal | None = None
    notes: str = ""


class ChangeContract(AnsweringAct):
    """Actul adițional la contract."""

    sentence = _("a schimbat contractul cu familia")

    signed_on: date
    signed_by: str
    changes: str
    ends_on: date
