"""What the maps of this room show: themes, shapes, legends and the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from impreuna.territory import wording
from impreuna.territory.queries import Commune, County, figures
from impreuna.territory.queries.figures import CountyTotal
from impreuna.territory.rules.drawing import (
    SHADES,
    Drawn,
    LegendEntry,
    Outline,
    breaks,
    by_darkness,
    circle_at,
    legend,
    radius_of,
    shade,
    view_box,
)
from impreuna.territory.rules.geometry import VIEW_BOX
from impreuna.territory.rules.population import BANDS, share_of_children, share_of_elderly
from impreuna.ui.wording import counted


@dataclass(frozen=True, slots=True)
class Theme:
    """What a county's map shows. `decimals`: how its values are written; `unit` follows them."""

    code: str
    name: str | Promise
    decimals: int = 0
    unit: str = ""

    @property
    def href(self) -> str:
        """The same page with this theme."""
        return f"?tema={self.code}"


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: what surrounds it, its shapes, and the key to its shades."""

    view_box: str
    ground: tuple[str, ...]
    shapes: Sequence[Drawn]
    legend: Sequence[LegendEntry]
    is_areas: bool = False
    line: float = 0.5


THEMES: dict[str, Theme] = {
    theme.code: theme
    for theme in (
        Theme("populatie", gettext_lazy("Populația")),
        Theme("copii", gettext_lazy("Copii de 0–14 ani"), 1, "%"),
        Theme("varstnici", gettext_lazy("Vârstnici de 65 de ani și peste"), 1, "%"),
        Theme("risc", gettext_lazy("Indicele de risc comunitar"), 1),
    )
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A commune's people, and its value in the chosen theme; None where not known."""

    people: int | None
    value: float | None


def theme_of(code: str | None) -> Theme:
    """The theme with this code; the first one for any other."""
    return THEMES.get(code or "", THEMES["populatie"])


def county_figures(communes: Sequence[Commune], theme: Theme) -> dict[int, Shown]:
    """People and values of the theme for each commune."""
    codes = [commune.siruta for commune in communes]
    people = figures.newest_populations(codes)
    value: Callable[[int], float | None]
    if theme.code == "risc":
        profiles = figures.risk_profiles(codes)
        value = lambda code: profiles[code].index if code in profiles else None  # noqa: E731
    else:
        share = {"copii": share_of_children, "varstnici": share_of_elderly}.get(theme.code)
        value = lambda code: (share(people[code].row) if share else people[code].row.total) if code in people else None  # noqa: E731
    return {code: Shown(people[code].row.total if code in people else None, value(code)) for code in codes}


def of_country(counties: Sequence[County], totals: Mapping[int, CountyTotal]) -> Map | None:
    """The counties shaded by their people, or all alike while nobody has imported them; None without outlines."""
    outlines = figures.county_outlines()
    if not outlines:
        return None
    people = {county.siruta: totals[county.siruta].people if county.siruta in totals else None for county in counties}
    limits = breaks(count for count in people.values() if count is not None)
    shapes = [
        Drawn(
            says=_county_says(county, people[county.siruta]),
            href=reverse("territory:county", args=[county.code]),
            fill=shade(people[county.siruta], limits) if limits else SHADES[1],
            path=outlines[county.code].path,
        )
        for county in counties
        if county.code in outlines
    ]
    left, top, right, bottom = VIEW_BOX
    key = legend(people.values(), limits) if limits else []
    return Map(f"{left} {top} {right} {bottom}", (), shapes, key, is_areas=True, line=0.8)


def _county_says(county: County, people: int | None) -> str:
    return f"{county.name}: {inhabitants(people)}" if people is not None else county.name


def inhabitants(people: int) -> str:
    """A number of people in words."""
    said = counted(people, _("un locuitor"), _("{n} locuitori"), _("{n} de locuitori"))
    return said.replace(str(people), number_format(people, force_grouping=True))


def of_county(county: County, communes: Sequence[Commune], shown: Mapping[int, Shown], theme: Theme) -> Map | None:
    """A county's communes: their areas where boundaries were imported, or else circles at their points."""
    outline = figures.county_outlines().get(county.code)
    if outline is None:
        return None
    paths = figures.boundary_paths([commune.siruta for commune in communes])
    drawn = [commune for commune in communes if commune.siruta in paths] if paths else _placed(communes)
    values = [shown[commune.siruta].value for commune in drawn]
    limits = breaks(value for value in values if value is not None)
    colour = _colour(limits, [one.value for one in shown.values()])
    width = outline.box[2] - outline.box[0]
    shapes = [_shape(commune, shown[commune.siruta], theme, colour, paths, width) for commune in drawn]
    ordered = shapes if paths else by_darkness(shapes, lambda shape: shape.radius)
    return Map(
        view_box(outline.box),
        () if paths else (outline.path,),
        ordered,
        legend(values, limits) if limits else [],
        is_areas=bool(paths),
        line=width / 300,
    )


def _colour(limits: Sequence[float], values: Iterable[float | None]) -> Callable[[float | None], str]:
    """Shades by class; one plain colour while nothing is known, so that the map is not a grey field."""
    if not limits:
        return lambda _value: SHADES[3]
    return lambda value: shade(value, limits)


def _placed(communes: Sequence[Commune]) -> list[Commune]:
    return [commune for commune in communes if commune.longitude is not None]


def _shape(
    commune: Commune,
    shown: Shown,
    theme: Theme,
    colour: Callable[[float | None], str],
    paths: Mapping[int, str],
    width: float,
) -> Drawn:
    href = reverse("territory:commune", args=[commune.siruta])
    says = commune.name if shown.value is None else f"{commune.name}: {written(shown.value, theme)}"
    fill = colour(shown.value)
    if commune.siruta in paths:
        return Drawn(says, href, fill, path=paths[commune.siruta])
    x, y = circle_at(commune.longitude or 0, commune.latitude or 0)
    return Drawn(says, href, fill, x=round(x, 2), y=round(y, 2), radius=round(radius_of(shown.people, width), 2))


def written(value: float, theme: Theme) -> str:
    """A value of a theme, with a decimal comma and its unit."""
    if theme.code == "populatie":
        return inhabitants(round(value))
    return f"{number_format(value, decimal_pos=theme.decimals)} {theme.unit}".strip()


def of_commune(commune: Commune) -> Map | None:
    """Where the commune lies in its county: its area or its point on the county's outline."""
    outline: Outline | None = figures.county_outlines().get(commune.county_code)
    if outline is None:
        return None
    path = figures.boundary_paths([commune.siruta]).get(commune.siruta, "")
    if not path and commune.longitude is None:
        return None
    width = outline.box[2] - outline.box[0]
    if path:
        shape = Drawn(commune.name, "", SHADES[4], path=path)
    else:
        x, y = circle_at(commune.longitude or 0, commune.latitude or 0)
        shape = Drawn(commune.name, "", SHADES[4], x=round(x, 2), y=round(y, 2), radius=round(width * 0.025, 2))
    return Map(view_box(outline.box), (outline.path,), [shape], [], line=width / 300)


@dataclass(frozen=True, slots=True)
class Bar:
    """An age band: its people (None: suppressed by the statisticians) and the bar's length in percent."""

    name: str
    people: int | None
    length: float


def bars(bands: Mapping[str, int]) -> list[Bar]:
    """The age bands from old to young, as a population pyramid has them."""
    longest = max(bands.values(), default=0) or 1
    return [
        Bar(wording.band(code), bands.get(code), round(100 * bands.get(code, 0) / longest, 1))
        for code in reversed(BANDS)
    ]
