"""What can be asked about places. Public data: no scope is needed, and the answers are the same for everybody.

Ended places are found by their code, so that old records keep their names, but are in no list.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q, QuerySet

from impreuna.kernel.text import fold
from impreuna.territory import models
from impreuna.territory.rules.counties import REGIONS
from impreuna.territory.rules.siruta import SEAT_TYPES, CommuneKind


class UnknownPlace(LookupError):
    """No place has this code."""


@dataclass(frozen=True, slots=True)
class County:
    """Județ. `siruta` is also the number of its clock; `code` are its car-plate letters ("SM")."""

    siruta: int
    name: str
    code: str
    number: int
    region: int
    ended_on: date | None = None

    @property
    def region_name(self) -> str:
        """The region of development."""
        return REGIONS[self.region]


@dataclass(frozen=True, slots=True)
class Commune:
    """Comună, oraș, municipiu sau sector (UAT). Its `siruta` is the number of its clock."""

    siruta: int
    name: str
    kind: CommuneKind
    county_id: int
    county_code: str
    county_name: str
    is_urban: bool
    is_county_seat: bool
    seat_id: int | None
    longitude: float | None
    latitude: float | None
    ended_on: date | None = None

    @property
    def label(self) -> str:
        """The name with its county's letters: 229 names are borne by more than one commune. "Beltiug (SM)"."""
        return f"{self.name} ({self.county_code})"


@dataclass(frozen=True, slots=True)
class Village:
    """Localitate. An unknown post code is empty; coordinates in degrees where known."""

    siruta: int
    name: str
    commune_id: int
    type_code: int
    postcode: str
    longitude: float | None
    latitude: float | None
    ended_on: date | None = None

    @property
    def is_seat(self) -> bool:
        """Whether the town hall is here."""
        return self.type_code in SEAT_TYPES


@dataclass(frozen=True, slots=True)
class Counts:
    """How many places are held, ended ones left out. The six sectors are no UATs of their own in the statistics."""

    counties: int
    communes: int
    sectors: int
    villages: int


def list_counties() -> list[County]:
    """The 42 counties (București among them) by name."""
    return [_county(row) for row in models.County.objects.filter(ended_on=None).order_by("search_name")]


def get_county(siruta: int) -> County:
    """The county with this SIRUTA code, or `UnknownPlace`."""
    row = models.County.objects.filter(siruta=siruta).first()
    if row is None:
        raise UnknownPlace(siruta)
    return _county(row)


def find_county(code: str) -> County | None:
    """The county with these car-plate letters, in any case."""
    row = models.County.objects.filter(code=code.upper(), ended_on=None).first()
    return _county(row) if row else None


def county_of(commune_id: int) -> County:
    """The county of a commune, or `UnknownPlace`."""
    row = models.Commune.objects.select_related("county").filter(siruta=commune_id).first()
    if row is None:
        raise UnknownPlace(commune_id)
    return _county(row.county)


def get_commune(siruta: int) -> Commune:
    """The commune with this code, ended or not, or `UnknownPlace`."""
    found = find_commune(siruta)
    if found is None:
        raise UnknownPlace(siruta)
    return found


def find_commune(siruta: int) -> Commune | None:
    """The commune with this code, ended or not, or None."""
    row = _communes().filter(siruta=siruta).first()
    return _commune(row) if row else None


def find_communes(codes: Collection[int]) -> dict[int, Commune]:
    """The communes with these codes, by code; unknown codes are absent."""
    return {row.siruta: _commune(row) for row in _communes().filter(siruta__in=codes)}


def list_communes(county_id: int) -> list[Commune]:
    """The communes of a county by name; București comes with its six sectors."""
    rows = _communes().filter(county_id=county_id, ended_on=None).order_by("search_name", "siruta")
    return [_commune(row) for row in rows]


def list_all_communes() -> list[Commune]:
    """Every commune of the country by its code."""
    return [_commune(row) for row in _communes().filter(ended_on=None).order_by("siruta")]


def communes_of_county(county_id: int) -> frozenset[int]:
    """The codes of a county's communes, for a scope."""
    rows = models.Commune.objects.filter(county_id=county_id, ended_on=None)
    return frozenset(rows.values_list("siruta", flat=True))


def search_communes(text: str, *, county_id: int | None = None, limit: int = 20) -> list[Commune]:
    """Communes by a part of their name in any case and without diacritics, or by SIRUTA code; names that begin
    with the text first. A county's letters at the end narrow it: "unirea ab"."""
    words = fold(text)
    if not words:
        return []
    if words.isdigit() and len(words) > 2:
        found = find_commune(int(words)) if len(words) <= 6 else None
        return [found] if found else []
    rows = _communes().filter(ended_on=None)
    if county_id is not None:
        rows = rows.filter(county_id=county_id)
    matching = rows.filter(_named(words)).order_by("search_name", "siruta")[: limit * 10]
    first_beginnings = sorted(matching, key=lambda row: (not row.search_name.startswith(words), row.search_name))
    return [_commune(row) for row in first_beginnings[:limit]]


def _named(words: str) -> Q:
    name, _space, last = words.rpartition(" ")
    whole = Q(search_name__contains=words)
    return whole | Q(search_name__contains=name, county__code=last.upper()) if name else whole


def list_villages(commune_id: int) -> list[Village]:
    """The villages of a commune, the seat first, then by name: the choice of a form. București has none."""
    rows = models.Village.objects.filter(commune_id=commune_id, ended_on=None).order_by("search_name", "siruta")
    return sorted((_village(row) for row in rows), key=lambda village: not village.is_seat)


def get_village(siruta: int) -> Village:
    """The village with this code, ended or not, or `UnknownPlace`."""
    found = find_village(siruta)
    if found is None:
        raise UnknownPlace(siruta)
    return found


def find_village(siruta: int) -> Village | None:
    """The village with this code, ended or not, or None."""
    row = models.Village.objects.filter(siruta=siruta).first()
    return _village(row) if row else None


def find_villages(codes: Collection[int]) -> dict[int, Village]:
    """The villages with these codes, by code; unknown codes are absent."""
    return {row.siruta: _village(row) for row in models.Village.objects.filter(siruta__in=codes)}


def count_places() -> Counts:
    """How many places are held now."""
    communes = models.Commune.objects.filter(ended_on=None)
    sectors = communes.filter(kind="sector").count()
    return Counts(
        counties=models.County.objects.filter(ended_on=None).count(),
        communes=communes.count() - sectors,
        sectors=sectors,
        villages=models.Village.objects.filter(ended_on=None).count(),
    )


def _communes() -> QuerySet[models.Commune]:
    return models.Commune.objects.select_related("county")


def _county(row: models.County) -> County:
    return County(row.siruta, row.name, row.code, row.number, row.region, row.ended_on)


def _commune(row: models.Commune) -> Commune:
    return Commune(
        siruta=row.siruta,
        name=row.name,
        kind=cast(CommuneKind, row.kind),  # the table's check holds it to these words
        county_id=row.county_id,
        county_code=row.county.code,
        county_name=row.county.name,
        is_urban=row.is_urban,
        is_county_seat=row.is_county_seat,
        seat_id=row.seat_id,
        longitude=row.longitude,
        latitude=row.latitude,
        ended_on=row.ended_on,
    )


def _village(row: models.Village) -> Village:
    return Village(
        siruta=row.siruta,
        name=row.name,
        commune_id=row.commune_id,
        type_code=row.type_code,
        postcode=row.postcode,
        longitude=row.longitude,
        latitude=row.latitude,
        ended_on=row.ended_on,
    )
