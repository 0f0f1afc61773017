"""The definitions of the figures, as `lists/indicators.yaml` says them: what, how, from where, whose."""

from __future__ import annotations

from typing import Literal

import msgspec

from impreuna.monitoring.rules.measures import parse

Basis = Literal["F", "D", "P"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Romanian and in English."""

    ro: str
    en: str

    def say(self, language: str) -> str:
        """The text in a language; Romanian where there is no other."""
        return self.en if language == "en" else self.ro


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One measure, or a family of measures (`finding:<code>`), and how it is told to people.

    `per` is the measure that it is a part of, `shown_as` what pages make of the two; `about` says whether it speaks of
    places' registers or of people's vulnerabilities, whose small numbers are not told to everybody.
    """

    code: str
    ro: str
    en: str
    formula: Words
    source: str
    owner: str
    basis: Basis
    unit: Literal["persons", "children", "households", "findings", "visits"]
    about: Literal["register", "vulnerability"]
    per: str = ""
    shown_as: Literal["number", "share", "rate"] = "number"
    family: Literal["", "vulnerability", "area", "state", "priority"] = ""
    by: tuple[Literal["village", "age", "life_age", "sex", "month"], ...] = ()
    veil: str = ""
    is_public: bool = False
    #: Members of the family that are published; those that speak of health or protection never are.
    public_members: tuple[str, ...] = ()

    def say(self, language: str) -> str:
        """Its name in a language."""
        return self.en if language == "en" else self.ro


def read_indicators(content: bytes) -> dict[str, Indicator]:
    """The list, by code. Raises `msgspec.ValidationError` naming the place of a fault, `ValueError` for one twice."""
    import yaml

    entries = msgspec.convert(yaml.safe_load(content), list[Indicator])
    found = {entry.code: entry for entry in entries}
    if len(found) != len(entries):
        raise ValueError("an indicator stands in the list twice")
    return found


def indicator_of(measure: str, indicators: dict[str, Indicator]) -> Indicator:
    """The definition of a measure, whichever member of its family or month it is. Raises `KeyError`."""
    name = parse(measure)
    family = f"{name.stem}:" if name.member else name.stem
    return indicators[family]


def public_measures(indicators: dict[str, Indicator]) -> tuple[str, ...]:
    """The measures that are published, in the order of the list."""
    names: list[str] = []
    for indicator in indicators.values():
        if indicator.is_public:
            names += [indicator.code + member for member in indicator.public_members] or [indicator.code]
    return tuple(names)
