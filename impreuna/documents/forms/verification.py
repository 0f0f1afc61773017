"""The form for the code of a printed document."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from impreuna.documents.rules.scans import code_typed
from impreuna.ui import forms


class CodeForm(forms.Form):
    """The code, as it is printed in the foot of each page."""

    code = forms.TextField(
        label=_("Codul de verificare"),
        help_text=_("12 litere și cifre, jos pe fiecare pagină. De exemplu: 7K3M-9QXB-2FVD"),
        asks=_("codul"),
        max_length=40,
    )

    def clean_code(self) -> str:
        """The code without dashes."""
        plain = code_typed(self.cleaned_data["code"])
        if not plain:
            raise forms.ValidationError(_now("Codul are 12 litere și cifre. Verificați-l pe document."), code="form")
        return plain
