"""National parameters: their values on a day, their history, and setting a new value with its consequences in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.policy import may
from impreuna.kernel.result import explain
from impreuna.nomenclature import queries, wording
from impreuna.nomenclature.forms import AgreedValueForm, DayForm, ValueForm
from impreuna.nomenclature.queries import SetValue
from impreuna.nomenclature.rules.content import Parameter
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.views.shown import crossings_of, teller_of, with_edition
from impreuna.ui.access import SignedIn, page


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value in its line of history. `state`: "past", "current", "coming", or "replaced" by another of its day."""

    said: str
    value: SetValue
    state: str


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A parameter as it stands on a day; `standing` None: it has no value then."""

    parameter: Parameter
    standing: SetValue | None
    said: str
    coming: tuple[ShownValue, ...]
    readers: tuple[str, ...]


@page("SeeLists")
@with_edition
def parameters(request: SignedIn, edition: Edition) -> HttpResponse:
    """Every parameter on a day: today, or the one asked for."""
    form = DayForm(request.GET if "zi_day" in request.GET else None, initial={"zi": timezone.localdate()})
    day = (form.is_bound and form.is_valid() and form.cleaned_data["zi"]) or timezone.localdate()
    values, found_by = queries.list_values(), crossings_of(edition).found_by
    shown = [_shown(one, values[one.code], day, found_by.get(one.code, ())) for one in edition.parameters.values()]
    context = {
        "edition": edition,
        "form": form,
        "day": day,
        "is_today": day == timezone.localdate(),
        "parameters": shown,
        "missing": [one for one in shown if one.standing is None],
    }
    return render(request, "nomenclature/parameters.html", context, status=200 if day or form.is_valid() else 422)


def _shown(parameter: Parameter, values: list[SetValue], day: date, readers: tuple[str, ...]) -> ShownParameter:
    history = _history(parameter, values, day)
    standing = next((one for one in history if one.state == "current"), None)
    coming = tuple(reversed([one for one in history if one.state == "coming"]))
    return ShownParameter(
        parameter, standing.value if standing else None, standing.said if standing else "–", coming, readers
    )


def _history(parameter: Parameter, values: list[SetValue], day: date) -> list[ShownValue]:
    """The values, newest day first, each with its state in the eyes of `day`."""
    shown: list[ShownValue] = []
    days: set[date] = set()
    is_found = False
    for value in values:
        if value.since in days:
            state = "replaced"
        elif value.since > day:
            state = "coming"
        else:
            state = "past" if is_found else "current"
            is_found = True
        days.add(value.since)
        shown.append(ShownValue(wording.amount(value.value, parameter), value, state))
    return shown


@page("SeeLists")
@with_edition
def parameter(request: SignedIn, edition: Edition, parameter: str) -> HttpResponse:
    """One parameter: its value, its history, and the rules that read it."""
    found, values = _find(edition, parameter)
    codes = crossings_of(edition).found_by.get(found.code, ())
    history = _history(found, values, timezone.localdate())
    context = {
        "edition": edition,
        "teller": teller_of(edition),
        "parameter": found,
        "current": next((one for one in history if one.state == "current"), None),
        "history": history,
        "vulnerabilities": [edition.vulnerabilities[code] for code in codes],
        "low": wording.amount(found.low, found),
        "high": wording.amount(found.high, found),
        "may_set": may(request.actor.role, "SetParameter"),
    }
    return render(request, "nomenclature/parameter.html", context)


def _find(edition: Edition, code: str) -> tuple[Parameter, list[SetValue]]:
    if code not in edition.parameters:
        raise Http404
    return edition.parameters[code], queries.list_values()[code]


@page("SetParameter")
@with_edition
def new_value(request: HttpRequest, edition: Edition, parameter: str) -> HttpResponse:
    """A new value is written; the next page shows what it would change."""
    found, values = _find(edition, parameter)
    form = ValueForm(found, request.POST if request.method == "POST" else None, initial=_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        query = {
            "valoare": str(given["value"].normalize()),
            "de-la": given["valid_from"].isoformat(),
            "sursa": given["source"],
        }
        address = reverse("nomenclature:confirm-value", args=[found.code])
        return redirect(f"{address}?{urlencode(query)}")
    current = next((one for one in _history(found, values, timezone.localdate()) if one.state == "current"), None)
    context = {"parameter": found, "form": form, "current": current, "unit": wording.said(found.unit)}
    return render(request, "nomenclature/new_value.html", context, status=422 if form.is_bound else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed before, when the author comes back from the next page."""
    asked = _asked(request.GET)
    if asked is None:
        return {}
    value, day, source = asked
    return {"value": wording.plain(value), "valid_from": day, "source": source}


@page("SetParameter")
@with_edition
def confirm_value(request: SignedIn, edition: Edition, parameter: str) -> HttpResponse:
    """What the new value would change; agreeing sets it."""
    found, values = _find(edition, parameter)
    if request.method == "POST":
        return _agree(request, found, values)
    asked = _asked(request.GET)
    if asked is None:
        return redirect("nomenclature:new-value", parameter=found.code)
    value, day, source = asked
    standing = queries.parameters_on(day).get(found.code)
    form = AgreedValueForm(
        initial={"value": value, "valid_from": day, "source": source, "seen": "" if standing is None else standing}
    )
    return _confirm_page(request, found, values, form, (value, day, source))


def _asked(given: Any) -> tuple[float, date, str] | None:
    """The value, day and source of the address; None for an address that was typed by hand."""
    try:
        value, day = float(given.get("valoare", "")), date.fromisoformat(given.get("de-la", ""))
    except ValueError:
        return None
    source = given.get("sursa", "").strip()
    return (value, day, source) if source and abs(value) < 1e10 and day >= date(1900, 1, 1) else None


def _agree(request: SignedIn, found: Parameter, values: list[SetValue]) -> HttpResponse:
    form = AgreedValueForm(request.POST)
    asked = _asked(
        {"valoare": request.POST.get("value", ""), "de-la": request.POST.get("valid_from", ""),
         "sursa": request.POST.get("source", "")}
    )  # fmt: skip
    if asked is None or not form.is_valid():
        return redirect("nomenclature:new-value", parameter=found.code)
    outcome = execute(form.to_command(found.code), request.actor)
    if outcome.is_kept:
        messages.success(request, _("Valoarea este stabilită. O folosesc evaluările care urmează."))
        return redirect("nomenclature:parameter", parameter=found.code)
    standing = queries.parameters_on(asked[1]).get(found.code)
    # Agreeing again agrees to what the page shows now.
    form = AgreedValueForm({**request.POST.dict(), "seen": "" if standing is None else standing})
    field = outcome.field if outcome.field == "is_for_the_past" else None
    form.add_error(field, explain(outcome.reason, outcome.facts, _))
    return _confirm_page(request, found, values, form, asked, 409)


def _confirm_page(
    request: HttpRequest,
    found: Parameter,
    values: list[SetValue],
    form: AgreedValueForm,
    asked: tuple[float, date, str],
    status: int = 200,
) -> HttpResponse:
    value, day, source = asked
    today = timezone.localdate()
    history = _history(found, values, day)
    query = urlencode({"valoare": value, "de-la": day.isoformat(), "sursa": source})
    context = {
        "parameter": found,
        "form": form,
        "said": wording.amount(value, found),
        "day": day,
        "source": source,
        "before": next((one for one in history if one.state == "current"), None),
        "following": next(iter(reversed([one for one in history if one.state == "coming"])), None),
        "is_past": day < today,
        "is_future": day > today,
        "back": f"{reverse('nomenclature:new-value', args=[found.code])}?{query}",
        "change": {"code": found.code, "value": value, "day": day, "source": source},
    }
    return render(request, "nomenclature/confirm_value.html", context, status=status)
