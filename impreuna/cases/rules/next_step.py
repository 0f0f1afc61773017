"""What is next in a case: the one act that its page offers first (Order 288/2006 std. 3–8). Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.gates import is_discussed
from impreuna.cases.rules.running import problems_of
from impreuna.cases.rules.stages import ENDED
from impreuna.kernel.result import Verdict
from impreuna.obligations.rules.dossier import Dossier, Fact

#: After what is due and what waits for the head, a stage goes on with these.
_ONWARD: dict[str, tuple[str, ...]] = {
    "registered": ("RecordInitialEvaluation",),
    "confirmed": ("DesignateResponsible",),
    "assigned": ("RecordCaseVisit", "WriteDetailedReport", "DraftPlan"),
    "planned": ("MakeContract",),
    "in_services": ("CheckService",),
    "post_services": ("RecordPostReport", "RecommendClosing"),
}
_DECIDED = "WriteInitialReport"
#: Stages that go on before anything else that is due.
_FIRST_ITS_OWN = frozenset({"registered", "confirmed"})
#: Acts that the stage itself calls for, whatever is due.
_BY_STAGE = frozenset({"EndorseEntry", "DecideCase", "WriteInitialReport", "RecordInitialEvaluation"})
#: Acts that settle what somebody else has written.
_SETTLING = frozenset({"EndorseEntry", "DecideCase", "DesignateResponsible"})
#: Acts that a case has only once before it goes on; having them in the file, they are not offered first again.
_ONCE = frozenset({"RecordEmergency", "WriteInitialReport", "WriteDetailedReport", "DraftPlan", "MakeContract"})


@dataclass(frozen=True, slots=True)
class Step:
    """An act that comes next; `about_id` is the entry that it answers, `item_id` the service of the plan."""

    kind: str
    about_id: UUID | None = None
    item_id: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """`own`: what the reader does next; `awaited`: what the case waits for, when that is somebody else's."""

    own: Step | None
    awaited: Step | None


def next_step(
    stage: str, dossier: Dossier, due: Sequence[Step], may: Callable[[str], Verdict], pages: Callable[[str], bool]
) -> Next:
    """The first act that the reader may do, and the one before it that somebody else has to.

    `due`: what meets open obligations, the soonest first (`pending`). `pages` says whether an act has a page.
    """
    awaited = None
    for step in steps(stage, dossier, due):
        if not pages(step.kind):
            continue
        if may(step.kind):
            return Next(step, awaited)
        if awaited is None and stage in ACTS[step.kind].stages:
            awaited = step
    return Next(None, awaited)


def steps(stage: str, dossier: Dossier, due: Sequence[Step]) -> Iterator[Step]:
    """What could be done next, the most pressing first; nothing in a case that has ended."""
    if stage in ENDED:
        return
    kinds = [fact.kind for fact in dossier.facts]
    if stage == "registered" and dossier.is_urgent and "RecordEmergency" not in kinds:
        yield Step("RecordEmergency")
    for fact in waiting_for_head(dossier):
        if fact.kind == "DraftPlan" and not is_discussed(dossier, fact.id):
            yield Step("DiscussInMeeting")
        yield Step("EndorseEntry", fact.id)
    for problem in problems_of(dossier.facts):
        if problem.is_open and problem.fact.content.get("is_urgent"):
            yield Step("RespondToProblem", problem.fact.id)
    if stage == "evaluated":
        yield Step("DecideCase" if _holds(dossier, "WriteInitialReport") else "WriteInitialReport")
        return
    if stage in _FIRST_ITS_OWN:
        yield from _onward(stage, dossier)
    for step in due:
        if step.kind not in _BY_STAGE and not (step.kind in _ONCE and _holds(dossier, step.kind)):
            yield step if step.about_id else replace(step, about_id=_answered(dossier, step.kind))
    yield from _onward(stage, dossier)


def asked_of(dossier: Dossier, functions: Collection[str], user_id: UUID) -> Iterator[Step]:
    """The evaluations that somebody with these functions is asked for and has not reported on yet (std. 4.8)."""
    for request in dossier.of("RequestEvaluation"):
        of, named = request.content.get("of"), request.content.get("user_id")
        is_hers = named == str(user_id) if named else of in functions
        if is_hers and next(dossier.about(request.id, "RecordSpecialistReport"), None) is None:
            yield Step("RecordSpecialistReport", request.id)


def waits_for(stage: str, dossier: Dossier, may: Callable[[str], Verdict]) -> bool:
    """Whether the case waits for the reader to endorse, to decide or to designate."""
    return any(step.kind in _SETTLING and may(step.kind) for step in steps(stage, dossier, ()))


def _onward(stage: str, dossier: Dossier) -> Iterator[Step]:
    for kind in _ONWARD.get(stage, ()):
        held = kind in _ONCE and _holds(dossier, kind)
        if not held and not (kind == "RecordCaseVisit" and _is_seen(dossier)):
            yield Step(kind, _answered(dossier, kind))


def _is_seen(dossier: Dossier) -> bool:
    """Whether the family was visited since somebody answers for the case, for the report stands on it (std. 4.4,
    4.8), or the report is there."""
    given = dossier.last("DesignateResponsible", "DesignateManager")
    return _holds(dossier, "WriteDetailedReport") or any(
        given is None or fact.at >= given.at for fact in dossier.of("RecordCaseVisit")
    )


def waiting_for_head(dossier: Dossier) -> Iterator[Fact]:
    """Reports and plans that nobody has answered yet, the oldest first; the decision answers the first report, and a
    version of the plan takes the place of the one before it."""
    answered = {fact.about_id for fact in dossier.of("EndorseEntry")}
    answered |= {fact.id for fact in list(dossier.of("DraftPlan"))[:-1]}
    for fact in dossier.facts:
        act = ACTS.get(fact.kind)
        if act is None or fact.kind == _DECIDED:
            continue
        if act.needs_endorsement and fact.id not in answered:
            yield fact


def _holds(dossier: Dossier, kind: str) -> bool:
    """Whether the file holds such an entry that was not returned."""
    returned = {fact.about_id for fact in dossier.of("EndorseEntry") if fact.content.get("decision") == "returned"}
    return any(fact.id not in returned for fact in dossier.of(kind))


def pending(dossier: Dossier, since: datetime, key: str, ways: Sequence[tuple[Sequence[str], str]]) -> Step | None:
    """The first step of an open obligation that nothing has met yet; none when all seem done.

    `ways`: kinds of acts, and how they match: "about" the fact that raised it, whose id the `key` begins with; the
    same "item" of the plan, whose id comes next in the key; or anything "after" it.
    """
    raised_by = _id_in(key)
    for kinds, match in ways:
        if match == "item":
            return Step(kinds[0], item_id=key.split("/")[1])
        answers = match == "about"
        about = raised_by if answers else None
        found = dossier.about(raised_by, *kinds) if answers and raised_by else dossier.of(*kinds)
        if not any(fact.at > since or (about and fact.about_id == about) for fact in found):
            return Step(kinds[0], about)
    return None


def _id_in(key: str) -> UUID | None:
    try:
        return UUID(key[:36])
    except ValueError:
        return None


#: Act → the entries that it answers.
_ANSWERS: dict[str, tuple[str, ...]] = {
    "MakeContract": ("DraftPlan",),
    "TellChild": ("DraftPlan",),
    "SignEntry": ("DraftPlan",),
    "SendEntry": ("WriteReevaluationReport", "RecordImplementation", "DraftPlan", "WriteDetailedReport"),
    "RespondToProblem": ("ReportProblem",),
    "WriteReevaluationReport": ("RecordReevaluation",),
    "AnswerReferral": ("ReferCase",),
    "AnswerComplaint": ("RecordComplaint",),
    "RecordDisposition": ("DraftPlan",),
}


def _answered(dossier: Dossier, kind: str) -> UUID | None:
    """The latest entry that the act would answer."""
    found = dossier.last(*_ANSWERS[kind]) if kind in _ANSWERS else None
    return found.id if found else None
