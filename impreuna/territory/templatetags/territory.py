"""`{% load territory %}`: how this room writes places and numbers."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import number_format

from impreuna.territory import wording
from impreuna.territory.rules.drawing import LegendEntry
from impreuna.territory.views import maps

register = template.Library()


@register.filter
def kind(code: str) -> str:
    """ "comună", "oraș", "municipiu", "sector"."""
    return str(wording.KINDS[code])


@register.filter
def village_type(code: int) -> str:
    """What kind of locality a village is, in the list's own words."""
    return str(wording.VILLAGE_TYPES.get(code, code))


@register.filter
def component(code: str) -> str:
    """What a component of the risk index measures."""
    return wording.component(code)


@register.filter
def dot(number: float) -> str:
    """A number for SVG: always with a decimal point."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.filter
def decimal(number: float, places: int) -> str:
    """A number as the reader's language writes it."""
    return number_format(number, decimal_pos=places, use_l10n=True)


@register.filter
def grouped(number: int | None) -> str:
    """A whole number with its thousands apart; a dash for None."""
    return "–" if number is None else number_format(number, decimal_pos=0, force_grouping=True)


@register.simple_tag
def value_of(shown: maps.Shown | None, theme: maps.Theme) -> str:
    """A commune's value in the theme, or a dash."""
    if shown is None or shown.value is None:
        return "–"
    number = number_format(shown.value, decimal_pos=theme.decimals, force_grouping=True)
    return f"{number} {theme.unit}".strip()


@register.simple_tag
def between(entry: LegendEntry, theme: Any = None) -> str:
    """The values of one shade: "1.200–3.400", or one value alone."""
    decimals = theme.decimals if isinstance(theme, maps.Theme) else 0
    unit = theme.unit if isinstance(theme, maps.Theme) else ""
    lowest = number_format(entry.lowest or 0, decimal_pos=decimals, force_grouping=True)
    highest = number_format(entry.highest or 0, decimal_pos=decimals, force_grouping=True)
    return f"{lowest if lowest == highest else f'{lowest}–{highest}'} {unit}".strip()
