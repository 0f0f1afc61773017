"""The social worker's first hour, in a real browser: register a household, find it whatever is typed, read it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import Page, expect

from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_site: str) -> str:
    cache.clear()
    return live_site


def signed_in(page: Page, site: str, name: str = "Ilinca Breban", place: int = BELTIUG) -> None:
    somebody = cast.actor(name, "social_worker", place, password=cast.PASSWORD)
    page.goto(f"{site}/cont/login/")
    page.get_by_label("Adresa de e-mail").fill(get_user_model().objects.get(id=somebody.user_id).email)
    page.get_by_label("Parola").fill(cast.PASSWORD)
    page.get_by_role("button", name="Intră în cont", exact=True).click()
    expect(page.get_by_role("link", name="Gospodării").first).to_be_visible()


def fill_household(page: Page, site: str) -> None:
    """A mother without papers and her child, typed as on the first visit."""
    page.goto(f"{site}/gospodarii/")
    page.get_by_role("link", name="Înregistrează o gospodărie").click()
    page.get_by_label("Satul").select_option(index=1)
    page.get_by_label("Strada").fill("Morii")
    page.get_by_label("Numărul (opțional)").fill("14A")
    first = page.locator("#oameni section").first
    first.get_by_label("Nume", exact=True).fill("Țăran")
    first.get_by_label("Prenume", exact=True).fill("Ștefania")
    first.get_by_label("Nu are CNP").check()
    first.get_by_label("Sau anul aproximativ").fill("1988")
    first.get_by_label("Femeie").check()


def test_a_household_is_registered_and_found_without_diacritics(browser_page: Page, site: str) -> None:
    page = browser_page
    signed_in(page, site)
    page.goto(f"{site}/gospodarii/")
    expect(page.get_by_role("heading", name="Nicio gospodărie înregistrată încă")).to_be_visible()
    fill_household(page, site)
    page.get_by_role("button", name="Adaugă încă o persoană").click()
    second = page.locator("#oameni section").nth(1)
    expect(second.get_by_label("Ce este în gospodărie")).to_be_focused()
    # What was typed before stays, although the page was never sent.
    expect(page.locator("#oameni section").first.get_by_label("Prenume", exact=True)).to_have_value("Ștefania")
    second.get_by_label("Ce este în gospodărie").select_option("child")
    second.get_by_label("Nume", exact=True).fill("Țăran")
    second.get_by_label("Prenume", exact=True).fill("Îngerel")
    second.get_by_label("Nu îl comunică").check()
    second.get_by_label("Ziua").fill("3 mai 2019")
    assert_usable(page)
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Gospodăria este înregistrată.")).to_be_visible()
    expect(page.get_by_role("heading", name="Țăran Ștefania", level=1)).to_be_visible()
    expect(page.get_by_text("2 persoane")).to_be_visible()
    page.goto(f"{site}/gospodarii/")
    search = page.get_by_label("Caută o persoană sau o adresă")
    for typed, found in (("inger", "Țăran Îngerel"), ("STEF tar", "Țăran Ștefania"), ("morii 14", "Țăran Ștefania")):
        search.fill(typed)  # the answer comes while one types, without pressing anything
        expect(page.locator("#rezultate").get_by_role("link", name=found)).to_be_visible()
    assert_usable(page)
    search.fill("popescu")
    expect(page.get_by_text("Nu am găsit pe nimeni")).to_be_visible()
    assert_usable(page)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(browser_page: Page, site: str) -> None:
    page = browser_page
    signed_in(page, site)
    fill_household(page, site)
    page.get_by_label("Are CNP", exact=True).check()
    page.get_by_label("Numărul CNP").fill("2880512123456")
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert_usable(page)
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Numărul CNP")).to_be_focused()
    expect(page.get_by_label("Strada")).to_have_value("Morii")
    expect(page.get_by_label("Prenume", exact=True)).to_have_value("Ștefania")
    page.get_by_label("Nu are CNP").check()
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Ați scris un CNP, dar ați ales că nu îl are").first).to_be_visible()
    page.get_by_label("Numărul CNP").fill("")  # in sight, because it is wrong
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Gospodăria este înregistrată.")).to_be_visible()


def test_somebody_alike_is_shown_while_typing_and_stops_nothing(browser_page: Page, site: str) -> None:
    page = browser_page
    signed_in(page, site)
    register(cast.community_nurse(), new_person("Țăran", "Ștefania", birth_date=None, birth_year=1988), number="7")
    fill_household(page, site)
    warning = page.locator("#alike-0")
    expect(warning.get_by_role("link", name="Țăran Ștefania")).to_be_visible()
    expect(warning).to_contain_text("nr. 7")
    assert_usable(page)
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Cineva din ea pare să fie deja în registru")).to_be_visible()


def test_a_page_gone_back_to_registers_another_household_and_not_the_same_twice(browser_page: Page, site: str) -> None:
    page = browser_page
    signed_in(page, site)
    fill_household(page, site)
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Gospodăria este înregistrată.")).to_be_visible()
    page.go_back()
    first = page.locator("#oameni section").first
    first.get_by_label("Nume", exact=True).fill("Țăran")
    first.get_by_label("Prenume", exact=True).fill("Dorina")
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_role("heading", name="Țăran Dorina", level=1)).to_be_visible()
    page.goto(f"{site}/gospodarii/")
    expect(page.locator("#rezultate .person")).to_have_count(2)


def test_a_colleague_of_another_commune_sees_nothing(browser_page: Page, site: str) -> None:
    household = register(cast.community_nurse(), new_person("Țăran", "Ștefania"))
    page = browser_page
    signed_in(page, site, "Dorin Străinu", DOBA)
    page.goto(f"{site}/gospodarii/?q=taran")
    expect(page.get_by_text("Nu am găsit pe nimeni")).to_be_visible()
    answer = page.goto(f"{site}/gospodarii/{household}/")
    assert answer is not None and answer.status == 404


def test_everything_is_done_without_script_too(browser_page: Page, site: str) -> None:
    browser = browser_page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, locale="ro-RO", viewport=browser_page.viewport_size)
    page = context.new_page()
    signed_in(page, site)
    fill_household(page, site)
    page.get_by_role("button", name="Adaugă încă o persoană").click()
    second = page.locator("#oameni section").nth(1)
    second.get_by_label("Ce este în gospodărie").select_option("child")
    second.get_by_label("Nume", exact=True).fill("Țăran")
    second.get_by_label("Prenume", exact=True).fill("Îngerel")
    second.get_by_label("Nu îl comunică").check()
    second.get_by_label("Sau anul aproximativ").fill("2019")
    page.get_by_role("button", name="Adaugă încă o persoană").click()
    page.get_by_role("button", name="Scoate persoana 3").click()
    page.get_by_role("button", name="Înregistrează gospodăria").click()
    expect(page.get_by_text("Gospodăria este înregistrată.")).to_be_visible()
    page.goto(f"{site}/gospodarii/")
    page.get_by_label("Caută o persoană sau o adresă").fill("inger")
    page.get_by_role("button", name="Caută").click()
    page.get_by_role("link", name="Țăran Îngerel").click()
    page.get_by_role("link", name="Scrie o notă").click()
    page.get_by_label("Despre ce este nota").select_option("education")
    page.get_by_label("Nota", exact=True).fill("Merge la grădiniță.")
    page.get_by_role("button", name="Păstrează nota").click()
    expect(page.get_by_text("Merge la grădiniță.")).to_be_visible()
    context.close()
