"""What the answers of an interview mean, in words: found, still open, contradicting, out of date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.course import Step, Subject
from impreuna.assessment.rules.judging import receiver_of
from impreuna.assessment.views.places import address
from impreuna.assessment.views.sitting import Sitting
from impreuna.kernel.policy import ROLES
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Clash, Edition, Found
from impreuna.nomenclature.rules.evidence import answer_in_words, describe
from impreuna.ui.wording import years

#: The area of data that is never on the screen while the family sits beside it, unless the interviewer unfolds it.
PRIVATE = "protection"


@dataclass(frozen=True, slots=True)
class Seen:
    """A vulnerability that the answers show: what, about whom, why, how grave."""

    title: str
    whose: str
    reason: str
    severity: int
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """An answer that a rule waits for, with the step where it is given, if the reader gives it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A vulnerability of which nothing can be said yet."""

    title: str
    whose: str
    missing: tuple[Lack, ...]
    is_private: bool = False


def first_name(name: str) -> str:
    """What one calls a member of the family: names stand as "Țăran Ștefania"."""
    return name.partition(" ")[2] or name


def whose(sitting: Sitting, person: Subject) -> str:
    """About whom, in a few words; nothing for the household."""
    if person is None:
        return ""
    row = next((member for member in sitting.members if member.id == person), None)
    if row is None:
        return ""
    return f"{first_name(row.name)}, {years(row.age)}" if row.age is not None else first_name(row.name)


def seen(sitting: Sitting) -> list[Seen]:
    """What was found so far and the reader may see, the gravest first."""
    readable = ROLES[sitting.role].readable_areas
    shown = [one for one in sitting.found if sitting.edition.vulnerabilities[one.code].veil in readable]
    return [_seen(sitting, one) for one in sorted(shown, key=lambda one: -one.severity)]


def _seen(sitting: Sitting, one: Found) -> Seen:
    entry = sitting.edition.vulnerabilities[one.code]
    reasons = describe(sitting.edition, one.evidence, get_language() or "ro")
    about, is_private = whose(sitting, sitting.person_of(one.member)), entry.veil == PRIVATE
    return Seen(said(entry.text), about, "; ".join(reasons), one.severity, is_private)


def passed_on(sitting: Sitting) -> str:
    """Who will be told of what the reader reports without seeing it, in words; empty when there is nothing."""
    readable = ROLES[sitting.role].readable_areas
    veils = {sitting.edition.vulnerabilities[one.code].veil for one in sitting.found}
    told = sorted({receiver_of(veil) for veil in veils - readable} - {""})
    return ", ".join(_(ROLES[role].name) for role in told)


def waiting(sitting: Sitting) -> list[Waiting]:
    """What cannot be said yet although its topic has been begun: answers that were skipped or not known.

    A rule that waits only for questions which nobody is asked here waits in vain and is left out.
    """
    course, questions = sitting.course, sitting.edition.questions
    begun = {step.topic for step in course.steps if course.progress(step).answered}
    readable = ROLES[sitting.role].readable_areas
    lines = []
    for one in sitting.undetermined:
        entry = sitting.edition.vulnerabilities[one.code]
        missing = [questions[code] for code in one.missing if code in questions]
        asked = [each for each in missing if _is_asked(sitting, each, one.member)]
        if entry.veil in readable and asked and all(question.topic in begun for question in missing):
            person = sitting.person_of(one.member)
            lacks = tuple(Lack(said(each.text), _where(sitting, each.code, person)) for each in asked[:3])
            lines.append(Waiting(said(entry.text), whose(sitting, person), lacks, entry.veil == PRIVATE))
    return lines


def _is_asked(sitting: Sitting, question: Question, member: int | None) -> bool:
    """Whether the question shows: for the household, for the member whom a rule is about, or for any of them."""
    relevance = sitting.relevance
    if question.level == "household":
        return question.code in relevance.household
    people = relevance.members if member is None else relevance.members[member : member + 1]
    return any(question.code in shown for shown in people)


def _where(sitting: Sitting, code: str, person: Subject) -> str:
    question = sitting.edition.questions[code]
    step = Step(question.topic, person if question.level == "person" else None)
    if question.area not in sitting.course.writable or step not in sitting.course.steps:
        return ""
    return address(sitting, step, code) if code in sitting.course.shown(step.person) else ""


@dataclass(frozen=True, slots=True)
class ClashLine:
    """Answers that cannot all be true: the sentence, about whom, and where each is put right."""

    text: str
    whose: str
    fields: tuple[Lack, ...]


def clash_lines(sitting: Sitting) -> list[ClashLine]:
    """The contradictions, each with links to its questions."""
    return [_clash_line(sitting, clash) for clash in sitting.clashes]


def _clash_line(sitting: Sitting, clash: Clash) -> ClashLine:
    person = sitting.person_of(clash.member)
    fields = tuple(
        Lack(said(sitting.edition.questions[code].text), _where(sitting, code, person))
        for code in clash.contradiction.fields
        if code in sitting.edition.questions
    )
    return ClashLine(said(clash.contradiction.text), whose(sitting, person), fields)


def clashes_at(sitting: Sitting, step: Step) -> dict[str, str]:
    """The sentence of a contradiction at each question of this step that takes part in one."""
    at: dict[str, str] = {}
    for clash in sitting.clashes:
        for code in clash.contradiction.fields:
            question = sitting.edition.questions.get(code)
            subject = sitting.person_of(clash.member) if question and question.level == "person" else None
            if question and question.topic == step.topic and subject == step.person:
                at[code] = said(clash.contradiction.text)
    return at


@dataclass(frozen=True, slots=True)
class MisfitLine:
    """An answer that has no place in the questionnaire of today."""

    code: str
    text: str
    whose: str
    answer: str


def misfit_lines(sitting: Sitting, older: Iterable[Edition] = ()) -> list[MisfitLine]:
    """The answers that no longer fit, in the words in which they were given where those are known."""
    known = {edition.number: edition for edition in older}
    lines = []
    for each in sitting.notes.misfits:
        edition = known.get(each.edition)
        question = edition.questions.get(each.code) if edition else sitting.edition.questions.get(each.code)
        text = said(question.text) if question else each.code
        answer = answer_in_words(question, each.answer, get_language() or "ro") if question and edition else ""
        lines.append(MisfitLine(each.code, text, whose(sitting, each.person), answer or str(each.answer)))
    return lines
