"""Delays as county and country are told of them: numbers, never whose; and what another period would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from impreuna.obligations.queries.book import current_book
from impreuna.territory.queries import list_communes, list_counties


@dataclass(frozen=True, slots=True)
class LateInPlace:
    """How many obligations are late in a county or commune, by code; the place by its SIRUTA code and name."""

    place_id: int
    name: str
    by_code: dict[str, int]

    def late(self, code: str = "") -> int:
        """Of one obligation, or of all."""
        return self.by_code.get(code, 0) if code else sum(self.by_code.values())


@dataclass(frozen=True, slots=True)
class Simulated:
    """What another period would do in a county to what is open now."""

    name: str
    open: int
    late: int
    becomes_late: int
    no_longer_late: int


def late_by_county(now: datetime) -> list[LateInPlace]:
    """Every county in which something is late; nothing for who is not of the country. Two queries, one when
    nothing is."""
    found = _counted("SELECT * FROM obligations_late_by_county(%s)", [now])
    return _named(found, _counties() if found else {})


def late_by_commune(county_id: int, now: datetime) -> list[LateInPlace]:
    """Every commune of a county in which something is late; nothing for who does not work there. Two queries,
    one when nothing is."""
    found = _counted("SELECT * FROM obligations_late_by_commune(%s, %s)", [county_id, now])
    return _named(found, {commune.siruta: commune.name for commune in list_communes(county_id)} if found else {})


def simulate(code: str, amount: int, unit: str, now: datetime) -> list[Simulated]:
    """The obligations that are open now if their period were another, by county. Two queries."""
    holidays = sorted(current_book().holidays)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM obligations_simulate(%s, %s, %s, %s, %s)", [code, amount, unit, holidays, now])
        rows = cursor.fetchall()
    names = _counties()
    found = [Simulated(names.get(county, str(county)), *numbers) for county, *numbers in rows]
    return sorted(found, key=lambda one: (-one.becomes_late - one.no_longer_late, one.name))


def _counties() -> dict[int, str]:
    return {county.siruta: county.name for county in list_counties()}


def _counted(statement: str, values: list[Any]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for place, code, late in cursor.fetchall():
            found.setdefault(place, {})[code] = late
    return found


def _named(found: dict[int, dict[str, int]], names: dict[int, str]) -> list[LateInPlace]:
    places = [LateInPlace(place, names.get(place, str(place)), by_code) for place, by_code in found.items()]
    return sorted(places, key=lambda place: (-place.late(), place.name))
