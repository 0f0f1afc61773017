"""Telling of delays: each once at each level; and reading, by who was told, that she knows."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.guard import check
from impreuna.kernel.result import Effect, _
from impreuna.obligations.models import Notification
from impreuna.obligations.queries.book import installed

#: So many notifications one act marks at most.
MOST_AT_ONCE = 500


class TellOfDelays(Command):
    """Înștiințarea despre termene depășite (propunere): the server's own, for one commune, once for each delay and
    level. It changes nothing in a case."""

    area = "case"
    sentence = _("a înștiințat despre termene depășite")


class NoteMailed(Command):
    """Mesajele despre termene depășite au plecat (propunere): the server's own, on the country's clock."""

    area = "case"
    sentence = _("a trimis mesaje despre termene depășite")

    notification_ids: tuple[UUID, ...]


class ReadNotifications(Command):
    """Citirea înștiințărilor (propunere): what was told to oneself is known."""

    area = "household"
    sentence = _("a citit înștiințările")

    notification_ids: tuple[UUID, ...]


@handles(TellOfDelays)
def tell_of_delays(c: TellOfDelays, actor: Actor, at: Stamp) -> Effect:
    """Records who is told; the database chooses, for nobody sees all cases of a commune."""
    check("notifications")
    after = installed().escalation
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obligations_tell(%s, %s, %s, make_interval(hours => %s), make_interval(hours => %s))",
            [at.commune_id, at.n, at.received_at, after.head_after_hours, after.county_after_hours],
        )
        (told,) = cursor.fetchone()
    return Effect(facts={"told": told})


@handles(NoteMailed)
def note_mailed(c: NoteMailed, actor: Actor, at: Stamp) -> Effect:
    """Marks the notifications whose e-mails have left."""
    check("notifications")
    with connection.cursor() as cursor:
        cursor.execute("SELECT obligations_mailed(%s, %s)", [list(c.notification_ids[:MOST_AT_ONCE]), at.received_at])
    return Effect()


@handles(ReadNotifications)
def read_notifications(c: ReadNotifications, actor: Actor, at: Stamp) -> Effect:
    """Marks those of the actor's own that are not read yet; others do not exist for her."""
    own = Notification.objects.filter(id__in=c.notification_ids[:MOST_AT_ONCE], user_id=actor.user_id, read_at=None)
    own.update(read_at=at.received_at)
    return Effect()
