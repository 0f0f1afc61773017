"""Whether a page can be used by everybody: axe-core in a real Chromium, and what axe does not look at.

`assert_usable(page)` is for any page of the house that a test has opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Below this, in CSS pixels, a finger misses. Links inside a sentence are exempt (WCAG 2.5.8).
LEAST_TARGET = 24

_SMALL_TARGETS = """least => [...document.querySelectorAll(
    'button, .button, input:not([type=hidden]), select, textarea, summary, nav a')]
  .filter(control => control.offsetParent !== null && !control.closest('.govuk-visually-hidden'))
  .map(control => [control.outerHTML.slice(0, 100), control.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < least || box.height < least))
  .map(([html, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`)"""


def violations(page: Page) -> list[str]:
    """What axe-core finds on the open page, one line per element: rule, impact, element, what to do."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} – {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider


def assert_usable(page: Page) -> None:
    """No axe violation, nothing sideways out of the window, controls that a finger hits, a title and one `main`."""
    where = f"{page.url} in {page.viewport_size}"
    found = violations(page)
    assert not found, "\n".join([where, *found])
    assert overflow(page) <= 0, f"{where}: {overflow(page)} px wider than the window"
    small = page.evaluate(_SMALL_TARGETS, LEAST_TARGET)
    assert not small, "\n".join([where, *small])
    assert page.title().strip() and page.locator("main").count() == 1
