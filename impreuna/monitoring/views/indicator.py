"""One number from near: its parts, and its definition beside it. And what an area of vulnerabilities holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.result import explain
from impreuna.monitoring import queries, wording
from impreuna.monitoring.queries import Breakdown, Cell, Place
from impreuna.monitoring.rules.indicators import Indicator, indicator_of
from impreuna.monitoring.rules.measures import area_of, parse
from impreuna.monitoring.rules.showing import NOTHING, Shown
from impreuna.monitoring.views import files, places
from impreuna.territory.queries import list_villages
from impreuna.ui.access import explain_refusal, page
from impreuna.ui.charts import Step as Ages
from impreuna.ui.tables import asked_form, download


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator in the reader's language."""

    indicator: Indicator
    name: str
    formula: str


@page("SeeFigures")
def indicator(request: Any, place_id: int, measure: str) -> HttpResponseBase:
    """One measure in a place: by age and sex, by village, and how it is counted."""
    place = places.find_any(place_id)
    verdict = queries.may_see_figures(request.actor, place.id, place.level)
    if not verdict:
        return explain_refusal(request, verdict)
    breakdown = queries.get_breakdown(request.actor, place.id, measure)
    if breakdown is None:
        raise Http404
    found = indicator_of(measure, queries.list_indicators())
    villages = {each.siruta: each.name for each in list_villages(place.id)} if place.level == "commune" else {}
    if (form := asked_form(request)) is not None:
        return download(files.of_breakdown(place.name, breakdown, villages, found), form)
    context = {
        **places.around(request.actor, place, ""),
        **_parts(breakdown, villages),
        "breakdown": breakdown,
        "definition": _define(found),
        "households_refused": _households_refused(request.actor, place, found),
        "households_href": _households(request.actor, place, measure),
        "ranking_href": f"{places.address(place)}clasament/?indicator={measure}" if place.level != "commune" else "",
    }
    return render(request, "monitoring/indicator.html", context)


def _households_refused(actor: Any, place: Place, found: Indicator) -> str:
    """Why the reader cannot go on to the households behind the number; empty when nothing stands in the way."""
    if place.level != "commune":
        return ""
    verdict = queries.may_see_households(actor, place.id, found.veil)
    return explain(verdict.reason, verdict.facts, _)


def _households(actor: Any, place: Place, measure: str) -> str:
    """Where the households behind the number are: the list of work, of its area where it has one."""
    listed = places.worklist(actor, place)
    member = parse(measure).member
    return f"{listed}?domeniu={area_of(member)}" if listed and member[:2].isupper() else listed


def _parts(breakdown: Breakdown, villages: dict[int, str]) -> dict[str, Any]:
    by_age = {(cell.age_band, cell.sex): cell.value for cell in breakdown.by_age}
    bands = list(dict.fromkeys(cell.age_band for cell in breakdown.by_age if cell.age_band))
    rows = [(band, *_sexes(by_age, band)) for band in bands]
    in_villages: dict[int, Shown] = {cell.village_id: cell.value for cell in breakdown.by_village if _is_whole(cell)}
    lines = [(name, in_villages.get(code, NOTHING)) for code, name in villages.items()]
    return {
        "ages": rows,
        "has_unknown_sex": any(row[3] for row in rows),
        "steps": [_step(*row) for row in reversed(rows)],
        "ages_about": _("{name}, pe vârste și sexe. În total: {total}.").format(
            name=breakdown.name, total=wording.shown(breakdown.total)
        ),
        "villages": lines if in_villages else [],
        "villages_longest": max((value.at_most for _name, value in lines), default=0),
    }


def _sexes(by_age: dict[tuple[str, str], Shown], band: str) -> tuple[Shown, Shown, Shown]:
    """Men, women, and who is neither known as one nor the other."""
    men, women, unknown = (by_age.get((band, sex), NOTHING) for sex in ("M", "F", "?"))
    return men, women, unknown


def _is_whole(cell: Cell) -> bool:
    return bool(cell.village_id) and not cell.age_band and not cell.sex


def _step(band: str, men: Shown, women: Shown, _unknown: Shown) -> Ages:
    return Ages(_("necunoscută") if band == "?" else band.replace("-", "–"), men.value, women.value)


@page("SeeFigures")
def area(request: Any, place_id: int, area: str) -> HttpResponseBase:
    """The vulnerabilities of an area in a place, the most frequent first."""
    place = places.find_any(place_id)
    verdict = queries.may_see_figures(request.actor, place.id, place.level)
    if not verdict:
        return explain_refusal(request, verdict)
    sheet = queries.get_sheet(request.actor, place.id, timezone.localdate())
    found = next((each for each in sheet.areas if each.code == area), None) if sheet else None
    if found is None:
        raise Http404
    context = {
        **places.around(request.actor, place, ""),
        "area": found,
        "worklist": places.worklist(request.actor, place),
        "longest": max((each.live.at_most for each in found.vulnerabilities), default=0),
        "others": [each for each in sheet.areas if each.code != area] if sheet else [],
    }
    return render(request, "monitoring/area.html", context)


@page("SeeFigures")
def definitions(request: Any, place_id: int) -> HttpResponseBase:
    """How every figure is counted: formula, source, who answers for it."""
    place = places.find_any(place_id)
    verdict = queries.may_see_figures(request.actor, place.id, place.level)
    if not verdict:
        return explain_refusal(request, verdict)
    context = {
        **places.around(request.actor, place, "definitions"),
        "definitions": [_define(each) for each in queries.list_indicators().values()],
    }
    return render(request, "monitoring/definitions.html", context)


def _define(found: Indicator) -> Definition:
    language = get_language() or "ro"
    return Definition(found, found.say(language), found.formula.say(language))
