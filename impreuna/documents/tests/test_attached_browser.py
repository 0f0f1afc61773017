"""A referral with a document in a real browser: what is typed is kept, the letter names it, the receiver opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from impreuna.cases.tests.sending import page_of
from impreuna.cases.tests.test_office_browser import Desk
from impreuna.documents.tests.test_attached import reported
from impreuna.ui.tests.accessibility import assert_usable

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def test_a_referral_leaves_with_its_document(browser_page: Page, live_site: str) -> None:
    walk, _entry, _document = reported()
    desk, page = Desk(browser_page, live_site, walk.worker), browser_page
    desk.go(page_of(walk, "refer"), "Referă cazul unei instituții")
    page.get_by_label("Instituția", exact=True).fill("Spitalul județean")
    page.get_by_role("checkbox", name="Raport de evaluare inițială").check()
    expect(page.locator(".kept")).to_contain_text("păstrat")
    page.reload()
    expect(page.get_by_text("Continuați de unde ați rămas.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Raport de evaluare inițială")).to_be_checked()
    page.get_by_label("Cum o găsim").fill("Str. Mare 1")
    page.get_by_label("Scopul").fill("Evaluare de specialitate")
    page.get_by_label("Ce îi spunem").fill("Doarme rău.")
    page.get_by_label("Ce îi cerem").fill("O programare.")
    desk.type_day("answer_by", timezone.localdate() + timedelta(days=10))
    page.get_by_label("Persoana a fost de acord").check()
    email = page.get_by_label("E-mailul instituției, pentru amintiri")
    email.fill("secretariat@spital.example")
    assert_usable(page)
    page.get_by_role("button", name="Trimite referirea").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Referirea a plecat")
    expect(page.locator(".letter")).to_contain_text("Raport de evaluare inițială, nr.")
    assert_usable(page)
    address = page.locator(".letter__address").inner_text()
    page.context.clear_cookies()
    page.goto(address)
    paper = page.get_by_role("link", name="Raport de evaluare inițială")
    expect(paper).to_be_visible()
    assert_usable(page)
    answer = page.request.get(f"{live_site}{paper.get_attribute('href')}")
    assert answer.ok and answer.body().startswith(b"%PDF")
