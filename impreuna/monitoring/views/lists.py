"""Lists that leave as files: of a commune's people, after an act that says for what; of figures, at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import may_read
from impreuna.kernel.result import refused
from impreuna.monitoring import queries, wording
from impreuna.monitoring.forms import ExportForm
from impreuna.monitoring.queries import Place, exports
from impreuna.monitoring.queries.places import ROMANIA
from impreuna.monitoring.rules.lists import ABOUT, LISTS, NAMES
from impreuna.monitoring.views import files, places
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.territory.queries import list_all_communes
from impreuna.ui.access import explain_refusal, page
from impreuna.ui.answers import show
from impreuna.ui.downloads import download_long
from impreuna.ui.tables import Column, Row, Table, asked_form, download


@page("ExportList")
def lists(request: Any, siruta: int) -> HttpResponseBase:
    """The lists of the reader's own commune; sending one of the forms takes that list away."""
    place = places.find(siruta, "commune")
    if place.id != request.actor.scope.place_id:
        return explain_refusal(request, refused("out_of_scope"))
    sent = request.POST.get("what", "") if request.method == "POST" else ""
    chosen = [
        (what, NAMES[what], ExportForm(request.POST if what == sent else None, what=what, actor=request.actor))
        for what, columns in LISTS.items()
        if any(may_read(request.actor.role, column.area) for column in columns.values())
    ]
    for what, _name, form in chosen:
        if what == sent and form.is_valid():
            outcome = execute(form.to_command(place.id), request.actor)
            if show(form, outcome):
                return _take(request.actor, place, form)
    context = {
        **places.around(request.actor, place, "lists"),
        "lists": [(what, _(name), _(ABOUT[what]), form) for what, name, form in chosen],
        "wrong": next((form for what, _name, form in chosen if what == sent), None),
    }
    return render(request, "monitoring/lists.html", context, status=422 if sent else 200)


def _take(actor: Actor, place: Place, form: ExportForm) -> HttpResponseBase:
    """The file, read under the reader's own row-level security while it is sent."""
    command = form.to_command(place.id)
    columns = [Column(_(LISTS[form.what][code].name), LISTS[form.what][code].width) for code in command.columns]
    language = get_language() or "ro"
    rows = exports.list_rows(actor, form.what, place.id, command.columns, language, _)
    title = _(NAMES[form.what])
    about = [
        place.label,
        _("Listă cu date personale. Se păstrează și se șterge după regulile serviciului; nu se dă mai departe."),
        _("Descărcată de {name}, {day}.").format(name=actor.name, day=f"{timezone.localtime():%d.%m.%Y %H:%M}"),
        _("Scop: {reason}").format(reason=command.reason),
        _("Cuprinde numai ce poate vedea rolul celui care a descărcat-o."),
    ]
    table = Table(f"{place.name}-{title}-{timezone.localdate()}", title, columns, rows, about)
    return download(table, command.form)


@page("SeeFigures")
def national(request: Any) -> HttpResponseBase:
    """Figures of every commune as files: all of each, or vulnerabilities by age and sex."""
    verdict = queries.may_see_figures(request.actor, ROMANIA.id, ROMANIA.level)
    if not verdict:
        return explain_refusal(request, verdict)
    if (form := asked_form(request)) is not None:
        makers = {"localitati": _all_communes, "vulnerabilitati": _all_cells}
        make = makers.get(request.GET.get("tabel", ""))
        if make is None:
            raise Http404
        return download_long(request, make(request.actor), form)
    return render(request, "monitoring/national.html", places.around(request.actor, ROMANIA, "files"))


def _communes() -> dict[int, tuple[Place, str]]:
    """Every commune with its county's name."""
    return {
        each.siruta: (Place(each.siruta, "commune", each.name, each.label, each.county_id), each.county_name)
        for each in list_all_communes()
    }


def _all_communes(actor: Actor) -> Table:
    communes = _communes()
    measures = exports.measures_told(actor)
    registers = frozenset(
        each.code.rstrip(":") for each in queries.list_indicators().values() if each.about == "register"
    )
    columns = [Column(_("SIRUTA")), Column(_("Localitatea"), 26), Column(_("Județul"), 18)]
    columns += [Column(name, 20) for name in measures.values()]

    def rows() -> Iterator[Row]:
        found = exports.stream_totals(actor, {code: place for code, (place, _county) in communes.items()}, registers)
        for place, figures in found:
            told = [files.told(figures.get(measure, 0)) for measure in measures]
            yield (place.id, place.name, communes[place.id][1], *told)

    name = f"localitati-cifre-{timezone.localdate()}"
    return Table(name, _("Localități"), columns, rows(), [_("Toate cifrele localităților care au fost socotite.")])


def _all_cells(actor: Actor) -> Table:
    communes = _communes()
    language = get_language() or "ro"
    try:
        entries = current_edition().vulnerabilities
    except NoEdition:
        entries = {}
    names = {code: entry.text.say(language) for code, entry in entries.items()}
    subjects = {code: entry.subject for code, entry in entries.items()}
    sexes = {code: str(word) for code, word in wording.SEXES.items()}
    ages = {band: wording.age(band) for band in ("", "0-5", "6-14", "15-17", "18-34", "35-64", "65+", "?")}
    columns = [
        Column(_("SIRUTA")), Column(_("Localitatea"), 26), Column(_("Județul"), 18), Column(_("Cod"), 10),
        Column(_("Vulnerabilitatea"), 56), Column(_("Vârsta"), 22), Column(_("Sexul"), 16), Column(_("Număr")),
    ]  # fmt: skip

    def rows() -> Iterator[Row]:
        cells = exports.stream_cells(actor, {code: place for code, (place, _county) in communes.items()}, subjects)
        for place, code, band, sex, value in cells:
            county = communes[place.id][1]
            name = names.get(code, code)
            yield (place.id, place.name, county, code, name, ages[band], sexes[sex], files.told(value))

    about = [_("Vulnerabilități propuse și confirmate. Cele ale gospodăriilor nu au vârstă și sex.")]
    return Table(f"vulnerabilitati-localitati-{timezone.localdate()}", _("Vulnerabilități"), columns, rows(), about)
