"""A plan in the words of a page: objectives, their services, what was done about each, and the steps of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.cases.forms.reevaluating import words_of_findings
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.running import STATES as RUNNING
from impreuna.cases.rules.running import Running, running
from impreuna.cases.rules.versions import OUTCOMES, Version
from impreuna.obligations.rules.dossier import Fact
from impreuna.ui.wording import day, short_day

#: How a service goes: the colour of its tag.
TONES = {
    "awaited": "grey", "unchecked": "amber", "not_started": "red", "running": "blue", "stopped": "grey",
    "finished": "green",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A service of the plan: what, who gives it, who answers for it, when, how often, for whom, how it goes."""

    id: str
    title: str
    giver: str
    responsible: str
    when: str
    how_often: str
    person: str
    state: str
    tone: str
    checked: str
    progress: str
    problems: int
    goes: Running | None


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective with its services; `findings` are the vulnerabilities that it answers, in words."""

    id: str
    text: str
    indicator: str
    person: str
    findings: tuple[str, ...]
    outcome: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Something that the law asks of a plan: whether it is done, by whom, or where it is done."""

    title: str
    article: str
    done: str
    by: str = ""
    href: str = ""
    action: str = ""
    refused: Any = None


def objective_lines(case: CaseFile, version: Version, today: date) -> list[ObjectiveLine]:
    """A version of the plan; how its services go is told of the one in force. One query."""
    people = names(case)
    words = words_of_findings()
    going = {one.item["id"]: one for one in running(version, case.dossier.facts, today)}
    shows_state = version.state == "in_force"
    items: dict[str, list[ItemLine]] = {}
    for item in version.content["items"]:
        goes = going.get(item["id"]) if shows_state else None
        items.setdefault(item["objective_id"], []).append(item_line(item, people, goes))
    return [
        ObjectiveLine(
            one["id"],
            one["text"],
            one["indicator"],
            people.get(one.get("person_id") or "", ""),
            tuple(words.get(code, code) for code in one.get("findings", ())),
            capfirst(_(OUTCOMES[one["outcome"]])) if one.get("outcome") else "",
            tuple(items.get(one["id"], ())),
        )
        for one in version.content["objectives"]
    ]


def item_line(item: Mapping[str, Any], people: Mapping[str, str], goes: Running | None) -> ItemLine:
    """One service in words."""
    is_own = item["provider_kind"] == "own_team"
    last = goes.last_check if goes else None
    return ItemLine(
        item["id"],
        item["title"],
        item.get("responsible", "") if is_own else item["provider"],
        "" if is_own else item.get("responsible", ""),
        period(item["starts_on"], item["ends_on"]),
        capfirst(_(FREQUENCIES.get(item["frequency"], item["frequency"]))),
        people.get(item.get("person_id") or "", ""),
        capfirst(_(RUNNING[goes.state])) if goes else "",
        TONES[goes.state] if goes else "grey",
        short_day(last.stated_at) if last else "",
        _progress(last),
        goes.open_problems if goes else 0,
        goes,
    )


def _progress(check: Fact | None) -> str:
    if check is None:
        return ""
    return str(check.content["progress"] or check.content.get("not_started_why", ""))


def period(starts_on: str, ends_on: str) -> str:
    """ "1.12.2026 – 30.11.2027"; one day alone when both are the same."""
    first, last = (short_day(date.fromisoformat(each)) for each in (starts_on, ends_on))
    return first if first == last else f"{first} – {last}"


def whole_period(version: Version) -> str:
    """From when to when the plan is, in words."""
    first, last = (day(date.fromisoformat(version.content[name])) for name in ("starts_on", "ends_on"))
    return _("de la {first} până la {last}").format(first=first, last=last)


def names(case: CaseFile) -> dict[str, str]:
    """The people of the case by their ids in the registry."""
    return {str(each.person_id): each.name for each in case.people if each.person_id}


def by_whom(case: CaseFile, facts: Iterable[Fact], key: str = "") -> str:
    """Who did these, with the day: "Ana Pop, 12.11.2026"; `key` names the content's field that says who."""
    authors = {entry.id: entry.author for entry in case.entries}
    told = ((str(fact.content.get(key) or authors.get(fact.id, "")), fact.stated_at) for fact in facts)
    return "; ".join(f"{who}, {short_day(at)}" for who, at in told)
