"""Reminding institutions whose answer to a referral is late, every hour of a working day (a proposal)."""

from __future__ import annotations

import logging
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from impreuna.cases.commands import RemindReferral, actor_of_link
from impreuna.cases.queries.caseload import reminder_days
from impreuna.cases.queries.links import SECRET_BYTES, digest_of_secret
from impreuna.cases.queries.reminders import Late, list_late
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.scope import acting_as
from impreuna.obligations.queries.book import installed
from impreuna.obligations.rules.telling import is_quiet
from impreuna.services.mail import send_reminder
from impreuna.workforce.commands.roles import OPERATOR

log = logging.getLogger("impreuna.services")


@app.periodic(cron="37 * * * *")
@app.task(name="services.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Reminds institutions whose answers are late. `timestamp`: when it was to run."""
    remind_now(timezone.now())


def remind_now(now: datetime) -> int:
    """Reminds every institution whose answer is late and that was not reminded of late, except at night and at
    weekends. Answers how many e-mails left."""
    days_apart = reminder_days(day_of(now))
    if days_apart is None or is_quiet(now, installed().escalation):
        return 0
    with acting_as(OPERATOR):
        late = list_late(now, days_apart)
    return sum(_remind(one, days_apart, now) for one in late)


def _remind(one: Late, days_apart: int, now: datetime) -> bool:
    """Records the reminder and sends it, or neither."""
    secret = token_urlsafe(SECRET_BYTES)
    command = RemindReferral(
        id=new_id(),
        commune_id=one.commune_id,
        recorded_at=now,
        case_id=one.case_id,
        about_id=one.referral_id,
        email=one.email,
        link_id=new_id(),
        secret_digest=digest_of_secret(secret).hex(),
        days_apart=days_apart,
    )
    # The server stands in for the link, which comes into that one case.
    reminder = actor_of_link(one.link_id, one.commune_id, "Împreună")
    try:
        with transaction.atomic():
            outcome = execute(command, reminder, received_at=now)
            if outcome.status == "applied":
                send_reminder(one, secret)
            return outcome.status == "applied"
    except OSError as problem:
        log.warning("a reminder of a referral could not be sent: %s", type(problem).__name__)
        return False
