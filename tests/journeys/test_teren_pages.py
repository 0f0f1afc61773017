"""Every page of Teren, opened on the commune made to practise with: whoever sees badly, has a small screen or works
without a mouse can use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.fixtures.teren import go

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
ADDRESSES = re.findall(r'^  \w+: \["([^"]+)"', (ROOT / "field/src/pages.ts").read_text("utf-8"), re.MULTILINE)
#: These stand on something that was begun or refused; the journeys about it open them.
ELSEWHERE = (":draft", ":command", ":visit", ":entry", ":task")
PHONE: ViewportSize = {"width": 400, "height": 800}

_VIOLATIONS = """
axe.run(document, {resultTypes: ['violations']})
  .then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`))
"""
_HEARD = "document.activeElement.matches('h1')"
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# A thumb hits what is 44 px high. Radios and files have their labels for that; a link in a sentence may be smaller.
_TOO_SMALL = """
[...document.querySelectorAll('main button, main .button, main input, main select, main textarea, main summary')]
  .filter((each) => each.offsetParent && !['radio', 'checkbox', 'file'].includes(each.type))
  .filter((each) => each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML.slice(0, 120))
"""

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def practise(page: Page, site: str) -> dict[str, str]:
    """Opens the commune to practise with; answers what stands for the parts of addresses."""
    page.goto(f"{site}/teren/")
    page.get_by_role("button", name="Deschide exersarea").click()
    page.get_by_role("link", name="Gospodării").first.click()
    page.locator(".people a").nth(3).click()
    page.locator("#membri .people a").first.wait_for()
    person = page.locator("#membri .people a").first.get_attribute("href") or ""
    household = page.evaluate("location.hash").split("/")[-1]
    go(page, "/cazuri")
    case = page.locator("main .people a[href^='#/cazuri/']").first.get_attribute("href") or ""
    return {
        "/gospodarii/:id": f"/gospodarii/{household}",
        "/persoane/:id": person.removeprefix("#"),
        "/cazuri/:id": case.removeprefix("#"),
        ":kind": "RecordCaseVisit",
    }


def test_every_page_of_the_tablet(browser_page: Page, live_site: str) -> None:
    page = browser_page
    known = practise(page, live_site)
    page.evaluate(f"() => {{ {AXE} }}")
    wide = page.viewport_size or PHONE
    wrong: list[str] = []
    for address in ADDRESSES:
        if any(part in address for part in ELSEWHERE):
            continue
        for pattern, own in known.items():
            address = address.replace(pattern, own)
        go(page, address)
        if not page.evaluate(_HEARD):
            wrong.append(f"{address}: nobody hears which page it is")
        wrong += [f"{address}: {each}" for each in page.evaluate(_VIOLATIONS) + page.evaluate(_TOO_SMALL)]
        for size in (wide, PHONE):
            page.set_viewport_size(size)
            if page.evaluate(_TOO_WIDE) > 0:
                wrong.append(f"{address}: wider than {size['width']} px")
        page.set_viewport_size(wide)
    assert wrong == []


def test_the_tablet_speaks_english(browser_page: Page, live_site: str) -> None:
    page = browser_page
    page.goto(f"{live_site}/teren/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Open training").click()
    expect(page.get_by_role("heading", name="My day")).to_be_visible()
    page.get_by_role("link", name="Households").first.click()
    page.get_by_role("link", name="Register a household").click()
    page.get_by_role("button", name="Register the household").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Choose the village.")).to_be_visible()
