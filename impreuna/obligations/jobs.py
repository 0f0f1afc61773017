"""Telling people of delays, every hour: in the application, and by e-mail when it is not night or weekend."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.obligations.commands import NoteMailed, TellOfDelays
from impreuna.obligations.mail import send_delays
from impreuna.obligations.queries.book import installed
from impreuna.obligations.queries.told import communes_to_tell, list_unmailed
from impreuna.obligations.rules.telling import is_quiet
from impreuna.workforce.commands.roles import OPERATOR

log = logging.getLogger("impreuna.obligations")
#: So many notifications are told by e-mail in one round; the rest in the next.
MOST_AT_ONCE = 500


@app.periodic(cron="7 * * * *")
@app.task(name="obligations.tell", pass_context=False)
def tell(timestamp: int) -> None:
    """Tells of the delays of the hour. `timestamp`: when it was to run."""
    tell_now(timezone.now())


def tell_now(now: datetime) -> int:
    """Tells in every commune of what nobody was told yet, then sends the e-mails that wait. Answers how many delays."""
    with acting_as(OPERATOR):
        communes = communes_to_tell(now, installed().escalation)
    told = 0
    for commune_id in communes:
        outcome = execute(TellOfDelays(id=new_id(), commune_id=commune_id, recorded_at=now), OPERATOR, received_at=now)
        told += int(outcome.facts.get("told", 0))
    if not is_quiet(now, installed().escalation):
        send_waiting(now)
    return told


def send_waiting(now: datetime) -> int:
    """Sends the e-mails that wait; one that cannot be sent waits for the next round. Answers how many left."""
    with acting_as(OPERATOR):
        waiting = list_unmailed(MOST_AT_ONCE)
    sent: list[UUID] = []
    left = 0
    for one in waiting:
        try:
            send_delays(one.email, one.case_numbers)
        except OSError as problem:
            log.warning("a message about delays could not be sent: %s", type(problem).__name__)
            continue
        left += 1
        sent += one.notification_ids
    if sent:
        command = NoteMailed(id=new_id(), commune_id=COUNTRY, recorded_at=now, notification_ids=tuple(sent))
        execute(command, OPERATOR, received_at=now)
    return left
