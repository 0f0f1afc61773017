"""Pages of the evaluation: who is asked, and what the law and the file already answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in
from impreuna.cases import commands as does
from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.sending import act_of
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    """A case with a responsible and a nurse, two days old."""
    walk = walk_to("assigned", begin(now=timezone.now() - timedelta(days=2)))
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    return walk


def test_a_colleague_is_asked_by_name_and_a_profession_that_is_not_there_by_function(walk: Walk) -> None:
    client, address = signed_in(walk.worker), act_of(walk, "cerere-de-evaluare")
    page = client.get(address).content.decode()
    assert f"{walk.nurse.name}, asistent medical comunitar" in page
    assert "Consilier școlar (încă nu este în echipă)" in page
    day = timezone.localdate() + timedelta(days=5)
    due = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, "questions": "Cum crește?"}
    for asked in (f"nurse {walk.nurse.user_id}", "counsellor"):
        assert client.post(address, {"of": asked, **due}).status_code == 302, asked
    with acting_as(walk.worker):
        entries = CaseEntry.objects.filter(kind="RequestEvaluation").order_by("received_at")
        sent = [(entry.content["of"], entry.content.get("name")) for entry in entries]
    assert sent == [("nurse", walk.nurse.name), ("counsellor", None)]


def test_the_first_visit_is_for_the_evaluation_at_the_place_already_seen(walk: Walk) -> None:
    page = signed_in(walk.worker).get(act_of(walk, "vizita")).content.decode()
    assert 'value="evaluarea detaliată"' in page and 'value="acasă"' in page


def test_a_report_goes_to_those_whom_the_law_names(walk: Walk) -> None:
    walk = walk_to("planned", begin(now=timezone.now() - timedelta(days=2)))
    report = walk.last["WriteDetailedReport"]
    page = signed_in(walk.worker).get(f"{act_of(walk, 'transmitere')}?despre={report}").content.decode()
    ticked = [each for each in ("team", "family", "child", "dgaspc", "head") if f'value="{each}" checked' in page]
    assert ticked == ["team", "family"], "Ordinul 288/2006, 4.8"
