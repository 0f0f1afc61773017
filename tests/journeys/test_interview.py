"""A first visit by keyboard alone: the household, the interview, the decision, and the commune's figures know of it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from impreuna.assessment.tests.visiting import publish
from impreuna.kernel.moments import day_of
from impreuna.monitoring.commands.counting import recount
from impreuna.monitoring.queries.stale import stale_communes
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.places import BELTIUG
from tests.journeys.test_register_household import signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

#: So many presses of Tab reach everything on a page.
_FURTHEST = 160


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        """Tabs until the control has the focus."""
        control.wait_for()
        for _press in range(_FURTHEST):
            if control.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {control}")

    def press(self, control: Locator) -> None:
        """Reaches a button or link and presses it."""
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, control: Locator, text: str) -> None:
        """Reaches a field and types into it."""
        self.reach(control)
        self.page.keyboard.type(text)

    def choose(self, first: Locator, *keys: str) -> None:
        """Reaches a group of choices by its first one and presses keys in it."""
        self.reach(first)
        for key in keys:
            self.page.keyboard.press(key)

    def answer(self, code: str, option: str) -> None:
        """Answers a question of one choice by the number of the option, and sees it saved."""
        self.choose(self.page.locator(f"#q-{code} input").first, option)
        expect(self.page.locator(f"#id_{code}_{option}")).to_be_checked()
        expect(self.page.locator("#saved")).to_contain_text("Salvat la")


def register(keys: Keyboard, site: str) -> None:
    """A mother and her son of nine who never went to school."""
    page = keys.page
    page.goto(f"{site}/gospodarii/noua/")
    keys.choose(page.get_by_label("Satul"), "ArrowDown")
    first = page.locator("#oameni section").first
    keys.write(first.get_by_label("Nume", exact=True), "Țăran")
    keys.write(first.get_by_label("Prenume", exact=True), "Ștefania")
    keys.choose(first.get_by_label("Are CNP", exact=True), "ArrowDown")
    keys.write(first.get_by_label("Sau anul aproximativ"), "1988")
    keys.choose(first.get_by_label("Femeie"), "Space")
    keys.press(page.get_by_role("button", name="Adaugă încă o persoană"))
    second = page.locator("#oameni section").nth(1)
    expect(second.get_by_label("Ce este în gospodărie")).to_be_focused()
    page.keyboard.type("Copil")
    keys.write(second.get_by_label("Nume", exact=True), "Țăran")
    keys.write(second.get_by_label("Prenume", exact=True), "Îngerel")
    keys.choose(second.get_by_label("Are CNP", exact=True), "ArrowDown")
    keys.write(second.get_by_label("Ziua"), "3 mai 2017")
    keys.press(page.get_by_role("button", name="Înregistrează gospodăria"))
    expect(page.get_by_text("Gospodăria este înregistrată.")).to_be_visible()


def test_a_first_visit_by_keyboard_ends_in_the_figures(browser_page: Page, live_site: str) -> None:
    cache.clear()
    publish()
    page, keys = browser_page, Keyboard(browser_page)
    signed_in(page, live_site)
    register(keys, live_site)
    keys.press(page.get_by_role("link", name="Completează fișa"))
    keys.press(page.get_by_role("button", name="Începeți fișa"))
    keys.answer("G02", "1")
    keys.answer("G03", "1")
    keys.press(page.get_by_role("button", name="Mai departe"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Componența gospodăriei și viața socială")
    keys.press(page.get_by_role("navigation", name="Capitolele fișei").get_by_role("link", name="Educație"))
    keys.press(page.get_by_role("navigation", name="Membrii").get_by_role("link", name="Îngerel"))
    keys.answer("E01", "7")
    expect(page.locator("#gasite")).to_contain_text("Copil de vârstă școlară neînscris niciodată")
    assert_usable(page)
    keys.press(page.get_by_role("link", name="Verificare și înregistrare"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Verificare și înregistrare")
    assert_usable(page)
    keys.press(page.get_by_role("button", name="Înregistrează fișa"))
    expect(page.get_by_text("Fișa este înregistrată.")).to_be_visible()
    decide(keys)
    count(page, live_site)


def decide(keys: Keyboard) -> None:
    """Confirms what was found, and the page says who did."""
    page = keys.page
    assert_usable(page)
    finding = page.locator(".finding", has_text="neînscris niciodată")
    keys.choose(finding.get_by_label("Rămâne deschisă"), "ArrowUp", "ArrowUp")
    expect(finding.get_by_label("Se confirmă")).to_be_checked()
    keys.press(page.get_by_role("button", name="Păstrează hotărârile"))
    expect(page.get_by_text("Hotărârile sunt păstrate.")).to_be_visible()
    expect(finding).to_contain_text("Hotărât de Ilinca Breban")
    assert_usable(page)


def count(page: Page, site: str) -> None:
    """The clock alone says that the commune has to be counted again; then its picture shows the finding."""
    today = day_of(timezone.now())
    assert BELTIUG in stale_communes(today).changed
    recount(BELTIUG)
    assert BELTIUG not in stale_communes(today).changed
    page.goto(f"{site}/imagine/comuna/{BELTIUG}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Educație")
