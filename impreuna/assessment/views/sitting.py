"""An interview in progress: the draft, the household as it is now, and what the rules say of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from impreuna.assessment.forms.course import Course, Interviewed, Step, Subject
from impreuna.assessment.queries import find_home, get_visit
from impreuna.assessment.rules.interview import Asked, Home, context
from impreuna.kernel import drafts
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.nomenclature.queries import lists_on
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.edition import Clash, Edition, Found, Reading, Relevance, Undetermined
from impreuna.registry.queries.people import PersonRow, list_members
from impreuna.ui.access import SignedIn

PURPOSE = "assessment"
#: Topics whose answers are about one visit; they are never taken over into another.
OF_THE_VISIT = ("G", "Z")


class Misfit(msgspec.Struct, frozen=True):
    """An answer that the questionnaire in force does not know any more, kept to be looked at."""

    code: str
    answer: Any
    edition: int
    person: UUID | None = None


class Notes(msgspec.Struct):
    """What the draft of an interview holds: answers by question code, about the household and by person."""

    edition: int
    started_at: datetime
    household: dict[str, Any] = {}
    persons: dict[UUID, dict[str, Any]] = {}
    began_with: int = 0
    misfits: list[Misfit] = []
    #: Answers taken over from an earlier visit and not looked at yet: codes by person's id, or "household".
    carried: dict[str, list[str]] = {}

    def about(self, person: Subject) -> dict[str, Any]:
        """The answers about one person, or about the household."""
        return self.household if person is None else self.persons.setdefault(person, {})


@dataclass
class Sitting:
    """One interview as a page needs it. `members` live in the household now, in the order of its page."""

    draft: drafts.Draft
    notes: Notes
    home: Home
    members: list[PersonRow]
    edition: Edition
    parameters: Mapping[str, float]
    role: str
    today: date
    #: What has to change in the draft because the questionnaire changed; written with the next answer.
    moved_on: dict[str, Any] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """What the interview says so far: of who lives there, and of who moved out since she was asked about."""
        present = [member.id for member in self.members]
        left = [each for each, answers in self.notes.persons.items() if answers and each not in present]
        people = tuple(each for each in (*present, *left) if self.home.find(each) is not None)
        return Asked(
            people,
            dict(self.notes.household),
            tuple(dict(self.notes.persons.get(each, {})) for each in people),
            timezone.now(),
        )

    @cached_property
    def _context(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        return context(self.home, self.edition, self.asked, self.today)

    @cached_property
    def relevance(self) -> Relevance:
        """Which questions show."""
        return self.edition.relevant(*self._context)

    @cached_property
    def reading(self) -> Reading:
        """What the rules say."""
        return self.edition.read(*self._context, self.parameters)

    @cached_property
    def course(self) -> Course:
        """The steps of the interview."""
        members = [Interviewed(row.id, row.name, row.age, self.notes.persons.get(row.id, {})) for row in self.members]
        return Course(self.edition, self.role, self.notes.household, members, self.relevance)

    def carried(self, person: Subject) -> frozenset[str]:
        """Codes of the answers about the household or a member that were taken over and not looked at."""
        return frozenset(self.notes.carried.get(_key(person), ()))

    def day_before(self, person: Subject, area: str) -> date | None:
        """The day of the visit that the earlier answers in an area are of."""
        subject = person or self.home.id
        days = (day_of(past.ended_at) for past in self.home.past if (past.subject, past.area) == (subject, area))
        return next(days, None)

    def before(self, person: Subject) -> Mapping[str, Any]:
        """What earlier visits said about the household or a member, in the words of this questionnaire."""
        return self._before.get(person or self.home.id, {})

    @cached_property
    def _before(self) -> dict[UUID, dict[str, Any]]:
        return self.home.current(self.edition)

    def lives_there(self, person: UUID) -> bool:
        """Whether the person is a member now."""
        return any(member.id == person for member in self.members)

    def person_of(self, member: int | None) -> Subject:
        """The person behind a member's index of the rules."""
        return None if member is None else self._people[member]

    @cached_property
    def _people(self) -> list[UUID]:
        people = list(self.asked.people)
        return people + [each.id for each in self.home.others(people)]

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The rules that are true."""
        return self.reading.find()

    @cached_property
    def undetermined(self) -> tuple[Undetermined, ...]:
        """The rules that wait for an answer."""
        return self.reading.undetermined()

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Answers that cannot all be true."""
        return self.reading.contradictions()

    @property
    def is_of_older_edition(self) -> bool:
        """Whether the questionnaire has changed since the interview began."""
        return bool(self.notes.began_with) and self.notes.began_with != self.edition.number

    def forget(self) -> None:
        """What was worked out from the answers is worked out anew."""
        for name in ("_context", "relevance", "reading", "course", "_people", "found", "undetermined", "clashes"):
            self.__dict__.pop(name, None)


def today() -> date:
    """The day in Romania."""
    return day_of(timezone.now())


def of_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view the actor's own interview in place of its draft's id. Somebody else's does not exist; one that
    was recorded meanwhile leads to what came of it. Six queries, whatever the household."""

    @wraps(view)
    def opened(request: SignedIn, draft_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = drafts.open_draft(request.actor, draft_id)
        if draft is not None and draft.purpose == PURPOSE and draft.commune_id == request.actor.scope.place_id:
            return view(request, sit_down(request, draft), *args, **kwargs)
        recorded = get_visit(request.actor.scope.place_id, draft_id)
        if recorded is None or request.headers.get("HX-Request"):
            raise Http404
        return redirect("assessment:findings", household_id=recorded.visit.household_id)

    return opened


def sit_down(request: SignedIn, draft: drafts.Draft) -> Sitting:
    """The interview of a draft that was found already."""
    home = find_home(draft.commune_id, draft.about_id)
    if home is None:
        raise Http404
    day = today()
    edition, parameters = lists_on(day)
    members = [row for row in list_members(draft.commune_id, [home.id], day) if row.is_member]
    notes = msgspec.convert(draft.content, Notes)
    moved_on = bring_up_to(edition, notes)
    return Sitting(draft, notes, home, members, edition, parameters, request.actor.role, day, moved_on)


def bring_up_to(edition: Edition, notes: Notes) -> dict[str, Any]:
    """Puts the notes into the words of `edition`: answers that do not fit any more stand apart, none is lost.

    Answers the patch that does the same to the draft; empty when the notes are of this edition already.
    """
    if notes.edition == edition.number:
        return {}
    patch: dict[str, Any] = {"edition": edition.number, "began_with": notes.began_with or notes.edition}
    for person, answers in _subjects(notes):
        for code in list(answers):
            question = edition.questions.get(code)
            level = "household" if person is None else "person"
            if question is None or question.level != level or not check_answer(question, answers[code]):
                notes.misfits.append(Misfit(code, answers.pop(code), notes.edition, person))
                _part_of(patch, person)[code] = None
    notes.began_with, notes.edition = patch["began_with"], edition.number
    return patch


def _part_of(patch: dict[str, Any], person: Subject) -> dict[str, Any]:
    """Where the patch speaks of the answers about a person, or about the household."""
    if person is None:
        return patch.setdefault("household", {})
    return patch.setdefault("persons", {}).setdefault(str(person), {})


def _subjects(notes: Notes) -> Iterator[tuple[Subject, dict[str, Any]]]:
    yield None, notes.household
    yield from notes.persons.items()


def keep(request: SignedIn, sitting: Sitting, step: Step, answers: dict[str, Any]) -> frozenset[str]:
    """Writes answers of one step into the draft; None takes an answer away. Answers the codes of those that were
    taken over from an earlier visit along with the first answer in their area.

    Only what changed is sent, so two tabs of one author lose nothing of each other. Raises `drafts.TooLarge`.
    """
    about = sitting.notes.about(step.person)
    answers = {code: value for code, value in answers.items() if value is not None or code in about}
    taken = _taken_over(sitting, step.person, answers)
    for code, value in (taken | answers).items():
        if value is None:
            about.pop(code, None)
        else:
            about[code] = value
    before = sitting.notes.misfits
    sitting.notes.misfits = [each for each in before if each.code not in answers or each.person != step.person]
    patch: dict[str, Any] = sitting.moved_on if sitting.moved_on else {}
    if sitting.moved_on or len(before) != len(sitting.notes.misfits):
        patch["misfits"] = msgspec.to_builtins(sitting.notes.misfits)
    _part_of(patch, step.person).update(taken | answers)
    if unseen := sitting.carried(step.person) | taken.keys():
        left = sorted(unseen - answers.keys())
        patch["carried"] = {_key(step.person): left}
        sitting.notes.carried[_key(step.person)] = left
    sitting.moved_on = {}
    sitting.forget()
    sitting.draft = _saved(request, sitting.draft, patch)
    return frozenset(taken)


def _key(person: Subject) -> str:
    return str(person) if person else "household"


def _taken_over(sitting: Sitting, person: Subject, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Earlier answers that the draft takes over. What counts of an area are the answers of its latest visit, all
    together; so the first new answer in an area brings the standing ones along, to be looked at one by one."""
    questions, about = sitting.edition.questions, sitting.notes.about(person)
    begun = {questions[code].area for code in about if questions[code].topic not in OF_THE_VISIT}
    touched = {
        questions[code].area
        for code, value in answers.items()
        if value is not None and questions[code].topic not in OF_THE_VISIT
    }
    return {
        code: value
        for code, value in sitting.before(person).items()
        if questions[code].area in touched - begun and code not in answers and code not in about
        and questions[code].topic not in OF_THE_VISIT
    }  # fmt: skip


def begin(request: SignedIn, household_id: UUID, edition: int) -> drafts.Draft:
    """A new interview of the household."""
    notes = Notes(edition=edition, started_at=timezone.now(), began_with=edition)
    place = request.actor.scope.place_id
    return drafts.save_draft(request.actor, new_id(), place, PURPOSE, household_id, msgspec.to_builtins(notes))


def _saved(request: SignedIn, draft: drafts.Draft, patch: Mapping[str, Any]) -> drafts.Draft:
    return drafts.save_draft(request.actor, draft.id, draft.commune_id, draft.purpose, draft.about_id, patch)
