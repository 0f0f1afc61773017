"""A published edition at work: which questions show, which rules are true and why, what still lacks an answer.

Pure: answers and facts in, verdicts out. Answers are dictionaries by question code; a household's also holds the
fact `size`, a member's `age`, `age_months`, `age_days`, `sex`, `relation` (rules.facts). "?" is an answer that says
nothing; hidden answers count as not given (2017 protocol art. 6: found from the answers, confirmed by a person).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from impreuna.nomenclature.expression.evaluate import DOES_NOT_KNOW, Function, function
from impreuna.nomenclature.expression.explain import evidence, missing, names_in
from impreuna.nomenclature.rules.content import Content, Contradiction, Question, Service, Topic, Vulnerability
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS
from impreuna.nomenclature.rules.order import in_order_of_need

Answer = int | float | str | list[int]
Answers = Mapping[str, Any]
_NOBODY: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that is true: of the member with this index, or of the household when None."""

    code: str
    member: int | None
    severity: int
    evidence: dict[str, Answer]


@dataclass(frozen=True, slots=True)
class Undetermined:
    """A rule that waits for answers; `missing` names them."""

    code: str
    member: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Answers that cannot all be true, of a member or (None) of the household."""

    contradiction: Contradiction
    member: int | None


@dataclass(frozen=True, slots=True)
class Relevance:
    """The codes of the questions that show, for the household and for each member."""

    household: frozenset[str]
    members: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    entry: Vulnerability
    tree: list[Any]
    is_true: Function
    raises: tuple[tuple[int, Function], ...]
    #: Without an answer to one of these the rule cannot be true; empty when that cannot be said.
    needs: frozenset[str]


class Edition:
    """An edition of the national lists. Make it once and keep it: its rules are compiled when first used."""

    def __init__(self, number: int, digest: str, content: Content) -> None:
        self.number, self.digest, self.content = number, digest, content
        self.topics: tuple[Topic, ...] = content.topics
        self.questions: dict[str, Question] = {question.code: question for question in content.questions}
        self.vulnerabilities: dict[str, Vulnerability] = {entry.code: entry for entry in content.vulnerabilities}
        self.services: dict[str, Service] = {service.code: service for service in content.services}
        self.areas = {area.code: area for area in content.areas}
        self.parameters = {parameter.code: parameter for parameter in content.parameters}
        self.contradictions = content.contradictions
        self._compiled: dict[int, Function] = {}

    def questions_of(self, topic: str) -> tuple[Question, ...]:
        """The questions of a topic as they are asked."""
        return tuple(question for question in self.content.questions if question.topic == topic)

    def read(self, household: Answers, members: Sequence[Answers], parameters: Answers) -> Reading:
        """The answers of one household, ready to be asked about."""
        return Reading(self, household, members, parameters)

    def relevant(self, household: Answers, members: Sequence[Answers]) -> Relevance:
        """Which questions show now."""
        shown: set[str] = set()
        shown_of = [set[str]() for _member in members]
        self._settle(household, members, shown, shown_of)
        return Relevance(frozenset(shown), tuple(frozenset(codes) for codes in shown_of))

    def find(self, household: Answers, members: Sequence[Answers], parameters: Answers) -> tuple[Found, ...]:
        """The rules that are true, in the order of the list."""
        return self.read(household, members, parameters).find()

    def undetermined(
        self, household: Answers, members: Sequence[Answers], parameters: Answers
    ) -> tuple[Undetermined, ...]:
        """The rules that are neither true nor false, each with the answers it waits for."""
        return self.read(household, members, parameters).undetermined()

    def contradictions_in(self, household: Answers, members: Sequence[Answers]) -> tuple[Clash, ...]:
        """What cannot all be true among the answers."""
        return self.read(household, members, {}).contradictions()

    @cached_property
    def _order(self) -> tuple[tuple[str, bool, Function | None], ...]:
        """Every question after those that its condition reads: code, whether of the household, condition."""
        return tuple(
            (question.code, question.level == "household", function(question.when.tree) if question.when else None)
            for question in in_order_of_need(self.content.questions)
        )

    def _settle(
        self,
        household: Answers,
        members: Sequence[Answers],
        shown: set[str] | None = None,
        shown_of: Sequence[set[str]] | None = None,
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The answers without hidden and empty ones; with `shown` also which questions show."""
        kept = {name: household[name] for name in HOUSEHOLD_FACTS if name in household}
        kept_of = [{name: member[name] for name in PERSON_FACTS if member.get(name) is not None} for member in members]
        for code, is_of_household, condition in self._order:
            if is_of_household:
                if (shown is not None or code in household) and (
                    condition is None or condition(_NOBODY, kept, kept_of, _NOBODY) is True
                ):
                    _keep(code, household, kept)
                    if shown is not None:
                        shown.add(code)
                continue
            for index, member in enumerate(members):
                if (shown_of is not None or code in member) and (
                    condition is None or condition(kept_of[index], kept, kept_of, _NOBODY) is True
                ):
                    _keep(code, member, kept_of[index])
                    if shown_of is not None:
                        shown_of[index].add(code)
        return kept, kept_of

    @cached_property
    def _rules(self) -> dict[str, _Rule]:
        return {
            entry.code: _Rule(
                entry,
                entry.rule.tree,
                function(entry.rule.tree),
                tuple((severity, function(condition.tree)) for severity, condition in entry.raised),
                _needs(entry.rule.tree),
            )
            for entry in self.content.vulnerabilities
            if entry.rule is not None
        }

    @cached_property
    def _contradictions(self) -> tuple[tuple[Contradiction, Function], ...]:
        return tuple((entry, function(entry.never.tree)) for entry in self.contradictions)

    @cached_property
    def _rules_by_need(self) -> dict[str, tuple[_Rule, ...]]:
        """Rules of persons by the answers without which they cannot be true; under "" those always to be tried."""
        by_need: dict[str, list[_Rule]] = {}
        for rule in self._rules.values():
            if rule.entry.subject == "person":
                for code in rule.needs or ("",):
                    by_need.setdefault(code, []).append(rule)
        return {code: tuple(rules) for code, rules in by_need.items()}


class Reading:
    """The answers of one household in the eyes of one edition: hidden answers are gone, "?" says nothing."""

    def __init__(self, edition: Edition, household: Answers, members: Sequence[Answers], parameters: Answers) -> None:
        self._edition, self._parameters = edition, parameters
        self.household, self.members = edition._settle(household, members)

    def find(self) -> tuple[Found, ...]:
        """The rules that are true: the household's, then each member's."""
        rules = self._edition._rules
        found = [
            self._found(rule, None, _NOBODY)
            for rule in rules.values()
            if rule.entry.subject == "household" and self._is_true(rule, _NOBODY)
        ]
        for index, member in enumerate(self.members):
            codes = {rule.entry.code for rule in self._worth_trying(member) if self._is_true(rule, member)}
            found.extend(self._found(rules[code], index, member) for code in rules if code in codes)
        return tuple(found)

    def verdict(self, code: str, member: int | None) -> bool | None:
        """What the rule of `code` says: true, false, or None while an answer lacks or it has no rule."""
        if (rule := self._edition._rules.get(code)) is None:
            return None
        person = _NOBODY if member is None else self.members[member]
        verdict = rule.is_true(person, self.household, self.members, self._parameters)
        return verdict if isinstance(verdict, bool) else None

    def undetermined(self) -> tuple[Undetermined, ...]:
        """The rules that wait, each with what it waits for."""
        waiting = []
        for rule in self._edition._rules.values():
            people = enumerate(self.members) if rule.entry.subject == "person" else [(None, _NOBODY)]
            for index, person in people:
                if rule.is_true(person, self.household, self.members, self._parameters) is None:
                    names = missing(rule.tree, person, self.household, self.members)
                    waiting.append(Undetermined(rule.entry.code, index, names))
        return tuple(waiting)

    def contradictions(self) -> tuple[Clash, ...]:
        """What cannot all be true."""
        clashes: list[Clash] = []
        for contradiction, never in self._edition._contradictions:
            people = enumerate(self.members) if contradiction.level == "person" else [(None, _NOBODY)]
            clashes.extend(
                Clash(contradiction, index)
                for index, person in people
                if never(person, self.household, self.members, self._parameters) is True
            )
        return tuple(clashes)

    def _worth_trying(self, member: Answers) -> Iterable[_Rule]:
        """Each rule once, also where several of its answers are there."""
        by_need = self._edition._rules_by_need
        return {rule.entry.code: rule for code in ("", *member) for rule in by_need.get(code, ())}.values()

    def _is_true(self, rule: _Rule, person: Answers) -> bool:
        return rule.is_true(person, self.household, self.members, self._parameters) is True

    def _found(self, rule: _Rule, index: int | None, person: Answers) -> Found:
        severity = next(
            (
                raised
                for raised, condition in rule.raises
                if condition(person, self.household, self.members, self._parameters) is True
            ),
            rule.entry.severity,
        )
        edition = self._edition
        because = evidence(rule.tree, person, self.household, self.members, self._parameters, edition._compiled)
        return Found(rule.entry.code, index, severity, because)


def _keep(code: str, answers: Answers, kept: dict[str, Any]) -> None:
    answer = answers.get(code)
    if answer is not None and answer != DOES_NOT_KNOW:
        kept[code] = answer


def _needs(tree: list[Any]) -> frozenset[str]:
    """Answers of which at least one must be there for a person's `tree` to be true; empty: cannot be said."""
    if tree[0] == "and":
        needs = [found for part in tree[1:] if (found := _needs(part))]
        return min(needs, key=len, default=frozenset())
    names = list(names_in(tree))
    asked = frozenset(name for mark, name in names if mark == "p" and name not in PERSON_FACTS)
    reads_only_answers = len(asked) == len({name for _mark, name in names})
    return asked if reads_only_answers and not _is_known_without_answers(tree) else frozenset()


def _is_known_without_answers(tree: list[Any]) -> bool:
    parts = [part for part in tree[1:] if isinstance(part, list) and part and isinstance(part[0], str)]
    # "… or true", "not (… and false)": a part that reads nothing can settle it.
    is_settled = tree[0] in ("and", "or", "at_least") and any(next(names_in(part), None) is None for part in parts)
    is_settled = is_settled or tree[0] in ("answered", "coalesce", "any", "all", "count", "if")
    return is_settled or any(_is_known_without_answers(part) for part in parts)
