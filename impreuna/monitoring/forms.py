"""The form with which a list leaves: which columns, as what, and for what purpose."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import ROLES
from impreuna.monitoring.commands.exports import ExportList
from impreuna.monitoring.rules.lists import LISTS
from impreuna.ui import forms


class ExportForm(forms.Form):
    """One list of a commune; only columns of areas that the actor reads are offered."""

    columns = forms.MultipleChoiceField(label=_("Coloane"), widget=forms.CheckboxSelectMultiple, asks=_("coloanele"))
    form = forms.ChoiceField(
        label=_("Felul fișierului"),
        asks=_("felul fișierului"),
        choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    reason = forms.LongTextField(
        label=_("Pentru ce vă trebuie lista"),
        help_text=_(
            "Rămâne în jurnal, împreună cu numele dumneavoastră; nu scrieți numele altcuiva."
            " De exemplu: planificarea vizitelor din decembrie."
        ),
        asks=_("pentru ce vă trebuie lista"),
        max_length=1000,
    )

    def __init__(self, *args: Any, what: str, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, prefix=what, **kwargs)
        self.what, self.actor = what, actor
        readable = ROLES[actor.role].readable_areas
        offered = {code: column for code, column in LISTS[what].items() if column.area in readable}
        self.offer("columns", [(code, gettext(column.name)) for code, column in offered.items()])
        self.fields["columns"].initial = [code for code, column in offered.items() if column.is_usual]

    def to_command(self, commune_id: int) -> ExportList:
        """What leaves, in the order of the list's columns."""
        chosen = set(self.cleaned_data["columns"])
        return ExportList(
            id=new_id(),
            commune_id=commune_id,
            recorded_at=timezone.now(),
            what=self.what,  # type: ignore[arg-type]
            form=self.cleaned_data["form"],
            columns=tuple(code for code in LISTS[self.what] if code in chosen),
            reason=self.cleaned_data["reason"],
        )
