"""Entries of a case in words: what was done, when, by whom, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

import impreuna.cases.forms  # noqa: F401  every form makes itself known
from impreuna.cases.forms.acting import TOLD_BY
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.rules.acts import ACTS
from impreuna.kernel.policy import AREAS, ROLES

#: Entries that stand out in the history.
_TONES = {
    "RecordEmergency": "red", "ReportProblem": "red", "NotifyAuthority": "red", "RecordAdmission": "red",
    "DecideCase": "green", "EndorseEntry": "green", "CloseCase": "green", "NoteContact": "grey",
    "JoinCaseTeam": "grey", "LeaveCaseTeam": "grey", "SendEntry": "grey", "SuspendCase": "amber",
    "WaiveObligation": "amber", "RestrictCase": "purple", "LiftRestriction": "purple", "OpenHealthData": "purple",
}  # fmt: skip
#: Whose words only some of the team may read: said beside them.
_VEILED = ("health", "protection", "education")


_FEW_LINES, _MANY_LETTERS = 2, 600


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

    @property
    def is_long(self) -> bool:
        """Whether a history shows only its beginning."""
        return len(self.lines) > _FEW_LINES + 1 or sum(len(words) for _label, words in self.lines) > _MANY_LETTERS

    @property
    def first_lines(self) -> tuple[tuple[str, str], ...]:
        """What stands in a history at once."""
        return self.lines[:_FEW_LINES]

    @property
    def other_lines(self) -> tuple[tuple[str, str], ...]:
        """What opens below."""
        return self.lines[_FEW_LINES:]


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
        f"{entry.author}, {_(ROLES[entry.role].name)}" if entry.role in ROLES else entry.author,
        _TONES.get(entry.kind, ""),
        lines,
        title_of(about) if about else "",
        capfirst(_(AREAS[entry.area].name)) if entry.area in _VEILED else "",
        entry.late_reason,
        act.document,
    )


def title_of(entry: Entry) -> str:
    """What an entry is called in the file."""
    form = TOLD_BY.get(entry.kind)
    return form.tell_title(entry.content) if form else _(ACTS[entry.kind].title)


def tell_all(case: CaseFile) -> list[Told]:
    """The history of a case, the latest first."""
    known = {entry.id: entry for entry in case.entries}
    return [
        tell(entry, known.get(entry.about_id)) if entry.about_id else tell(entry) for entry in reversed(case.entries)
    ]
