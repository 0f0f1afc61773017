"""A person's role and place in words, as the head of the page says them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from impreuna.kernel.policy import ROLES
from impreuna.ui.shell import Standing
from impreuna.workforce.queries import OwnRole


def place_in_words(level: str, kind: str, name: str, county: str) -> str:
    """ "Primăria comunei Beltiug · județul Satu Mare", "Județul Satu Mare", "România"."""
    if level == "country":
        return _("România")
    if level == "county":
        return _("Județul {name}").format(name=name)
    halls = {
        "town": _("Primăria orașului {name} · județul {county}"),
        "municipality": _("Primăria municipiului {name} · județul {county}"),
        "sector": _("Primăria sectorului {name}"),
    }
    return halls.get(kind, _("Primăria comunei {name} · județul {county}")).format(name=name, county=county)


def place_of(role: OwnRole) -> str:
    """The place of a role, in words."""
    return place_in_words(role.level, role.place_kind, role.place_name, role.county_name)


def standing_of(role: OwnRole, can_switch: bool) -> Standing:
    """What the head of the page shows."""
    return Standing(place=place_of(role), role=_(ROLES[role.role].name), can_switch=can_switch)
