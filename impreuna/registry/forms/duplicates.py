"""Forms that tell two people apart, or make one of two records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.registry.commands import DismissDuplicate, MergePersons, UndoMerge
from impreuna.registry.forms.acts import ActForm
from impreuna.registry.rules.merging import CHOICE_LABELS
from impreuna.ui import forms

LEFT, RIGHT = "left", "right"
HOME = "home"


class DismissForm(ActForm):
    """Why a warning is no duplicate."""

    reason = forms.TextField(label=_("De unde știți"), asks=_("de unde știți că sunt două persoane"), max_length=200)

    def to_command(self, actor: Actor, candidate_id: UUID) -> DismissDuplicate:
        return DismissDuplicate(**self.envelope(actor), candidate_id=candidate_id, reason=self.cleaned_data["reason"])


class UndoForm(ActForm):
    """Taking a merge back asks nothing."""

    def to_command(self, actor: Actor, merge_id: UUID) -> UndoMerge:
        return UndoMerge(**self.envelope(actor), merge_id=merge_id)


class MergeForm(ActForm):
    """One question for each thing on which two records differ; where only one of them says something, that is ticked.

    `questions`: code of the choice, its words on the left and on the right, and the side that says more, if any.
    `seen`: the two records' numbers; when one has changed since, the page asks again.
    """

    left_n = forms.IntegerField(widget=forms.HiddenInput)
    right_n = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, questions: dict[str, tuple[str, str, str]], seen: tuple[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen
        self.fields["left_n"].initial, self.fields["right_n"].initial = seen
        for code, question in questions.items():
            self.fields[code] = _question(code, *question)

    @property
    def questions(self) -> list[Any]:
        """The bound questions, in their order."""
        return [self[name] for name in self.fields if name not in ("command_id", "left_n", "right_n")]

    def renew(self) -> None:
        """A refused merge is asked again about the records as they are now."""
        super().renew()
        self.data["left_n"], self.data["right_n"] = (str(n) for n in self.seen)  # type: ignore[index]

    def to_command(
        self, actor: Actor, left_id: UUID, right_id: UUID, standing: str, candidate_id: UUID | None = None
    ) -> MergePersons:
        """The merge; `standing` is the side that stays where nobody was asked about the household."""
        values = self.values()
        kept = values.get(HOME) or standing
        sides = {LEFT: (left_id, values["left_n"]), RIGHT: (right_id, values["right_n"])}
        dropped = RIGHT if kept == LEFT else LEFT
        return MergePersons(
            **self.envelope(actor),
            kept_id=sides[kept][0],
            dropped_id=sides[dropped][0],
            candidate_id=candidate_id,
            fields={code: "kept" if values[code] == kept else "dropped" for code in CHOICE_LABELS if code in values},
            kept_n=sides[kept][1],
            dropped_n=sides[dropped][1],
        )


def _question(code: str, left: str, right: str, fuller: str) -> forms.ChoiceField:
    label = gettext(CHOICE_LABELS[code]) if code in CHOICE_LABELS else gettext("unde locuiește")
    nothing = gettext("(gol)")
    return forms.ChoiceField(
        label=capfirst(label),
        asks=gettext("varianta bună: {what}").format(what=label),
        choices=[(LEFT, left or nothing), (RIGHT, right or nothing)],
        widget=forms.RadioSelect,
        initial=fuller or None,
    )
