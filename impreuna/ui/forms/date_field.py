"""The date in three boxes (day, month, year), forgiving in what it reads and clear in what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from impreuna.ui import dates
from impreuna.ui.dates import PARTS, DateProblem, Typed
from impreuna.ui.forms.fields import Asking
from impreuna.ui.wording import month_name

_LABELS = {"day": _("Ziua"), "month": _("Luna"), "year": _("Anul")}

#: What is said for each code of `DateProblem`, and for a date out of bounds.
MESSAGES = {
    "missing_day": _("Scrieți și ziua."),
    "missing_month": _("Scrieți și luna."),
    "missing_year": _("Scrieți și anul."),
    "missing_day_month": _("Scrieți și ziua, și luna."),
    "missing_day_year": _("Scrieți și ziua, și anul."),
    "missing_month_year": _("Scrieți și luna, și anul."),
    "not_a_date": _("Scrieți data cu cifre, de exemplu 21 3 2015."),
    "not_a_day": _("Scrieți ziua cu cifre, de exemplu 21."),
    "not_a_month": _("Scrieți luna cu cifre sau în cuvinte, de exemplu 3 sau martie."),
    "not_a_year": _("Scrieți anul cu patru cifre, de exemplu 2015."),
    "short_year": _("Scrieți anul cu patru cifre, de exemplu 2015."),
    "no_such_month": _("Luna este un număr de la 1 la 12."),
    "no_such_day": _("Ziua nu există: luna %(month_name)s %(year)s are %(last)s de zile."),
    "future": _("Data este în viitor. Verificați anul și luna."),
    "too_early": _("Data este prea veche. Cea mai veche dată primită este %(earliest)s."),
}
_WRONG_PARTS = {"future": ("year",), "too_early": ("year",)}


class DateParts(forms.Widget):
    """Three text boxes under one field. Reads them, or a single value under the field's own name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if any(f"{name}_{part}" in data for part in PARTS):
            return tuple(data.get(f"{name}_{part}", "") for part in PARTS)
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else ""

    def parts(self, bound: BoundField) -> list[dict[str, Any]]:
        """What the template draws: each box with its label, its value as typed and whether it is wrong."""
        wrong = self.wrong_parts(bound)
        typed = typed_parts(bound.value())
        return [
            {
                "id": f"{bound.auto_id}_{part}",
                "name": f"{bound.html_name}_{part}",
                "label": _LABELS[part],
                "value": text,
                "css": f"date__{part}" + (" date__month--worded" if part == "month" and text.isalpha() else ""),
                "wrong": part in wrong,
            }
            for part, text in zip(PARTS, typed, strict=True)
        ]

    def first_wrong(self, bound: BoundField) -> str:
        """The id of the box where the error is, for the link above the form."""
        wrong = self.wrong_parts(bound)
        return f"{bound.auto_id}_{next((part for part in PARTS if part in wrong), 'day')}"

    @staticmethod
    def wrong_parts(bound: BoundField) -> tuple[str, ...]:
        """The parts of the date that its errors are about; all three when it cannot be told."""
        errors = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
        known: list[str] = []
        for error in errors:
            known += (error.params or {}).get("wrong", _WRONG_PARTS.get(error.code or "", PARTS))
        return tuple(known)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Plain boxes, for a form drawn without `{% field %}`."""
        boxes = zip(PARTS, typed_parts(value), strict=True)
        return format_html_join(
            " ",
            '<input class="govuk-input date__{}" name="{}" value="{}" inputmode="numeric" aria-label="{}">',
            ((part, f"{name}_{part}", text, _LABELS[part]) for part, text in boxes),
        )


def typed_parts(value: Any) -> Typed:
    """The three texts to show for a date, for what was typed in three boxes, or for a date typed in one piece."""
    if isinstance(value, date):
        return str(value.day), str(value.month), f"{value.year:04}"
    if isinstance(value, str):
        return dates.split(value)
    if isinstance(value, tuple | list) and len(value) == 3:
        first, second, third = (str(part or "") for part in value)
        return first, second, third
    return "", "", ""


class RomanianDateField(Asking, forms.Field):
    """A day, as three boxes. Refuses impossible days, days after `today()` and before `earliest`, each in words.

    `today` is called without arguments, at validation, so that a test can pass its own day.
    """

    widget = DateParts

    def __init__(
        self,
        *args: Any,
        allow_future: bool = False,
        earliest: date = date(1900, 1, 1),
        today: Callable[[], date] = timezone.localdate,
        **kwargs: Any,
    ) -> None:
        self.allow_future, self.earliest, self.today = allow_future, earliest, today
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            read = dates.read(typed_parts(value))
        except DateProblem as problem:
            raise self._refusal(problem) from None
        self._check_bounds(read)
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _refusal(self, problem: DateProblem) -> ValidationError:
        facts: dict[str, Any] = {**problem.facts, "wrong": problem.wrong}
        if "month" in facts:
            facts["month_name"] = month_name(facts["month"])
        return ValidationError(MESSAGES[problem.code], code=problem.code, params=facts)

    def _check_bounds(self, read: date | None) -> None:
        if read is None:
            return
        if read > self.today() and not self.allow_future:
            raise ValidationError(MESSAGES["future"], code="future")
        if read < self.earliest:
            earliest = self.earliest.strftime("%d.%m.%Y")
            raise ValidationError(MESSAGES["too_early"], code="too_early", params={"earliest": earliest})
