"""What stands around the questions of an interview: topics, members, findings, and what one has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.course import Step
from impreuna.assessment.queries import who_else
from impreuna.assessment.views import telling
from impreuna.assessment.views.places import address, address_of
from impreuna.assessment.views.sitting import Sitting
from impreuna.kernel.actor import Actor
from impreuna.nomenclature.queries import NoEdition
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.rules.edition import Edition

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
    """A member in a topic about people; `note` is how far she has come, in the element `note_id`."""

    note_id: str
    name: str
    note: str
    href: str
    is_current: bool


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
            name, href = telling.first_name(member.name), address(sitting, step)
            tabs.append(MemberTab(f"cate-{member.id}", name, note, href, step == current))
    return tabs


def around(sitting: Sitting, current: Step | None) -> dict[str, Any]:
    """What stands beside a step, and is brought up to date with every answer: topics, findings, progress."""
    seen, waits = telling.seen(sitting), telling.waiting(sitting)
    waits_openly = [each for each in waits if not each.is_private]
    return {
        "topics": topic_lines(sitting, current),
        "progress": sitting.course.total,
        "review_href": address_of(sitting, None),
        "on_review": current is None,
        "found": [each for each in seen if not each.is_private],
        "hidden_found": [each for each in seen if each.is_private],
        "hidden_waiting": [each for each in waits if each.is_private],
        "hidden_count": sum(each.is_private for each in seen) + sum(each.is_private for each in waits),
        "passed_on": telling.passed_on(sitting),
        "undetermined": waits_openly[:MOST_UNDETERMINED],
        "undetermined_count": len(waits_openly),
        "undetermined_left": max(0, len(waits_openly) - MOST_UNDETERMINED),
    }


def notices(actor: Actor, sitting: Sitting) -> dict[str, Any]:
    """What the interviewer has to know: the questionnaire changed, a colleague recorded a visit meanwhile."""
    meanwhile = who_else(actor, sitting.draft.commune_id, sitting.home.id, sitting.draft.started_at)
    older = sorted({each.edition for each in sitting.notes.misfits})
    return {
        "edition": sitting.edition,
        "is_older": sitting.is_of_older_edition,
        "began_with": sitting.notes.began_with,
        "misfits": telling.misfit_lines(sitting, list(_editions(older))),
        "overtaken": meanwhile.visits[0] if meanwhile.visits else None,
        "others": meanwhile.drafts,
    }


def _editions(numbers: Iterable[int]) -> Iterator[Edition]:
    """The questionnaires of these numbers, as far as they were ever published."""
    for number in numbers:
        with suppress(NoEdition):
            yield edition_of(number)
