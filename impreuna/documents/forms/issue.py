"""The form with which a document is issued: nothing to say the first time, a reason afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from impreuna.cases.queries.casefile import CaseFile
from impreuna.documents.commands import IssueDocument
from impreuna.documents.commands.issue import REASON_LIMIT
from impreuna.kernel.identity import new_id
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms


class IssueForm(ActForm):
    """Why a document is issued once more."""

    reason = forms.LongTextField(
        label=_("De ce îl emiteți din nou"),
        help_text=_("De exemplu: a fost avizat, s-a transmis familiei. Se tipărește pe document."),
        asks=_("motivul"),
        rows=2,
        max_length=REASON_LIMIT,
    )

    def __init__(self, *args: Any, is_addendum: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_addendum = is_addendum
        if not is_addendum:
            del self.fields["reason"]

    def to_command(self, case: CaseFile, entry_id: UUID, site: str) -> IssueDocument:
        """Issuing, in the commune of the case."""
        return IssueDocument(
            id=self.cleaned_data.get("command_id") or new_id(),
            commune_id=case.commune_id,
            recorded_at=timezone.now(),
            case_id=case.id,
            entry_id=entry_id,
            site=site,
            reason=self.cleaned_data.get("reason", ""),
        )
