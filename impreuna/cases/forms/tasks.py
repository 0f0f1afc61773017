"""The form with which somebody says how a decision was carried out."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.meeting import FinishTask
from impreuna.kernel.actor import Actor
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms


class FinishTaskForm(ActForm):
    """How it was done."""

    result = forms.LongTextField(label=_("Ce s-a făcut"), asks=_("ce s-a făcut"), rows=4)

    def to_command(self, actor: Actor, task_id: UUID) -> FinishTask:
        return FinishTask(**self.envelope(actor), task_id=task_id, result=self.cleaned_data["result"])
