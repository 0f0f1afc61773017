"""Filters: dates and ages as a sentence wants them."""

from django import template

from impreuna.ui import wording

register = template.Library()
register.filter("day", wording.day)
register.filter("short_day", wording.short_day)
register.filter("moment_text", wording.moment)
register.filter("years", wording.years)
