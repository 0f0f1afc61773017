"""Words of the registry's pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from impreuna.registry.rules.persons import DWELLING_STATES, END_REASONS, START_REASONS
from impreuna.ui.wording import day, years

register = template.Library()

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_TONES = {"visited": "green", "refused": "red", "absent": "amber", "vacant": "grey", "not_visited": "blue"}
_ALIKE = {
    "same_cnp": gettext_noop("același CNP"),
    "same_name": gettext_noop("același nume"),
    "name_part": gettext_noop("o parte din nume"),
    "similar_name": gettext_noop("nume asemănător"),
    "same_birth_date": gettext_noop("aceeași dată a nașterii"),
    "similar_birth_date": gettext_noop("dată a nașterii asemănătoare"),
    "same_birth_year": gettext_noop("același an al nașterii"),
}


@register.filter
def dwelling_tag(code: str) -> str:
    """The state of a dwelling in words; nothing for the ordinary one."""
    return "" if code == "visited" else capfirst(_(DWELLING_STATES[code]))


@register.filter
def dwelling_tone(code: str) -> str:
    """The colour of a dwelling's state."""
    return _TONES[code]


@register.filter
def dwelling(code: str) -> str:
    """The state of a dwelling in words."""
    return capfirst(_(DWELLING_STATES[code]))


@register.simple_tag
def household_place(row: Any) -> str:
    """Village and address as one line."""
    return ", ".join(part for part in (row.village, row.address) if part)


@register.simple_tag
def people_count(count: int) -> str:
    """How many live there, in words: "nimeni", "o persoană", "5 persoane"."""
    if not count:
        return _("nu locuiește nimeni")
    return ngettext("o persoană", "%(n)s persoane", count) % {"n": count}


@register.filter
def members_line(household: Any) -> str:
    """Who lives in a household, in numbers: "3 persoane, din care 2 copii"."""
    people = people_count(len(household.members))
    if not household.children:
        return people
    children = ngettext("un copil", "%(n)s copii", household.children) % {"n": household.children}
    return _("{people}, dintre care {children}").format(people=people, children=children)


@register.filter
def alike_reasons(codes: tuple[str, ...]) -> str:
    """Why two people look like one."""
    return ", ".join(_(_ALIKE[code]) for code in codes if code in _ALIKE)


@register.filter
def translated(text: str) -> str:
    """A word of the rules in the reader's language."""
    return _(text) if text else ""


@register.filter
def stay(home: Any) -> str:
    """How long somebody lived in a household: "din 3 mai 2019 până la 1 iunie 2024 (s-a mutat)"."""
    parts = []
    if home.start_date:
        parts.append(_("din {day}").format(day=day(home.start_date)))
    elif getattr(home, "start_reason", ""):
        parts.append(_(START_REASONS[home.start_reason]))
    if home.end_date:
        parts.append(_("până la {day}").format(day=day(home.end_date)))
    if home.end_reason:
        parts.append(f"({_(END_REASONS.get(home.end_reason, home.end_reason))})")
    return " ".join(parts)


@register.filter
def shown_value(value: Any) -> str:
    """A value of a field's history, or that there was none."""
    if value in (None, ""):
        return _("nimic")
    if isinstance(value, str):
        return day(date.fromisoformat(value)) if _ISO_DAY.fullmatch(value) else _(value)
    return str(value)


@register.filter
def death_tag(person: Any) -> str:
    """The tag of somebody who has died; nothing for the living."""
    return died(person) if person.death_date else ""


@register.filter
def person_line(person: Any) -> str:
    """The grey line under a person's name: age, and where she lives."""
    home = person.home
    parts = [years(person.age) if person.age is not None else "", home.place if home else ""]
    return " · ".join(part for part in parts if part)


@register.filter
def born(person: Any) -> str:
    """Născută, născut, or both where the sex is not known."""
    return {"F": _("Născută"), "M": _("Născut")}.get(person.sex) or _("Născut(ă)")


@register.filter
def died(person: Any) -> str:
    """Decedată, decedat, or both where the sex is not known."""
    return {"F": _("Decedată"), "M": _("Decedat")}.get(person.sex) or _("Decedat(ă)")
