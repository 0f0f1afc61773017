"""A case's facts laid out for looking up: by kind, by what they answer, by the service of the plan they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from impreuna.obligations.rules.book import Sought
from impreuna.obligations.rules.conditions import holds
from impreuna.obligations.rules.counting import end_of
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.entries import Stop

#: What ends an obligation that is not met yet (propunere).
STOPS: dict[Stop, tuple[str, ...]] = {
    "closed": ("CloseCase", "TransferCase"),
    "not_confirmed": ("DecideCase",),
    "suspended": ("SuspendCase",),
    "services_ended": ("StartPostMonitoring",),
}
#: What ended an obligation, and the fact that did.
Stopped = tuple[Stop, Fact]
#: A service that was checked and found so is checked no more.
_OVER = ("stopped", "finished")


@dataclass(frozen=True, slots=True)
class Item:
    """A service of an approved plan, and when it is no longer checked."""

    id: str
    starts_on: date
    over_at: datetime
    title: str = ""


class File:
    """The facts of a dossier in the order of their moments. Nothing depends on the order in which they were given."""

    def __init__(self, dossier: Dossier, now: datetime | None = None) -> None:
        facts = [fact for fact in dossier.facts if now is None or fact.at <= now]
        facts.sort(key=lambda fact: (fact.at, fact.id.int))
        self.notice = self._notice(dossier, facts)
        self.registered_at = dossier.registered_at
        self.by_kind: dict[str, list[Fact]] = defaultdict(list)
        self.by_about: dict[UUID, list[Fact]] = defaultdict(list)
        self.by_item: dict[str, list[Fact]] = defaultdict(list)
        self.kinds = {fact.id: fact.kind for fact in facts}
        for fact in facts:
            self.by_kind[fact.kind].append(fact)
            if fact.about_id is not None:
                self.by_about[fact.about_id].append(fact)
            if item := fact.content.get("item_id"):
                self.by_item[str(item)].append(fact)
        self.waivers: dict[tuple[Any, Any], Fact] = {
            (fact.content.get("code"), fact.content.get("key")): fact for fact in self.by_kind["WaiveObligation"]
        }
        self.reopenings = [fact.at for fact in self.by_kind["ReopenCase"]]
        self._merged: dict[tuple[str, ...], list[Fact]] = {}

    def _notice(self, dossier: Dossier, facts: list[Fact]) -> Fact:
        """The notice that opened the case; a dossier without one stands for it itself."""
        for fact in facts:
            if fact.kind == "RegisterNotice":
                return fact
        at = dossier.registered_at
        content = {"is_urgent": dossier.is_urgent}
        opened = Fact(dossier.case_id, "RegisterNotice", at, at, dossier.case_id, content=content)
        facts.insert(0, opened)
        return opened

    def of(self, kinds: tuple[str, ...]) -> list[Fact]:
        """The facts of these kinds, in order."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        if kinds not in self._merged:
            several = [fact for kind in kinds for fact in self.by_kind.get(kind, ())]
            self._merged[kinds] = sorted(several, key=lambda fact: (fact.at, fact.id.int))
        return self._merged[kinds]

    def raised(self, sought: Sought) -> list[Fact]:
        """The facts that are sought, wherever they are."""
        tests = sought.tests
        return [fact for fact in self.of(sought.kinds) if holds(tests[fact.kind], fact.content)]

    def proofs(self, sought: Sought, about: Fact, begins: datetime, item: str = "") -> Iterator[Fact]:
        """The facts that are sought and match the fact `about`, in order: those that answer it, those that speak of
        the service `item` since `begins`, or any since then."""
        if sought.match == "about":
            found, since = self.by_about.get(about.id, []), about.at
        elif sought.match == "item":
            found, since = self.by_item.get(item, []), begins
        else:
            found, since = self.of(sought.kinds), begins
        tests = sought.tests
        for fact in found:
            is_other = fact.at >= since and fact.id != about.id
            if sought.not_about and fact.about_id and self.kinds.get(fact.about_id, "") in sought.not_about:
                continue
            if is_other and fact.kind in tests and holds(tests[fact.kind], fact.content):
                yield fact

    def episode(self, moment: datetime) -> int:
        """How often the case had been opened again by then."""
        return sum(1 for reopened in self.reopenings if reopened <= moment)

    def stop(self, ends: tuple[Stop, ...], after: Fact, begins: datetime) -> Stopped | None:
        """The first thing that ends, since `begins`, what `after` raised."""
        first: Stopped | None = None
        for end in ends:
            for fact in self.of(STOPS[end]):
                if fact.at < begins or fact.id == after.id:
                    continue
                if end == "not_confirmed" and fact.content.get("decision") != "not_confirmed":
                    continue
                if first is None or fact.at < first[1].at:
                    first = end, fact
                break
        return first

    def items(self, plans: Mapping[UUID, datetime]) -> list[tuple[Fact, datetime, Item]]:
        """The services of the approved plans (plan → when it was approved), each once: with the first plan that has it
        and that plan's approval. A later version of the plan that leaves a service out ends it."""
        order = sorted((plan for plan in self.of(("DraftPlan",)) if plan.id in plans), key=lambda plan: plans[plan.id])
        seen: dict[str, tuple[Fact, datetime, Item]] = {}
        for place, plan in enumerate(order):
            for raw in plan.content.get("items", ()):
                code = str(raw["id"])
                over_at = self._over(plan, raw, order[place + 1 :], plans)
                item = Item(code, day(raw["starts_on"]), over_at, str(raw.get("title") or raw.get("service") or ""))
                if code in seen:
                    first, approved, _before = seen[code]
                    seen[code] = first, approved, replace(item, starts_on=_before.starts_on)
                else:
                    seen[code] = plan, plans[plan.id], item
        return list(seen.values())

    def _over(self, plan: Fact, raw: Mapping[str, Any], later: list[Fact], plans: Mapping[UUID, datetime]) -> datetime:
        """When a service of `plan` is no longer checked: its last day, or when it was stopped or left out."""
        over = end_of(day(raw["ends_on"]))
        code = str(raw["id"])
        for fact in self.by_item.get(code, ()):
            if fact.kind == "CheckService" and fact.content.get("state") in _OVER:
                over = min(over, fact.at)
        for revised in later:
            is_same = revised.content.get("plan_id") == plan.content.get("plan_id")
            if is_same and all(str(other["id"]) != code for other in revised.content.get("items", ())):
                return min(over, plans[revised.id])
        return over


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> date:
    return date.fromisoformat(text)


def day(said: Any) -> date:
    """A day of a fact's content: as JSON has it, or as Python has."""
    return said if isinstance(said, date) else _parsed(said)
