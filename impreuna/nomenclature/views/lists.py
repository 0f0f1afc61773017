"""The lists for everybody: overview, questionnaire, vulnerabilities, services."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from impreuna.kernel.policy import ROLES, may
from impreuna.kernel.text import fold
from impreuna.nomenclature import queries, wording
from impreuna.nomenclature.rules.content import Vulnerability
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.views.exports import FILES
from impreuna.nomenclature.views.shown import (
    crossings_of,
    differences_between,
    shown_questions,
    teller_of,
    today_values,
    with_edition,
)
from impreuna.ui.access import SignedIn, page

#: Differences that the overview names; the rest is a click away.
_NAMED = 8


@page("SeeLists")
@with_edition
def lists(request: SignedIn, edition: Edition) -> HttpResponse:
    """The edition in force: what is in it, and what it changed."""
    editions = queries.list_editions()
    before = next((one.number for one in editions if one.number < edition.number), None)
    found = differences_between(queries.edition(before), edition) if before is not None else ()
    context = {
        "edition": edition,
        "published": next(one for one in editions if one.number == edition.number),
        "before": before,
        "counts": Counter(difference.what for difference in found),
        "differences": found[:_NAMED],
        "numbers": wording.numbers(edition.content),
        "files": FILES,
        "may_publish": bool(may(request.actor.role, "SeeEditions")),
    }
    return render(request, "nomenclature/lists.html", context)


@page("SeeLists")
@with_edition
def questionnaire(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One topic of the questionnaire: its questions, when they are asked and what they lead to."""
    topics = {topic.code: topic for topic in edition.topics}
    topic = topics.get(request.GET.get("tema", ""), edition.topics[0])
    context = {
        "edition": edition,
        "teller": teller_of(edition),
        "topic": topic,
        "tabs": [(one, f"?tema={one.code}", one == topic) for one in edition.topics],
        "questions": list(shown_questions(edition, topic.code)),
    }
    return render(request, "nomenclature/questionnaire.html", context)


@page("SeeLists")
@with_edition
def paper(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The whole questionnaire as a paper form, with boxes to tick: for a visit without a device."""
    topics = [(topic, list(shown_questions(edition, topic.code))) for topic in edition.topics]
    context = {
        "edition": edition,
        "teller": teller_of(edition),
        "of_household": [pair for pair in topics if pair[0].level == "household"],
        "of_person": [pair for pair in topics if pair[0].level == "person"],
    }
    return render(request, "nomenclature/paper.html", context)


@page("SeeLists")
@with_edition
def vulnerabilities(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The vulnerabilities by area, with a search; while somebody types, only what was found."""
    asked, area = request.GET.get("q", "")[:80], request.GET.get("aria", "")
    chosen = [entry for entry in edition.vulnerabilities.values() if area in ("", entry.area)]
    found = [entry for entry in chosen if _matches(entry, fold(asked).split())]
    by_area = [(one, [entry for entry in found if entry.area == one.code]) for one in edition.areas.values()]
    context = {
        "edition": edition,
        "teller": teller_of(edition, today_values()),
        "asked": asked,
        "count": len(found),
        "by_area": [(one, entries) for one, entries in by_area if entries],
        "area": area if area in edition.areas else "",
        "tabs": _area_tabs(edition, area),
        "is_searched": bool(asked.strip()),
    }
    is_part = request.headers.get("HX-Target") == "results"
    template = "nomenclature/_vulnerabilities.html" if is_part else "nomenclature/vulnerabilities.html"
    return render(request, template, context)


def _matches(entry: Vulnerability, words: list[str]) -> bool:
    said = (entry.code, entry.text.ro, entry.text.en, entry.who.ro, entry.who.en, *entry.amc, *entry.law156)
    text = fold(" ".join(said))
    return all(word in text for word in words)


def _area_tabs(edition: Edition, current: str) -> list[dict[str, Any]]:
    counts = Counter(entry.area for entry in edition.vulnerabilities.values())
    here = reverse("nomenclature:vulnerabilities")
    every = {"text": None, "href": here, "current": current not in edition.areas, "count": counts.total()}
    return [every] + [
        {
            "text": wording.said(area.text),
            "href": f"{here}?aria={area.code}",
            "current": area.code == current,
            "count": counts[area.code],
        }
        for area in edition.areas.values()
    ]


@page("SeeLists")
@with_edition
def vulnerability(request: HttpRequest, edition: Edition, vulnerability: str) -> HttpResponse:
    """One vulnerability: its rule in words, what it reads, who sees it, which services answer it."""
    entry = edition.vulnerabilities.get(vulnerability)
    if entry is None:
        raise Http404
    reads = crossings_of(edition).reads.get(entry.code, ())
    context = {
        "edition": edition,
        "teller": teller_of(edition, today_values()),
        "entry": entry,
        "area": edition.areas[entry.area],
        "questions": [edition.questions[code] for code in reads],
        "services": [edition.services[code] for code in entry.services],
        "parameters": _parameters_of(edition, entry),
    }
    return render(request, "nomenclature/vulnerability.html", context)


def _parameters_of(edition: Edition, entry: Vulnerability) -> list[Any]:
    found_by = crossings_of(edition).found_by
    return [one for one in edition.parameters.values() if entry.code in found_by.get(one.code, ())]


@page("SeeLists")
@with_edition
def services(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The services by role, with the vulnerabilities that each answers."""
    answers = crossings_of(edition).answers
    given_by = {role: [one for one in edition.services.values() if one.role == role] for role in ROLES}
    by_role = [
        (role, [(service, answers.get(service.code, ())) for service in ones])
        for role, ones in given_by.items()
        if ones
    ]
    return render(request, "nomenclature/services.html", {"edition": edition, "by_role": by_role})
