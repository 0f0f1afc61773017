"""Entries of a case in words: what was done, when, by whom, what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

import impreuna.cases.forms  # noqa: F401  every form makes itself known
from impreuna.cases.forms.acting import FORM_OF, TOLD_BY, Telling
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.endorsing import may_endorse
from impreuna.cases.rules.gates import may_answer
from impreuna.cases.rules.next_step import asked_of
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.ui import forms

#: Entries that stand out in the history.
_TONES = {
    "RecordEmergency": "red", "ReportProblem": "red", "NotifyAuthority": "red", "RecordAdmission": "red",
    "DecideCase": "green", "EndorseEntry": "green", "CloseCase": "green", "NoteContact": "grey",
    "JoinCaseTeam": "grey", "LeaveCaseTeam": "grey", "SendEntry": "grey", "SuspendCase": "amber",
    "WaiveObligation": "amber", "RestrictCase": "purple", "LiftRestriction": "purple", "OpenHealthData": "purple",
}  # fmt: skip
#: Whose words only some of the team may read: said beside them.
_VEILED = ("health", "protection", "education")


#: What answers an entry in a line stands under it, not as a moment of its own.
_ANSWERS = frozenset(
    {"EndorseEntry", "SendEntry", "SignEntry", "InformClient", "TellChild", "RecordDisposition", "NoteReporter",
     "NoteForTeam", "RespondToProblem", "AnswerReferral", "RemindReferral", "AnswerComplaint",
     "KeepCase"}
)  # fmt: skip
#: What is offered beside a report or a plan in the history.
_ON_PAPERS = ("EndorseEntry", "SendEntry", "SignEntry")
#: What is offered beside an entry that waits for its answer.
_ANSWERED_BY = (
    "RecordSpecialistReport", "RespondToProblem", "WriteReevaluationReport", "AnswerReferral", "AnswerComplaint",
    "TransferCase", "KeepCase",
)  # fmt: skip
#: Name of the parameter that says which entry an act is about.
ABOUT_PARAMETER = "despre"
#: So much of an entry's words stands in the history; the rest opens below.
_BRIEF = 180
#: So many moments on one page.
MOMENTS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a page shows it. `about`: the title of what it answers; `area`: named when it is veiled."""

    id: UUID
    kind: str
    title: str
    at: datetime
    recorded_at: datetime | None
    by: str
    tone: str
    lines: tuple[tuple[str, str], ...]
    about: str
    area: str
    late_reason: str
    document: str

    #: The beginning of its words, for the history.
    brief: str

    @property
    def is_long(self) -> bool:
        """Whether the beginning is not all that was said."""
        return self.brief != _joined(self.lines)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that was done, and what answered it, the oldest answer first."""

    told: Told
    answers: tuple[Told, ...]
    #: What the reader may still do about it: words and address.
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The moments of one page, the latest first; `older` begins the next page (empty on the last)."""

    moments: tuple[Moment, ...]
    older: UUID | None
    is_latest: bool


def tell(entry: Entry, about: Entry | None = None) -> Told:
    """One entry in words; `about` is the one that it answers."""
    form, act = TOLD_BY.get(entry.kind), ACTS[entry.kind]
    lines = tuple(form.tell(entry.content)) if form else ()
    is_told_later = (entry.received_at - entry.stated_at).total_seconds() > 3600
    return Told(
        entry.id,
        entry.kind,
        title_of(entry),
        entry.stated_at,
        entry.received_at if is_told_later else None,
        _by(entry),
        _TONES.get(entry.kind, ""),
        lines,
        title_of(about) if about else "",
        capfirst(_(AREAS[entry.area].name)) if entry.area in _VEILED else "",
        entry.late_reason,
        act.document,
        _brief(form, entry, lines),
    )


def _by(entry: Entry) -> str:
    """Who wrote it, in which role; what a referral's link writes is of nobody who has a role here."""
    is_of_link = entry.kind == "RemindReferral" or entry.content.get("way") == "link"
    if is_of_link or entry.role not in ROLES:
        return entry.author
    return f"{entry.author}, {_(ROLES[entry.role].name)}"


def title_of(entry: Entry) -> str:
    """What an entry is called in the file."""
    form = TOLD_BY.get(entry.kind)
    return form.tell_title(entry.content) if form else _(ACTS[entry.kind].title)


def history(case: CaseFile, before: str = "") -> History:
    """The history of a case: a page of moments older than the one of the id `before`, or the latest."""
    known = {entry.id for entry in case.entries}
    answers: dict[UUID, list[Entry]] = defaultdict(list)
    moments = []
    for entry in case.entries:
        if entry.kind in _ANSWERS and entry.about_id in known:
            answers[entry.about_id].append(entry)
        else:
            moments.append(entry)
    moments.reverse()
    start = next((n + 1 for n, entry in enumerate(moments) if str(entry.id) == before), 0)
    shown = moments[start : start + MOMENTS]
    return History(
        tuple(_moment(case, entry, tuple(_answering(entry, answers))) for entry in shown),
        shown[-1].id if len(moments) > start + MOMENTS else None,
        start == 0,
    )


def _moment(case: CaseFile, entry: Entry, answers: Sequence[Entry]) -> Moment:
    """An entry with its answers, and the answers that the reader may still give."""
    links = []
    for kind in (*_ANSWERED_BY, *_ON_PAPERS):
        form = FORM_OF[kind]
        if entry.kind in form.answers and _is_left(case, entry, kind) and case.may(kind):
            address = reverse("cases:act", args=[case.id, form.slug])
            links.append((str(form.title), f"{address}?{ABOUT_PARAMETER}={entry.id}"))
    return Moment(tell(entry), tuple(map(tell, answers)), tuple(links))


def _is_left(case: CaseFile, entry: Entry, kind: str) -> bool:
    """Whether an entry still waits for an act of that kind by the reader."""
    written = next((fact for fact in case.dossier.facts if fact.id == entry.id), None)
    if written is None:
        return False
    if kind == "EndorseEntry":
        return bool(may_endorse(case.dossier, written, case.reader.user_id))
    if kind == "RecordSpecialistReport":
        asked = asked_of(case.dossier, case.functions, case.reader.user_id)
        return any(step.about_id == entry.id for step in asked)
    return kind not in _ANSWERED_BY or bool(may_answer(case.dossier, written, kind))


def _answering(entry: Entry, answers: Mapping[UUID, Sequence[Entry]]) -> Iterator[Entry]:
    """What answers an entry, and what answers its answers: a plan is endorsed, and the endorsement sent."""
    for answer in answers.get(entry.id, ()):
        yield answer
        yield from _answering(answer, answers)


def _brief(form: type[Telling] | None, entry: Entry, lines: Sequence[tuple[str, str]]) -> str:
    """All that was said when it is short; otherwise the beginning of the main text, where the form has one."""
    fields = getattr(form, "base_fields", {})
    texts = [name for name, field in fields.items() if isinstance(field, forms.LongTextField) and name != "late_reason"]
    main = next((entry.content[name] for name in texts if isinstance(entry.content.get(name), str)), "")
    whole = _joined(lines)
    brief = main if main and len(whole) > _BRIEF else whole
    return brief if len(brief) <= _BRIEF else f"{brief[:_BRIEF].rsplit(' ', 1)[0]}…"


def _joined(lines: Sequence[tuple[str, str]]) -> str:
    """All that was said, in one paragraph; a single line needs no label."""
    if len(lines) == 1:
        return lines[0][1]
    return " · ".join(f"{label}: {words}" for label, words in lines)
