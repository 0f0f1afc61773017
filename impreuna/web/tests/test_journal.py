"""Who did what and when, page by page; never what was said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.web.tests.conftest import Signed
from impreuna.web.views.journal import SIZE
from impreuna.workforce.commands import CorrectOwnName, GrantRole
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db


def rename(somebody, seen, name):
    command = CorrectOwnName(id=new_id(), commune_id=BELTIUG, recorded_at=timezone.now(), seen=seen, name=name)
    execute(command, somebody.actor)


def test_acts_are_sentences_without_what_was_said(worker):
    rename(worker, "Ilinca Breban", "Ilinca Lupan")
    page = worker.read("/jurnal/")
    assert "Ilinca Breban și-a corectat numele" in page
    assert "Lupan" not in page.split("</header>")[1]


def test_a_refused_act_stands_there_with_its_reason(worker):
    command = GrantRole(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=timezone.now(),
        assignment_id=new_id(),
        user_id=worker.actor.user_id,
        role="spas_head",
        start_date=timezone.localdate(),
    )
    execute(command, worker.actor)
    page = worker.read("/jurnal/")
    assert "Neprimit: Ilinca Breban a dat un rol" in page
    assert "nu are acest drept" in page


def test_older_acts_are_on_the_next_page_without_gap_or_repeat(worker):
    for n in range(SIZE + 3):
        rename(worker, "altul", f"Nume {'abcdefghij'[n % 10]}")
    first = worker.get("/jurnal/")
    shown = [act.n for act in first.context["acts"]]
    more = first.context["more"]
    second = worker.get(f"/jurnal/?inainte={more}")
    older = [act.n for act in second.context["acts"]]
    assert shown + older == list(range(shown[0], 0, -1))
    assert second.context["more"] is None


def count(reader, address):
    reader.get(address)
    with CaptureQueriesContext(connection) as queries:
        reader.read(address)
    return len(queries)


def test_the_page_costs_three_statements_more_than_its_frame(worker):
    frame, whole = count(worker, "/despre/"), count(worker, "/jurnal/")
    # The names of the place and its county, and the acts.
    assert whole - frame <= 3


def test_a_stranger_reads_the_own_journal_only(stranger, worker):
    assert "Ilinca" not in stranger.read("/jurnal/")
    assert stranger.get(f"/jurnal/?loc={BELTIUG}").status_code == 404


def test_the_data_protection_officer_reads_any_place(worker):
    rename(worker, "Ilinca Breban", "Ilinca Lupan")
    officer = Signed(cast.actor("Silvia Matei", "dpo", 0))
    assert "și-a corectat numele" in officer.read(f"/jurnal/?loc={BELTIUG}")
    assert "și-a corectat numele" not in officer.read(f"/jurnal/?loc={DOBA}")
    assert officer.get("/jurnal/?loc=999999").status_code == 404


def test_the_officer_finds_a_commune_by_name(db):
    officer = Signed(cast.actor("Silvia Matei", "dpo", 0))
    page = officer.read("/jurnal/", data={"q": "beltiug"})
    assert f'href="?loc={BELTIUG}"' in page and "Beltiug (SM)" in page


def test_a_team_has_only_its_own_journal(worker):
    assert "Jurnalul unei localități" not in worker.read("/jurnal/")
