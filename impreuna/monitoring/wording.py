"""The words of this room: numbers that are not told, ages, months, priorities, places."""

from __future__ import annotations

from babel.dates import get_month_names
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from impreuna.kernel.policy import AREAS
from impreuna.monitoring.queries import Place
from impreuna.monitoring.rules.indicators import Indicator
from impreuna.monitoring.rules.showing import Shown
from impreuna.territory.queries import find_commune
from impreuna.territory.wording import title as territory_title
from impreuna.ui.wording import counted, month_name

PRIORITIES: dict[str, str | Promise] = {
    "urgent": pgettext_lazy("prioritate", "Urgentă"),
    "high": pgettext_lazy("prioritate", "Ridicată"),
    "medium": pgettext_lazy("prioritate", "Medie"),
    "low": pgettext_lazy("prioritate", "Scăzută"),
    "none": pgettext_lazy("prioritate", "Fără vulnerabilități"),
}
TONES = {"urgent": "red", "high": "amber", "medium": "blue", "low": "grey", "none": "green"}
SEXES: dict[str, str | Promise] = {
    "F": gettext_lazy("Femei"),
    "M": gettext_lazy("Bărbați"),
    "?": gettext_lazy("Sex necunoscut"),
    "": gettext_lazy("Total"),
}
BASES = {
    "F": gettext_lazy("prevăzut de text oficial"),
    "D": gettext_lazy("dedus dintr-un text oficial"),
    "P": gettext_lazy("propunere"),
}
UNITS = {
    "persons": gettext_lazy("persoane"),
    "children": gettext_lazy("copii"),
    "households": gettext_lazy("gospodării"),
    "findings": gettext_lazy("vulnerabilități"),
    "visits": gettext_lazy("vizite"),
}


def small() -> str:
    """What stands in place of a number under 5."""
    return _("sub 5")


def number(value: float | None, decimals: int = 0) -> str:
    """A number with its thousands apart; a dash for None."""
    if value is None:
        return "–"
    return number_format(round(value, decimals), decimal_pos=decimals, force_grouping=True)  # it cuts, we round


def shown(value: Shown | int | None) -> str:
    """A number as the reader may see it: "1.240", "sub 5", or a dash."""
    if isinstance(value, Shown):
        return small() if value.is_small else number(value.value)
    return number(value)


def percent(value: float | None) -> str:
    """ "78,5%", a dash for None."""
    return "–" if value is None else f"{number(value, 1)}%"


def relative(value: float | None, shown_as: str) -> str:
    """A share in percent, or a rate per 1,000 as a plain number."""
    return percent(value) if shown_as == "share" else number(value, 1)


def relative_head(indicator: Indicator) -> str:
    """The head of the column in which shares or rates stand."""
    return _("Pondere, %") if indicator.shown_as == "share" else _("La 1.000")


def age(band: str) -> str:
    """An age band: "5–9 ani", "85 de ani și peste", "vârstă necunoscută"."""
    if band == "?":
        return _("vârstă necunoscută")
    if band == "":
        return _("Toate vârstele")
    first, _dash, last = band.partition("-")
    return (
        _("{first}–{last} ani").format(first=first, last=last)
        if last
        else _("{first} de ani și peste").format(first=first[:-1])
    )


def month(code: str) -> str:
    """ "noiembrie 2026" of "2026-11"."""
    year, number_of = code.split("-")
    return f"{year}. {month_name(int(number_of))}" if get_language() == "hu" else f"{month_name(int(number_of))} {year}"


def short_month(code: str) -> str:
    """ "nov." of "2026-11": the first letters, for the foot of a chart."""
    return get_month_names("abbreviated", "stand-alone", get_language() or "ro")[int(code[5:])]


def area_of_data(code: str) -> str:
    """An area of data, as the policy calls it."""
    return _(AREAS[code].name)


def untold(code: str) -> str:
    """Of what a reader is told no figures. "Sănătate" is an area of vulnerability too, and its needs are told."""
    return _("diagnostice și tratament") if code == "health" else area_of_data(code)


def people(n: int) -> str:
    """ "o persoană", "37 de persoane"."""
    return counted(n, _("o persoană"), _("{n} persoane"), _("{n} de persoane")).replace(str(n), number(n))


def households(n: int) -> str:
    """ "o gospodărie", "37 de gospodării"."""
    return counted(n, _("o gospodărie"), _("{n} gospodării"), _("{n} de gospodării")).replace(str(n), number(n))


def title(place: Place) -> str:
    """What a place's pages are called: "Comuna Beltiug", "Județul Satu Mare", "România"."""
    if place.level == "county":
        return _("Județul {name}").format(name=place.name)
    commune = find_commune(place.id) if place.level == "commune" else None
    return territory_title(commune.name, commune.kind) if commune else place.name
