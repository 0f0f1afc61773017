"""The content of a published edition: checked entries, each expression with its tree. It travels as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from impreuna.nomenclature.rules.entries import Basis, Kind, Level, Words


class Expression(msgspec.Struct, frozen=True):
    """A condition or value: its text as written, its tree as it is evaluated."""

    text: str
    tree: list[Any]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of an edition."""

    code: str
    text: Words
    source: str = ""
    basis: Basis = "P"


class Topic(Listed, frozen=True, kw_only=True):
    level: Level
    area: str


class Option(msgspec.Struct, frozen=True):
    code: int
    text: Words


class Question(Listed, frozen=True, kw_only=True):
    """A question. `low` and `high` bound a number, both inclusive; `part_of` names the composite it belongs to."""

    kind: Kind
    topic: str
    level: Level
    area: str
    when: Expression | None = None
    options: tuple[Option, ...] = ()
    exclusive: tuple[int, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: Words | None = None
    whole: bool = True
    help: Words | None = None
    parts: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether an answer is given to this very question, in the questionnaire."""
        return self.kind not in ("registry", "composite")

    def option(self, code: object) -> Words | None:
        """The words of an option; None for a code that is not one."""
        return next((option.text for option in self.options if option.code == code), None)


class Contradiction(Listed, frozen=True, kw_only=True):
    level: Level
    never: Expression
    fields: tuple[str, ...]


class Area(Listed, frozen=True, kw_only=True):
    pass


class Vulnerability(Listed, frozen=True, kw_only=True):
    """`severity` 1–4 is that of the rule alone; `raised` says what makes it graver, the gravest first."""

    subject: str
    area: str
    who: Words
    severity: int
    veil: str
    rule: Expression | None = None
    measured_by: Words | None = None
    parameter: str | None = None
    raised: tuple[tuple[int, Expression], ...] = ()
    discloses: tuple[str, ...] = ()
    amc: tuple[str, ...] = ()
    law156: tuple[str, ...] = ()
    tier: int = 2
    services: tuple[str, ...] = ()


class Service(Listed, frozen=True, kw_only=True):
    role: str
    ref: str
    kind: str
    area: str
    unit: Words
    amc: tuple[str, ...] = ()


class FirstValue(msgspec.Struct, frozen=True):
    """A value that an edition brings along, from a day on (Romanian calendar)."""

    since: date
    value: float
    source: str


class Parameter(Listed, frozen=True, kw_only=True):
    """A national parameter; `values` are those known when the edition was published, the oldest first."""

    values: tuple[FirstValue, ...]
    unit: Words | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


class Definition(Listed, frozen=True, kw_only=True):
    level: Level
    means: str


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All lists of one edition, in the order of the files."""

    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    contradictions: tuple[Contradiction, ...]
    areas: tuple[Area, ...]
    definitions: tuple[Definition, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    services: tuple[Service, ...]
    parameters: tuple[Parameter, ...]

    def entries(self) -> Iterator[tuple[str, Listed]]:
        """Every entry with the name of its list."""
        for name in self.__struct_fields__:
            for entry in getattr(self, name):
                yield name, entry
