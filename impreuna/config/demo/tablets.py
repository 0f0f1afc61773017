"""The tablets of the demonstration's team: one at work, one silent, one lost, whose work waits to be taken over."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

from impreuna.config.demo.households import Drawn
from impreuna.config.demo.narrator import Narrator
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import encode
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import WriteNote
from impreuna.sync.commands import EnrolDevice, RevokeDevice, hold
from impreuna.sync.commands.contact import Contact, Standing, keep_standing
from impreuna.sync.rules.envelopes import Envelope, item_of

_APP = "0.1.0"
_QUOTA = 2 * 1024**3


def tablets(narrator: Narrator, worker: Actor, nurse: Actor, home: Drawn) -> None:
    """Three tablets, and a note about `home` that was written on the lost one."""
    at_work = _enrol(narrator, worker, "tableta de teren")
    _call(narrator, worker, at_work, Standing(storage_used=41 * 1024**2, storage_quota=_QUOTA, persisted=True))
    silent = _enrol(narrator, nurse, "tableta cu husă verde")
    before = narrator.moment - timedelta(days=9)
    _call(narrator, nurse, silent, Standing(2, before, 1, 18 * 1024**2, _QUOTA, True), days_ago=9)
    lost = _enrol(narrator, worker, "tableta veche")
    narrator.send(worker, RevokeDevice, device_id=lost, reason="S-a pierdut pe drum.")
    _hand_over(narrator, worker, lost, home)


def _enrol(narrator: Narrator, who: Actor, label: str) -> UUID:
    """A tablet with a secret that nobody was told: no device can speak as it."""
    device_id = narrator.draw.id()
    secret_digest = sha256(device_id.bytes).hexdigest()
    narrator.send(who, EnrolDevice, device_id=device_id, label=label, app=_APP, secret_digest=secret_digest)
    return device_id


def _call(narrator: Narrator, who: Actor, device_id: UUID, standing: Standing, days_ago: int = 0) -> None:
    at = narrator.moment - timedelta(days=days_ago)
    with acting_as(who):
        keep_standing(Contact(who.scope.place_id, device_id, who.user_id, at, _APP, 1), standing)


def _hand_over(narrator: Narrator, who: Actor, device_id: UUID, home: Drawn) -> None:
    note = WriteNote(
        id=narrator.draw.id(),
        commune_id=who.scope.place_id,
        recorded_at=narrator.moment,
        household_id=home.household_id,
        note_area="housing",
        text="Coșul de fum este crăpat; am rugat vecinul să nu lase focul nesupravegheat.",
    )
    envelope = Envelope(msgspec.Raw(encode(note)), 1, narrator.moment)
    hold(device_id, item_of(envelope, note, who.role), "kept_device_revoked", narrator.moment + timedelta(minutes=40))
