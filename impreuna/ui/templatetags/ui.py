"""`{% load ui %}`: every component of the house. See `impreuna/ui/README.md` for the list."""

from django import template

from impreuna.ui.tags import charts, content, controls, page, people, words

register = template.Library()

for group in (page, charts, content, people, controls, words):
    register.tags.update(group.register.tags)
    register.filters.update(group.register.filters)
