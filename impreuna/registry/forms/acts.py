"""What every form of an act carries: the act's own id, made when the page was, so that sending twice is one act."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.ui import forms


def choices(codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [(code, capfirst(gettext(name))) for code, name in codes.items()]


class ActForm(forms.Form):
    """A form that becomes a command."""

    #: The command that the form says about its subject, by `actor`: each form has its own.
    to_command: Callable[..., Command]

    command_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["command_id"].initial = new_id()

    def envelope(self, actor: Actor) -> dict[str, Any]:
        """What every command carries, here acted by `actor` in the own commune, now."""
        return {
            "id": self.cleaned_data.get("command_id") or new_id(),
            "commune_id": actor.scope.place_id,
            "recorded_at": timezone.now(),
        }

    def renew(self) -> None:
        """Gives a refused form a new act id: what is sent next is another act."""
        posted = cast(QueryDict, self.data).copy()
        posted[self.add_prefix("command_id")] = str(new_id())
        self.data = posted

    def values(self) -> dict[str, Any]:
        """The cleaned values without the act's id."""
        return {name: value for name, value in self.cleaned_data.items() if name != "command_id"}


class CorrectionForm(ActForm):
    """A form that corrects: each field travels with the value that its author saw when the page was made.

    `seen` are those values, as JSON scalars; a posted form brings its own along.
    """

    seen = forms.TextField(widget=forms.HiddenInput, required=False)
    #: Fields that are corrected, in the order of the page.
    corrected: tuple[str, ...] = ()

    def __init__(self, *args: Any, stored: dict[str, Any], **kwargs: Any) -> None:
        kwargs.setdefault("initial", stored)
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = json.dumps({name: scalar(stored[name]) for name in self.corrected})

    def clean_seen(self) -> dict[str, Any]:
        """What the author saw; senseless text means that everything is new to the author."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def changes(self) -> dict[str, Change]:
        """The fields that the author changed."""
        seen = self.cleaned_data["seen"]
        wanted = {name: scalar(self.cleaned_data[name]) for name in self.corrected}
        return {
            name: Change(seen=seen.get(name), value=value) for name, value in wanted.items() if value != seen.get(name)
        }


def scalar(value: Any) -> Any:
    """The value as an edit carries it: dates as ISO text, decimals as numbers."""
    if isinstance(value, Promise):
        return str(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return float(value) if value.__class__.__name__ == "Decimal" else value
