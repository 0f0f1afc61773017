"""The gallery in a real Chromium: every component at once, as a tablet and a desk show it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from impreuna.ui.tests.accessibility import assert_usable, overflow, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gallery(live_site: str, browser_page: Page) -> Page:
    browser_page.goto(f"{live_site}/ui/componente")
    return browser_page


def test_every_component_is_usable_by_everybody(gallery: Page) -> None:
    assert_usable(gallery)


def test_at_twice_the_size_nothing_leaves_the_window(gallery: Page) -> None:
    """200 % of a window 1,280 wide leaves 640 CSS pixels; 400 % leaves 320 (WCAG 1.4.10)."""
    for width in (640, 320):
        gallery.set_viewport_size({"width": width, "height": 800})
        assert overflow(gallery) <= 0
    assert violations(gallery) == []


def test_words_are_never_broken(gallery: Page) -> None:
    """Text wraps between words only, in the narrow columns of a tablet too."""
    assert gallery.evaluate("getComputedStyle(document.querySelector('.summary dt')).overflowWrap") == "normal"
    assert gallery.evaluate("getComputedStyle(document.body).hyphens") == "manual"


def test_buttons_are_as_high_as_a_thumb_is_wide(gallery: Page) -> None:
    heights = gallery.evaluate(
        "[...document.querySelectorAll('.button, .govuk-input, .govuk-select')]"
        ".map(control => control.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_keyboard_reaches_the_skip_link_first_and_then_the_content(gallery: Page) -> None:
    gallery.goto(gallery.url.partition("#")[0] + "?arată=tag")
    gallery.keyboard.press("Tab")
    expect(gallery.locator(".govuk-skip-link")).to_be_focused()
    gallery.keyboard.press("Enter")
    expect(gallery.locator("main")).to_be_focused()


def test_a_refused_form_opens_at_what_is_wrong_and_leads_to_the_field(gallery: Page) -> None:
    gallery.goto(gallery.url.partition("#")[0] + "?arată=field")
    expect(gallery.locator(".govuk-error-summary")).to_be_focused()
    gallery.get_by_role("link", name="Scrieți numele fără emoji sau alte desene.").press("Enter")
    expect(gallery.locator("#id_b-first_name")).to_be_focused()
    gallery.get_by_role("link", name="Ziua nu există").press("Enter")
    expect(gallery.locator("#id_b-birth_date_day")).to_be_focused()


def test_nothing_is_kept_in_the_browser(gallery: Page) -> None:
    assert gallery.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_romanian_letters_come_from_the_house_typeface(gallery: Page) -> None:
    gallery.evaluate("document.fonts.ready")
    loaded = gallery.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length")
    assert loaded == 2


def test_on_paper_there_are_no_controls(gallery: Page) -> None:
    gallery.emulate_media(media="print")
    for part in (".navigation", ".button", ".govuk-breadcrumbs", ".search-box"):
        assert not gallery.locator(part).first.is_visible()
    expect(gallery.locator("main h1").first).to_be_visible()


def test_search_answers_as_one_types_and_says_how_many(gallery: Page) -> None:
    gallery.goto(gallery.url + "?arată=search_box")
    with gallery.expect_response(lambda answer: "q=ana" in answer.url):
        gallery.get_by_role("searchbox").press_sequentially("ana", delay=20)
    expect(gallery.locator("#live")).to_have_text("12 rezultate")
    expect(gallery.get_by_role("searchbox")).to_be_focused()
    assert gallery.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_lost_connection_is_said_in_words(gallery: Page) -> None:
    gallery.goto(gallery.url + "?arată=search_box")
    gallery.context.set_offline(True)
    gallery.get_by_role("searchbox").press_sequentially("ana", delay=20)
    expect(gallery.locator("#trouble")).to_be_visible()
    gallery.context.set_offline(False)
    gallery.get_by_role("searchbox").press_sequentially(" pop", delay=20)
    expect(gallery.locator("#trouble")).to_be_hidden()
