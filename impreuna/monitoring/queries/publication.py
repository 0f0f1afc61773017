"""Public figures: whole counties, a month at a time, rounded so that nothing can be worked out from them.

docs/decisions/0027-public-figures.md says why that holds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from impreuna.monitoring.queries.figures import find_edition, list_indicators, name_of
from impreuna.monitoring.queries.places import ROMANIA, Place, places_below
from impreuna.monitoring.rules.indicators import Indicator, indicator_of, public_measures

_MONTHS = "SELECT DISTINCT month FROM monitoring_publication ORDER BY month DESC"
_NUMBERS = "SELECT place_id, measure, value FROM monitoring_publication WHERE month = %s"


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A place's published numbers, in the order of `PublicFigures.measures`. 0 means under 5: write "sub 5"."""

    place: Place
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """A published month ("2026-10"). The country's numbers are the sums of the published numbers of its counties."""

    month: str
    measures: tuple[str, ...]
    names: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    country: PublicRow
    counties: tuple[PublicRow, ...]


def list_published_months() -> tuple[str, ...]:
    """The months that are published, the newest first. Anybody may ask."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS)
        return tuple(row[0] for row in cursor.fetchall())


def get_public_figures(month: str | None = None) -> PublicFigures | None:
    """A published month, the newest when none is named; None when there is none such. Anybody may ask."""
    months = list_published_months()
    wanted = months[0] if month is None and months else month
    if wanted is None or wanted not in months:
        return None
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [wanted])
        for place_id, measure, value in cursor.fetchall():
            numbers[place_id][measure] = value
    # The list may have changed since the month was published: told are measures that it still defines.
    measures = [measure for measure in public_measures(list_indicators()) if measure in numbers[ROMANIA.id]]

    def row(place: Place) -> PublicRow:
        return PublicRow(place, tuple(numbers[place.id].get(measure, 0) for measure in measures))

    edition = find_edition()
    return PublicFigures(
        wanted,
        tuple(measures),
        tuple(name_of(measure, edition) for measure in measures),
        tuple(indicator_of(measure, list_indicators()) for measure in measures),
        row(ROMANIA),
        tuple(row(place) for place in places_below(ROMANIA) if place.id in numbers),
    )
