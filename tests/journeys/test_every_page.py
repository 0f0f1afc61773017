"""Every address with every account: the policy decides, nothing leaks, and everybody can use what they see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser

from impreuna.config.demo.accounts import actor
from impreuna.kernel.policy import may
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.browser import SIZES
from tests.fixtures.database import Clones
from tests.journeys.every_page import SEES_BELTIUG, Tour, is_text, tour

# All in one process: going through everything once serves them all.
pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.slow,
    pytest.mark.xdist_group("every page"),
]


@pytest.fixture(scope="module")
def toured(clones: Clones, django_db_setup: None) -> Iterator[Tour]:
    """The demonstration as every account finds it; each test begins with it."""
    made: list[Tour] = []
    with clones.prepared(lambda: made.append(tour())):
        yield made[0]


def test_the_policy_decides_for_every_address_and_account(toured: Tour) -> None:
    assert toured.names
    acting = {email: actor(email.split("@")[0]) for email in toured.sessions}
    roles = {email: each.role if each else "" for email, each in acting.items()}
    wrong = []
    for answer in toured.answers:
        role, page = roles[answer.email], answer.address
        if answer.status >= 500:
            wrong.append(f"{answer.email} {page.path}: {answer.status}")
        if page.capability and not may(role, page.capability) and answer.status not in (403, 405):
            wrong.append(f"{answer.email} {page.path}: {answer.status} although {role} has no {page.capability}")
        if answer.email.split("@")[0] not in SEES_BELTIUG:
            wrong += [f"{answer.email} {page.path}: shows {name}" for name in answer.names - toured.told[answer.email]]
    assert wrong == []


def test_who_is_signed_out_sees_public_pages_only(toured: Tour) -> None:
    for page in toured.pages:
        answer = Client().get(page.path)
        assert page.is_public or answer.status_code in (302, 405), page
        assert not is_text(answer) or not [name for name in toured.names if name in answer.content.decode()], page


def test_every_page_is_usable_by_everybody(toured: Tour, live_site: str, browser: Browser) -> None:
    """Each page that differs in more than its words, once per account that sees it so, in a real browser."""
    seen: set[tuple[str, str]] = set()
    for email, session in toured.sessions.items():
        fresh = ["/"]  # the shell differs from role to role: navigation, names, the switch
        for answer in toured.answers:
            if answer.email == email and answer.made_of:
                path = answer.address.path
                key = ("", answer.made_of) if answer.status >= 400 else (path, answer.made_of)
                fresh += [path] if key not in seen else []
                seen.add(key)
        _visit(browser, live_site, session, fresh)
    assert len(seen) > len(toured.pages) / 2


def _visit(browser: Browser, site: str, session: str, paths: list[str]) -> None:
    context = browser.new_context(locale="ro-RO", reduced_motion="reduce")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = context.new_page()
    for path in paths:
        page.goto(site + path)
        for size in SIZES.values():  # as a tablet is turned: loading it anew would show nothing else
            if page.locator("main").count():
                page.set_viewport_size(size)  # type: ignore[arg-type]
                assert_usable(page)
    context.close()
