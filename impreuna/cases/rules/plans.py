"""What a plan has to say before it is kept (Order 288/2006, O 6; Legea 292/2011 art. 46; Legea 156/2023 art. 7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.lists import GROWN_UP, PLAN_TYPES
from impreuna.cases.rules.texts import Checks, check_code, check_text, in_figures
from impreuna.cases.rules.versions import Version
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.counting import add_months

MOST_OBJECTIVES, MOST_ITEMS = 50, 100
PROVIDERS = frozenset({"own_team", "outside"})
#: Plans of the county's case manager (O 6.1; (I)6.1); all others are the responsible's as well.
OF_MANAGER = frozenset({"protection", "recovery", "rehabilitation"})
#: Plans that only a child has (Legea 272/2004 art. 4 d).
OF_CHILDREN = frozenset({"protection"})
#: Made before the detailed evaluation; all others come from its report (O 6.1; Legea 292/2011 art. 46 a).
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
    yield "objectives", _many(plan.objectives, MOST_OBJECTIVES, "plan_needs_objective")
    yield "items", _many(plan.items, MOST_ITEMS, "plan_needs_item")
    for index, objective in enumerate(plan.objectives):
        yield f"objectives.{index}.text", check_text(objective.text)
        yield f"objectives.{index}.indicator", check_text(objective.indicator)
    for index, item in enumerate(plan.items):
        for field, verdict in _item(item, plan):
            yield f"items.{index}.{field}", verdict


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


def may_write(plan_type: str, functions: Collection[str], subject: str) -> Verdict:
    """Whether somebody with these functions writes plans of this type (O 6.1) in a case about `subject`
    (`lists.SUBJECTS`); a PIP is a child's (Legea 272/2004)."""
    if plan_type in OF_CHILDREN and subject in GROWN_UP:
        return refused("plan_of_children", type=PLAN_TYPES[plan_type])
    if plan_type in OF_MANAGER and "case_manager" not in functions:
        return refused("plan_of_manager", type=PLAN_TYPES[plan_type])
    return ALLOWED


def check_length(plan: Plan, subject: str, risk_situations: int, months: int) -> Verdict:
    """Whether the plan of a child at risk lasts as long as Legea 156/2023 art. 7(5) says: `months` at least."""
    if subject != "child" or plan.type not in OF_LAW_156 or risk_situations < 1:
        return ALLOWED
    earliest = add_months(plan.starts_on, months) - timedelta(days=1)
    return ALLOWED if plan.ends_on >= earliest else refused("plan_too_short", months=months, until=in_figures(earliest))


def _period(starts_on: date, ends_on: date) -> Verdict:
    if starts_on < _EARLIEST:
        return refused("plan_dates")
    return ALLOWED if ends_on > starts_on else refused("plan_ends_before")


def _many(rows: Sequence[Objective] | Sequence[Item], limit: int, none: str) -> Verdict:
    if not rows:
        return refused(none)
    if len(rows) > limit:
        return refused("plan_too_many", limit=limit)
    return ALLOWED if len({one.id for one in rows}) == len(rows) else refused("plan_ids_twice")


def _item(item: Item, plan: Plan) -> Checks:
    title = item.title.strip() or item.service
    yield "title", ALLOWED if title else refused("plan_item_what")
    is_answer = item.objective_id in {one.id for one in plan.objectives}
    yield "objective_id", ALLOWED if is_answer else refused("plan_item_objective", item=title)
    yield "provider_kind", check_code(item.provider_kind, PROVIDERS)
    if item.provider_kind == "outside" and not item.provider.strip():
        yield "provider", refused("plan_item_provider", item=title)
    if item.provider_kind == "own_team" and item.responsible_id is None and not item.responsible.strip():
        yield "responsible_id", refused("plan_item_who", item=title)
    yield "frequency", ALLOWED if item.frequency.strip() else refused("plan_item_frequency", item=title)
    if item.ends_on < item.starts_on:
        yield "ends_on", refused("plan_item_ends_before", item=title)
    if not plan.starts_on <= item.starts_on <= plan.ends_on:
        yield "starts_on", refused("plan_item_outside", item=title)
    if item.ends_on > plan.ends_on:
        yield "ends_on", refused("plan_item_outside", item=title)
