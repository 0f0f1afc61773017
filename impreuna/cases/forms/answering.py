"""The form by which an institution without an account answers a referral."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands import AnswerReferral
from impreuna.cases.queries.links import Link
from impreuna.kernel.actor import Actor
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms

#: What the institution says of itself; the team's words for the same are `rules.lists.ANSWERS`.
DECISIONS = {
    "accepted": _("Preluăm cazul"),
    "partly": _("Preluăm o parte"),
    "asked_more": _("Avem nevoie de mai multe informații"),
    "refused": _("Nu putem prelua cazul"),
}


class AnswerForm(ActForm):
    """What the institution decides, and who says so."""

    decision = forms.ChoiceField(label=_("Ce hotărâți"), asks=_("ce hotărâți"), widget=forms.RadioSelect)
    answer = forms.LongTextField(label=_("Răspunsul dumneavoastră"), asks=_("răspunsul"))
    answered_by = forms.TextField(
        label=_("Cine răspunde"),
        help_text=_("Numele, funcția și un telefon la care sunteți găsit."),
        asks=_("cine răspunde"),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", DECISIONS.items())

    def to_command(self, actor: Actor, link: Link) -> AnswerReferral:
        """The answer as an act of the link."""
        return AnswerReferral(
            **self.envelope(actor),
            case_id=link.case_id,
            about_id=link.referral_id,
            way="link",
            **self.values(),
        )
