"""The picture in a real browser: it renews itself under the reader's eyes and moves nothing; the list answers as one
types; a file comes; everything is usable on a tablet and on a desk, and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page, expect

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.monitoring.tests.filled import fill_everything, publish, put, rows_of, signed_in
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast as people
from tests.fixtures.places import BELTIUG, SATU_MARE

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def as_owner_of_tables() -> Iterator[None]:
    own = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = own


@pytest.fixture
def filled() -> None:
    publish()
    for _each in as_owner_of_tables():
        fill_everything()


def sign_in(page: Page, site: str, actor: Actor) -> None:
    session = signed_in(actor).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


@pytest.mark.usefixtures("filled")
def test_the_picture_renews_itself_and_moves_nothing(live_site: str, browser_page: Page) -> None:
    sign_in(browser_page, live_site, people.actor("Sanda Mureșan", "spas_head", BELTIUG))
    browser_page.goto(f"{live_site}/imagine/comuna/{BELTIUG}/")
    browser_page.locator("#ages-table summary").click()
    browser_page.locator("#ages-table summary").scroll_into_view_if_needed()
    browser_page.get_by_role("link", name="Educație").focus()
    before = browser_page.evaluate("window.scrollY")
    for _each in as_owner_of_tables():
        put(BELTIUG, {**rows_of(), ("persons", 0, "", ""): ("", 4001)})
    expect(browser_page.get_by_text("4.001", exact=True)).to_be_visible(timeout=8000)
    assert browser_page.evaluate("window.scrollY") == before
    assert browser_page.locator("#ages-table").get_attribute("open") is not None
    assert browser_page.evaluate("document.activeElement.textContent") == "Educație"
    # From five seconds on it counts, and goes on counting on a slow machine.
    expect(browser_page.locator("time[data-ago]")).to_have_text(re.compile(r"^acum \d+ (de )?secunde$"), timeout=8000)


@pytest.mark.usefixtures("filled")
def test_nothing_is_asked_while_nobody_looks(live_site: str, browser_page: Page) -> None:
    sign_in(browser_page, live_site, people.actor("Sanda Mureșan", "spas_head", BELTIUG))
    browser_page.clock.install()
    browser_page.goto(f"{live_site}/imagine/comuna/{BELTIUG}/")
    with browser_page.expect_response(lambda answer: "/imagine/noutati/" in answer.url) as news:
        browser_page.clock.run_for(3100)
    assert news.value.status == 204
    browser_page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.clock.run_for(30_000)
    assert asked == []


@pytest.mark.usefixtures("filled")
def test_a_ranking_answers_as_one_types(live_site: str, browser_page: Page) -> None:
    sign_in(browser_page, live_site, people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))
    browser_page.goto(f"{live_site}/imagine/judet/SM/clasament/")
    browser_page.get_by_label("Căutați în listă").fill("turt")
    expect(browser_page.locator("#results tbody tr")).to_have_count(2)
    expect(browser_page.locator("#results")).to_contain_text("Turț")
    assert_usable(browser_page)
    browser_page.get_by_role("link", name="Turț", exact=True).click()
    expect(browser_page).to_have_url(f"{live_site}/imagine/comuna/139170/")


@pytest.mark.usefixtures("filled")
def test_a_table_is_taken_away_by_a_press(live_site: str, browser_page: Page) -> None:
    sign_in(browser_page, live_site, people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))
    browser_page.goto(f"{live_site}/imagine/judet/SM/")
    with browser_page.expect_download() as taken:
        browser_page.get_by_role("link", name="XLSX: Vulnerabilități pe arii").click()
    assert taken.value.suggested_filename.startswith("satu-mare-vulnerabilitati-")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("role", "place", "paths"),
    [
        ("spas_head", BELTIUG, [
            f"/imagine/comuna/{BELTIUG}/", f"/imagine/comuna/{BELTIUG}/liste/", f"/imagine/aria/{BELTIUG}/ED/",
            f"/imagine/indicator/{BELTIUG}/finding:ED-03/", f"/imagine/definitii/{BELTIUG}/", "/cifre/",
        ]),
        ("dgaspc_coordinator", SATU_MARE, ["/imagine/judet/SM/", "/imagine/judet/SM/clasament/?ordine=numar"]),
        ("ministry_labour", COUNTRY, ["/imagine/tara/", "/imagine/tara/clasament/", "/imagine/tara/fisiere/"]),
    ],
)  # fmt: skip
def test_every_page_with_figures_is_usable(
    live_site: str, browser_page: Page, role: str, place: int, paths: list[str]
) -> None:
    sign_in(browser_page, live_site, people.actor("Cineva Anume", role, place))
    for path in paths:
        browser_page.goto(live_site + path)
        assert_usable(browser_page)
        for part in browser_page.locator("main summary").all():
            part.click()
        assert_usable(browser_page)
