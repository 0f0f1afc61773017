"""Every address with every account: the policy decides, nothing leaks, and everybody can use what they see."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser

from impreuna.config import demo
from impreuna.config.demo.accounts import actor
from impreuna.kernel.policy import may
from impreuna.ui.tests.accessibility import assert_usable
from tests.fixtures.browser import SIZES
from tests.journeys.every_page import (
    SEES_BELTIUG,
    accounts,
    addresses,
    is_text,
    names_of_own_cases,
    private_names,
    structure,
)

pytestmark = pytest.mark.slow


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_policy_decides_for_every_address_and_account(as_owner) -> None:
    demo.generate(lambda _what: None)
    with as_owner(), connection.cursor() as cursor:
        pages, names = addresses(cursor), private_names(cursor)
        told = {email: names_of_own_cases(cursor, email) for email, _client in accounts()}
    assert names
    wrong = []
    for email, client in accounts():
        acting = actor(email.split("@")[0])
        role = acting.role if acting else ""
        for page in pages:
            answer = client.get(page.path)
            if answer.status_code >= 500:
                wrong.append(f"{email} {page.path}: {answer.status_code}")
            if page.capability and not may(role, page.capability) and answer.status_code not in (403, 405):
                wrong.append(f"{email} {page.path}: {answer.status_code} although {role} has no {page.capability}")
            if email.split("@")[0] not in SEES_BELTIUG and is_text(answer):
                shown = re.sub(r"<[^>]+>", " ", answer.content.decode())
                wrong += [f"{email} {page.path}: shows {name}" for name in names - told[email] if name in shown]
    assert wrong == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_who_is_signed_out_sees_public_pages_only(as_owner) -> None:
    demo.generate(lambda _what: None)
    with as_owner(), connection.cursor() as cursor:
        pages, names = addresses(cursor), private_names(cursor)
    for page in pages:
        answer = Client().get(page.path)
        assert page.is_public or answer.status_code in (302, 405), page
        assert not is_text(answer) or not [name for name in names if name in answer.content.decode()], page


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_usable_by_everybody(live_site: str, browser: Browser, size: str) -> None:
    """Each page that differs in more than its words, once per account that sees it so, in a real browser."""
    demo.generate(lambda _what: None)
    with connections["owner"].cursor() as cursor:
        pages = addresses(cursor)
    seen: set[tuple[str, str]] = set()
    for _email, client in accounts():
        fresh = ["/"]  # the shell differs from role to role: navigation, names, the switch
        for page in pages:
            answer = client.get(page.path)
            if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
                made_of = structure(answer.content.decode())
                key = ("", made_of) if answer.status_code == 403 else (page.path, made_of)
                fresh += [page.path] if key not in seen else []
                seen.add(key)
        _visit(browser, live_site, client, fresh, size)
    assert len(seen) > len(pages) / 2


def _visit(browser: Browser, site: str, client: Client, paths: list[str], size: str) -> None:
    context = browser.new_context(viewport=SIZES[size], locale="ro-RO", reduced_motion="reduce")  # type: ignore[arg-type]
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = context.new_page()
    for path in paths:
        page.goto(site + path)
        if page.locator("main").count():
            assert_usable(page)
    context.close()
