"""`{% load monitoring %}`: how this room writes numbers, ages, months and priorities."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.monitoring import wording
from impreuna.registry.rules.persons import DWELLING_STATES

register = template.Library()
register.filter("shown", wording.shown)
register.filter("percent", wording.percent)
register.filter("relative", wording.relative)
register.filter("age_band", wording.age)
register.filter("month", wording.month)
register.filter("untold", wording.untold)


@register.filter
def rate(value: float | None) -> str:
    """A rate per 1,000: one decimal, a dash when it is not known."""
    return wording.number(value, 1)


@register.filter
def priority(level: str) -> str:
    """The priority of households in words."""
    return str(wording.PRIORITIES[level])


@register.filter
def priority_tone(level: str) -> str:
    """Its colour, which only repeats the word."""
    return wording.TONES[level]


@register.filter
def sex(code: str) -> str:
    """ "Femei", "Bărbați"."""
    return str(wording.SEXES[code])


@register.filter
def dwelling_state(code: str) -> str:
    """The state of dwellings in words."""
    return capfirst(_(DWELLING_STATES[code]))


@register.filter
def unit(code: str) -> str:
    """What is counted: "persoane", "gospodării"."""
    return str(wording.UNITS[code])


@register.filter
def basis(code: str) -> str:
    """On what a definition stands, in words."""
    return str(wording.BASES[code])
