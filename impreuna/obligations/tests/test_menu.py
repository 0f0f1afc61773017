"""The menu tells how much of one's own is late and what one was told: nothing for nothing, and no query of its own."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.obligations import jobs
from impreuna.obligations.tests.test_pages import registered
from impreuna.workforce.tests import cast as people
from tests.fixtures.database import AsOwner
from tests.fixtures.places import APAHIDA, BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


def menu(client: Client) -> str:
    """The words of the menu, as one hears them."""
    return text(client.get("/termene/")).partition("Munca mea")[2].partition("Ieșire")[0]


def test_what_is_late_and_what_is_unread_stand_in_the_menu(worker: Actor) -> None:
    client = signed_in(worker)
    assert "termene depășite" not in menu(client) and "necitite" not in menu(client)
    registered(worker, 2)
    assert "termene depășite" not in menu(client), "what still runs is not told"
    registered(worker, 80)
    registered(worker, 90, "13/2026 Rus Ion", holder=people.actor("Alta Om", "social_worker", BELTIUG))
    assert "Ce am de făcut 1 (termene depășite: 1)" in menu(client)
    jobs.tell_now(timezone.now())
    assert "Înștiințări 1 (necitite: 1)" in menu(client)


def test_it_is_told_where_the_page_shows_it(worker: Actor, as_owner: AsOwner) -> None:
    """Nobody's by name are told to those whose duty they are; of a restricted case only who is in its circle."""
    client = signed_in(worker)
    circle = new_id()
    with as_owner():
        connection.cursor().execute(
            "INSERT INTO kernel_restrictionmember (commune_id, id, user_id, n, is_team) VALUES (%s, %s, %s, 1, true)",
            [BELTIUG, circle, worker.user_id],
        )
    registered(worker, 80, team_id=circle, is_restricted=True)
    assert "termene depășite: 1" in menu(client)
    with as_owner():
        connection.cursor().execute("UPDATE kernel_restrictionmember SET until = now() WHERE id = %s", [circle])
    assert "termene depășite" not in menu(client)
    with as_owner():
        connection.cursor().execute(
            "UPDATE obligations_obligation SET responsible_id = NULL, is_restricted = false WHERE team_id = %s",
            [circle],
        )
    assert "termene depășite: 1" in menu(client)
    with as_owner():
        connection.cursor().execute("UPDATE obligations_obligation SET responsible_kind = 'head'")
    assert "termene depășite" in menu(client), "without a head the social workers are told"
    head = people.actor("Șefa Bună", "spas_head", BELTIUG)
    assert "termene depășite" not in menu(client) and "termene depășite" in menu(signed_in(head))
    assert "termene depășite" not in menu(signed_in(people.actor("Străina Departe", "social_worker", APAHIDA)))


def test_it_costs_no_query(worker: Actor) -> None:
    client = signed_in(worker)
    client.get("/termene/")
    with CaptureQueriesContext(connection) as before:
        client.get("/termene/")
    registered(worker, 80)
    jobs.tell_now(timezone.now())
    with CaptureQueriesContext(connection) as after:
        client.get("/termene/")
    counted = [each["sql"] for each in after if "obligations_count_" in each["sql"]]
    assert len(after) == len(before) and len(counted) == 1 and "workforce_own_roles" in counted[0]
