"""What somebody typed into a form that could not be accepted: shown back, so that nothing is lost.

A refused form (session over, role ended meanwhile, page open for too long) never reaches its view, which alone
could draw it again. So its fields are listed with the labels they had, to be copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from impreuna.ui.forms.fields import Form

#: Fields that are never shown back: secrets, and what the page itself put into the form.
_HIDDEN = re.compile(
    r"csrf|passw|parol|token|credential|code|^next$|^id$|_id$|-id$|^seen|^shown$|^changed$|TOTAL_FORMS|_FORMS$"
)
_PREFIX = re.compile(r"^.*-\d+-")
_DATE_PART = re.compile(r"_(day|month|year)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """One field: its label, or its name where no form of the house has it, and what was typed."""

    label: str
    value: str


@sensitive_variables()
def list_typed(request: HttpRequest) -> list[Typed]:
    """What was typed into the form of this request, without secrets and empty fields, in the form's order."""
    labels = _labels_for(set(map(_bare, request.POST)))
    typed: dict[str, list[str]] = {}
    for name, values in request.POST.lists():
        written = [value for value in values if value.strip()]
        if written and not _HIDDEN.search(name):
            typed.setdefault(_DATE_PART.sub("", name), []).extend(written)
    return [
        Typed(str(labels.get(_bare(name)) or _bare(name).replace("_", " ")), " ".join(values))
        for name, values in typed.items()
    ]


def refuse_post(request: HttpRequest, sentence: str, status: int = 403) -> HttpResponse:
    """The page that says why nothing was saved, and gives back what was typed."""
    facts = {"sentence": sentence, "typed": list_typed(request), "is_signed_in": request.user.is_authenticated}
    return render(request, "ui/refused_post.html", facts, status=status)


def _bare(name: str) -> str:
    return _DATE_PART.sub("", _PREFIX.sub("", name))


def _labels_for(names: set[str]) -> dict[str, str]:
    """Labels of the form of the house that has most of these fields; a page with formsets has several forms."""
    labels: dict[str, str] = {}
    for form in sorted(_forms_of(Form), key=lambda form: len(names & form.base_fields.keys())):
        found = {name: field.label for name, field in form.base_fields.items() if name in names and field.label}
        labels |= {name: str(label) for name, label in found.items()}
    return labels


def _forms_of(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for child in form.__subclasses__():
        yield child
        yield from _forms_of(child)
