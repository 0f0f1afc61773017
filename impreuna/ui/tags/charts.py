"""Charts as SVG, and the links that take a table away as a file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from impreuna.ui import charts
from impreuna.ui.tables import FILE_PARAMETER
from impreuna.ui.tags import drawn, path_of

register = template.Library()

_numbers = count(1)


@register.filter
def dot(number: float) -> str:
    """A number for SVG: with a decimal point in every language."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.inclusion_tag(path_of("chart", "pyramid"))
def pyramid(steps: Sequence[charts.Step], title: str, about: str, hidden: str = "–") -> dict[str, Any]:
    """People by age and sex, the oldest first. `about` says in a sentence what one sees; a table stands below."""
    return {
        "drawing": charts.pyramid(steps, hidden),
        "title": title,
        "about": about,
        "men": _("Bărbați"),
        "women": _("Femei"),
        "id": f"chart-{next(_numbers)}",
    }


@register.inclusion_tag(path_of("chart", "lines"))
def lines(labels: Sequence[str], series: Sequence[charts.Series], title: str, about: str) -> dict[str, Any]:
    """Up to three lines over the same labels; `about` says in a sentence what one sees; a table stands below."""
    return {
        "drawing": charts.lines(labels, series),
        "title": title,
        "about": about,
        "id": f"chart-{next(_numbers)}",
    }


@register.inclusion_tag(path_of("chart"))
def bar(value: float | None, longest: float | None, mark: float | None = None) -> dict[str, Any]:
    """A bar in a table's cell; the number stands in the cell before it. Nothing is drawn for what is not shown.
    `mark`: a value that every bar is compared with, as a line across."""
    share = 100 / longest if longest else 0
    return {"length": min(100, (value or 0) * share), "mark": None if mark is None else min(99, mark * share)}


@register.simple_block_tag
def figures(content: str) -> SafeString:
    """Large numbers side by side; holds `figure`."""
    return drawn("figure", "group", content=content)


@register.inclusion_tag(path_of("figure"))
def figure(name: str, value: str, note: str = "", href: str = "") -> dict[str, Any]:
    """One number with its name; `note` says of how many; `href` leads to what is behind it."""
    return {"name": name, "value": value, "note": note, "href": href}


@register.inclusion_tag(path_of("downloads"))
def downloads(label: str, href: str) -> dict[str, Any]:
    """Links that take the table away as XLSX and as CSV: `href` with the form of file added."""
    join = "&" if "?" in href else "?"
    forms = (("XLSX", "xlsx"), ("CSV", "csv"))
    return {
        "label": label,
        "files": [(name, f"{href}{join}{urlencode({FILE_PARAMETER: form})}") for name, form in forms],
    }
