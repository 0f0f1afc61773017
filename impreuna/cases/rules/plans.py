"""What a plan has to say before it is kept (Order 288/2006 std. 6; Legea 292/2011 art. 46; Legea 156/2023 art. 7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.texts import Checks, check_code, check_text
from impreuna.cases.rules.versions import Version
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.counting import add_months

MOST_OBJECTIVES, MOST_ITEMS = 50, 100
PROVIDERS = frozenset({"own_team", "outside"})
#: Plans of the county's case manager (std. 6.1; (I)6.1); all others are the responsible's as well.
OF_MANAGER = frozenset({"protection", "recovery", "rehabilitation"})
#: Made before the detailed evaluation; all others come from its report (std. 6.1; Legea 292/2011 art. 46 a).
BEFORE_EVALUATION = frozenset({"intervention"})
#: The plan of Legea 156/2023 art. 7.
OF_LAW_156 = frozenset({"services", "integrated"})
_EARLIEST = date(2000, 1, 1)


class Objective(Protocol):
    """What shall be better."""

    @property
    def id(self) -> UUID: ...
    @property
    def text(self) -> str: ...
    @property
    def indicator(self) -> str: ...


class Item(Protocol):
    """A service or benefit."""

    @property
    def id(self) -> UUID: ...
    @property
    def objective_id(self) -> UUID: ...
    @property
    def title(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def provider_kind(self) -> str: ...
    @property
    def provider(self) -> str: ...
    @property
    def responsible_id(self) -> UUID | None: ...
    @property
    def responsible(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def frequency(self) -> str: ...


class Plan(Protocol):
    """A draft."""

    @property
    def plan_id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def objectives(self) -> Sequence[Objective]: ...
    @property
    def items(self) -> Sequence[Item]: ...
    @property
    def revision_why(self) -> str: ...


def check_plan(plan: Plan) -> Checks:
    """The fields at which a draft fails by itself, and why."""
    yield "type", check_code(plan.type, PLAN_TYPES)
    yield "ends_on", _period(plan.starts_on, plan.ends_on)
    yield "objectives", _objectives(plan.objectives)
    yield "items", _items(plan)
    for item in plan.items:
        yield "items", _item(item, plan)


def check_version(plan: Plan, versions: Sequence[Version]) -> Checks:
    """Whether a draft follows the versions there are: one plan for a case, its numbers without gaps, a reason for
    each after the first ((I)1.5)."""
    last = versions[-1] if versions else None
    if last is not None and str(plan.plan_id) != str(last.content["plan_id"]):
        yield "plan_id", refused("plan_exists", version=last.number)
    latest = last.number if last else 0
    if plan.version != latest + 1:
        yield "version", refused("plan_moved_on", version=latest)
    if latest:
        verdict = check_text(plan.revision_why)
        yield "revision_why", verdict if verdict.reason != "case_text_missing" else refused("plan_revision_why")


def may_write(plan_type: str, functions: Collection[str]) -> Verdict:
    """Whether somebody with these functions writes plans of this type (std. 6.1)."""
    if plan_type in OF_MANAGER and "case_manager" not in functions:
        return refused("plan_of_manager", type=PLAN_TYPES[plan_type])
    return ALLOWED


def check_length(plan: Plan, subject: str, risk_situations: int, months: int) -> Verdict:
    """Whether the plan of a child at risk lasts as long as Legea 156/2023 art. 7(5) says: `months` at least."""
    if subject != "child" or plan.type not in OF_LAW_156 or risk_situations < 1:
        return ALLOWED
    earliest = add_months(plan.starts_on, months) - timedelta(days=1)
    return ALLOWED if plan.ends_on >= earliest else refused("plan_too_short", months=months, until=earliest.isoformat())


def _period(starts_on: date, ends_on: date) -> Verdict:
    if starts_on < _EARLIEST:
        return refused("plan_dates")
    return ALLOWED if ends_on > starts_on else refused("plan_ends_before")


def _objectives(objectives: Sequence[Objective]) -> Verdict:
    if not objectives:
        return refused("plan_needs_objective")
    if len(objectives) > MOST_OBJECTIVES:
        return refused("plan_too_many", limit=MOST_OBJECTIVES)
    if len({one.id for one in objectives}) != len(objectives):
        return refused("plan_ids_twice")
    if any(not check_text(one.text) or not check_text(one.indicator) for one in objectives):
        return refused("plan_objective_says")
    return ALLOWED


def _items(plan: Plan) -> Verdict:
    if not plan.items:
        return refused("plan_needs_item")
    if len(plan.items) > MOST_ITEMS:
        return refused("plan_too_many", limit=MOST_ITEMS)
    if len({item.id for item in plan.items}) != len(plan.items):
        return refused("plan_ids_twice")
    return ALLOWED


def _item(item: Item, plan: Plan) -> Verdict:
    title = item.title.strip() or item.service
    if not title:
        return refused("plan_item_what")
    if item.objective_id not in {one.id for one in plan.objectives}:
        return refused("plan_item_objective", item=title)
    if item.provider_kind not in PROVIDERS:
        return refused("unknown_code")
    if item.provider_kind == "outside" and not item.provider.strip():
        return refused("plan_item_provider", item=title)
    if item.provider_kind == "own_team" and item.responsible_id is None and not item.responsible.strip():
        return refused("plan_item_who", item=title)
    if not item.frequency.strip():
        return refused("plan_item_frequency", item=title)
    if item.ends_on < item.starts_on:
        return refused("plan_item_ends_before", item=title)
    if item.starts_on < plan.starts_on or item.ends_on > plan.ends_on:
        return refused("plan_item_outside", item=title)
    return ALLOWED
