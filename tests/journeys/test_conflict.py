"""Two colleagues correct the same name without seeing each other: both values are kept, and one is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import Page, expect

from impreuna.kernel.actor import Actor
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, site: str, actor: Actor) -> None:
    page.goto(f"{site}/cont/login/")
    page.get_by_label("Adresa de e-mail").fill(get_user_model().objects.get(id=actor.user_id).email)
    page.get_by_label("Parola").fill(cast.PASSWORD)
    page.get_by_role("button", name="Intră în cont", exact=True).click()
    expect(page.get_by_role("link", name="Gospodării").first).to_be_visible()


@pytest.fixture
def other_page(browser_page: Page) -> Iterator[Page]:
    """The colleague's own tablet."""
    browser = browser_page.context.browser
    assert browser is not None
    context = browser.new_context(viewport=browser_page.viewport_size, locale="ro-RO", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def correct(page: Page, name: str) -> None:
    page.get_by_label("Nume", exact=True).fill(name)
    page.get_by_role("button", name="Păstrează corecturile").click()


def test_two_corrections_of_one_name_end_in_a_choice(browser_page: Page, other_page: Page, live_site: str) -> None:
    cache.clear()
    worker = cast.actor("Ilinca Breban", "social_worker", BELTIUG, password=cast.PASSWORD)
    nurse = cast.actor("Reghina Pop", "community_nurse", BELTIUG, password=cast.PASSWORD)
    member = new_person("Tăran", "Ștefania")
    household = register(worker, member)
    for page, actor in ((browser_page, worker), (other_page, nurse)):
        sign_in(page, live_site, actor)
        page.goto(f"{live_site}/persoane/{member.id}/")
        page.get_by_role("link", name="Corectează datele").click()
    # Both have the form open before either of them sends it.
    correct(browser_page, "Țăran")
    expect(browser_page.get_by_text("Datele sunt corectate.")).to_be_visible()
    correct(other_page, "Țăranu")
    expect(other_page.get_by_role("heading", name="Ambele valori sunt păstrate")).to_be_visible()
    for value in ("Țăran", "Țăranu", "Ilinca Breban", "Reghina Pop"):
        expect(other_page.get_by_text(value).first).to_be_visible()
    assert_usable(other_page)
    # The first one is told on the person's page, and settles it in two taps.
    browser_page.reload()
    browser_page.get_by_role("link", name="Hotărâți care rămâne").click()
    browser_page.get_by_role("link", name="Hotărăște").click()
    browser_page.get_by_role("button", name="Păstrează „Țăranu”").click()
    browser_page.get_by_role("button", name="Confirmă").click()
    browser_page.goto(f"{live_site}/persoane/{member.id}/")
    expect(browser_page.get_by_role("heading", name="Țăranu Ștefania", level=1)).to_be_visible()
    expect(browser_page.get_by_text("Doi colegi au scris valori diferite")).to_have_count(0)
    history = browser_page.locator("#istoric")
    expect(history).to_contain_text("Tăran → Țăran")
    expect(history).to_contain_text("Țăran → Țăranu")
    # The household bears the name of its head.
    browser_page.goto(f"{live_site}/gospodarii/{household}/")
    expect(browser_page.get_by_role("heading", name="Țăranu Ștefania", level=1)).to_be_visible()
