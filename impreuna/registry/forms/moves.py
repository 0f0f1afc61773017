"""Forms of moves: offering, taking back, receiving, declining."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from impreuna.kernel.actor import Actor
from impreuna.registry.commands import AcceptMove, DeclineMove, OfferMove, WithdrawMove
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.registry.queries.moves import Move
from impreuna.registry.rules import persons
from impreuna.territory.queries import list_villages
from impreuna.ui import forms


class OfferForm(ActForm):
    """A word for the team that receives."""

    note = forms.LongTextField(
        label=_("Ce ar trebui să știe echipa de acolo"),
        help_text=_("Se vede înainte de primire. Nu scrieți date de sănătate sau despre violență."),
        required=False,
        rows=4,
        max_length=1000,
    )

    def to_command(
        self, actor: Actor, to_commune_id: int, household_id: UUID | None = None, person_id: UUID | None = None
    ) -> OfferMove:
        return OfferMove(
            **self.envelope(actor),
            to_commune_id=to_commune_id,
            household_id=household_id,
            person_id=person_id,
            note=self.cleaned_data["note"],
        )


class WithdrawForm(ActForm):
    """Taking an offer back asks nothing."""

    def to_command(self, actor: Actor, move: Move) -> WithdrawMove:
        return WithdrawMove(**self.envelope(actor), to_commune_id=move.commune_id, departure_id=move.id)


class DeclineForm(ActForm):
    """Why a move is not received."""

    reason = forms.LongTextField(
        label=_("De ce"),
        asks=_("de ce nu îi primiți"),
        help_text=_("Echipa care a propus mutarea citește acest răspuns."),
        rows=3,
        max_length=1000,
    )

    def to_command(self, actor: Actor, move: Move) -> DeclineMove:
        reason = self.cleaned_data["reason"]
        return DeclineMove(**self.envelope(actor), from_commune_id=move.commune_id, arrival_id=move.id, reason=reason)


class SettlingForm(ActForm):
    """Where those who came live now."""

    village_id = forms.ChoiceField(label=_("Satul"), asks=_("satul"))
    street = forms.TextField(label=_("Strada"), required=False, max_length=200)
    number = forms.TextField(label=_("Numărul"), required=False, max_length=40)

    def __init__(self, *args: Any, commune_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = [(str(village.siruta), village.name) for village in list_villages(commune_id)]
        self.offer("village_id", [("", _("Alegeți satul")), *villages])

    def to_command(self, actor: Actor, move: Move) -> AcceptMove:
        values = {**self.values(), "village_id": int(self.cleaned_data["village_id"])}
        return AcceptMove(**self.envelope(actor), from_commune_id=move.commune_id, arrival_id=move.id, **values)


class JoiningAfterMoveForm(ActForm):
    """What somebody who came alone is in the household that she joins."""

    relation = forms.ChoiceField(label=_("Ce este în gospodărie"), asks=_("ce este în gospodărie"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("relation", [("", _("Alegeți")), *choices(persons.RELATIONS)])

    def to_command(self, actor: Actor, move: Move, household_id: UUID) -> AcceptMove:
        return AcceptMove(
            **self.envelope(actor),
            from_commune_id=move.commune_id,
            arrival_id=move.id,
            household_id=household_id,
            relation=self.cleaned_data["relation"],
        )
