"""The tables of pages as files: the same numbers, told in the same way, under the same heads."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.monitoring import wording
from impreuna.monitoring.queries import Breakdown, PublicFigures, Ranking, Sheet
from impreuna.monitoring.rules.indicators import Indicator
from impreuna.monitoring.rules.showing import Shown
from impreuna.ui.tables import Column, Row, Table
from impreuna.ui.wording import moment


def told(value: Shown | int | None) -> int | str | None:
    """A number for a cell, or "sub 5"."""
    if isinstance(value, Shown):
        return wording.small() if value.is_small else value.value
    return value


def rounded(value: float | None) -> float | None:
    """A share or a rate for a cell."""
    return None if value is None else round(value, 2)


def of_sheet(sheet: Sheet, name: str) -> Table:
    """One of the tables of a place's picture; 404 for a name that it does not have."""
    makers: dict[str, tuple[Callable[[Sheet], tuple[list[Column], list[Row]]], str]] = {
        "vulnerabilitati": (_vulnerabilities, _("Vulnerabilități")),
        "varste": (_ages, _("Populația pe vârste")),
        "prioritati": (_priorities, _("Gospodării după prioritate")),
        "sate": (_villages, _("Sate")),
        "luni": (_months, _("Ultimele 12 luni")),
    }
    if name not in makers:
        raise Http404
    make, title = makers[name]
    columns, rows = make(sheet)
    counted = moment(sheet.freshness.counted_at) or "–"
    about = [sheet.place.label, _("Socotit: {moment}").format(moment=counted), *_small_print(sheet.untold)]
    return Table(f"{sheet.place.name}-{name}-{_today()}", title, columns, rows, about)


def _today() -> str:
    return timezone.localdate().isoformat()


def _small_print(untold: tuple[str, ...]) -> list[str]:
    if not untold:
        return []
    areas = ", ".join(map(wording.untold, untold))
    return [_("Fără cifrele din: {areas}.").format(areas=areas)]


def _vulnerabilities(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    columns = [
        Column(_("Aria"), 34), Column(_("Cod")), Column(_("Vulnerabilitatea"), 60),
        Column(_("Propuse și confirmate")), Column(_("Confirmate")), Column(_("La 1.000")),
    ]  # fmt: skip
    rows: list[Row] = []
    for area in sheet.areas:
        rows.append((area.name, area.code, _("Persoane cu cel puțin una"), told(area.persons), None, None))
        rows.append((area.name, area.code, _("Gospodării cu cel puțin una"), told(area.households), None, None))
        rows += [
            (area.name, each.code, each.name, told(each.live), told(each.confirmed), rounded(each.rate))
            for each in area.vulnerabilities
        ]
    return columns, rows


def _ages(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    heads = (_("Bărbați"), _("Femei"), _("Sex necunoscut"), _("Împreună"), _("La ultima numărătoare"))
    columns = [Column(_("Vârsta"), 24), *map(Column, heads)]
    rows: list[Row] = [
        (wording.age(band.code), band.men, band.women, band.unknown, band.people, band.residents)
        for band in sheet.pyramid
    ]
    return columns, rows


def _priorities(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    rows: list[Row] = [(str(wording.PRIORITIES[level]), told(n)) for level, n in sheet.priorities.items()]
    return [Column(_("Prioritatea"), 24), Column(_("Gospodării"))], rows


def _villages(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    heads = (
        _("Persoane"), _("Copii"), _("Gospodării"), _("Vizitate"), _("Vizitate în 12 luni"), _("Persoane vulnerabile"),
        _("Copii vulnerabili"), _("Gospodării vulnerabile"),
    )  # fmt: skip
    levels = ("urgent", "high", "medium", "low")
    columns = [Column(_("SIRUTA")), Column(_("Satul"), 24), *map(Column, heads)]
    columns += [Column(_("Prioritate: {level}").format(level=wording.PRIORITIES[level]), 20) for level in levels]
    rows: list[Row] = [
        (
            each.id, each.name, each.persons, each.children, each.households, each.visited, each.visited_12m,
            told(each.persons_with), told(each.children_with), told(each.households_with),
            *(told(each.priorities.get(level)) for level in levels),
        )
        for each in sheet.villages
    ]  # fmt: skip
    return columns, rows


def _months(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    rows: list[Row] = [
        (wording.month(each.month), told(each.assessed), told(each.found), told(each.resolved)) for each in sheet.months
    ]
    heads = (_("Vizite"), _("Vulnerabilități găsite"), _("Vulnerabilități rezolvate"))
    return [Column(_("Luna"), 20), *(Column(head, 22) for head in heads)], rows


def of_ranking(ranking: Ranking) -> Table:
    """Places by one measure."""
    head = wording.relative_head(ranking.indicator)
    columns = [Column(_("Locul")), Column(_("SIRUTA")), Column(_("Localitatea") if ranking.place.level == "county"
               else _("Județul"), 28), Column(ranking.name, 28), Column(_("Din")), Column(head, 18)]  # fmt: skip
    rows: list[Row] = [
        (each.rank, each.place.id, each.place.name, told(each.value), each.base or None, rounded(each.relative))
        for each in ranking.rows
    ]
    name = f"{ranking.place.name}-clasament-{ranking.measure}-{_today()}"
    return Table(name, ranking.name, columns, rows, _definition(ranking.indicator))


def of_breakdown(place_name: str, breakdown: Breakdown, villages: dict[int, str], indicator: Indicator) -> Table:
    """One measure by age and sex, then by village."""
    columns = [Column(_("Satul"), 24), Column(_("Vârsta"), 22), Column(_("Sexul"), 16), Column(breakdown.name, 28)]
    rows: list[Row] = [(_("Toate"), wording.age(""), str(wording.SEXES[""]), told(breakdown.total))]
    rows += [
        (_("Toate"), wording.age(cell.age_band), str(wording.SEXES[cell.sex]), told(cell.value))
        for cell in breakdown.by_age
    ]
    rows += [
        (villages.get(cell.village_id, str(cell.village_id)), wording.age(cell.age_band), str(wording.SEXES[cell.sex]),
         told(cell.value))
        for cell in breakdown.by_village
    ]  # fmt: skip
    return Table(f"{place_name}-{breakdown.measure}-{_today()}", breakdown.name, columns, rows, _definition(indicator))


def of_public(figures: PublicFigures) -> Table:
    """A published month by counties; 0 stands for under 5."""
    columns = [Column(_("Județul"), 24), *(Column(name, 24) for name in figures.names)]
    rows: list[Row] = [
        (row.place.name, *(value or wording.small() for value in row.values))
        for row in (*figures.counties, figures.country)
    ]
    about = [wording.month(figures.month)]
    for indicator in figures.indicators:
        about += _definition(indicator)
    return Table(f"impreuna-cifre-publice-{figures.month}", _("Cifre publice"), columns, rows, about)


def _definition(indicator: Indicator) -> list[str]:
    language = get_language() or "ro"
    lines = [f"{indicator.say(language)}: {indicator.formula.say(language)}"]
    return [*lines, _("Sursa: {source}. Răspunde: {owner}.").format(source=indicator.source, owner=indicator.owner)]
