"""What tablets are sent of this room: columns that exist, rows that the reader sees."""

from __future__ import annotations

import pytest
from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.feeds import FEEDS
from impreuna.kernel.scope import acting_as
from impreuna.services.tests.giving import Family, attach, deliver, plan, visit
from tests.fixtures.cast import NEIGHBOUR, NURSE, WORKER

pytestmark = pytest.mark.django_db
KINDS = ("planned_visit", "visit", "service", "attachment")


def sent(kind: str, actor: Actor) -> list[tuple]:
    feed = FEEDS[kind]
    with acting_as(actor), connection.cursor() as cursor:
        columns = ", ".join(f"r.{column}" for column in feed.columns)
        cursor.execute(f"SELECT {columns} FROM {feed.table} r WHERE {feed.where}")
        return cursor.fetchall()


def test_each_kind_is_sent_to_those_who_read_it() -> None:
    family = Family()
    plan(family.household)
    visit(family.household)
    visit(family.household, NURSE, veil="health")
    deliver(family.household, "AS-19")
    deliver(family.household, "AMC-04", NURSE)
    attach(family.household)
    attach(family.household, NURSE, veil="health")
    assert [len(sent(kind, WORKER)) for kind in KINDS] == [1, 1, 1, 1]
    assert [len(sent(kind, NURSE)) for kind in KINDS] == [1, 2, 1, 2]
    assert [len(sent(kind, NEIGHBOUR)) for kind in KINDS] == [0, 0, 0, 0]
