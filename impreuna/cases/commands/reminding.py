"""An institution that has not answered a referral in time is reminded by e-mail: the server's own act, in the dossier.

The e-mail holds a secret address of its own, so that no secret has to be kept: of each only the digest is. It ends
when the first one does, and an answer through any of them closes all.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from impreuna.cases.commands.dossier import AnsweringAct, keep, look_into, require_gate
from impreuna.cases.commands.links import enter_by_link, leave_link, open_link
from impreuna.cases.models import ReferralLink
from impreuna.cases.queries.reminders import last_reminded
from impreuna.cases.rules.referrals import check_reminder
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, _, require_all


class RemindReferral(AnsweringAct):
    """Amintirea trimisă instituției care întârzie cu răspunsul (O 3.10; propunere): by e-mail, nobody named in it.

    `secret_digest`: SHA-256, hexadecimal, of the secret in the e-mail's address; `days_apart`: how many days lie
    between two reminders at least.
    """

    sentence = _("a amintit unei instituții de o referire")

    email: str
    link_id: UUID
    secret_digest: str
    days_apart: int


@handles(RemindReferral)
def remind_referral(c: RemindReferral, actor: Actor, at: Stamp) -> Effect:
    """Keeps the reminder, and opens its link for as long as the first one."""
    enter_by_link(c.case_id, c.about_id, actor, at)
    opened = replace(look_into(c, actor), functions=frozenset({"specialist"}))
    require_gate(opened, c)
    referral = opened.find(c.about_id, "ReferCase")
    last = last_reminded(c.commune_id, c.case_id, referral.id)
    require_all(check_reminder(c, referral.content, last, at.received_at))
    effect = keep(opened, c, actor, at, without=("secret_digest", "link_id", "days_apart"))
    first = ReferralLink.objects.get(commune_id=c.commune_id, id=actor.user_id)
    open_link(
        opened.case, at, link_id=c.link_id, referral_id=referral.id, secret_digest=c.secret_digest,
        expires_at=first.expires_at, field="link_id",
    )  # fmt: skip
    leave_link(opened.case)
    return effect
