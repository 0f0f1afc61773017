"""Cases in a village without signal: a neighbour tells, a visit is written, a service checked, somebody signs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.visiting import publish
from impreuna.cases import commands as does
from impreuna.cases.tests.walking import walk_to
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.database import AsOwner
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague
from tests.journeys.cases_on_tablet import heading, say_why_late, team, write_visit

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def tell(page: Page) -> None:
    """A notice of danger, by a neighbour on the street."""
    page.get_by_label("Despre cine este").fill("Băiatul de la moară")
    page.get_by_label("Copil", exact=True).check()
    page.get_by_label("Ce vi s-a spus sau ce ați văzut").fill("Stă singur în frig.")
    page.get_by_label("Cum ați aflat").select_option("self_notice")
    page.get_by_label("Cineva este în pericol acum").check()
    page.get_by_label("Ce pericol este").fill("Nu are foc.")
    page.get_by_text("Cine v-a spus (se păstrează ascuns)").click()
    page.get_by_label("Numele celui care a spus").fill("Vecina de vizavi")


def talk(page: Page) -> None:
    """A phone call about the case that is open."""
    page.get_by_role("link", name="Telefon sau discuție").click()
    heading(page, "Telefon sau discuție")
    page.get_by_label("Cu cine ați vorbit").fill("bunica")
    page.get_by_label("Cum", exact=True).fill("la telefon")
    page.get_by_label("Ce s-a vorbit").fill("Vine diseară.")
    page.get_by_role("button", name="Păstrează discuția").click()


def expect_kept(as_owner: AsOwner) -> None:
    """One urgent case, and apart from it who told."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT stage, is_urgent, label FROM cases_case")
        assert cursor.fetchall() == [("registered", True, "Băiatul de la moară")]
        cursor.execute("SELECT count(*) FROM cases_caseentry WHERE kind = 'NoteReporter'")
        assert cursor.fetchone() == (1,)


def draw(page: Page) -> None:
    """Somebody signs in the box with a finger."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 60 + step * 25, box["y"] + 60 + (step % 3) * 30)
    page.mouse.up()


def counted(as_owner: AsOwner, kinds: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """How the commands of these kinds ended, each kind with its outcomes and how many times."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, status, count(*) FROM kernel_journalentry WHERE kind = ANY(%s) GROUP BY 1, 2 ORDER BY 1, 2",
            [list(kinds)],
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for kind, status, count in cursor.fetchall():
            found.setdefault(kind, []).append((status, count))
    return found


def test_a_notice_told_on_the_street_arrives_once_and_before_everything_else(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    teren = tablet()
    teren.enrol(worker, email)
    line.cut()
    page = teren.page
    teren.press("Cazuri")
    heading(page, "Cazuri")
    assert_usable(page)
    teren.press("Sesizare nouă")
    heading(page, "Sesizare nouă")
    teren.press("Înregistrează sesizarea")
    expect(page.get_by_role("link", name="Scrieți un nume, sau cum îi spune lumea.")).to_be_visible()
    tell(page)
    assert_usable(page)
    teren.press("Înregistrează sesizarea")
    heading(page, "Băiatul de la moară")
    expect(page.get_by_text("Caz nou, încă fără număr")).to_be_visible()
    expect(page.get_by_text("Vecina de vizavi")).to_have_count(0)
    assert_usable(page)
    talk(page)
    expect(page.get_by_text("Vine diseară.")).to_be_visible()
    teren.expect_unsent("2 netrimise")
    # The battery dies; what was told is on the disk.
    teren.switch_off()
    teren.switch_on()
    teren.open()
    teren.unlock()
    teren.expect_unsent("2 netrimise")
    line.mend()
    teren.sync()
    teren.sync()
    assert counted(as_owner, ("RegisterNotice", "NoteContact")) == {
        "NoteContact": [("applied", 1)],
        "RegisterNotice": [("applied", 1)],
    }
    expect_kept(as_owner)
    teren.go("/cazuri")
    page = teren.page
    page.get_by_role("link", name="Băiatul de la moară").click()
    expect(page.get_by_text(re.compile(r"Cazul \d+/\d{4}")).first).to_be_visible()
    teren.go("/")
    heading(page, "Ziua mea")
    expect(page.get_by_role("heading", name=re.compile("[Tt]ermen"))).to_be_visible()
    assert_usable(page)


def applied(found: dict[str, list[tuple[str, int]]], kind: str) -> int:
    """How many commands of a kind were carried out."""
    return sum(count for status, count in found.get(kind, ()) if status == "applied")


def test_a_visit_a_check_and_a_signature_without_a_network_arrive_once_and_the_case_is_in_services(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    walk, email = team(days=20)
    walk_to("planned", walk)
    kinds = ("AttachFile", "CheckService", "RecordCaseVisit", "SignEntry")
    before = counted(as_owner, kinds)
    teren = tablet()
    teren.enrol(walk.worker, email)
    page = teren.page
    line.cut()
    teren.go(f"/cazuri/{walk.case_id}")
    heading(page, "Țăran Ștefan")
    expect(page.get_by_role("heading", name="Planul în vigoare")).to_be_visible()
    assert_usable(page)
    teren.go(f"/cazuri/{walk.case_id}/act/RecordCaseVisit")
    heading(page, "Raport de vizită")
    write_visit(page)
    say_why_late(page)
    assert_usable(page)
    teren.press("Înregistrează vizita")
    expect(page.get_by_text("Casa este caldă.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Semnează ?: Raport de vizită")).first.click()
    heading(page, "Semnătură")
    page.get_by_label("Numele celui care semnează").fill("Țăran Ana")
    page.get_by_label("Cine este").select_option(label="Părinte")
    draw(page)
    assert_usable(page)
    teren.press("Păstrează semnătura")
    expect(page.get_by_text("Țăran Ana, părinte")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Verifică ?: ")).first.click()
    heading(page, "Verificarea unui serviciu")
    page.get_by_label("Cum merge").fill("Vin amândoi părinții.")
    say_why_late(page)
    teren.press("Înregistrează verificarea")
    expect(page.get_by_text("în servicii").first).to_be_visible()
    teren.expect_unsent("4 netrimise")
    line.mend()
    teren.sync()
    teren.sync()
    assert counted(as_owner, kinds) == {kind: [("applied", applied(before, kind) + 1)] for kind in kinds}
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT stage FROM cases_case")
        assert cursor.fetchall() == [("in_services",)]


def test_a_nurse_who_joins_a_team_finds_the_case_on_her_tablet(tablet: Callable[..., Teren]) -> None:
    publish()
    walk, _email = team(days=1)
    walk_to("evaluated", walk)
    nurse, email = colleague("Reghina Pop", "community_nurse", BELTIUG)
    teren = tablet()
    teren.enrol(nurse, email)
    page = teren.page
    teren.press("Cazuri")
    expect(page.get_by_role("heading", name="Niciun caz la dumneavoastră")).to_be_visible()
    walk.do(walk.head, does.JoinCaseTeam, function="nurse", user_id=nurse.user_id)
    teren.sync()
    page.get_by_role("link", name="Țăran Ștefan").click()
    heading(page, "Țăran Ștefan")
    expect(page.get_by_text("Altceva de făcut în caz")).to_be_visible()
    page.get_by_text("Altceva de făcut în caz").click()
    expect(page.get_by_role("heading", name="Nu se poate acum")).to_be_visible()
    assert_usable(page)


def test_a_service_given_from_the_plan_takes_two_taps_and_counts_there(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    walk, email = team(days=1)
    walk_to("planned", walk)
    teren = tablet()
    teren.enrol(walk.worker, email)
    line.cut()
    teren.go(f"/cazuri/{walk.case_id}")
    page = teren.page
    plan = page.locator("section.card").filter(has=page.get_by_role("heading", name="Planul în vigoare"))
    expect(plan.get_by_text("Încă nu s-a acordat.")).to_be_visible()
    plan.get_by_role("link", name="Am acordat serviciul").click()
    heading(page, "Serviciu acordat")
    # The service has no code in this plan: the worker says which it was; the item and the child are there.
    expect(page.get_by_label("Din planul unui caz")).to_have_value(str(walk.item_id))
    expect(page.get_by_label("Pentru cine").locator("option:checked")).to_have_text(re.compile("Țăran Ștefan"))
    page.get_by_label("Căutați între toate serviciile").fill("AS-19")
    page.get_by_role("radio", name=re.compile("AS-19")).check()
    assert_usable(page)
    teren.press("Înregistrează serviciul")
    teren.press("Gata, la caz")
    expect(plan.get_by_text(re.compile("Acordat o dată, azi"))).to_be_visible()
    teren.expect_unsent("1 netrimisă, păstrată pe tabletă")
    line.mend()
    teren.sync()
    expect(plan.get_by_text(re.compile("Acordat o dată, azi"))).to_be_visible()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT case_id, plan_item_id FROM services_servicedelivered")
        assert cursor.fetchall() == [(walk.case_id, walk.item_id)]
