"""What an import would do, row by row, before anybody lets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from impreuna.kernel.result import explain
from impreuna.territory.rules import reasons  # noqa: F401  the sentences make themselves known

Subject = Literal["siruta", "population", "boundaries", "risk-index"]
SUBJECTS: tuple[Subject, ...] = ("siruta", "population", "boundaries", "risk-index")
What = Literal["refused", "ended", "added", "changed", "unchanged"]
#: In the order in which somebody who checks an import wishes to read them.
WHATS: tuple[What, ...] = ("refused", "ended", "added", "changed", "unchanged")

#: The largest file that an import reads. The national files known today stay below 6 MB.
LARGEST_FILE = 24 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the catalogue with its facts, about a whole file."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, translate: Any = None) -> str:
        """The sentence, through `translate` when given."""
        return explain(self.code, dict(self.facts), translate)


class FileRefused(Exception):
    """The file cannot be read at all; `remark` says why."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, facts)


class RowRefused(Exception):
    """One row cannot be used; `remark` says why."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, facts)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what stands today, and what the file says."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What would become of one row. `line` is its place in the file, 0 for what the file no longer has."""

    line: int
    siruta: int | None
    name: str
    what: What
    changes: tuple[FieldChange, ...] = ()
    why: Remark | None = None


def refused_row(line: int, code: str, refusal: RowRefused) -> RowVerdict:
    """The verdict on a row that cannot be used; `code` is what stands in its SIRUTA column, whatever it is."""
    bare = code.strip()
    is_code = bare.isascii() and bare.isdigit() and len(bare) <= 6
    return RowVerdict(line, int(bare) if is_code else None, "" if is_code else bare[:20], "refused", why=refusal.remark)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The verdicts over a file, and the records that would be written. `trouble`: the file cannot be used at all."""

    subject: Subject
    digest: str
    verdicts: tuple[RowVerdict, ...] = ()
    #: What would be written: records of the subject's own type, for rows added, changed or ended.
    writes: tuple[Any, ...] = ()
    remarks: tuple[Remark, ...] = ()
    trouble: Remark | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each verdict, in the order of `WHATS`, without the empty ones."""
        counted = Counter(verdict.what for verdict in self.verdicts)
        return {what: counted[what] for what in WHATS if counted[what]}

    @property
    def is_acceptable(self) -> bool:
        """All or nothing: one refused row refuses the file."""
        return self.trouble is None and "refused" not in self.counts

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says what is known already."""
        return self.is_acceptable and not self.writes

    def of(self, what: str | None) -> list[RowVerdict]:
        """The verdicts of one sort, or all, with those that need attention first."""
        if what in WHATS:
            return [verdict for verdict in self.verdicts if verdict.what == what]
        return sorted(self.verdicts, key=lambda verdict: WHATS.index(verdict.what))

    @property
    def refusal(self) -> Remark | None:
        """Why the whole import is refused, or None."""
        if self.trouble is not None:
            return self.trouble
        refused = [verdict for verdict in self.verdicts if verdict.what == "refused"]
        if not refused:
            return None
        first = refused[0]
        why = first.why.sentence() if first.why else ""
        return Remark("file_refused", {"count": len(refused), "line": first.line, "problem": why})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: who publishes it, and the day that it describes."""

    source: str
    edition_date: date


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal: its name in the store of imports."""
    return sha256(content).hexdigest()


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """The fields of `after` that differ from `before`, in the order of `after`."""
    return tuple(
        FieldChange(name, before.get(name), value) for name, value in after.items() if before.get(name) != value
    )
