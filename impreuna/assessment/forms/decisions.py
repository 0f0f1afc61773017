"""Decisions about the findings of a household: one form, one press."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.commands import DecideFindings, Decision
from impreuna.assessment.queries import FindingRow
from impreuna.kernel.actor import Actor
from impreuna.kernel.result import Outcome, explain
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms

DECISIONS = (("confirmed", _("Se confirmă")), ("refuted", _("Se infirmă")), ("open", _("Rămâne deschisă")))
#: What was decided, by the state that followed from it.
_DECIDED = {"confirmed": "confirmed", "refuted": "refuted", "proposed": "open"}
NOTE_LIMIT = 2000


class DecisionsForm(ActForm):
    """For each finding that the reader may decide: the decision, why, and the state that she saw."""

    def __init__(self, *args: Any, findings: Iterable[FindingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = [each for each in findings if each.state in _DECIDED]
        for each in self.findings:
            self.fields[f"decision-{each.id}"] = forms.ChoiceField(
                label=_("Ce hotărâți?"),
                choices=DECISIONS,
                widget=forms.RadioSelect,
                initial=_DECIDED[each.state],
                required=False,
            )
            self.fields[f"note-{each.id}"] = forms.LongTextField(
                label=_("De ce?"), rows=2, max_length=NOTE_LIMIT, initial=each.note, required=False
            )
            self.fields[f"seen-{each.id}"] = forms.TextField(
                widget=forms.HiddenInput, initial=each.state, required=False
            )

    def decisions(self) -> tuple[Decision, ...]:
        """What the reader decided otherwise than it stood when the page was made."""
        wanted = []
        for each in self.findings:
            seen = self.cleaned_data[f"seen-{each.id}"] or each.state
            chosen = self.cleaned_data[f"decision-{each.id}"]
            if chosen and chosen != _DECIDED.get(seen):
                note = self.cleaned_data[f"note-{each.id}"] if chosen == "refuted" else ""
                wanted.append(Decision(finding_id=each.id, seen_state=seen, decision=chosen, note=note))
        return tuple(wanted)

    def to_command(self, actor: Actor, household_id: Any) -> DecideFindings:
        """All decisions as one act."""
        return DecideFindings(**self.envelope(actor), household_id=household_id, decisions=self.decisions())

    def explain(self, outcome: Outcome) -> None:
        """Puts the reason of a refused act at the finding that it speaks of."""
        sentence = explain(outcome.reason, outcome.facts, gettext)
        kind, _separator, rest = (outcome.field or "").partition(".")
        index, _separator, part = rest.partition(".")
        decisions = self.decisions()
        if kind == "decisions" and index.isdecimal() and int(index) < len(decisions):
            name = "note" if part == "note" else "decision"
            self.add_error(f"{name}-{decisions[int(index)].finding_id}", sentence)
        else:
            self.add_error(None, sentence)

    def renew(self) -> None:
        """A new act id; and what stands now is what was seen, so that the next press decides about that."""
        super().renew()
        for each in self.findings:
            self.data[self.add_prefix(f"seen-{each.id}")] = each.state  # type: ignore[index]
