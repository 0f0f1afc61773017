"""The key of somebody's own calendar."""

from __future__ import annotations

import re

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Effect, Rejected, _
from impreuna.services.models import CalendarKey

_DIGEST = re.compile(r"[0-9a-f]{64}")


class RenewCalendarKey(Command):
    """O adresă nouă pentru calendarul propriu (propunere): the one before opens nothing any more.

    `secret_digest`: SHA-256 of the secret in hexadecimal; the secret itself is shown once and kept nowhere.
    """

    area = "identity"
    sentence = _("și-a făcut o adresă nouă pentru calendar")

    secret_digest: str

    @property
    def is_restricted(self) -> bool:
        """It concerns its author alone."""
        return True


@handles(RenewCalendarKey)
def renew_calendar_key(c: RenewCalendarKey, actor: Actor, at: Stamp) -> Effect:
    """Keeps the digest of the new secret in place of the old one."""
    if not _DIGEST.fullmatch(c.secret_digest):
        raise Rejected("digest_form", field="secret_digest")
    key = CalendarKey.objects.filter(commune_id=c.commune_id, user_id=actor.user_id).first()
    key = key or CalendarKey(commune_id=c.commune_id, id=new_id(), user_id=actor.user_id)
    key.secret_digest, key.renewed_at, key.n = bytes.fromhex(c.secret_digest), at.received_at, at.n
    key.save()
    return Effect(records=(key.id,))
