"""The entries of the national lists as they stand in `lists/*.yaml`: what may be written there, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

Basis = Literal["F", "D", "P"]
Level = Literal["household", "person"]
#: What answers a question: a registry question the registry, a composite one its parts.
Kind = Literal["single", "multi", "number", "text", "date", "month", "registry", "composite"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry says of itself: words in both languages, where it comes from, on what basis.

    Basis F: found in the source; D: derived from it; P: a professional proposal without a source.
    """

    code: str
    ro: str
    en: str
    source: str = ""
    basis: Basis = "P"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Romanian, the master, and in English."""

    ro: str
    en: str

    def say(self, language: str) -> str:
        """The text in `language`; in Romanian for every language but English."""
        return self.en if language == "en" else self.ro


class TopicEntry(Entry, frozen=True, kw_only=True):
    """A topic of the questionnaire: the step of the interview."""

    level: Level
    area: str


class QuestionEntry(Entry, frozen=True, kw_only=True):
    """A question, in the order in which it is asked."""

    type: Kind = "composite"
    area: str = ""
    when: str | None = None
    options: dict[int, Words] = {}
    exclusive: tuple[int, ...] = ()
    min: float | None = None
    max: float | None = None
    unit: Words | str = ""
    whole: bool = True
    help: Words | None = None
    parts: tuple[QuestionEntry, ...] = ()


class ContradictionEntry(Entry, frozen=True, kw_only=True):
    """Answers that cannot all be true: `never` is the condition, `fields` the questions to look at again."""

    level: Level
    never: str
    fields: tuple[str, ...]


class AreaEntry(Entry, frozen=True, kw_only=True):
    """One of the nine areas of vulnerability."""


class DefinitionEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"means": "is"}):
    """A named expression that rules may use by its name."""

    name: str
    level: Level
    means: str
    ro: str
    en: str
    source: str = ""
    basis: Basis = "P"


class VulnerabilityEntry(Entry, frozen=True, kw_only=True):
    """A vulnerability with the rule that finds it; a community's has `measured_by` instead."""

    subject: Literal["person", "household", "community"]
    who: Words
    severity: int
    veil: str
    rule: str | None = None
    measured_by: Words | None = None
    parameter: str | None = None
    raised: dict[int, str] = {}
    discloses: tuple[str, ...] = ()
    discloses_because: Words | None = None
    amc: tuple[str, ...] = ()
    law156: tuple[str, ...] = ()
    tier: int = 2
    services: tuple[str, ...] = ()


class ServiceEntry(Entry, frozen=True, kw_only=True, rename={"kind": "class"}):
    """A service that a role of the team gives (2017 protocol art. 3)."""

    role: str
    ref: str
    kind: str
    area: str
    unit: Words | str
    amc: tuple[str, ...] = ()


class DatedValue(msgspec.Struct, frozen=True, rename={"since": "from"}, forbid_unknown_fields=True):
    """The value of a parameter from a day on."""

    since: date
    value: float
    source: str = ""
    basis: Basis = "P"
    note: str = ""


class ParameterEntry(Entry, frozen=True, kw_only=True):
    """A number that the law or the national administrator sets, from a day on."""

    values: tuple[DatedValue, ...]
    unit: Words | str = ""
    type: str = "number"
    min: float | None = None
    max: float | None = None
    note: Any = None
