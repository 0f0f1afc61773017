"""What tablets are sent of this room: columns that exist, rows that the reader sees."""

from __future__ import annotations

import pytest
from django.db import connection

from impreuna.cases.commands import RestrictCase
from impreuna.cases.tests.walking import begin, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.feeds import FEEDS
from impreuna.kernel.scope import acting_as
from impreuna.services.tests.giving import Family, attach, deliver, plan, visit, within
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import NEIGHBOUR, NURSE, WORKER

pytestmark = pytest.mark.django_db
KINDS = ("planned_visit", "visit", "service", "attachment")


def sent(kind: str, actor: Actor) -> list[tuple]:
    feed = FEEDS[kind]
    with acting_as(actor), connection.cursor() as cursor:
        columns = ", ".join((*(f"r.{column}" for column in feed.columns), *feed.more.values()))
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


def test_the_case_of_a_service_is_told_to_who_sees_the_case() -> None:
    family = Family()
    walk = walk_to("in_services", begin(household_id=family.household))
    assert within(walk, family.household).is_kept
    assert sent("service", walk.worker)[0][-2:] == (walk.case_id, walk.item_id)
    ((*_row, case_id, item_id),) = sent("service", walk.nurse)
    assert (case_id, item_id) == (None, None), "she knows of the service, and of no case"
    outsider = people.social_worker()
    assert len(sent("service", outsider)) == 1
    walk.do(walk.head, RestrictCase, reason="Violență în familie.")
    assert [len(sent("service", who)) for who in (walk.worker, walk.nurse, outsider)] == [1, 0, 0]
