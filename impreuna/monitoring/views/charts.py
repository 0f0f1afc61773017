"""A sheet turned into what its charts draw, and the sentence that says each of them in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from impreuna.monitoring import wording
from impreuna.monitoring.queries import Month, PyramidBand, Sheet
from impreuna.ui.charts import Series
from impreuna.ui.charts import Step as Ages


def picture_of(sheet: Sheet) -> dict[str, Any]:
    """Everything that the templates of a place's picture draw beside the sheet itself."""
    bands = [band for band in sheet.pyramid if band.code != "?"]
    unknown = next((band for band in sheet.pyramid if band.code == "?"), None)
    return {
        "bands": bands[::-1],
        "has_residents": any(band.residents is not None for band in bands),
        "ages": [Ages(band.code.replace("-", "–"), band.men, band.women) for band in bands[::-1]],
        "ages_about": _ages_about(bands),
        "of_unknown_age": unknown.people if unknown else 0,
        "of_unknown_sex": sum(band.unknown for band in sheet.pyramid),
        "areas_longest": max((area.households.at_most for area in sheet.areas), default=0),
        "priorities": list(sheet.priorities.items()),
        "priorities_longest": max((value.at_most for value in sheet.priorities.values()), default=0),
        "month_labels": [wording.short_month(each.month) for each in sheet.months],
        "trend": _trend(sheet.months),
        "trend_about": _trend_about(sheet.months),
        "communities": _communities(sheet),
    }


def _communities(sheet: Sheet) -> dict[str, Any]:
    """Villages by the vulnerabilities of communities: a head for each of these, with its threshold."""
    rows = [(village.name, village.communities) for village in sheet.villages if village.communities]
    return {"heads": [(line.name, line.threshold) for line in rows[0][1]] if rows else [], "rows": rows}


def _ages_about(bands: list[PyramidBand]) -> str:
    """The pyramid in a sentence: how many children, adults, old people."""
    people = {band.code: band.people for band in bands}
    first = {code: int(code.rstrip("+").split("-")[0]) for code in people}
    children = sum(n for code, n in people.items() if first[code] < 15)
    old = sum(n for code, n in people.items() if first[code] >= 65)
    said = _("{children} de 0–14 ani, {adults} de 15–64 de ani, {old} de 65 de ani și peste.")
    adults = sum(people.values()) - children - old
    return said.format(children=wording.people(children), adults=wording.people(adults), old=wording.people(old))


def _trend(months: tuple[Month, ...]) -> list[Series]:
    return [
        Series(_("Vizite"), [each.assessed.at_most for each in months]),
        Series(_("Găsite"), [each.found.value for each in months]),
        Series(_("Rezolvate"), [each.resolved.value for each in months]),
    ]


def _trend_about(months: tuple[Month, ...]) -> str:
    """The year in a sentence; small numbers count as nothing, so it says "cel puțin" where there are any."""
    totals = [sum(value.value or 0 for value in values) for values in _columns(months)]
    is_exact = not any(value.is_small for values in _columns(months) for value in values)
    said = _("În 12 luni: {visits} vizite, {found} vulnerabilități găsite, {resolved} rezolvate.")
    if not is_exact:
        said = _("În 12 luni, cel puțin: {visits} vizite, {found} vulnerabilități găsite, {resolved} rezolvate.")
    visits, found, resolved = map(wording.number, totals)
    return said.format(visits=visits, found=found, resolved=resolved)


def _columns(months: tuple[Month, ...]) -> tuple[list[Any], list[Any], list[Any]]:
    return [m.assessed for m in months], [m.found for m in months], [m.resolved for m in months]
