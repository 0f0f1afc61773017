"""A day in a village without signal: a family registered and interviewed, and everything arrives once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.visiting import publish
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.database import AsOwner
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def register(page: Page) -> None:
    """A mother born in 1988, without papers, in the first village."""
    page.get_by_label("Satul").select_option(index=1)
    page.get_by_label("Nume", exact=True).fill("Țăran")
    page.get_by_label("Prenume", exact=True).fill("Ștefania")
    page.get_by_label("Nu are CNP").check()
    page.get_by_label("Sau anul aproximativ").fill("1988")
    page.get_by_label("Femeie").check()
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_role("heading", level=1, name="Țăran Ștefania")).to_be_visible()


def interview(page: Page) -> None:
    """Through all topics, answering how it ended and that there is no income; the rest stays open."""
    page.get_by_role("button", name="Începeți fișa").click()
    review = page.get_by_role("heading", level=1, name="Verificare și înregistrare")
    onward = page.get_by_role("button", name="Mai departe", exact=True)
    answered = set()
    while True:
        expect(review.or_(onward).first).to_be_visible()
        if review.is_visible():
            break
        for code, option in (("G03", "1"), ("V01", "0")):
            question = page.locator(f"#q-{code} input[value='{option}']")
            if code not in answered and question.count():
                question.check()
                answered.add(code)
        was = page.url
        onward.click()
        page.wait_for_function("was => location.href !== was", arg=was)
    assert answered == {"G03", "V01"}
    page.get_by_role("button", name="Înregistrează fișa").click()
    # The page before shows the same findings: only its successor's heading tells the two apart.
    expect(page.get_by_role("heading", level=1, name="Vulnerabilități", exact=False)).to_be_visible()


def test_a_family_is_registered_and_interviewed_without_a_network(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    teren = tablet()
    teren.enrol(worker, email)
    line.cut()
    teren.go("/gospodarii/noua")
    register(teren.page)
    teren.expect_unsent("1 netrimisă")
    assert_usable(teren.page)
    household = teren.page.url.rsplit("/", 1)[1].split("?")[0]
    teren.go(f"/gospodarii/{household}/fisa")
    interview(teren.page)
    expect(teren.page.get_by_text("Fără niciun venit și fără beneficii sociale").first).to_be_visible()
    assert_usable(teren.page)
    teren.expect_unsent("2 netrimise")
    # The battery dies; what was recorded is on the disk.
    teren.switch_off()
    teren.switch_on()
    teren.open()
    teren.unlock()
    teren.expect_unsent("2 netrimise")
    line.mend()
    teren.sync()
    teren.sync()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, status, count(*) FROM kernel_journalentry WHERE kind IN"
            " ('RegisterHousehold', 'RecordAssessment') GROUP BY kind, status ORDER BY kind"
        )
        assert cursor.fetchall() == [("RecordAssessment", "applied", 1), ("RegisterHousehold", "applied", 1)]
        cursor.execute("SELECT count(*) FROM assessment_finding WHERE code = 'VR-01' AND state = 'proposed'")
        assert cursor.fetchone() == (1,)
    teren.go(f"/gospodarii/{household}/vulnerabilitati")
    expect(teren.page.get_by_text("Fără niciun venit și fără beneficii sociale").first).to_be_visible()


def test_an_interview_goes_on_where_it_was_after_the_battery_died(tablet: Callable[..., Teren], line: Line) -> None:
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    teren = tablet()
    teren.enrol(worker, email)
    line.cut()
    teren.go("/gospodarii/noua")
    register(teren.page)
    household = teren.page.url.rsplit("/", 1)[1].split("?")[0]
    teren.go(f"/gospodarii/{household}/fisa")
    teren.press("Începeți fișa")
    teren.page.locator("#q-G03 input[value='1']").check()
    expect(teren.page.get_by_text("Salvat la")).to_be_visible()
    teren.switch_off()
    teren.switch_on()
    teren.open()
    teren.unlock()
    teren.go(f"/gospodarii/{household}/fisa")
    teren.page.get_by_role("link", name="Continuați").or_(
        teren.page.get_by_role("button", name="Continuați")
    ).first.click()
    expect(teren.page.locator("#q-G03 input[value='1']")).to_be_checked()
