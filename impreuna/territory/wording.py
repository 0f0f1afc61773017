"""The words of this room, for pages and for the command line: kinds of places, subjects, columns, verdicts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from impreuna.kernel.result import explain
from impreuna.territory.rules.plans import FieldChange, Remark
from impreuna.territory.rules.population import BANDS
from impreuna.territory.rules.risk import COMPONENTS
from impreuna.ui import wording

SUBJECTS = {
    "siruta": gettext_lazy("Nomenclatorul SIRUTA"),
    "population": gettext_lazy("Populația pe localități"),
    "boundaries": gettext_lazy("Limitele localităților"),
    "risk-index": gettext_lazy("Indicele de risc comunitar"),
    "points": gettext_lazy("Coordonate"),
}
WHATS = {
    "refused": gettext_lazy("Refuzat"),
    "ended": gettext_lazy("Se încheie"),
    "added": gettext_lazy("Se adaugă"),
    "changed": gettext_lazy("Se schimbă"),
    "unchanged": gettext_lazy("Neschimbat"),
}
TONES = {"refused": "red", "ended": "amber", "added": "green", "changed": "blue", "unchanged": "grey"}
KINDS = {
    "commune": gettext_lazy("comună"),
    "town": gettext_lazy("oraș"),
    "municipality": gettext_lazy("municipiu"),
    "sector": gettext_lazy("sector"),
}
#: SIRUTA's TIP of localities.
VILLAGE_TYPES = {
    9: gettext_lazy("localitate componentă, reședință de municipiu"),
    10: gettext_lazy("localitate componentă a municipiului"),
    11: gettext_lazy("sat aparținând municipiului"),
    17: gettext_lazy("localitate componentă, reședință de oraș"),
    18: gettext_lazy("localitate componentă a orașului"),
    19: gettext_lazy("sat aparținând orașului"),
    22: gettext_lazy("sat reședință de comună"),
    23: gettext_lazy("sat component al comunei"),
}
BASES = {
    "resident": gettext_lazy("populația rezidentă"),
    "domicile": gettext_lazy("populația după domiciliu"),
}
_FIELDS = {
    "name": gettext_lazy("denumirea"),
    "county_id": gettext_lazy("județul"),
    "commune_id": gettext_lazy("comuna"),
    "kind": gettext_lazy("rangul"),
    "type_code": gettext_lazy("tipul"),
    "postcode": gettext_lazy("codul poștal"),
    "is_urban": gettext_lazy("mediul urban"),
    "is_county_seat": gettext_lazy("reședință de județ"),
    "number": gettext_lazy("numărul"),
    "code": gettext_lazy("prescurtarea"),
    "region": gettext_lazy("regiunea"),
    "ended_on": gettext_lazy("încheiat la"),
    "geometry": gettext_lazy("conturul"),
    "source": gettext_lazy("sursa"),
}
_COUNT = re.compile(r"(resident|domicile)_(\d{4})(?:_(\d+_(?:\d+|plus)))?")
_COMPONENT = re.compile(r"(.+)_(\d{4})")


def title(name: str, kind: str) -> str:
    """A commune with its rank, as a sentence says it: "Comuna Beltiug", "Orașul Ardud"."""
    forms = {
        "commune": _("Comuna {name}"),
        "town": _("Orașul {name}"),
        "municipality": _("Municipiul {name}"),
        "sector": "{name}",
    }
    return forms[kind].format(name=name)


def band(code: str) -> str:
    """An age band: "0–4 ani", "85 de ani și peste"."""
    first, last = BANDS[code]
    return _("{first} de ani și peste").format(first=first) if last is None else f"{first}–{last}"


def component(code: str) -> str:
    """What a component of the risk index measures."""
    return _(COMPONENTS[code])


def sentence(remark: Remark | None) -> str:
    """A remark of the catalogue in the reader's language; empty for None."""
    return explain(remark.code, dict(remark.facts), _) if remark else ""


def field(name: str) -> str:
    """A column of an import, as people call it."""
    if name in _FIELDS:
        return str(_FIELDS[name])
    if found := _COUNT.fullmatch(name):
        basis, year, ages = found.groups()
        words = f"{BASES[basis]} {year}"
        return f"{words}, {band(ages)}" if ages else words
    if (found := _COMPONENT.fullmatch(name)) and found[1] in COMPONENTS:
        return f"{component(found[1])}, {found[2]}"
    return name


def value(anything: Any) -> str:
    """One value of an import: dates, yes and no, and what is absent."""
    if anything is None or anything == "":
        return "–"
    if isinstance(anything, bool):
        return pgettext("răspuns", "da") if anything else pgettext("răspuns", "nu")
    if isinstance(anything, date):
        return wording.short_day(anything)
    return str(KINDS.get(anything, anything)) if isinstance(anything, str) else str(anything)


def change(changed: FieldChange) -> str:
    """One change in a line: "denumirea: Abrămuț → Petreu"; only the value when nothing stood before."""
    if changed.before is None:
        return f"{field(changed.field)}: {value(changed.after)}"
    return f"{field(changed.field)}: {value(changed.before)} → {value(changed.after)}"
