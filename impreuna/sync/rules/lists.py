"""The national lists and the commune's own places as they travel, under one digest that says whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

import msgspec

from impreuna.nomenclature.rules.content import Content


class DatedValue(msgspec.Struct, frozen=True):
    """A parameter's value from a day on; of two for one day the later in the list counts."""

    code: str
    since: date = msgspec.field(name="from")
    value: float


class Village(msgspec.Struct, frozen=True):
    """A village by its SIRUTA code; degrees where known."""

    id: int
    name: str
    latitude: float | None
    longitude: float | None


class Place(msgspec.Struct, frozen=True):
    """The commune by its SIRUTA code, with its county in words and letters; degrees where known."""

    id: int
    name: str
    county_name: str
    county_code: str
    latitude: float | None
    longitude: float | None


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What a tablet needs to know besides rows and the content of the edition."""

    edition: int
    parameters: tuple[DatedValue, ...]
    villages: tuple[Village, ...]
    commune: Place


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """All of it as it is sent."""

    digest: str
    edition: int
    content: Content
    parameters: tuple[DatedValue, ...]
    villages: tuple[Village, ...]
    commune: Place


def values_of(content: Content, later: Iterable[DatedValue] = ()) -> tuple[DatedValue, ...]:
    """The values that came with the edition and those set `later`, in the order in which they count."""
    came = [DatedValue(each.code, value.since, value.value) for each in content.parameters for value in each.values]
    return tuple(sorted([*came, *later], key=lambda value: value.since))


def digest_of(around: Around, edition_digest: str) -> str:
    """Under which name the lists travel: another one when anything of them is other."""
    return hashlib.sha256(edition_digest.encode() + msgspec.json.encode(around)).hexdigest()[:32]


def whole(around: Around, edition_digest: str, content: Content) -> Lists:
    """The lists with the content of their edition."""
    return Lists(
        digest=digest_of(around, edition_digest),
        edition=around.edition,
        content=content,
        parameters=around.parameters,
        villages=around.villages,
        commune=around.commune,
    )
