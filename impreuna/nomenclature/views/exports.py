"""The lists as files, for whoever wants to read or reuse them: public, at addresses that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from impreuna.nomenclature import queries
from impreuna.nomenclature.queries import NoEdition
from impreuna.nomenclature.rules.content import Parameter, Question, Service, Vulnerability
from impreuna.nomenclature.rules.edition import Edition
from impreuna.ui.access import public_page
from impreuna.ui.tables import Column, Table, download

#: Name of the file → what it is called on the page, name of the list in an edition.
FILES: dict[str, tuple[Any, str]] = {
    "chestionar": (gettext_lazy("Chestionarul"), "questions"),
    "vulnerabilitati": (gettext_lazy("Vulnerabilitățile"), "vulnerabilities"),
    "servicii": (gettext_lazy("Serviciile"), "services"),
    "parametri": (gettext_lazy("Parametrii naționali"), "parameters"),
}
_COMMON = ("code", "ro", "en", "source", "basis")


@public_page
@require_safe
def export(request: HttpRequest, list_file: str) -> HttpResponse:
    """A list of the edition in force, or of `?editia=`, as CSV, XLSX or JSON. Anybody may read it: the lists are law
    and method, and name nobody."""
    name, _dot, form = list_file.partition(".")
    edition = _edition(request.GET.get("editia"))
    entries = getattr(edition.content, FILES[name][1])
    if form == "json":
        body = {"edition": edition.number, "digest": edition.digest, "list": FILES[name][1], "entries": entries}
        return HttpResponse(msgspec.json.encode(body), content_type="application/json")
    heads, row = _ROWS[name]
    table = Table(
        f"{name}-editia-{edition.number}",
        str(FILES[name][0]),
        [Column(head) for head in (*_COMMON, *heads)],
        ([entry.code, entry.text.ro, entry.text.en, entry.source, entry.basis, *row(entry)] for entry in entries),
    )
    return cast("HttpResponse", download(table, "xlsx" if form == "xlsx" else "csv"))


def _edition(asked: str | None) -> Edition:
    try:
        if asked is None:
            return queries.current_edition()
        return queries.edition(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0)
    except NoEdition as problem:
        raise Http404 from problem


def _question(entry: Question) -> Iterable[Any]:
    options = "; ".join(f"{option.code} {option.text.ro}" for option in entry.options)
    when = entry.when.text if entry.when else ""
    return (entry.topic, entry.level, entry.area, entry.kind, options, when, entry.part_of or "")


def _vulnerability(entry: Vulnerability) -> Iterable[Any]:
    rule = entry.rule.text if entry.rule else entry.measured_by.ro if entry.measured_by else ""
    codes = (" ".join(entry.amc), " ".join(entry.law156), " ".join(entry.services))
    return (entry.area, entry.subject, entry.who.ro, entry.severity, entry.tier, entry.veil, rule, *codes)


def _service(entry: Service) -> Iterable[Any]:
    return (entry.role, entry.ref, entry.kind, entry.area, entry.unit.ro, " ".join(entry.amc))


def _parameter(entry: Parameter) -> Iterable[Any]:
    values = "; ".join(f"{value.since:%Y-%m-%d} {value.value:g}" for value in entry.values)
    return (entry.unit.ro if entry.unit else "", entry.low, entry.high, values)


_ROWS: dict[str, tuple[tuple[str, ...], Callable[[Any], Iterable[Any]]]] = {
    "chestionar": (("topic", "level", "area", "type", "options", "when", "part_of"), _question),
    "vulnerabilitati": (
        ("area", "subject", "who", "severity", "tier", "veil", "rule", "amc", "law156", "services"),
        _vulnerability,
    ),
    "servicii": (("role", "ref", "class", "area", "unit", "amc"), _service),
    "parametri": (("unit", "min", "max", "values"), _parameter),
}
