"""SIRUTA, the official list of places: reading an edition and comparing it with the one we hold.

Codes are looked up, never judged by their check digit: 77 official ones fail it.
Bucharest's six sectors stand in the list as localities, but have a town hall and a social service of
their own; here they are communes of kind `sector`, so that a team can work in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from impreuna.territory.rules.counties import BUCHAREST_COUNTY, LETTERS, REGIONS
from impreuna.territory.rules.files import Table, read_siruta, read_table
from impreuna.territory.rules.names import proper_name
from impreuna.territory.rules.plans import (
    FieldChange,
    FileRefused,
    ImportPlan,
    Remark,
    RowRefused,
    RowVerdict,
    compare,
    digest_of,
)

CommuneKind = Literal["commune", "town", "municipality", "sector"]
Level = Literal["county", "commune", "village"]

COLUMNS = ("SIRUTA", "DENLOC", "CODP", "JUD", "SIRSUP", "TIP", "NIV", "MED", "REGIUNE")
_COUNTY_TYPE = 40
_SECTOR_TYPE = 6
_COMMUNE_KINDS: dict[int, CommuneKind] = {
    1: "municipality",
    2: "town",
    3: "commune",
    4: "municipality",
    5: "town",
    6: "sector",
    9: "municipality",
}
_COUNTY_SEATS = (1, 5, 9)
#: Types of localities that bear the name and the town hall of their commune.
SEAT_TYPES = (9, 17, 22)
_VILLAGE_TYPES = (9, 10, 11, 17, 18, 19, 22, 23)
#: More codes than this share gone, and the file is a part of the list, not an edition of it.
_LARGEST_SHARE_GONE = 0.02


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county as the list has it; `code` is its car-plate letters."""

    siruta: int
    name: str
    number: int
    code: str
    region: int
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune, town, municipality or sector (UAT) as the list has it."""

    siruta: int
    name: str
    county_id: int
    kind: CommuneKind
    is_urban: bool
    is_county_seat: bool
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A locality as the list has it; `type_code` is SIRUTA's TIP; an absent post code is empty."""

    siruta: int
    name: str
    commune_id: int
    type_code: int
    postcode: str
    ended_on: date | None = None


PlaceRow = CountyRow | CommuneRow | VillageRow


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole list, as read from a file: places by code, their lines, and the rows refused."""

    places: Mapping[int, PlaceRow]
    lines: Mapping[int, int]
    refused: tuple[RowVerdict, ...]
    remarks: tuple[Remark, ...]

    def of(self, row_type: type[PlaceRow]) -> list[Any]:
        """The places of one sort, in the file's order."""
        return [place for place in self.places.values() if isinstance(place, row_type)]


def read_edition(content: bytes) -> Edition:
    """An edition from a CSV file with INS's columns. Raises `FileRefused` when the file cannot be used."""
    table = read_table(content, COLUMNS)
    reading = _Reading()
    for line, fields in table.rows:
        reading.take(line, fields)
    reading.refuse_orphans()
    return Edition(reading.places, reading.lines, tuple(reading.refused), _remarks(table))


def _remarks(table: Table) -> tuple[Remark, ...]:
    ignored = [name for name in table.columns if name.upper() not in COLUMNS]
    return (*table.remarks, Remark("columns_ignored", {"columns": ", ".join(ignored)})) if ignored else table.remarks


class _Reading:
    """What is known of a file after the rows read so far."""

    def __init__(self) -> None:
        self.places: dict[int, PlaceRow] = {}
        self.lines: dict[int, int] = {}
        self.refused: list[RowVerdict] = []
        self.parents: dict[int, int] = {}

    def take(self, line: int, fields: Mapping[str, str] | RowRefused) -> None:
        code: int | None = None
        try:
            if isinstance(fields, RowRefused):
                raise fields
            code = read_siruta(fields["siruta"])
            if code in self.lines:
                raise RowRefused("siruta_twice", value=code, line=self.lines[code])
            self.places[code] = _read_place(code, fields)
            self.parents[code] = _whole(fields, "sirsup")
            self.lines[code] = line
        except RowRefused as refusal:
            name = "" if isinstance(fields, RowRefused) else fields["denloc"].strip()[:80]
            self.refused.append(RowVerdict(line, code, name, "refused", why=refusal.remark))

    def refuse_orphans(self) -> None:
        """Takes out the rows whose county or commune is not in the file; an orphan's villages are orphans too."""
        for wanted in (CommuneRow, VillageRow):
            for code, place in list(self.places.items()):
                if isinstance(place, wanted) and not self._has_parent(place):
                    del self.places[code]
                    why = Remark("parent_unknown", {"value": self.parents[code]})
                    self.refused.append(RowVerdict(self.lines[code], code, place.name, "refused", why=why))

    def _has_parent(self, place: PlaceRow) -> bool:
        if isinstance(place, CommuneRow):
            return isinstance(self.places.get(place.county_id), CountyRow)
        return isinstance(place, VillageRow) and isinstance(self.places.get(place.commune_id), CommuneRow)


def _whole(fields: Mapping[str, str], column: str) -> int:
    value = fields[column].strip() or "0"
    if not (value.isascii() and value.isdigit()):
        raise RowRefused("cell_number_malformed", column=column.upper(), value=value[:20])
    return int(value)


def _read_place(code: int, fields: Mapping[str, str]) -> PlaceRow:
    name = proper_name(fields["denloc"])
    if not name:
        raise RowRefused("place_name_missing")
    level, type_code, parent = _whole(fields, "niv"), _whole(fields, "tip"), _whole(fields, "sirsup")
    if level == 1 and type_code == _COUNTY_TYPE:
        return _read_county(code, name, fields)
    is_urban = _whole(fields, "med") == 1
    if type_code == _SECTOR_TYPE:
        return CommuneRow(code, name, BUCHAREST_COUNTY, "sector", is_urban, False)
    if level == 2 and type_code in _COMMUNE_KINDS:
        return CommuneRow(code, name, parent, _COMMUNE_KINDS[type_code], is_urban, type_code in _COUNTY_SEATS)
    if level == 3 and type_code in _VILLAGE_TYPES:
        postcode = _whole(fields, "codp")
        return VillageRow(code, name, parent, type_code, f"{postcode:06}" if postcode else "")
    raise RowRefused("place_type_unknown", value=type_code, level=level)


def _read_county(code: int, name: str, fields: Mapping[str, str]) -> CountyRow:
    number, region = _whole(fields, "jud"), _whole(fields, "regiune")
    if number not in LETTERS:
        raise RowRefused("county_unknown", value=number)
    if region not in REGIONS:
        raise RowRefused("place_type_unknown", value=region, level="REGIUNE")
    return CountyRow(code, name, number, LETTERS[number], region)


def plan_siruta(content: bytes, known: Mapping[int, PlaceRow], edition_date: date) -> ImportPlan:
    """What the edition in `content` would change in the places `known` to us (those ended too).

    A place that the edition no longer has is ended on `edition_date`, never deleted: records point to it.
    An edition that drops more than a fiftieth of the list is taken for a part of it and refused.
    """
    digest = digest_of(content)
    try:
        edition = read_edition(content)
        gone = [place for code, place in known.items() if code not in edition.lines and place.ended_on is None]
        if len(gone) > len(known) * _LARGEST_SHARE_GONE + 1:
            raise FileRefused("list_incomplete", missing=len(gone), known=len(known))
    except FileRefused as refusal:
        return ImportPlan("siruta", digest, trouble=refusal.remark)
    judged = [_judge(place, edition.lines[place.siruta], known) for place in edition.places.values()]
    ended = [_end(place, edition_date) for place in gone]
    both = (*judged, *ended)
    verdicts = sorted((*edition.refused, *(verdict for verdict, _write in both)), key=lambda verdict: verdict.line)
    writes = tuple(write for _verdict, write in both if write is not None)
    return ImportPlan("siruta", digest, tuple(verdicts), writes, edition.remarks)


def _judge(place: PlaceRow, line: int, known: Mapping[int, PlaceRow]) -> tuple[RowVerdict, PlaceRow | None]:
    before = known.get(place.siruta)
    if before is None:
        return RowVerdict(line, place.siruta, place.name, "added"), place
    if type(before) is not type(place):
        why = Remark("level_changed", {"value": place.siruta})
        return RowVerdict(line, place.siruta, place.name, "refused", why=why), None
    if before == place:
        return RowVerdict(line, place.siruta, place.name, "unchanged"), None
    changes = compare(asdict(before), asdict(place))
    return RowVerdict(line, place.siruta, place.name, "changed", changes), place


def _end(place: PlaceRow, day: date) -> tuple[RowVerdict, PlaceRow]:
    change = FieldChange("ended_on", None, day)
    return RowVerdict(0, place.siruta, place.name, "ended", (change,)), replace(place, ended_on=day)


def level_of(place: PlaceRow) -> Level:
    """The step of the list on which a place stands."""
    return "county" if isinstance(place, CountyRow) else "commune" if isinstance(place, CommuneRow) else "village"


def seats(villages: Iterable[VillageRow]) -> dict[int, int]:
    """Commune → its seat village."""
    return {village.commune_id: village.siruta for village in villages if village.type_code in SEAT_TYPES}
