"""A ranking as a map: circles as large as the numbers, areas as dark as the shares; the list beside says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from impreuna.monitoring import wording
from impreuna.monitoring.queries import Ranked, Ranking
from impreuna.territory.queries import list_communes, list_counties
from impreuna.territory.queries.figures import boundary_paths, boundary_sources, county_outlines
from impreuna.territory.rules.drawing import SHADES, UNKNOWN, Drawn, Outline, breaks, circle_at, legend, shade, view_box
from impreuna.territory.rules.geometry import VIEW_BOX


@dataclass(frozen=True, slots=True)
class Key:
    """One shade of the legend and what it stands for, in words."""

    fill: str
    says: str


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: what lies below (`ground`), the shapes, the key to the shades, and a sentence that explains it."""

    view_box: str
    ground: tuple[str, ...]
    shapes: Sequence[Drawn]
    key: Sequence[Key]
    line: float
    is_areas: bool
    caption: str


Colour = Callable[[Ranked], str]


def of_ranking(ranking: Ranking, hrefs: Mapping[int, str]) -> Map | None:
    """The map of a county's communes or of the country's counties; None while the outlines are not built.

    `hrefs`: where a press on a place leads, by code; a place without one is only drawn.
    """
    outlines = county_outlines()
    if not outlines:
        return None
    ranked = {each.place.id: each for each in ranking.rows}
    if ranking.place.level == "country":
        return _country(ranking, ranked, outlines, hrefs)
    return _county(ranking, ranked, outlines, hrefs)


def _country(
    ranking: Ranking, ranked: Mapping[int, Ranked], outlines: Mapping[str, Outline], hrefs: Mapping[int, str]
) -> Map:
    drawn = {county.siruta: outlines[county.code] for county in list_counties() if county.code in outlines}
    colour, key = _shades(ranking)
    left, top, right, bottom = VIEW_BOX
    shapes = [
        Drawn(_says(ranked[code], ranking), hrefs.get(code, ""), colour(ranked[code]), path=outline.path)
        for code, outline in drawn.items()
        if code in ranked
    ]
    caption = _("Culoarea arată {what}; mai închis înseamnă mai mult.").format(what=_what(ranking))
    return Map(f"{left} {top} {right} {bottom}", (), shapes, key, 0.8, True, caption)


def _county(
    ranking: Ranking, ranked: Mapping[int, Ranked], outlines: Mapping[str, Outline], hrefs: Mapping[int, str]
) -> Map | None:
    communes = list_communes(ranking.place.id)
    outline = outlines.get(communes[0].county_code) if communes else None
    if outline is None:
        return None
    colour, key = _shades(ranking)
    width = outline.box[2] - outline.box[0]
    if paths := boundary_paths(list(ranked)):
        shapes = [
            Drawn(_says(ranked[code], ranking), hrefs.get(code, ""), colour(ranked[code]), path=path)
            for code, path in paths.items()
            if code in ranked
        ]
        caption = _("Culoarea arată {what}. Limitele localităților: {sources}.")
        said = caption.format(what=_what(ranking), sources="; ".join(boundary_sources()))
        return Map(view_box(outline.box), (), shapes, key, width / 300, True, said)
    most = max((each.value.at_most for each in ranking.rows), default=0)
    circles = []
    for commune in communes:
        each = ranked.get(commune.siruta)
        if each is None or commune.longitude is None or commune.latitude is None:
            continue
        x, y = circle_at(commune.longitude, commune.latitude)
        radius = _radius(each.value.at_most, most, width)
        circles.append(Drawn(_says(each, ranking), hrefs.get(commune.siruta, ""), colour(each), "", round(x, 2),
                             round(y, 2), round(radius, 2)))  # fmt: skip
    circles.sort(key=lambda circle: circle.radius, reverse=True)
    caption = _("Fiecare cerc este o localitate: mărimea și culoarea arată numărul.")
    if _has_shares(ranking):
        said = _("Fiecare cerc este o localitate: mărimea arată numărul, culoarea {what}.")
        caption = said.format(what=_what(ranking))
    return Map(view_box(outline.box), (outline.path,), circles, key, width / 300, False, caption)


def _radius(value: int, most: int, width: float) -> float:
    """A circle whose area grows with the number; the smallest can still be seen and pressed."""
    return max(width * 0.009, width * 0.042 * (value / most) ** 0.5) if most else width * 0.009


def _shades(ranking: Ranking) -> tuple[Colour, list[Key]]:
    """Shades by share or rate where the measure has one, by number else; and their key."""
    by_share = _has_shares(ranking)

    def measured(each: Ranked) -> float | None:
        if each.rank is None:
            return None
        return each.relative if by_share else each.value.at_most

    values = [measured(each) for each in ranking.rows]
    limits = breaks(value for value in values if value is not None)
    if not limits:
        return (lambda _each: UNKNOWN), []
    kind = ranking.indicator.shown_as if by_share else "number"
    entries = legend(values, limits)
    keys = [Key(entry.fill, _between(entry.lowest, entry.highest, kind)) for entry in entries]
    return (lambda each: shade(measured(each), limits)), keys


def _has_shares(ranking: Ranking) -> bool:
    return ranking.indicator.shown_as != "number" and any(each.relative is not None for each in ranking.rows)


def _between(lowest: float | None, highest: float | None, kind: str) -> str:
    if lowest is None or highest is None:
        return _("nu se știe")

    def write(value: float) -> str:
        return wording.number(value) if kind == "number" else wording.relative(value, kind)

    low, high = write(lowest), write(highest)
    return low if low == high else f"{low}–{high}"


def _what(ranking: Ranking) -> str:
    if not _has_shares(ranking):
        return _("numărul")
    return _("ponderea, în procente") if ranking.indicator.shown_as == "share" else _("câți sunt la 1.000")


def _says(each: Ranked, ranking: Ranking) -> str:
    """A place and its number: what a pointer is told."""
    if each.rank is None:
        return _("{name}: fără cifre încă").format(name=each.place.name)
    number = wording.shown(each.value)
    if each.relative is None:
        return f"{each.place.name}: {number}"
    return f"{each.place.name}: {number} ({wording.relative(each.relative, ranking.indicator.shown_as)})"


__all__ = ["SHADES", "Key", "Map", "of_ranking"]
