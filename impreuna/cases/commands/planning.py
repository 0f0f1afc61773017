"""Plan and contract (Order 288/2006, O 6; Legea 292/2011 art. 46; Legea 156/2023 art. 7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct, keep, open_case
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.queries.periods import least_months
from impreuna.cases.queries.risk import count_risk
from impreuna.cases.rules import gates
from impreuna.cases.rules.lists import CONTRACT_KINDS
from impreuna.cases.rules.plans import check_length, check_plan, check_version, may_write
from impreuna.cases.rules.texts import Checks, check_code, check_texts
from impreuna.cases.rules.versions import versions
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import ALLOWED, Effect, Verdict, _, refused, require, require_all
from impreuna.nomenclature.queries import current_edition


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
    """Planul (O 6; Legea 156/2023 art. 7), one object with the law's types; the same `plan_id` with a higher
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
    """Contractul cu familia (O 6.6; Legea 292/2011 art. 45), upon an endorsed plan; or entry into the register of
    beneficiaries without contract (art. 45(2)). `contract_kind`: contract or register."""

    sentence = _("a încheiat contractul cu familia")

    contract_kind: str
    signed_on: date
    signed_by: str
    starts_on: date
    ends_on: date
    cost: Decimal | None = None
    contribution: Decimal | None = None
    notes: str = ""


class ChangeContract(AnsweringAct):
    """Actul adițional la contract (O 7.1 h)."""

    sentence = _("a schimbat contractul cu familia")

    signed_on: date
    signed_by: str
    changes: str
    ends_on: date


@handles(DraftPlan)
def draft_plan(c: DraftPlan, actor: Actor, at: Stamp) -> Effect:
    """Keeps a version of the plan: whole, following the last one, and for a child at risk long enough."""
    opened = open_case(c, actor)
    require_all(check_plan(c))
    require_all(check_texts(c, optional=("resources", "accompaniment", "revision_why")))
    require_all(check_version(c, versions(opened.dossier.facts)))
    require(may_write(c.type, opened.functions, opened.case.subject), "type")
    require_all(_codes(c))
    risk = count_risk(opened.case, [code for one in c.objectives for code in one.findings])
    months = least_months("L156-7.5", day_of(at.received_at))
    require(check_length(c, opened.case.subject, risk, months), "ends_on")
    return keep(opened, c, actor, at, more={"risk_situations": risk})


def _codes(c: DraftPlan) -> Checks:
    """Services and vulnerabilities are those of the national lists."""
    services = {item.service for item in c.items if item.service}
    findings = {code for one in c.objectives for code in one.findings}
    if not services and not findings:
        return
    edition = current_edition()
    if unknown := services - edition.services.keys():
        yield "items", refused("unknown_service", code=", ".join(sorted(unknown)))
    if unknown := findings - edition.vulnerabilities.keys():
        yield "objectives", refused("unknown_vulnerability", code=", ".join(sorted(unknown)))


@handles(MakeContract)
def make_contract(c: MakeContract, actor: Actor, at: Stamp) -> Effect:
    """Keeps the contract upon the plan in force, or that the family was entered into the register without one."""
    opened = open_case(c, actor)
    plan = opened.find(c.about_id, "DraftPlan")
    require(gates.may_contract(opened.dossier, plan), "about_id")
    require_all(_contract(c, at))
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))


def _contract(c: MakeContract, at: Stamp) -> Checks:
    yield "contract_kind", check_code(c.contract_kind, CONTRACT_KINDS)
    yield from check_texts(
        c, *(["signed_by"] if c.contract_kind == "contract" else []), optional=("signed_by", "notes")
    )
    yield "signed_on", _not_later(c.signed_on, at)
    yield "ends_on", ALLOWED if c.ends_on > c.starts_on else refused("contract_ends_before")
    yield "cost", _money(c.cost)
    yield "contribution", _money(c.contribution)


def _money(sum_: Decimal | None) -> Verdict:
    return ALLOWED if sum_ is None or 0 <= sum_ < 10_000_000 else refused("contract_sum")


def _not_later(day: date, at: Stamp) -> Verdict:
    return ALLOWED if day.year >= 2000 and day <= day_of(at.received_at) else refused("day_later")


@handles(ChangeContract)
def change_contract(c: ChangeContract, actor: Actor, at: Stamp) -> Effect:
    """Keeps an addition to the contract (O 7.1 h)."""
    opened = open_case(c, actor)
    contract = opened.find(c.about_id, "MakeContract")
    require_all(check_texts(c, "signed_by", "changes"))
    require(_not_later(c.signed_on, at), "signed_on")
    starts_on = date.fromisoformat(contract.content["starts_on"])
    require(ALLOWED if c.ends_on > starts_on else refused("contract_ends_before"), "ends_on")
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))
