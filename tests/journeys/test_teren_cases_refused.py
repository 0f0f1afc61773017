"""An act in a case that the office overtook: which one, why, what was typed, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from impreuna.assessment.tests.visiting import publish
from impreuna.cases import commands as does
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.kernel.identity import new_id
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.database import AsOwner
from tests.fixtures.line import Line
from tests.fixtures.teren import Teren
from tests.journeys.cases_on_tablet import heading, say_why_late, team, write_visit

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def evaluate(walk: Walk) -> None:
    """The worker goes there first; her report is not written yet."""
    walk.do(
        walk.worker, does.RecordInitialEvaluation,
        place="acasă", present=("mama",), situation="Copilul stă cu bunica.", risks="Lipsa supravegherii.",
        needs="Sprijin la teme.", resources="Bunica.", urgency="urgent",
    )  # fmt: skip


def go_to_act(teren: Teren, walk: Walk, kind: str, title: str) -> Page:
    """The form of an act of the case."""
    teren.go(f"/cazuri/{walk.case_id}/act/{kind}")
    heading(teren.page, title)
    return teren.page


def send(teren: Teren, line: Line) -> None:
    """The line is there again, and all leaves the tablet."""
    line.mend()
    teren.sync()


def restart(teren: Teren) -> None:
    """The battery dies; later the tablet is opened again."""
    teren.switch_off()
    teren.switch_on()
    teren.open()
    teren.unlock()


def leave(teren: Teren) -> None:
    """The form is left for later; it is kept once the list of drafts has it."""
    teren.press("Las pe mai târziu")
    teren.go("/de-hotarat")
    expect(teren.page.get_by_role("heading", name="Ciornele mele")).to_be_visible()


def statuses(as_owner: AsOwner, kind: str) -> list[str]:
    """How the commands of this kind ended, in their order."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT status FROM kernel_journalentry WHERE kind = %s ORDER BY received_at", [kind])
        return [status for (status,) in cursor.fetchall()]


def write_and_talk(teren: Teren, walk: Walk) -> None:
    """A visit and a phone call are written in the case."""
    page = go_to_act(teren, walk, "RecordCaseVisit", "Raport de vizită")
    write_visit(page)
    say_why_late(page)
    teren.press("Înregistrează vizita")
    heading(page, "Țăran Ștefan")
    page = go_to_act(teren, walk, "NoteContact", "Telefon sau discuție")
    for label, said in (("Cu cine ați vorbit", "bunica"), ("Ce s-a vorbit", "Vine diseară.")):
        page.get_by_label(label).fill(said)
    page.get_by_label("Cum", exact=True).fill("la telefon")
    teren.press("Păstrează discuția")
    heading(page, "Țăran Ștefan")


def refused(page: Page, title: str) -> Locator:
    """The card of what was refused."""
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=f"{title}: Țăran Ștefan"))


def put_aside(card: Locator) -> None:
    """It is thrown away, after a second tap."""
    card.get_by_role("button", name="Pune deoparte").click()
    card.get_by_role("group").get_by_role("button", name="Pune deoparte").click()
    expect(card).to_have_count(0)


def test_a_visit_in_a_case_that_was_closed_meanwhile_is_kept_as_a_note(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    walk, email = team(days=1)
    walk_to("evaluated", walk)
    teren = tablet()
    teren.enrol(walk.worker, email)
    line.cut()
    write_and_talk(teren, walk)
    walk.do(walk.head, does.DecideCase, decision="not_confirmed", reason="Nu este un caz.", competence="dgaspc")
    send(teren, line)
    restart(teren)
    page = teren.page
    teren.go(f"/cazuri/{walk.case_id}")
    expect(page.get_by_role("heading", name="Nu s-a primit: Raport de vizită")).to_be_visible()
    expect(page.get_by_text("nu se mai poate adăuga „Raport de vizită”").first).to_be_visible()
    assert_usable(page)
    page.get_by_role("link", name="Vedeți ce ați scris și ce se poate face").first.click()
    heading(page, "De hotărât")
    put_aside(refused(page, "Contact"))
    visit = refused(page, "Raport de vizită")
    visit.get_by_text("Ce ați scris", exact=True).click()
    expect(visit.get_by_text("Casa este caldă.")).to_be_visible()
    assert_usable(page)
    visit.get_by_role("link", name="Păstrează textul ca notă").click()
    keep_note(teren)
    teren.sync()
    teren.go("/de-hotarat")
    expect(teren.page.get_by_role("heading", name="Nimic de hotărât")).to_be_visible()
    assert statuses(as_owner, "WriteNote") == ["applied"]


def keep_note(teren: Teren) -> None:
    """The words are there; something is added, the tablet dies, and later the note is finished."""
    heading(teren.page, "Scrie o notă")
    note = teren.page.get_by_label("Nota", exact=True)
    expect(note).to_have_value(re.compile("ce s-a vorbit: Casa este caldă."))
    note.press("Control+End")
    note.press_sequentially(" Se citește la birou.")
    leave(teren)
    restart(teren)
    teren.go("/de-hotarat")
    page = teren.page
    page.get_by_role("link", name="Păstrează textul ca notă").click()
    heading(page, "Scrie o notă")
    expect(page.get_by_label("Nota", exact=True)).to_have_value(re.compile("Se citește la birou."))
    page.get_by_label("Despre ce este nota").select_option("household")
    assert_usable(page)
    teren.press("Păstrează nota")


def test_a_late_act_without_a_reason_comes_back_asking_for_it(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    walk, email = team(days=20)
    evaluate(walk)
    teren = tablet()
    teren.enrol(walk.worker, email)
    line.cut()
    page = go_to_act(teren, walk, "InformClient", "Informarea clientului")
    page.get_by_label("Despre ce este informarea").fill("Ce scrie în raport.")
    page.get_by_role("group", name="I s-a spus").get_by_label("Nu", exact=True).check()
    page.get_by_label("De ce i-ar fi făcut rău").fill("Tatăl citește tot.")
    page.get_by_label("Șeful care a fost de acord").fill("Horea Man")
    expect(page.get_by_label("De ce se face abia acum")).to_have_count(0)
    teren.press("Înregistrează informarea")
    heading(page, "Țăran Ștefan")
    expect(page.get_by_text("De ce i-ar fi făcut rău: Tatăl citește tot.")).to_be_visible()
    # Written and decided long ago, at the office: the three days have passed.
    walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz.", proposal="confirm")
    walk.do(walk.head, does.DecideCase, decision="confirmed")
    send(teren, line)
    teren.go("/de-hotarat")
    expect(page.get_by_text(re.compile("Termenul pentru .*3.11.* a trecut")).first).to_be_visible()
    teren.press("Corectează și trimite din nou")
    heading(page, "Informarea clientului")
    why = page.get_by_label("De ce se face abia acum")
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("De ce i-ar fi făcut rău")).to_have_value("Tatăl citește tot.")
    assert_usable(page)
    why.fill("Drumul a fost")
    why.press_sequentially(" închis.")
    leave(teren)
    restart(teren)
    page = teren.page
    teren.go("/de-hotarat")
    teren.press("Corectează și trimite din nou")
    expect(page.get_by_label("De ce se face abia acum")).to_have_value("Drumul a fost închis.")
    teren.press("Trimite din nou")
    heading(page, "Țăran Ștefan")
    teren.sync()
    expect(page.get_by_text("Făcut după termen: Drumul a fost închis.")).to_be_visible()
    assert statuses(as_owner, "InformClient") == ["rejected", "applied"]


def test_a_check_of_a_plan_that_was_replaced_is_sent_again_about_the_new_plans_service(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    walk, email = team(days=1)
    walk_to("planned", walk)
    before = statuses(as_owner, "CheckService")
    teren = tablet()
    teren.enrol(walk.worker, email)
    line.cut()
    page = go_to_act(teren, walk, "CheckService", "Verificarea unui serviciu")
    page.get_by_label("Serviciul din plan").select_option(label="Consiliere pentru părinți")
    page.get_by_label("Cum merge").fill("Vin amândoi părinții.")
    say_why_late(page)
    teren.press("Înregistrează verificarea")
    heading(page, "Țăran Ștefan")
    item = msgspec.structs.replace(walk.plan()["items"][0], id=new_id(), title="Consiliere de familie")
    plan = walk.draft(items=(item,))
    walk.discuss()
    walk.endorse(plan)
    send(teren, line)
    teren.go("/de-hotarat")
    expect(page.get_by_text("Serviciul nu este în planul în vigoare (versiunea 2).")).to_be_visible()
    teren.press("Corectează și trimite din nou")
    heading(page, "Verificarea unui serviciu")
    service = page.get_by_label("Serviciul din plan")
    expect(service).to_have_value("")
    expect(service).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Cum merge")).to_have_value("Vin amândoi părinții.")
    teren.press("Trimite din nou")
    expect(page.get_by_role("link", name="Alegeți serviciul din plan.")).to_be_visible()
    service.select_option(label="Consiliere de familie")
    teren.press("Trimite din nou")
    heading(page, "Țăran Ștefan")
    teren.sync()
    teren.go("/de-hotarat")
    expect(page.get_by_role("heading", name="Nimic de hotărât")).to_be_visible()
    assert statuses(as_owner, "CheckService") == [*before, "rejected", "applied"]
