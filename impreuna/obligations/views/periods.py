"""Periods of the law: each with its source, and a new one set from a day on, first seen what it would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.policy import may
from impreuna.obligations import wording
from impreuna.obligations.forms import AgreedPeriodForm, PeriodForm
from impreuna.obligations.queries import late
from impreuna.obligations.queries.book import SetPeriodRow, amount_on, current_book, list_periods
from impreuna.obligations.queries.rounds import basis_on, round_of
from impreuna.obligations.rules.entries import Length, Obligation
from impreuna.obligations.rules.sources import in_full
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import show, typed


@dataclass(frozen=True, slots=True)
class Shown:
    """An obligation with its period of today and those that come."""

    entry: Obligation
    slug: str
    name: str
    length: str
    basis: str
    source: str
    coming: tuple[tuple[str, date], ...]


@page("SeePeriods")
def periods(request: SignedIn) -> HttpResponseBase:
    """Every obligation that has a period, with its source."""
    set_ones, today = list_periods(), timezone.localdate()
    entries = [entry for entry in current_book().entries.values() if entry.period is not None]
    shown = [_shown(entry, set_ones.get(entry.code, []), today) for entry in entries]
    context = {
        "shown": shown,
        "may_set": bool(may(request.actor.role, "SetPeriod")),
        "round": round_of(basis_on(today)),
    }
    return render(request, "obligations/periods.html", context)


def _shown(entry: Obligation, values: list[SetPeriodRow], today: date) -> Shown:
    length = _length(entry)
    standing = next((value for value in values if value.from_day <= today), None)
    coming = [
        (wording.period(entry.kind, value.amount, length.unit), value.from_day)
        for value in values
        if value.from_day > today
    ]
    return Shown(
        entry,
        _slug(entry.code),
        wording.said_name(entry),
        wording.period(entry.kind, standing.amount if standing else length.amount, length.unit),
        "" if standing else entry.basis_for(""),
        standing.source if standing else in_full(entry.source),
        tuple(reversed(coming)),
    )


def _slug(code: str) -> str:
    """The code as an address has it."""
    return code.replace(".", "-")


def _length(entry: Obligation) -> Length:
    if entry.period is None:
        raise Http404
    return entry.period


def _find(code: str) -> Obligation:
    found = {_slug(each): entry for each, entry in current_book().entries.items()}.get(code)
    if found is None:
        raise Http404
    return found


@page("SetPeriod")
def period(request: SignedIn, obligation: str) -> HttpResponseBase:
    """A new period is written; the next page shows what it would change."""
    entry = _find(obligation)
    form = PeriodForm(
        _length(entry), typed(request), initial=_from_address(request) or {"from_day": PeriodForm.tomorrow()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        query = {"termen": given["amount"], "de-la": given["from_day"].isoformat(), "sursa": given["source"]}
        return redirect(f"{reverse('obligations:confirm-period', args=[obligation])}?{urlencode(query)}")
    context = {**_about(entry), "form": form, "history": list_periods().get(entry.code, [])}
    return render(request, "obligations/period.html", context, status=422 if form.is_bound else 200)


@page("SetPeriod")
def confirm(request: SignedIn, obligation: str) -> HttpResponseBase:
    """What the new period would do to what is open now, by county; agreeing sets it."""
    entry = _find(obligation)
    form = AgreedPeriodForm(typed(request))
    if request.method == "POST" and form.is_valid() and show(form, execute(form.to_command(entry.code), request.actor)):
        messages.success(request, _("Termenul este stabilit. Îl au obligațiile care apar din acea zi."))
        return redirect("obligations:periods")
    asked = _from_address(request)
    if asked is None:
        return redirect("obligations:period", obligation=obligation)
    now, length = timezone.now(), _length(entry)
    standing = amount_on(entry.code, asked["from_day"])
    if request.method != "POST":
        form = AgreedPeriodForm(initial={**asked, "seen": standing})
    rows = late.simulate(entry.code, asked["amount"], length.unit, now)
    context = {
        **_about(entry),
        "form": form,
        "before": wording.length(standing, length.unit),
        "after": wording.length(asked["amount"], length.unit),
        "asked": asked,
        "rows": rows,
        "open": sum(row.open for row in rows),
        "becomes_late": sum(row.becomes_late for row in rows),
        "no_longer_late": sum(row.no_longer_late for row in rows),
        "back": f"{reverse('obligations:period', args=[obligation])}?{request.GET.urlencode()}",
    }
    return render(request, "obligations/confirm_period.html", context, status=409 if form.is_bound else 200)


def _about(entry: Obligation) -> dict[str, Any]:
    length = _length(entry)
    return {
        "entry": entry,
        "name": wording.said_name(entry),
        "article": in_full(entry.source),
        "unit": wording.unit_name(length.unit),
        "listed": wording.length(length.amount, length.unit),
    }


def _from_address(request: SignedIn) -> dict[str, Any] | None:
    """The period in the address; none for one that was typed by hand."""
    try:
        amount, day = int(request.GET.get("termen", "")), date.fromisoformat(request.GET.get("de-la", ""))
    except ValueError:
        return None
    source = request.GET.get("sursa", "").strip()
    return {"amount": amount, "from_day": day, "source": source} if source and 0 <= amount < 10_000 else None
