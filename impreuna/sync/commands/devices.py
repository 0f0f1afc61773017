"""Enrolling a tablet and putting it out of use."""

from __future__ import annotations

import os
from typing import Annotated
from uuid import UUID

from django.db import IntegrityError
from msgspec import Meta

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.policy import TEAM
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.kernel.seal import seal
from impreuna.kernel.text import clean
from impreuna.sync.models import Device
from impreuna.sync.queries.devices import OUTBOX_KEY

LONGEST_LABEL, LONGEST_REASON = 60, 300
_KEY_BYTES = 32


class EnrolDevice(Command):
    """Înscrierea unei tablete pe numele celui care lucrează cu ea, în rolul de acum (propunere).

    Only the digest (SHA-256) of the secret travels and is kept: who reads the journal cannot speak as the tablet.
    """

    sentence = _("a înscris o tabletă")

    device_id: UUID
    label: str
    app: str
    secret_digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


@handles(EnrolDevice)
def enrol_device(c: EnrolDevice, actor: Actor, at: Stamp) -> Effect:
    """Keeps the tablet with a new outbox key, sealed."""
    if actor.assignment_id is None:
        raise Rejected("no_active_role")
    label = clean(c.label)
    if not label:
        raise Rejected("device_label_missing", field="label")
    if len(label) > LONGEST_LABEL:
        raise Rejected("device_label_too_long", field="label", limit=LONGEST_LABEL)
    try:
        Device.objects.create(
            place_id=c.commune_id,
            id=c.device_id,
            n=at.n,
            label=label,
            app=clean(c.app)[:LONGEST_LABEL],
            user_id=actor.user_id,
            user_name=actor.name,
            role=actor.role,
            assignment_id=actor.assignment_id,
            secret_digest=bytes.fromhex(c.secret_digest),
            outbox_key=seal(os.urandom(_KEY_BYTES), OUTBOX_KEY),
            enrolled_at=at.received_at,
        )
    except IntegrityError as problem:
        raise Rejected("device_known", field="device_id") from problem
    return Effect(records=(c.device_id,))


class RevokeDevice(Command):
    """Scoaterea unei tablete din folosință, cu motiv (propunere): pierdută, stricată, predată altcuiva.

    From then on it is sent nothing; at its next contact it hands over what it had not sent, and forgets the rest.
    """

    sentence = _("a scos o tabletă din folosință")

    device_id: UUID
    reason: str


@handles(RevokeDevice)
def revoke_device(c: RevokeDevice, actor: Actor, at: Stamp) -> Effect:
    """Marks the tablet. The team puts out of use its own ones; the head of the service and the county, any."""
    device = Device.objects.filter(place_id=c.commune_id, id=c.device_id).first()
    if device is None:
        raise Rejected("not_found")
    if actor.role in TEAM and device.user_id != actor.user_id:
        raise Rejected("device_not_yours")
    if device.revoked_at is not None:
        raise Rejected("device_revoked_already")
    reason = clean(c.reason)[:LONGEST_REASON]
    if not reason:
        raise Rejected("why_missing", field="reason")
    device.revoked_at, device.revoked_by, device.revoke_reason = at.received_at, actor.name, reason
    device.n = at.n
    device.save(update_fields=["revoked_at", "revoked_by", "revoke_reason", "n"])
    return Effect(records=(device.id,))
