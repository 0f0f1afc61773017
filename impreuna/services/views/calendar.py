"""One's own calendar: a week or a month as a list of days, and the same as a file that a phone subscribes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from itertools import groupby
from secrets import token_urlsafe
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from icalendar import Calendar
from icalendar import Event as Entry

from impreuna.cases.queries.links import digest_of_secret
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import MEETINGS
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import explain
from impreuna.kernel.scope import acting_as
from impreuna.obligations.rules.counting import add_months
from impreuna.obligations.wording import name_of
from impreuna.registry.views.households import today
from impreuna.services.commands import RenewCalendarKey
from impreuna.services.queries.calendar import Event, has_key, is_key_of, list_events
from impreuna.services.rules.visits import PURPOSES
from impreuna.ui.access import SignedIn, page, public_page
from impreuna.ui.wording import day, month_name
from impreuna.workforce.queries import actor_of

#: How far the file reaches, back and ahead.
_BACK, _AHEAD = timedelta(days=30), timedelta(days=180)
_TONES = {"visit": "green", "due": "amber", "task": "blue", "appointment": "blue", "meeting": "purple"}


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in words. `title` names nobody; `href` leads to what it is about."""

    event: Event
    kind: str
    title: str
    tone: str
    href: str


@page("SeeCases")
def calendar(request: SignedIn) -> HttpResponse:
    """The week, or the month, that holds the day `?de=`."""
    is_month = request.GET.get("cat") == "luna"
    first, last = _span(_day_of(request.GET.get("de", "")), is_month)
    lines = event_lines(list_events(request.actor, first, last))
    whole = f"{capfirst(month_name(first.month))} {first.year}" if is_month else f"{day(first)} – {day(last)}"
    context = {
        "days": [(when, list(rows)) for when, rows in groupby(lines, key=lambda line: line.event.day)],
        "whole": whole,
        "is_month": is_month,
        "first": first.isoformat(),
        "before": (first - timedelta(days=1)).isoformat(),
        "after": (last + timedelta(days=1)).isoformat(),
        "today": today(),
        "has_key": has_key(request.actor),
    }
    return render(request, "services/calendar.html", context)


@never_cache
@require_POST
@page("RenewCalendarKey")
def renew(request: SignedIn) -> HttpResponse:
    """A new address, shown only now; the one before opens nothing any more."""
    actor, token = request.actor, token_urlsafe(24)
    command = RenewCalendarKey(
        id=new_id(),
        commune_id=actor.scope.place_id,
        recorded_at=timezone.now(),
        secret_digest=digest_of_secret(token).hex(),
    )
    outcome = execute(command, actor)
    if not outcome.is_kept:
        messages.error(request, explain(outcome.reason, outcome.facts, _))
    secret = f"{actor.user_id.hex}-{token}"
    address = request.build_absolute_uri(reverse("services:calendar-feed", args=[secret]))
    return render(request, "services/calendar_key.html", {"address": address if outcome.is_kept else ""})


@public_page
@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar as a file, for whoever holds its address; it names case numbers and nobody."""
    user, _dash, token = secret.partition("-")
    try:
        actor = actor_of(UUID(user), None, today())
    except ValueError:
        raise Http404 from None
    if actor is None:
        raise Http404
    with acting_as(actor):
        if not is_key_of(actor, token):
            raise Http404
        lines = event_lines(list_events(actor, today() - _BACK, today() + _AHEAD))
    answer = HttpResponse(_file(lines, request.get_host()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="impreuna.ics"'
    return answer


def event_lines(events: Iterable[Event]) -> list[EventLine]:
    """Events in words that name nobody but the case's number."""
    return [EventLine(event, _kind(event), _title(event), _TONES[event.kind], _address(event)) for event in events]


def _kind(event: Event) -> str:
    kinds = {
        "visit": _("Vizită"), "due": _("Termen"), "task": _("Hotărâre"), "appointment": _("Programare"),
        "meeting": _("Întâlnire"),
    }  # fmt: skip
    return kinds[event.kind]


def _title(event: Event) -> str:
    words = {
        "visit": lambda: capfirst(_(PURPOSES[event.code])),
        "due": lambda: name_of(event.code),
        "task": lambda: event.words,
        "appointment": lambda: event.words or _(ACTS[event.code].title),
        "meeting": lambda: capfirst(_(MEETINGS[event.code])),
    }[event.kind]()
    return _("{words}, cazul {number}").format(words=words, number=event.case) if event.case else str(words)


def _address(event: Event) -> str:
    if event.kind == "task":
        return reverse("cases:finish-task", args=[event.id])
    if event.kind == "meeting":
        return reverse("cases:meetings")
    if event.case_id:
        return reverse("cases:case", args=[event.case_id])
    return reverse("registry:household", args=[event.household_id]) if event.household_id else ""


def _file(lines: Iterable[EventLine], host: str) -> bytes:
    """What was typed by hand may name somebody: a task or an appointment stands here by its kind and case alone."""
    book = Calendar()
    book.add("prodid", "-//Impreuna//RO")
    book.add("version", "2.0")
    book.add("x-wr-calname", "Împreună")
    for line in lines:
        entry = Entry()
        entry.add("uid", f"{line.event.kind}-{line.event.id}@{host.partition(':')[0]}")
        entry.add("dtstamp", timezone.now().astimezone(UTC))
        entry.add("dtstart", line.event.day)
        entry.add("summary", _unnamed(line))
        book.add_component(entry)
    content: bytes = book.to_ical()
    return content


def _unnamed(line: EventLine) -> str:
    if not line.event.words:
        return f"{line.kind}: {line.title}"
    return (
        _("{words}, cazul {number}").format(words=line.kind, number=line.event.case) if line.event.case else line.kind
    )


def _day_of(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today()


def _span(around: date, is_month: bool) -> tuple[date, date]:
    """The first and last day of the month or of the week (from Monday) that holds a day."""
    if is_month:
        first = around.replace(day=1)
        return first, add_months(first, 1) - timedelta(days=1)
    first = around - timedelta(days=around.weekday())
    return first, first + timedelta(days=6)
