"""Django's fields with errors in plain words: what to write, in the words of the question."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from impreuna.ui.text import clean, clean_lines, name_problem

#: What a field says by the code of the error, unless the form says something better.
MESSAGES: dict[str, Any] = {
    "max_length": _("Scrieți cel mult %(limit_value)d de caractere; acum sunt %(show_value)d."),
    "min_length": _("Scrieți cel puțin %(limit_value)d caractere; acum sunt %(show_value)d."),
    "max_value": _("Numărul poate fi cel mult %(limit_value)s."),
    "min_value": _("Numărul poate fi cel puțin %(limit_value)s."),
    "invalid_choice": _("Alegeți un răspuns din listă."),
    "invalid_list": _("Alegeți răspunsuri din listă."),
}

_NAME_PROBLEMS = {
    "emoji": _("Scrieți numele fără emoji sau alte desene."),
    "digit": _("Scrieți numele fără cifre."),
    "sign": _("Scrieți numele numai cu litere, spații, cratime și apostrofuri."),
    "no_letter": _("Scrieți numele cu litere."),
}
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")


class Form(forms.Form):
    """A form whose errors the page shows; the browser's own bubbles stay away."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Any) -> None:
        """Gives the field of that name the choices that depend on who asks or on what is stored."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class Asking(forms.Field):
    """Lets a field ask in its own words: `asks=_("prenumele")` gives "Scrieți prenumele."."""

    verb = _("Scrieți {asks}.")
    verb_without = _("Completați „{label}”.")
    invalid: Any = None

    def __init__(self, *args: Any, asks: Any = None, **kwargs: Any) -> None:
        given = kwargs.pop("error_messages", None) or {}
        said = dict(MESSAGES)
        if self.invalid:
            said["invalid"] = self.invalid
        if asks:
            said["required"] = format_lazy(self.verb, asks=asks)
        elif kwargs.get("label"):
            said["required"] = format_lazy(self.verb_without, label=kwargs["label"])
        super().__init__(*args, error_messages={**said, **given}, **kwargs)


class TextField(Asking, forms.CharField):
    """One line of text, cleaned: single spaces, comma-below letters, nothing invisible."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean(value) if isinstance(value, str) else value)


class NameField(TextField):
    """A name of a person, in any script, without digits, emoji or signs."""

    def __init__(self, *args: Any, max_length: int = 100, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(*args, max_length=max_length, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if problem := name_problem(value):
            raise ValidationError(_NAME_PROBLEMS[problem], code=problem)


class LongTextField(Asking, forms.CharField):
    """Several lines of text, cleaned line by line."""

    def __init__(self, *args: Any, rows: int = 5, max_length: int = 5000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(*args, max_length=max_length, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # what was pasted is refused in words, not cut off

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_lines(value) if isinstance(value, str) else value)


class EmailField(Asking, forms.EmailField):
    """An e-mail address."""

    invalid = _("Scrieți adresa de e-mail întreagă, de exemplu nume@primarie.ro.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid"] = self.invalid


class IntegerField(Asking, forms.IntegerField):
    """A whole number."""

    invalid = _("Scrieți un număr întreg, cu cifre, de exemplu 3.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(*args, **kwargs)


class DecimalField(Asking, forms.DecimalField):
    """A number with decimals, read as Romanians write it: 1.240,50 (and 1240.50)."""

    invalid = _("Scrieți un număr, cu cifre, de exemplu 1.240,50.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\u00a0", "").replace(" ", "")
            if "," in value:
                value = value.replace(".", "").replace(",", ".")
            elif _THOUSANDS.fullmatch(value):
                value = value.replace(".", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class _Choosing(Asking):
    verb = _("Alegeți {asks}.")
    verb_without = _("Alegeți un răspuns la „{label}”.")


class ChoiceField(_Choosing, forms.ChoiceField):
    """One of several answers. With a `Select`, `empty` is the first line, which chooses nothing."""

    def __init__(self, *, choices: Any = (), empty: Any = None, **kwargs: Any) -> None:
        if empty is not None:
            answers = choices if callable(choices) else lambda: choices
            super().__init__(choices=lambda: [("", empty), *answers()], **kwargs)
        else:
            super().__init__(choices=choices, **kwargs)


class MultipleChoiceField(_Choosing, forms.MultipleChoiceField):
    """Any number of several answers, as checkboxes."""

    widget = forms.CheckboxSelectMultiple


class BooleanField(Asking, forms.BooleanField):
    """One box to tick."""

    verb = _("Bifați {asks}.")
    verb_without = _("Bifați „{label}”.")


def _too_big(megabytes: int) -> str:
    return ngettext(
        "Fișierul este prea mare. Alegeți unul de cel mult un megaoctet.",
        "Fișierul este prea mare. Alegeți unul de cel mult %(megabytes)d MB.",
        megabytes,
    ) % {"megabytes": megabytes}


class FileField(_Choosing, forms.FileField):
    """One file, of at most `max_bytes` and with one of `extensions` (as `(".csv", ".xlsx")`; empty: any)."""

    def __init__(
        self, *args: Any, max_bytes: int = 20 * 1024 * 1024, extensions: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        self.max_bytes, self.extensions = max_bytes, tuple(extensions)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(extensions)} if extensions else {}))
        lost = _("Fișierul nu a ajuns până la noi. Alegeți-l din nou.")
        kwargs["error_messages"] = {
            "invalid": lost,
            "missing": lost,
            "empty": _("Fișierul este gol. Alegeți alt fișier."),
            "max_length": _("Numele fișierului este prea lung. Scurtați-l la %(max)d de caractere."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(*args, **kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        file: UploadedFile | None = super().to_python(data)  # type: ignore[assignment]
        if file is None:
            return None
        if (file.size or 0) > self.max_bytes:
            raise ValidationError(_too_big(self.max_bytes // (1024 * 1024)), code="too_big")
        if self.extensions and PurePath(file.name or "").suffix.lower() not in self.extensions:
            listed = ", ".join(self.extensions)
            said = gettext("Fișierul nu are forma potrivită. Alegeți un fișier {listed}.")
            raise ValidationError(said.format(listed=listed), code="extension")
        return file
