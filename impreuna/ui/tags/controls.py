"""Form fields drawn with the house's controls: label, hint, error, and what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from impreuna.ui.forms import DateParts
from impreuna.ui.tags import drawn, path_of

register = template.Library()

_WIDTHS = {forms.NumberInput: "s", forms.EmailInput: "l", forms.PasswordInput: "l", forms.Textarea: "full"}


@register.simple_tag
def field(
    bound: BoundField,
    size: str = "",
    inline: bool = False,
    hint: str = "",
    label_size: str = "",
    prefix: str = "",
    suffix: str = "",
    optional: bool | None = None,
    **attrs: Any,
) -> SafeString:
    """The component that fits the field's widget. Further arguments become attributes of the control
    (`autocomplete="off"`, `inputmode="numeric"`); `optional=False` takes away "(opțional)"."""
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308
    hint = str(hint or bound.help_text or "")
    described = [f"{bound.auto_id}_hint"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    common: dict[str, Any] = {
        "field": bound,
        "id": bound.auto_id,
        "hint": hint,
        "described": " ".join(described),
        "label_size": label_size,
        "prefix": prefix,
        "suffix": suffix,
        "optional": (not bound.field.required and _says_optional(bound)) if optional is None else optional,
        "inline": inline,
    }
    kind, own = _kind_of(bound, common["described"], size, attrs)
    return drawn("field", kind, **common, **own)


def _says_optional(bound: BoundField) -> bool:
    return not isinstance(bound.field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)


def _kind_of(bound: BoundField, described: str, size: str, attrs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        return "choices", {"kind": kind, "options": bound.subwidgets}
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox", {"checked": bool(bound.value())}
    if isinstance(widget, DateParts):
        return "date", {"parts": widget.parts(bound)}
    css = ["file"] if isinstance(widget, forms.FileInput) else _control_classes(bound, size)
    attrs = {"class": " ".join(css), **attrs} | ({"aria-describedby": described} if described else {})
    return "control", {"control": bound.as_widget(attrs=attrs)}


def _control_classes(bound: BoundField, size: str) -> list[str]:
    widget = bound.field.widget
    base = {forms.Select: "govuk-select", forms.Textarea: "govuk-textarea"}
    name = next((css for kind, css in base.items() if isinstance(widget, kind)), "govuk-input")
    fitting = "s" if "inputmode" in widget.attrs else "l"
    wide = size or next((width for kind, width in _WIDTHS.items() if isinstance(widget, kind)), fitting)
    classes = [name, f"field--{wide}"]
    return [*classes, f"{name}--error"] if bound.errors else classes


@register.simple_tag
def fields(form: forms.Form) -> SafeString:
    """All fields of a form, each with the component that fits it."""
    return mark_safe("\n".join(field(bound) for bound in form))  # noqa: S308


@register.simple_block_tag
def fieldset(content: str, legend: str, hint: str = "") -> SafeString:
    """Questions that belong together, under one heading."""
    return drawn("fieldset", content=content, legend=legend, hint=hint)


@register.inclusion_tag(path_of("error_summary"))
def error_summary(
    *forms_given: forms.BaseForm | forms.BaseFormSet[Any] | list[forms.BaseForm] | None,
) -> dict[str, Any]:
    """All that is wrong, above the form, each a link to its field; takes forms, lists of forms and formsets, gets the
    focus."""
    problems: list[tuple[str, str]] = []
    for given in forms_given:
        if isinstance(given, list):
            problems += [problem for form in given for problem in _problems_of(form)]
            continue
        if isinstance(given, forms.BaseFormSet):
            problems += [("", str(text)) for text in given.non_form_errors()] if given.is_bound else []
            for form in given.forms:
                problems += _problems_of(form)
        elif given is not None:
            problems += _problems_of(given)
    return {"problems": problems}


def _problems_of(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    if not form.is_bound:
        return
    for text in form.non_field_errors():
        yield "", str(text)
    for bound in form:
        for text in bound.errors:
            yield _first_control(bound), str(text)


def _first_control(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, DateParts):
        return str(widget.first_wrong(bound))
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.auto_id
