"""An institution that has not answered a referral in time is reminded by e-mail: the server's own act, in the dossier.

The e-mail holds a secret address of its own, so that no secret has to be kept: of each only the digest is. It ends
when the first one does, and an answer through any of them closes all.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError

from impreuna.cases.commands.dossier import AnsweringAct, keep, look_into, require_gate
from impreuna.cases.commands.links import enter_by_link, leave_link
from impreuna.cases.models import ReferralLink
from impreuna.cases.queries.reminders import last_reminded
from impreuna.cases.rules.referrals import check_reminder
from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, require_all

#: The role of whoever is called for a single case; it reads nothing outside of it.
_ROLE = "external_specialist"


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


def reminding_actor(link_id: UUID, commune_id: int) -> Actor:
    """The server, as far as it may remind of one referral: it stands in for the link, which comes into that case."""
    return Actor(link_id, "Împreună", _ROLE, Scope("commune", commune_id))


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
    link = ReferralLink(
        commune_id=c.commune_id,
        id=c.link_id,
        n=at.n,
        case_id=c.case_id,
        team_id=first.team_id,
        is_restricted=first.is_restricted,
        household_id=first.household_id,
        entry_id=referral.id,
        secret_digest=bytes.fromhex(c.secret_digest),
        expires_at=first.expires_at,
    )
    try:
        link.save(force_insert=True)
    except IntegrityError as problem:
        raise Rejected("referral_link", field="link_id") from problem
    leave_link(opened.case)
    return effect
