"""Figures as they are kept, as a reader may be told of them, and under which names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.assessment.rules.priority import LEVELS
from impreuna.kernel.actor import Actor, Level
from impreuna.kernel.policy import AREAS, may_see_totals, sees_small_totals
from impreuna.monitoring.rules.counting import Cells, Key, Value
from impreuna.monitoring.rules.indicators import Indicator, indicator_of, read_indicators
from impreuna.monitoring.rules.measures import parse
from impreuna.monitoring.rules.showing import NOTHING, Shown, show
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.rules.edition import Edition
from impreuna.registry.rules.persons import DWELLING_STATES

#: Members of the families that the house itself names, in words to be translated.
_WORDS: dict[str, dict[str, str]] = {
    "state": DWELLING_STATES,
    "priority": {str(level): word for level, word in LEVELS.items()},
}
INDICATORS = Path(settings.BASE_DIR) / "lists" / "indicators.yaml"

# Vulnerabilities by age and sex are asked for one at a time: a sheet has no use for their thousand cells.
_OF_PLACE = """
SELECT measure, village_id, age_band, sex, veil, value FROM monitoring_figure
WHERE place_id = %s AND (age_band = '' OR measure = 'persons')
"""
_OF_MEASURES = """
SELECT place_id, measure, veil, value FROM monitoring_figure
WHERE place_id = ANY (%s) AND measure = ANY (%s) AND village_id = 0 AND age_band = '' AND sex = ''
"""
_CELLS = """
SELECT measure, village_id, age_band, sex, veil, value FROM monitoring_figure WHERE place_id = %s AND measure = %s
"""


@lru_cache(maxsize=1)
def list_indicators() -> dict[str, Indicator]:
    """The definitions of all figures (lists/indicators.yaml), by code, in the order of the list; read once."""
    return read_indicators(INDICATORS.read_bytes())


def find_edition() -> Edition | None:
    """The edition of the national lists in force; None before the first."""
    try:
        return current_edition()
    except NoEdition:
        return None


def name_of(measure: str, edition: Edition | None) -> str:
    """What a measure is called in the active language: that of the vulnerability or area for members of a family."""
    name, language = parse(measure), get_language() or "ro"
    indicator = indicator_of(measure, list_indicators())
    if indicator.family == "vulnerability" and edition and (entry := edition.vulnerabilities.get(name.member)):
        return entry.text.say(language)
    if indicator.family == "area" and edition and (area := edition.areas.get(name.member)):
        return f"{indicator.say(language)}: {area.text.say(language)}"
    if not name.member:
        return indicator.say(language)
    word = _WORDS.get(indicator.family, {}).get(name.member)
    return f"{indicator.say(language)}: {_(word) if word else name.member}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told figures of places at one level, and how exactly."""

    role: str
    level: Level

    @classmethod
    def of(cls, actor: Actor, level: Level) -> Reader:
        """`actor`, looking at a place of `level`."""
        return cls(actor.role, level)

    @property
    def untold(self) -> tuple[str, ...]:
        """Areas of data of which this reader is told no figures."""
        return tuple(area for area in AREAS if not may_see_totals(self.role, area, self.level))

    def told(self, measure: str, value: Value | None) -> Shown:
        """The number as this reader may know it."""
        if value is None:
            return NOTHING
        is_register = indicator_of(measure, list_indicators()).about == "register"
        return show(value.value, is_register or sees_small_totals(self.role, value.veil))


def figures_of(place_id: int) -> Cells:
    """A place's figures as far as the reader's scope goes; vulnerabilities without ages. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_PLACE, [place_id])
        return {Key(*row[:4]): Value(*row[4:]) for row in cursor.fetchall()}


def cells_of(place_id: int, measure: str) -> Cells:
    """All cells of one measure in a place. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, [place_id, measure])
        return {Key(*row[:4]): Value(*row[4:]) for row in cursor.fetchall()}


def totals_of(place_ids: Sequence[int], measures: Sequence[str]) -> dict[tuple[int, str], Value]:
    """Whole-place numbers of several measures in several places. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_MEASURES, [list(place_ids), list(measures)])
        return {(place, measure): Value(veil, value) for place, measure, veil, value in cursor.fetchall()}
