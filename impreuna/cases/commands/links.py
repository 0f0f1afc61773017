"""How an institution without an account answers a referral: by a secret, within one act, and then no more.

Its actor is the link itself: a role of the case's team that belongs to no team. `cases_enter_by_link` lets it into the
circle of the one case for the transaction, when the link is still open; `cases_leave_link` takes that back.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection

from impreuna.cases.commands.dossier import belonging
from impreuna.cases.models import Case, ReferralLink
from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.command import Stamp
from impreuna.kernel.result import Rejected

#: The role of whoever is called for a single case; it reads nothing outside of it.
_ROLE = "external_specialist"


def actor_of_link(link_id: UUID, commune_id: int, receiver: str) -> Actor:
    """Who answers through a link: the institution, by its name in the referral."""
    return Actor(link_id, receiver, _ROLE, Scope("commune", commune_id))


def open_link(
    case: Case, at: Stamp, *, link_id: UUID, referral_id: UUID, secret_digest: str, expires_at: datetime, field: str
) -> None:
    """A way to answer a referral. `secret_digest` in hexadecimal; refuses, at `field`, a link that is there already."""
    link = ReferralLink(
        **belonging(case, at),
        id=link_id,
        entry_id=referral_id,
        secret_digest=bytes.fromhex(secret_digest),
        expires_at=expires_at,
    )
    try:
        link.save(force_insert=True)
    except IntegrityError as problem:
        raise Rejected("referral_link", field=field) from problem


def enter_by_link(case_id: UUID, referral_id: UUID, actor: Actor, at: Stamp) -> None:
    """Lets the link into its case for this act. Refuses anybody who is not a link, and one that is over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_enter_by_link(%s, %s, %s, %s)", [at.commune_id, case_id, referral_id, at.received_at]
        )
        (came_in,) = cursor.fetchone()
    if not came_in:
        raise Rejected("link_over" if actor.role == _ROLE else "link_only", field="way")


def leave_link(case: Case) -> None:
    """From here on the link sees the case no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_leave_link(%s, %s)", [case.commune_id, case.id])


def spend_links(case: Case, referral_id: UUID, at: Stamp) -> None:
    """An answer that came, by whatever way, closes the referral's link."""
    ReferralLink.objects.filter(
        commune_id=case.commune_id, case_id=case.id, entry_id=referral_id, answered_at=None
    ).update(answered_at=at.received_at, n=at.n)
