"""What the types cannot see: codes that lead nowhere, questions never asked, rules that never fire, torn veils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from impreuna.kernel.policy import AREAS, ROLES
from impreuna.nomenclature.expression.check import Schema, Tree
from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.expression.satisfy import can_be_true
from impreuna.nomenclature.rules.content import Content, Question, Vulnerability
from impreuna.nomenclature.rules.order import Circle, in_order_of_need
from impreuna.nomenclature.rules.problems import Problems
from impreuna.nomenclature.rules.schema import schema_of

#: The areas from the most veiled on; the others are veiled alike (domain rule: clinical data, then protection).
MOST_VEILED = ("health", "protection", "ethnicity")
_CEDILLA = set("şţŞŢ")


def check(content: Content, problems: Problems) -> None:
    """Notes what is wrong with `content`, whose expressions are well formed."""
    _check_words(content, problems)
    _check_codes(content, problems)
    try:
        in_order_of_need(content.questions)
    except Circle as circle:
        problems.add("questionnaire", circle.codes[0], f"condițiile se așteaptă una pe alta: {circle}")
        return
    reach = Reach(content)
    for question in content.questions:
        if question.when and not can_be_true(reach.conditions([question.when.tree]), reach.schema):
            problems.add(f"questionnaire/{question.topic}.yaml", question.code, "întrebarea nu se pune niciodată")
    for entry in content.vulnerabilities:
        _check_rule(entry, reach, problems)


def _check_words(content: Content, problems: Problems) -> None:
    for name, entry in content.entries():
        if not entry.text.ro.strip() or not entry.text.en.strip():
            problems.add(name, entry.code, "lipsește textul într-una din limbi")
        if _CEDILLA & set(entry.text.ro):
            problems.add(name, entry.code, "litere cu sedilă (ş ţ) în loc de virgulă (ș ț)")


def _check_codes(content: Content, problems: Problems) -> None:
    questions = {question.code for question in content.questions}
    services = {service.code for service in content.services}
    areas = {area.code for area in content.areas}
    parameters = {parameter.code for parameter in content.parameters}
    for question in content.questions:
        file = f"questionnaire/{question.topic}.yaml"
        _require(question.area in AREAS, file, question.code, f"nu există domeniul de date „{question.area}”", problems)
        is_choice = question.kind in ("single", "multi")
        _require(
            is_choice == bool(question.options), file, question.code, "variantele nu se potrivesc cu tipul", problems
        )
        known = {option.code for option in question.options}
        if not set(question.exclusive) <= known:
            problems.add(file, question.code, "exclusive numește o variantă care nu există")
    for contradiction in content.contradictions:
        _unknown(contradiction.fields, questions, "contradictions.yaml", contradiction.code, "întrebarea", problems)
    for entry in content.vulnerabilities:
        file = f"vulnerabilities/{entry.area}.yaml"
        _unknown(entry.services, services, file, entry.code, "serviciul", problems)
        _unknown(entry.discloses, questions, file, entry.code, "întrebarea", problems)
        _unknown([entry.area], areas, file, entry.code, "aria", problems)
        _unknown([entry.parameter] if entry.parameter else [], parameters, file, entry.code, "parametrul", problems)
        _require(entry.veil in AREAS, file, entry.code, f"nu există domeniul de date „{entry.veil}”", problems)
        _require(1 <= entry.severity <= 4, file, entry.code, "severitatea este de la 1 la 4", problems)
    for service in content.services:
        _require(service.role in ROLES, "services", service.code, f"nu există rolul „{service.role}”", problems)
        _unknown([service.area], areas, "services", service.code, "aria", problems)
    for parameter in content.parameters:
        _require(bool(parameter.values), "parameters.yaml", parameter.code, "parametrul nu are nicio valoare", problems)


def _require(is_so: bool, file: str, code: str, message: str, problems: Problems) -> None:
    if not is_so:
        problems.add(file, code, message)


def _unknown(codes: Iterable[str], known: set[str], file: str, code: str, what: str, problems: Problems) -> None:
    for one in codes:
        _require(one in known, file, code, f"nu există {what} „{one}”", problems)


def _check_rule(entry: Vulnerability, reach: Reach, problems: Problems) -> None:
    file = f"vulnerabilities/{entry.area}.yaml"
    if entry.rule is None:
        is_measured = entry.subject == "community" and entry.measured_by is not None
        _require(is_measured, file, entry.code, "lipsește regula; la comunitate, măsura (measured_by)", problems)
        return
    if not can_be_true(reach.conditions([entry.rule.tree]), reach.schema):
        problems.add(file, entry.code, f"regula nu poate fi adevărată niciodată: {entry.rule.text}")
    for severity, raised in entry.raised:
        if not can_be_true(reach.conditions([entry.rule.tree, raised.tree]), reach.schema):
            problems.add(file, entry.code, f"severitatea {severity} nu se atinge niciodată: {raised.text}")
    trees = [entry.rule.tree, *(raised.tree for _severity, raised in entry.raised)]
    for code in sorted(reach.questions_of(trees) - set(entry.discloses)):
        area = reach.questions[code].area
        if _rank(area) < _rank(entry.veil):
            problems.add(file, entry.code, f"citește {code} ({area}), deci nu se poate vedea ca „{entry.veil}”")


def _rank(area: str) -> int:
    return MOST_VEILED.index(area) if area in MOST_VEILED else len(MOST_VEILED)


class Reach:
    """Which questions conditions read, and what has to be true for these to be asked."""

    def __init__(self, content: Content) -> None:
        self.questions: dict[str, Question] = {question.code: question for question in content.questions}
        self.schema: Schema = schema_of(content.questions, [parameter.code for parameter in content.parameters])

    def questions_of(self, trees: Iterable[Tree]) -> set[str]:
        """The questions that `trees` read."""
        return {name for tree in trees for _mark, name in names_in(tree) if name in self.questions}

    def conditions(self, trees: list[Tree]) -> list[Tree]:
        """`trees` with the conditions of every question that they need answered, and so on."""
        waiting, seen, found = list(trees), set[str](), list(trees)
        while waiting:
            for code in _needed_by(waiting.pop()):
                question = self.questions.get(code)
                if question is None or question.when is None or code in seen:
                    continue
                seen.add(code)
                found.append(question.when.tree)
                waiting.append(question.when.tree)
        return found


def _needed_by(tree: Tree) -> Iterator[str]:
    """The names that have to be known for `tree` to be true, of the same person: those under `and` alone."""
    if tree[0] == "and":
        for part in tree[1:]:
            yield from _needed_by(part)
    elif tree[0] in ("=", "!=", "<", "<=", ">", ">=", "in", "has", "has_any"):
        yield from (name for _mark, name in names_in(tree))
