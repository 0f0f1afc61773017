"""Public figures: whole counties, a month at a time, rounded so that nothing can be worked out from them."""

from __future__ import annotations

from dataclasses import dataclass

from impreuna.monitoring.queries.places import Place
from impreuna.monitoring.rules.indicators import Indicator


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A place's published numbers, in the order of `PublicFigures.measures`. 0 means under 5: write "sub 5"."""

    place: Place
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """A published month ("2026-10"). The country's numbers are the sums of the published numbers of its counties."""

    month: str
    measures: tuple[str, ...]
    names: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    country: PublicRow
    counties: tuple[PublicRow, ...]


def list_published_months() -> tuple[str, ...]:
    """The months that are published, the newest first. Anybody may ask."""
    raise NotImplementedError


def get_public_figures(month: str | None = None) -> PublicFigures | None:
    """A published month, the newest when none is named; None when there is none such. Anybody may ask."""
    raise NotImplementedError
