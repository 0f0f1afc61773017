"""The home page of each level: what it says, what it costs, what a stranger does not learn from it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impreuna.kernel.policy import ROLES
from impreuna.web.tests.conftest import Signed
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db


def test_a_commune_reads_what_waits_and_who_works_there(worker, nurse):
    page = worker.read("/")
    assert "Nimic nu așteaptă o hotărâre" in page
    assert "Beltiug" in page and "2 persoane lucrează aici" in page
    assert "Profesii care lipsesc din echipă" in page and "Mediator sanitar" in page


def test_only_who_may_invite_is_offered_to(worker, head):
    address = f"/echipa/{BELTIUG}/invita/"
    assert address in head.read("/")
    assert address not in worker.read("/")


def test_the_county_reads_the_gaps_of_its_communes(coordinator, worker, stranger):
    page = coordinator.read("/")
    assert "2 din 65" in page
    assert page.count("1 din 5") == 2
    assert f"/echipa/{BELTIUG}/" in page and "Apahida" not in page


def test_the_country_reads_figures_of_counties(admin, worker, stranger):
    page = admin.read("/")
    assert "Satu Mare" in page and "Ilinca Breban" not in page
    assert f"/echipa/{SATU_MARE}/" in page


@pytest.mark.parametrize(("who", "most"), [("worker", 22), ("coordinator", 10), ("admin", 9)])
def test_the_page_costs_the_same_however_many_work(who, most, request):
    reader = request.getfixturevalue(who)
    reader.get("/")
    few = count(reader)
    for n in range(6):
        cast.actor(f"Coleg {n}", "community_nurse", BELTIUG if n % 2 else DOBA)
    assert count(reader) == few <= most


def count(reader):
    with CaptureQueriesContext(connection) as queries:
        reader.read("/")
    return len(queries)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_home(role):
    place = {"commune": BELTIUG, "county": SATU_MARE, "country": 0}[ROLES[role].level]
    page = Signed(cast.actor("Cineva Anume", role, place)).read("/")
    assert "Munca mea" in page and "Cineva Anume" in page
