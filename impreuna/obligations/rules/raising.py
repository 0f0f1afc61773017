"""What raises an obligation in a case: which facts, since which moment it counts, and until when it is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from impreuna.obligations.rules.book import Rule
from impreuna.obligations.rules.counting import start_of
from impreuna.obligations.rules.dossier import Fact
from impreuna.obligations.rules.file import File, day


@dataclass(frozen=True, slots=True)
class Raised:
    """An obligation that a fact raised. `since`: from when its time runs. `begins`: from when on facts may meet it;
    what was done before its time began (a service that started early) counts too. `over_at`: a service of the plan is
    not checked after that, and is called `title` in the plan. `proof`: what meets it, where raising it had to know;
    `is_unproved`: nothing does yet."""

    fact: Fact
    key: str
    since: datetime
    begins: datetime
    author_id: UUID
    item: str = ""
    title: str = ""
    over_at: datetime | None = None
    proof: Fact | None = None
    is_unproved: bool = False


def raised(rule: Rule, file: File) -> Iterator[Raised]:
    """The obligations of a rule that the facts of a case raise, in order."""
    facts = [fact for fact in file.raised(rule.raised_by) if fact.at >= rule.in_force]
    if not facts:
        return
    if rule.since.which == "last":
        yield from _last(rule, facts, file)
        return
    moments = _moments(rule, facts, file)
    if rule.since.per == "items":
        yield from _items(moments, file)
        return
    if rule.since.which == "first":
        moments = _first_of_each_episode(moments, file)
    for fact, moment in moments:
        yield _one(rule, fact, moment, file)


def _moments(rule: Rule, facts: Iterable[Fact], file: File) -> list[tuple[Fact, datetime]]:
    """The facts, each with the moment from which it counts as done: of a plan, its approval."""
    if rule.once is None:
        return [(fact, fact.at) for fact in facts]
    done = ((fact, next(file.proofs(rule.once, fact, fact.at), None)) for fact in facts)
    return [(fact, proof.at) for fact, proof in done if proof is not None]


def _first_of_each_episode(moments: list[tuple[Fact, datetime]], file: File) -> list[tuple[Fact, datetime]]:
    chosen: dict[int, tuple[Fact, datetime]] = {}
    for fact, moment in sorted(moments, key=lambda pair: (pair[1], pair[0].id.int)):
        chosen.setdefault(file.episode(moment), (fact, moment))
    return list(chosen.values())


def _one(rule: Rule, fact: Fact, moment: datetime, file: File) -> Raised:
    since = begins = moment
    if fact is file.notice:
        # Legal clocks run from registration, by the server; a tablet may have begun the work before.
        since, begins = file.registered_at, min(fact.at, file.registered_at)
    elif rule.since.counts_from == "stated":
        since = min(fact.stated_at, fact.at)
    elif rule.since.counts_from == "starts_on":
        first = min((day(item["starts_on"]) for item in fact.content.get("items", ())), default=None)
        since = moment if first is None else max(moment, start_of(first))
    elif rule.since.counts_from == "answer_by":
        since = max(moment, start_of(day(fact.content["answer_by"])))
    return Raised(fact, str(fact.id), since, begins, fact.author_id)


def _items(moments: list[tuple[Fact, datetime]], file: File) -> Iterator[Raised]:
    plans = {plan.id: moment for plan, moment in moments}
    for plan, approved_at, item in file.items(plans):
        since = max(approved_at, start_of(item.starts_on))
        yield Raised(
            plan, f"{plan.id}/{item.id}", since, approved_at, plan.author_id, item.id, item.title, item.over_at
        )


def _last(rule: Rule, facts: list[Fact], file: File) -> Iterator[Raised]:
    """Which visit was the last is known when it is said, or when the report is written."""
    since: datetime | None = None
    for proof in file.raised(rule.steps[0]):
        before = [fact for fact in facts if fact.at <= proof.at and (since is None or fact.at > since)]
        if before:
            yield _last_one(before[-1], proof)
        since = proof.at
    said = [
        fact for fact in facts
        if (since is None or fact.at > since) and fact.content.get(rule.since.said_last)
    ]  # fmt: skip
    if said:
        yield _last_one(said[-1], None)


def _last_one(fact: Fact, proof: Fact | None) -> Raised:
    since = min(fact.stated_at, fact.at)
    return Raised(fact, str(fact.id), since, fact.at, fact.author_id, proof=proof, is_unproved=proof is None)
