"""What a document is made of: a case with its entries, as far as its reader sees them, and the words for its codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.documents.rules import words
from impreuna.kernel.policy import NAMES


class Entry(Protocol):
    """An act of the dossier (`cases.queries.casefile.Entry`)."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def about_id(self) -> UUID | None: ...
    @property
    def stated_at(self) -> datetime: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def author(self) -> str: ...
    @property
    def author_id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any]: ...


class Someone(Protocol):
    """Somebody of the case."""

    @property
    def name(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def part(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...


class Member(Protocol):
    """Somebody's function in the team."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def function(self) -> str: ...
    @property
    def until(self) -> datetime | None: ...
    @property
    def institution(self) -> str: ...


class Case(Protocol):
    """The case itself (`cases.queries.casefile.CaseFile`)."""

    @property
    def number(self) -> int: ...
    @property
    def year(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def is_urgent(self) -> bool: ...
    @property
    def is_restricted(self) -> bool: ...
    @property
    def registered_at(self) -> datetime: ...
    @property
    def registered_by(self) -> str: ...
    @property
    def people(self) -> Sequence[Someone]: ...
    @property
    def members(self) -> Sequence[Member]: ...
    @property
    def entries(self) -> Sequence[Entry]: ...


#: Areas of data that everybody reads who reads a case at all (`kernel.policy`).
READ_BY_ALL = ("case", "household")


class Number(NamedTuple):
    """A number of the entry and exit register, and its day."""

    number: int
    year: int
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A case and what stands around it: who keeps it, names of colleagues, words for codes, numbers of papers."""

    case: Case
    institution: str
    county: str
    #: With its kind: "Comuna Beltiug".
    commune: str
    #: Account → name; code of the national lists → words; entry → its number in the register.
    names: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[UUID, Number] = field(default_factory=dict)

    def within(self, area: str) -> Source:
        """The same without entries that somebody who reads `area` may not read: what a document of that area is made
        of, whoever issues it."""
        told = tuple(entry for entry in self.case.entries if entry.area in (*READ_BY_ALL, area))
        case: Any = self.case
        return replace(self, case=replace(case, entries=told))

    @property
    def case_number(self) -> str:
        """ "3/2026"."""
        return f"{self.case.number}/{self.case.year}"

    def of(self, *kinds: str) -> Iterator[Entry]:
        """The entries of these kinds, in order."""
        return (entry for entry in self.case.entries if entry.kind in kinds)

    def find(self, entry_id: UUID | str | None) -> Entry | None:
        """One entry, if it is there to be seen."""
        return next((entry for entry in self.case.entries if str(entry.id) == str(entry_id)), None)

    def last(self, *kinds: str, before: Entry | None = None) -> Entry | None:
        """The latest entry of these kinds, recorded before another when one is given."""
        found = None
        for entry in self.case.entries:
            if before is not None and entry.id == before.id:
                break
            found = entry if entry.kind in kinds else found
        return found

    def about(self, entry_id: UUID, *kinds: str) -> Iterator[Entry]:
        """The entries of these kinds that answer another."""
        return (entry for entry in self.of(*kinds) if entry.about_id == entry_id)

    def name(self, user_id: UUID | str | None) -> str:
        """A colleague's name; empty when nobody knows it."""
        if not user_id:
            return ""
        held = (member.name for member in self.case.members if str(member.user_id) == str(user_id))
        return self.names.get(str(user_id)) or next(held, "")

    def word(self, code: str) -> str:
        """The words for a code of the national lists, with the code; the code alone when it has none."""
        return f"{self.codes[code]} ({code})" if code in self.codes else code

    def person(self, person_id: UUID | str | None) -> str:
        """The name of somebody of the case; empty for one who is not of it."""
        return next((one.name for one in self.case.people if person_id and str(one.person_id) == str(person_id)), "")

    def members(self, *functions: str) -> list[Member]:
        """Who holds these functions now."""
        return [one for one in self.case.members if one.until is None and one.function in functions]

    def holder(self, function: str) -> str:
        """The name of who holds a function now; empty for nobody."""
        return words.listed(one.name for one in self.members(function))

    def number(self, entry_id: UUID) -> str:
        """ "12"; empty while an entry has none."""
        return str(self.numbers[entry_id].number) if entry_id in self.numbers else ""


def function_of(entry: Entry) -> str:
    """What the author of an entry is by role, in words."""
    return NAMES.get(entry.role, FUNCTIONS.get(entry.role, entry.role))


def text(entry: Entry | None, name: str) -> str:
    """A text of an entry's content; empty when the entry or the field is not there."""
    value = entry.content.get(name) if entry else None
    return "" if value is None else str(value)


def texts(entry: Entry | None, name: str) -> list[str]:
    """A list of texts of an entry's content."""
    return [str(value) for value in (entry.content.get(name) or ())] if entry else []


def parts(entry: Entry | None, name: str) -> list[Mapping[str, Any]]:
    """A list of objects of an entry's content."""
    return [value for value in (entry.content.get(name) or ()) if isinstance(value, Mapping)] if entry else []


def coded(words_of: Mapping[str, str], code: str) -> str:
    """The words for a code of one of the rooms' lists; the code itself when the list does not know it."""
    return words_of.get(code, code)
