"""The interview in a real browser: answers go at once, the focus stays, no lost connection or session loses any."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.pages import signed_in
from impreuna.assessment.tests.visiting import BASICS, Family
from impreuna.kernel.actor import Actor
from impreuna.kernel.drafts import drafts_of, open_draft
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast as people

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A social worker before the first step of an interview."""

    def __init__(self, page: Page, site: str) -> None:
        cache.clear()
        self.page, self.site, self.family = page, site, Family()
        self.worker: Actor = people.social_worker()
        self.sign_in()
        page.goto(f"{site}/gospodarii/{self.family.household}/fisa/")
        assert_usable(page)
        page.get_by_role("button", name="Începeți fișa").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("General și urgență")

    def sign_in(self) -> None:
        session = signed_in(self.worker).cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.site}])

    def go(self, topic: str, person: Any = None) -> None:
        (draft,) = drafts_of(self.worker)
        self.page.goto(f"{self.site}/fise/{draft.id}/{topic}/{f'{person.id}/' if person else ''}")

    def kept(self) -> dict[str, Any]:
        (draft,) = drafts_of(self.worker)
        opened = open_draft(self.worker, draft.id)
        assert opened is not None
        return dict(opened.content)

    def saved(self) -> None:
        expect(self.page.locator("#saved")).to_contain_text("Salvat la")


@pytest.fixture
def desk(browser_page: Page, live_site: str) -> Desk:
    return Desk(browser_page, live_site)


def test_what_is_answered_opens_questions_and_shows_what_it_means(desk: Desk) -> None:
    page = desk.page
    desk.go("e", desk.family.child)
    assert_usable(page)
    expect(page.locator("#q-E03")).to_have_count(0)
    page.get_by_role("radio", name="elev", exact=True).check()
    expect(page.locator("#q-E03")).to_be_visible()
    desk.saved()
    assert desk.kept()["persons"] == {str(desk.family.child.id): {"E01": 4}}
    page.get_by_label("niciodată înscris").check()
    expect(page.locator("#gasite")).to_contain_text("Copil de vârstă școlară neînscris niciodată")
    expect(page.locator("#gasite")).to_contain_text("9 ani")
    expect(page.locator("#q-E03")).to_have_count(0)
    expect(page.get_by_label("niciodată înscris")).to_be_focused()
    assert_usable(page)


def test_what_does_not_fit_is_said_at_its_field_and_stays_typed(desk: Desk) -> None:
    page = desk.page
    desk.go("l")
    page.get_by_role("radio", name="casă", exact=True).check()
    rooms = page.get_by_role("textbox", name="Câte camere")
    rooms.fill("multe")
    expect(page.locator("#err-L04")).to_contain_text("scrieți un număr")
    expect(page.locator("#saved")).to_contain_text("Un răspuns nu s-a salvat")
    expect(rooms).to_be_focused()
    expect(rooms).to_have_value("multe")
    assert_usable(page)
    page.get_by_role("button", name="Mai departe").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    rooms.fill("3")
    expect(page.locator("#err-L04")).to_be_empty()
    desk.saved()
    page.get_by_role("button", name="Mai departe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Venituri")
    assert desk.kept()["household"] == {"L01": 1, "L04": 3}


def test_none_and_something_are_not_chosen_together(desk: Desk) -> None:
    page = desk.page
    emergency = page.get_by_role("group", name="Situație de urgență")
    emergency.get_by_label("niciuna").check()
    emergency.get_by_label("urgență medicală").check()
    expect(emergency.get_by_label("niciuna")).not_to_be_checked()
    emergency.get_by_label("niciuna").check()
    expect(page.locator("#err-G08")).to_contain_text("nu merge cu alte variante")
    expect(emergency.get_by_label("urgență medicală")).to_be_checked()
    emergency.get_by_label("urgență medicală").uncheck()
    expect(page.locator("#err-G08")).to_be_empty()
    desk.saved()
    assert desk.kept()["household"]["G08"] == [0]


def test_a_dropped_connection_keeps_the_answers_and_sends_them_when_it_is_back(desk: Desk) -> None:
    page = desk.page
    desk.go("l")
    page.context.set_offline(True)
    page.get_by_role("radio", name="casă", exact=True).check()
    expect(page.locator("#saved")).to_contain_text("Nesalvat: fără conexiune")
    page.get_by_role("group", name="La ce sunteți expuși").get_by_label("drum impracticabil").check()
    assert_usable(page)
    page.get_by_role("button", name="Mai departe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locuire")
    page.context.set_offline(False)
    desk.saved()
    assert desk.kept()["household"] == {"L01": 1, "L17": [2]}


def test_a_session_that_ends_in_the_middle_loses_nothing(desk: Desk) -> None:
    page = desk.page
    desk.go("l")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("radio", name="casă", exact=True).check()
    expect(page.locator("#saved")).to_contain_text("sesiunea a expirat")
    back = page.get_by_role("link", name="Intrați în cont")
    assert "/l/" in str(back.get_attribute("href"))
    assert_usable(page)
    desk.sign_in()
    desk.saved()
    assert desk.kept()["household"] == {"L01": 1}


def test_without_scripts_the_step_is_an_ordinary_form(desk: Desk) -> None:
    context = desk.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies([c for c in desk.page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME])  # type: ignore[misc]
    page = context.new_page()
    (draft,) = drafts_of(desk.worker)
    page.goto(f"{desk.site}/fise/{draft.id}/l/")
    page.get_by_role("radio", name="casă", exact=True).check()
    page.get_by_role("button", name="Mai departe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Venituri")
    page.get_by_role("link", name="Înapoi", exact=True).click()
    expect(page.get_by_role("radio", name="casă", exact=True)).to_be_checked()
    expect(page.locator("#q-L04")).to_be_visible()
    context.close()


def test_every_page_of_the_census_is_usable(desk: Desk) -> None:
    family, page = desk.family, desk.page
    family.visited(
        household=BASICS | {"H03": 3, "L01": 5, "V01": [0]},
        persons={family.child: {"E01": 7}, family.mother: {"P03": 2}},
    )
    visit = family.finding("ED-02").assessment_id
    home = f"/gospodarii/{family.household}"
    (draft,) = drafts_of(desk.worker)
    for path in (
        f"{home}/", f"{home}/fisa/", f"{home}/fise/", f"{home}/vulnerabilitati/", f"/fise/inregistrate/{visit}/",
        f"/fise/{draft.id}/s/{family.mother.id}/", f"/fise/{draft.id}/v/", f"/fise/{draft.id}/verificare/",
        f"/fise/{draft.id}/stergere/", "/fise/", "/vulnerabilitati/", f"/persoane/{family.child.id}/", "/",
    ):  # fmt: skip
        page.goto(desk.site + path)
        assert_usable(page)


def test_refusing_a_finding_asks_why_at_once(desk: Desk) -> None:
    family, page = desk.family, desk.page
    family.visited(persons={family.child: {"E01": 7}})
    page.goto(f"{desk.site}/gospodarii/{family.household}/vulnerabilitati/")
    finding = page.locator(".finding", has_text="neînscris niciodată")
    expect(finding.get_by_label("De ce?")).to_be_hidden()
    finding.get_by_label("Se infirmă").check()
    finding.get_by_label("De ce?").fill("Este înscris la Doba.")
    assert_usable(page)
    page.get_by_role("button", name="Păstrează hotărârile").click()
    expect(page.get_by_text("Hotărârile sunt păstrate.")).to_be_visible()
    assert family.findings(desk.worker)["ED-02"] == "refuted"
    assert_usable(page)
