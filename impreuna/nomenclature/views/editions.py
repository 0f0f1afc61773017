"""Editions of the lists: what was published, what two editions say otherwise, and publishing the installed files."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.policy import may
from impreuna.kernel.result import explain
from impreuna.nomenclature import queries, wording
from impreuna.nomenclature.commands import installed_lists
from impreuna.nomenclature.forms import PublishForm
from impreuna.nomenclature.queries import NoEdition
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.differences import Difference, differences
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.reading import Lists
from impreuna.nomenclature.views.shown import differences_between
from impreuna.ui.access import SignedIn, page

#: Mistakes that the page names at once.
_NAMED = 50


@page("SeeEditions")
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, and whether the installed files would make another."""
    listed = queries.list_editions()
    installed = installed_lists()
    context = {
        "editions": listed,
        "state": _state(installed, listed[0].digest if listed else ""),
        "problems": installed.problems[:_NAMED],
        "more_problems": max(0, len(installed.problems) - _NAMED),
    }
    return render(request, "nomenclature/editions.html", context)


def _state(installed: Lists, digest: str) -> str:
    """What the installed files are: "wrong", the "same" as the edition in force, or "new"."""
    if installed.content is None:
        return "wrong"
    return "same" if installed.digest == digest else "new"


@page("SeeLists")
def edition(request: SignedIn, edition_number: int) -> HttpResponse:
    """What an edition says otherwise than another: the one before it, or the one asked for."""
    listed = queries.list_editions()
    published = next((one for one in listed if one.number == edition_number), None)
    if published is None:
        raise Http404
    other = _other(request.GET.get("fata-de"), edition_number, [one.number for one in listed])
    found = differences_between(queries.edition(other), queries.edition(edition_number)) if other else ()
    context = {
        "published": published,
        "other": other,
        "others": [one.number for one in listed if one.number != edition_number],
        "by_list": _by_list(found),
        "may_publish": bool(may(request.actor.role, "SeeEditions")),
    }
    return render(request, "nomenclature/edition.html", context)


def _other(asked: str | None, number: int, known: list[int]) -> int | None:
    """The edition to compare with; None when there is none."""
    others = [one for one in known if one != number]
    wanted = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    return wanted if wanted in others else next((one for one in others if one < number), None)


def _by_list(found: tuple[Difference, ...]) -> list[tuple[str, list[Difference]]]:
    return [(name, list(ones)) for name, ones in groupby(found, key=lambda one: one.list_name)]


@page("PublishEdition")
def publish(request: SignedIn) -> HttpResponse:
    """What the installed files would change; agreeing publishes them as the next edition, whole."""
    installed = installed_lists()
    if installed.content is None:
        return redirect("nomenclature:editions")
    seen = (installed.content, installed.digest)
    if request.method != "POST":
        return _publish_page(request, seen, PublishForm(initial={"digest": installed.digest}))
    form = PublishForm(request.POST)
    if form.is_valid():
        outcome = execute(form.to_command(), request.actor)
        if outcome.is_kept:
            messages.success(request, _("Ediția {n} este publicată și în vigoare.").format(n=outcome.facts["edition"]))
            return redirect("nomenclature:editions")
        # Agreeing again agrees to what the page shows now.
        form = PublishForm({**request.POST.dict(), "digest": installed.digest})
        form.add_error(None, explain(outcome.reason, outcome.facts, _))
    return _publish_page(request, seen, form, 409)


def _publish_page(
    request: HttpRequest, seen: tuple[Content, str], form: PublishForm, status: int = 200
) -> HttpResponse:
    content, digest = seen
    current = _current()
    found = differences(current.content, content) if current else ()
    context = {
        "form": form,
        "digest": digest,
        "current": current,
        "next_number": current.number + 1 if current else 1,
        "is_same": current is not None and current.digest == digest,
        "by_list": _by_list(found),
        "numbers": wording.numbers(content),
        "back": reverse("nomenclature:editions"),
    }
    return render(request, "nomenclature/publish.html", context, status=status)


def _current() -> Edition | None:
    try:
        return queries.current_edition()
    except NoEdition:
        return None
