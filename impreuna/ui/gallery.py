"""The gallery: every component with its examples, from `components/<name>/examples.toml`, and one real form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from impreuna.ui import forms
from impreuna.ui.charts import Series, Step
from impreuna.ui.paging import Page

COMPONENTS = Path(__file__).parent / "components"


@dataclass(frozen=True, slots=True)
class Example:
    """One way to use a component: what it shows, the template source, and the HTML it gives."""

    title: str
    source: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the house with its examples."""

    name: str
    purpose: str
    examples: list[Example]


class ExampleForm(forms.Form):
    """One field of each kind."""

    last_name = forms.NameField(label=_("Nume"), asks=_("numele"))
    first_name = forms.NameField(label=_("Prenume"), asks=_("prenumele"), help_text=_("Ca în certificatul de naștere."))
    birth_date = forms.RomanianDateField(
        label=_("Data nașterii"), asks=_("data nașterii"), help_text=_("De exemplu 21 3 2015.")
    )
    sex = forms.ChoiceField(
        label=_("Sexul"), asks=_("sexul"), choices=[("f", _("feminin")), ("m", _("masculin"))], widget=forms.RadioSelect
    )
    village = forms.ChoiceField(
        label=_("Satul"), asks=_("satul"), empty=_("Alegeți satul"), choices=[("1", "Beltiug"), ("2", "Bolda")]
    )
    needs = forms.MultipleChoiceField(
        label=_("Ce lipsește"),
        required=False,
        choices=[("water", _("apă curentă")), ("stove", _("sobă")), ("papers", _("acte"))],
    )
    members = forms.IntegerField(label=_("Câți locuiesc aici"), asks=_("câți locuiesc aici"), min_value=1, max_value=30)
    income = forms.DecimalField(label=_("Venit pe lună"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    note = forms.LongTextField(label=_("Observații"), required=False)
    photo = forms.FileField(label=_("Document"), required=False, extensions=(".pdf", ".jpg"))
    agreed = forms.BooleanField(
        label=_("Familia a fost înștiințată despre prelucrarea datelor"), asks=_("că familia a fost înștiințată")
    )


class ShortForm(forms.Form):
    """One question."""

    first_name = forms.NameField(label=_("Prenume"), asks=_("prenumele"))


WRONG = {
    "last_name": "Țăranu-Ștefănescu",
    "first_name": "Ioana 🌸",
    "birth_date_day": "31",
    "birth_date_month": "2",
    "birth_date_year": "2015",
    "members": "trei",
    "income": "1.240,50",
    "email": "ioana@",
    "note": "Lemne pentru iarnă insuficiente.",
}


def components(request: Any) -> list[Component]:
    """All components with their examples drawn, in alphabetical order."""
    return [_component(path, request) for path in sorted(COMPONENTS.glob("*/examples.toml"))]


def _component(path: Path, request: Any) -> Component:
    described = tomllib.loads(path.read_text(encoding="utf-8"))
    examples = [_example(entry, request) for entry in described["example"]]
    return Component(path.parent.name, described["purpose"], examples)


def _example(entry: dict[str, str], request: Any) -> Example:
    source = entry["source"].strip()
    template = engines["django"].from_string("{% load i18n ui %}" + source)
    return Example(entry["title"], source, SafeString(template.render(context(), request)))


def context() -> dict[str, Any]:
    """What the examples may name."""
    at = datetime(2026, 10, 28, 12, 5, tzinfo=UTC)
    return {
        "form": ExampleForm(prefix="a"),
        "wrong_form": ExampleForm({f"b-{name}": text for name, text in WRONG.items()}, prefix="b"),
        "short_form": ShortForm({"c-first_name": ""}, prefix="c"),
        "page": Page(items=[], next="exemplu", is_first=False),
        "born": date(2015, 3, 21),
        "at": at,
        "mine": {"value": "Ștefania", "author": "Ioana Țăranu, asistent social", "at": at, "choice": "a"},
        "way": [("Înregistrat", "done"), ("Evaluat", "done"), ("Cu plan", "now"), ("În servicii", "ahead")],
        "steps": [
            Step("85 +", None, 12),
            Step("65–84", 96, 131),
            Step("15–64", 640, 598),
            Step("0–14", 181, 164),
        ],
        "months": ["dec.", "ian.", "feb.", "mar.", "apr.", "mai", "iun.", "iul.", "aug.", "sep.", "oct.", "nov."],
        "trend": [
            Series("Vizite", [4, 9, 12, 18, 22, 31, 44, 38, 29, 35, 40, 27]),
            Series("Găsite", [6, 8, 15, 21, 19, 36, 52, 41, 33, 30, 38, 25]),
            Series("Rezolvate", [None, None, 1, 3, 8, 9, 14, 20, 22, 26, 31, 33]),
        ],
        "theirs": {"value": "Stefánia", "author": "Maria Pop, asistent medical comunitar", "at": at, "choice": "b"},
    }
