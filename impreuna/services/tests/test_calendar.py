"""One's own calendar: what stands in it, the file that a phone subscribes to, and whom it does not name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.cases import commands as does
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.services.models import CalendarKey
from impreuna.services.tests.test_pages import planned_for
from impreuna.workforce.tests import cast as people

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    """A case in services, begun three weeks before the real today, by which pages go."""
    return walk_to("in_services", begin(timezone.now() - timedelta(days=20)))


def decide(walk: Walk) -> None:
    walk.meet(next_on=timezone.localdate() + timedelta(days=1))
    task = does.Decision(
        task_id=new_id(), title="Vizită la Țăran", assigned_to_id=walk.worker.user_id, due_on=timezone.localdate()
    )
    walk.do(walk.worker, does.DiscussInMeeting, meeting_id=walk.meeting_id, discussed="A.", decisions=(task,))


def renewed(client: Client) -> str:
    found = re.search(r"https?://[^/\"]+(/calendar/[^\"<]+\.ics)", client.post("/calendar/adresa/").content.decode())
    assert found
    return found[1]


def test_terms_decisions_and_meetings_stand_in_the_month(walk: Walk) -> None:
    decide(walk)
    client = signed_in(walk.worker)
    page = text(client.get("/calendar/"))
    assert "Vizită la Țăran, cazul 1/" in page
    assert "Nimic de făcut" in text(client.get("/calendar/?de=2001-01-01"))
    assert client.get("/calendar/?cat=luna&de=prostii").status_code == 200
    month = [
        text(client.get(f"/calendar/?cat=luna&de={timezone.localdate() + timedelta(days=n)}")) for n in (0, 15, 30)
    ]
    assert any("Verificarea lunară a serviciului" in one for one in month), "a term of the case"
    assert "Vizită la Țăran" not in text(signed_in(walk.nurse).get("/calendar/"))


def test_the_file_opens_by_its_address_alone_and_names_nobody(walk: Walk) -> None:
    decide(walk)
    client = signed_in(walk.worker)
    address = renewed(client)
    file = Client().get(address)
    assert file.status_code == 200 and file["Content-Type"].startswith("text/calendar")
    content = file.content.decode().replace("\r\n ", "")
    assert "BEGIN:VEVENT" in content and "cazul 1/" in content and "Țăran" not in content
    newer = renewed(client)
    assert Client().get(address).status_code == 404, "the old address opens nothing"
    assert Client().get(newer).status_code == 200
    for wrong in ("x", f"{walk.nurse.user_id.hex}-{newer.split('-', 1)[1]}", f"{walk.worker.user_id.hex}-"):
        assert Client().get(f"/calendar/{wrong}/impreuna.ics").status_code == 404


def test_nobody_else_sees_that_there_is_a_key(walk: Walk) -> None:
    renewed(signed_in(walk.worker))
    with acting_as(walk.nurse):
        assert not CalendarKey.objects.exists()
    with acting_as(walk.worker):
        assert CalendarKey.objects.count() == 1


def test_the_page_costs_the_same_however_much_is_to_be_done(walk: Walk) -> None:
    client = signed_in(walk.worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/calendar/").status_code == 200
        return len(queries)

    decide(walk)
    cost()
    few = cost()
    decide(walk)
    decide(walk)
    assert cost() == few <= 16


def test_who_is_visited_is_named_on_the_page_and_in_no_file() -> None:
    family, worker = Family(), people.social_worker()
    planned_for(worker, family.household)
    client = signed_in(worker)
    assert "Rus Ileana" in text(client.get("/calendar/"))
    assert "Rus" not in Client().get(renewed(client)).content.decode()
