"""Who came to an activity: found while one types, kept with it, shown on its page and on theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.services.models import Activity
from impreuna.services.tests.test_pages import day_typed
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import WORKER

pytestmark = pytest.mark.django_db
FORM = "/activitati/noua/"


@pytest.fixture
def family() -> Family:
    return Family()


@pytest.fixture
def client() -> Client:
    return signed_in(people.social_worker())


def held(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a course of today."""
    return {
        **day_typed("held_on"), "title": "Școala părinților", "activity_kind": "group", "code": "AS-18",
        "children": "1", "adults": "7", **changes,
    }  # fmt: skip


def kept() -> Activity:
    with acting_as(WORKER):
        return Activity.objects.get()


def page_of(activity: Activity) -> str:
    return reverse("services:activity-held", args=[activity.id])


def test_somebody_is_found_without_diacritics_and_stays_named(client: Client, family: Family) -> None:
    asked = {"cine": "ileana", "people": str(family.child.id)}
    part = client.get("/activitati/noua/cine/", asked).content.decode()
    assert f'value="{family.child.id}" checked' in part
    assert f'value="{family.mother.id}"' in part and f'value="{family.mother.id}" checked' not in part
    assert "Nimeni cu acest nume" in text(client.get("/activitati/noua/cine/", {"cine": "Xantipa"}))
    assert not text(client.get("/activitati/noua/cine/", {"cine": "x", "people": "nimeni"}))


def test_without_a_script_a_button_finds_and_nothing_typed_is_lost(client: Client, family: Family) -> None:
    answer = client.post(FORM, held(title="Curs", cine="Ileana", people=str(family.child.id), cauta="da"))
    page = answer.content.decode()
    assert answer.status_code == 200 and "govuk-error" not in page
    assert 'value="Curs"' in page and f'value="{family.mother.id}"' in page
    assert f'value="{family.child.id}" checked' in page
    with acting_as(WORKER):
        assert not Activity.objects.exists()


def test_who_came_stands_on_the_page_of_the_activity_and_on_theirs(client: Client, family: Family) -> None:
    named = [str(family.mother.id), str(family.child.id)]
    assert client.post(FORM, held(people=named)).status_code == 302
    page = text(client.get(page_of(kept())))
    assert "Rus Ileana" in page and "Rus Andrei" in page and "și încă 6 persoane, fără nume" in page
    home = reverse("registry:household", args=[family.household])
    for address in (home, reverse("services:household", args=[family.household])):
        shown = text(client.get(address))
        assert "Școala părinților" in shown and "Au venit: Rus Ileana, Rus Andrei" in shown, address
    assert "Școala părinților" in text(client.get(reverse("registry:person", args=[family.mother.id])))
    assert "Școala părinților" not in text(client.get(reverse("registry:person", args=[family.grandfather.id])))


def test_those_named_are_not_more_than_came(client: Client, family: Family) -> None:
    named = [str(family.mother.id), str(family.child.id)]
    refused = client.post(FORM, held(people=named, adults="0"))
    assert refused.status_code == 422 and "Ați numit mai multe persoane decât au venit." in text(refused)
    assert f'value="{family.mother.id}" checked' in refused.content.decode()


def test_nobody_reads_of_an_activity_that_is_not_hers(client: Client, family: Family) -> None:
    assert client.post(FORM, held(people=[str(family.mother.id)])).status_code == 302
    stranger = signed_in(people.stranger())
    assert stranger.get(page_of(kept())).status_code == 404
    assert client.get(reverse("services:activity-held", args=[new_id()])).status_code == 404


def test_pages_cost_the_same_however_many_came(client: Client, family: Family) -> None:
    def cost(address: str, **asked: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, asked).status_code == 200
        return len(queries)

    client.post(FORM, held(people=[str(family.mother.id)]))
    cost(page_of(kept()))
    of_one, found = cost(page_of(kept())), cost("/activitati/noua/cine/", cine="Rus", people=str(family.mother.id))
    with acting_as(WORKER):
        first = kept()
    client.post(FORM, held(people=[str(family.mother.id), str(family.child.id), str(family.grandfather.id)]))
    with acting_as(WORKER):
        second = Activity.objects.exclude(id=first.id).get()
    assert cost(page_of(second)) == of_one <= 13
    both = [str(family.mother.id), str(family.child.id)]
    assert cost("/activitati/noua/cine/", cine="Rus", people=both) == found <= 20
