"""Why somebody outside the team opens a case file (Legea 190/2018 art. 6)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.ui import forms

#: The usual reasons, as they are kept.
REASONS = {
    "endorse": gettext_noop("de avizat sau de hotărât"),
    "replace": gettext_noop("înlocuiesc un coleg al echipei"),
    "emergency": gettext_noop("urgență"),
    "family": gettext_noop("familia s-a adresat mie"),
    "check": gettext_noop("verificare a muncii"),
    "other": gettext_noop("alt motiv"),
}


class OpenForm(forms.Form):
    """One question."""

    why = forms.ChoiceField(label=_("De ce deschideți dosarul?"), asks=_("motivul"), widget=forms.RadioSelect)
    other = forms.TextField(label=_("Motivul"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("why", [(code, gettext(words).capitalize()) for code, words in REASONS.items()])

    def clean(self) -> dict[str, Any]:
        """Another reason is said in words."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("why") == "other" and not cleaned.get("other"):
            self.add_error("other", gettext("Scrieți motivul în câteva cuvinte."))
        return cleaned

    @property
    def reason(self) -> str:
        """The reason as it is kept, in Romanian."""
        return str(self.cleaned_data["other"] or REASONS[self.cleaned_data["why"]])
