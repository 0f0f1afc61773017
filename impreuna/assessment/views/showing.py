"""What the interview's pages show of a sitting: topics, members, what was found and what is missing, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.course import Course, Step, Subject
from impreuna.assessment.queries import who_else
from impreuna.assessment.rules.judging import receiver_of
from impreuna.assessment.views.sitting import PURPOSE, Sitting
from impreuna.kernel import drafts
from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import ROLES
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.rules.edition import Clash, Edition, Found, Relevance
from impreuna.nomenclature.rules.evidence import answer_in_words, describe
from impreuna.registry.queries.households import get_household_rows
from impreuna.ui.wording import years

#: So many rules that wait for an answer are worth a look; the rest is only counted.
MOST_UNDETERMINED = 12


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in the list of the interview; without `href` nothing is asked here, and `why` says the reason."""

    title: str
    href: str
    answered: int
    shown: int
    is_current: bool
    is_done: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class MemberTab:
    """A member in a topic about people."""

    name: str
    note: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A vulnerability that the answers show: what, about whom, why, how grave."""

    title: str
    whose: str
    reason: str
    severity: int


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


def address(sitting: Sitting, step: Step, code: str = "") -> str:
    """The page of a step, at one of its questions when named."""
    parts: list[Any] = [sitting.draft.id, step.topic.lower()]
    name = "assessment:step"
    if step.person is not None:
        parts.append(step.person)
        name = "assessment:person-step"
    return reverse(name, args=parts) + (f"#q-{code}" if code else "")


def address_of(sitting: Sitting, step: Step | None) -> str:
    """The page of a step; the one that closes the interview when there is none."""
    return address(sitting, step) if step else reverse("assessment:review", args=[sitting.draft.id])


def topic_lines(sitting: Sitting, current: Step | None) -> list[TopicLine]:
    """All topics of the questionnaire, in order."""
    course = sitting.course
    lines = []
    for topic in sitting.edition.topics:
        progress = course.progress_of_topic(topic)
        step = course.first_open(topic.code)
        is_current = current is not None and current.topic == topic.code
        why = ""
        if not course.may_write(topic):
            why = _("completează {who}").format(who=course.left_to(topic.code))
        elif step is None:
            why = _("nicio întrebare aici")
        href = address(sitting, step) if step is not None else ""
        lines.append(
            TopicLine(said(topic.text), href, progress.answered, progress.shown, is_current, progress.is_done, why)
        )
    return lines


def member_tabs(sitting: Sitting, current: Step) -> list[MemberTab]:
    """The members about whom the topic asks something; nothing for topics about the household."""
    if current.person is None:
        return []
    tabs = []
    for member in sitting.members:
        step = Step(current.topic, member.id)
        if step in sitting.course.steps or step == current:
            progress = sitting.course.progress(step)
            note = _("{answered} din {shown}").format(answered=progress.answered, shown=progress.shown)
            tabs.append(MemberTab(first_name(member.name), note, address(sitting, step), step == current))
    return tabs


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
    return Seen(said(entry.text), whose(sitting, sitting.person_of(one.member)), "; ".join(reasons), one.severity)


def passed_on(sitting: Sitting) -> str:
    """Who will be told of what the reader reports without seeing it, in words; empty when there is nothing."""
    readable = ROLES[sitting.role].readable_areas
    veils = {sitting.edition.vulnerabilities[one.code].veil for one in sitting.found}
    told = sorted({receiver_of(veil) for veil in veils - readable} - {""})
    return ", ".join(_(ROLES[role].name) for role in told)


def waiting(sitting: Sitting) -> list[Waiting]:
    """What cannot be said yet although its topic has been begun: answers that were skipped or not known."""
    course, questions = sitting.course, sitting.edition.questions
    begun = {step.topic for step in course.steps if course.progress(step).answered}
    readable = ROLES[sitting.role].readable_areas
    lines = []
    for one in sitting.undetermined:
        entry = sitting.edition.vulnerabilities[one.code]
        asked = [questions[code] for code in one.missing if code in questions]
        if entry.veil in readable and asked and all(question.topic in begun for question in asked):
            person = sitting.person_of(one.member)
            lacks = tuple(Lack(said(each.text), _where(sitting, each.code, person)) for each in asked[:3])
            lines.append(Waiting(said(entry.text), whose(sitting, person), lacks))
    return lines


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


def misfit_lines(sitting: Sitting, older: Iterable[Any] = ()) -> list[MisfitLine]:
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


def around(sitting: Sitting, current: Step | None) -> dict[str, Any]:
    """What stands beside a step, and is brought up to date with every answer: topics, findings, progress."""
    waits = waiting(sitting)
    return {
        "topics": topic_lines(sitting, current),
        "progress": sitting.course.total,
        "review_href": address_of(sitting, None),
        "on_review": current is None,
        "found": seen(sitting),
        "passed_on": passed_on(sitting),
        "undetermined": waits[:MOST_UNDETERMINED],
        "undetermined_count": len(waits),
    }


def notices(actor: Actor, sitting: Sitting) -> dict[str, Any]:
    """What the interviewer has to know: the questionnaire changed, a colleague recorded a visit meanwhile."""
    meanwhile = who_else(actor, sitting.draft.commune_id, sitting.home.id, sitting.draft.started_at)
    older = sorted({each.edition for each in sitting.notes.misfits})
    return {
        "edition": sitting.edition,
        "is_older": sitting.is_of_older_edition,
        "began_with": sitting.notes.began_with,
        "misfits": misfit_lines(sitting, list(_editions(older))),
        "overtaken": meanwhile.visits[0] if meanwhile.visits else None,
        "others": meanwhile.drafts,
    }


def _editions(numbers: Iterable[int]) -> Iterator[Edition]:
    """The questionnaires of these numbers, as far as they were ever published."""
    for number in numbers:
        with suppress(NoEdition):
            yield edition_of(number)


@dataclass(frozen=True, slots=True)
class Share:
    """A topic before an interview: whether the reader asks it, and who asks the rest."""

    title: str
    is_mine: bool
    left_to: str


def shares(role: str) -> list[Share]:
    """All topics of the questionnaire in force, as divided between the professions."""
    edition = current_edition()
    course = Course(edition, role, {}, [], Relevance(frozenset(), ()))
    return [Share(said(topic.text), course.may_write(topic), course.left_to(topic.code)) for topic in edition.topics]


def drafts_about(commune_id: int, household_id: UUID) -> list[drafts.Draft]:
    """Interviews of a household that somebody has begun."""
    return [each for each in drafts.drafts_about(commune_id, household_id) if each.purpose == PURPOSE]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished interview of the reader: of which household, saved when."""

    draft: drafts.Draft
    label: str
    place: str


def draft_rows(actor: Actor) -> list[DraftRow]:
    """The reader's unfinished interviews in the commune where she acts, the latest first. Three queries."""
    place = actor.scope.place_id
    mine = [each for each in drafts.drafts_of(actor, PURPOSE) if each.commune_id == place]
    homes = {row.id: row for row in get_household_rows(place, [each.about_id for each in mine])}
    return [
        DraftRow(each, home.label, ", ".join(filter(None, (home.village, home.address))))
        for each in mine
        if (home := homes.get(each.about_id)) is not None
    ]
