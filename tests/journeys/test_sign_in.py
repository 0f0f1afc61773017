"""Signing in as people do, in a real browser: password, second step by code, passkey, recovery code, sign-out."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page, expect

from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_site: str) -> str:
    """Passkeys belong to a name, never to a number."""
    cache.clear()
    return live_site.replace("127.0.0.1", "localhost")


@pytest.fixture
def email(site: str) -> str:
    somebody = cast.actor("Ilinca Breban", "social_worker", BELTIUG, password=cast.PASSWORD)
    return str(get_user_model().objects.get(id=somebody.user_id).email)


@pytest.fixture
def authenticator(browser_page: Page) -> CDPSession:
    """A tablet with a fingerprint reader, and a finger on it."""
    session = browser_page.context.new_cdp_session(browser_page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/cont/login/")
    page.get_by_label("Adresa de e-mail").fill(email)
    page.get_by_label("Parola").fill(cast.PASSWORD)
    page.get_by_role("button", name="Intră în cont", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Ieșire").click()
    expect(page.get_by_role("heading", name="Intrați în cont")).to_be_visible()


def confirm_password(page: Page) -> None:
    if page.get_by_role("heading", name="Confirmați că sunteți dumneavoastră").is_visible():
        page.get_by_label("Parola").fill(cast.PASSWORD)
        page.get_by_role("button", name="Confirmă").click()


def code_of(secret: str) -> str:
    """What the application on the telephone shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_a_code_from_the_telephone_is_the_second_step(browser_page: Page, site: str, email: str):
    page = browser_page
    sign_in(page, site, email)
    expect(page.get_by_role("heading", name="Munca mea")).to_be_visible()
    page.goto(f"{site}/cont/2fa/totp/activate/")
    confirm_password(page)
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content())
    assert secret is not None
    page.get_by_label("Codul de șase cifre din aplicație").fill("000000")
    page.get_by_role("button", name="Pornește").click()
    expect(page.get_by_role("alert")).to_contain_text("Codul nu este cel bun.")
    page.get_by_label("Codul de șase cifre din aplicație").fill(code_of(secret[0]))
    page.get_by_role("button", name="Pornește").click()
    expect(page.locator("main")).to_contain_text("Coduri de rezervă")
    page.goto(f"{site}/cont/2fa/recovery-codes/")
    spare = page.locator(".codes code").first.inner_text()
    sign_out(page)

    sign_in(page, site, email)
    expect(page.get_by_role("heading", name="Al doilea pas")).to_be_visible()
    page.get_by_label("Codul de șase cifre din aplicație").fill(spare)
    page.get_by_role("button", name="Intră în cont").click()
    expect(page.get_by_role("heading", name="Munca mea")).to_be_visible()


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_opens_the_account_without_a_password(browser_page: Page, site: str, email: str):
    page = browser_page
    sign_in(page, site, email)
    expect(page.get_by_role("heading", name="Munca mea")).to_be_visible()
    page.goto(f"{site}/cont/2fa/webauthn/add/")
    confirm_password(page)
    page.get_by_label("Numele cheii").fill("Tableta de serviciu")
    page.get_by_label("Intru numai cu această cheie").check()
    page.get_by_role("button", name="Adaugă cheia").click()
    expect(page.locator("main")).to_contain_text("Cheia de acces a fost adăugată.")
    page.goto(f"{site}/cont/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Tableta de serviciu")).to_be_visible()
    sign_out(page)

    page.goto(f"{site}/cont/login/")
    page.get_by_role("button", name="Intră cu cheia de acces").click()
    expect(page.get_by_role("heading", name="Munca mea")).to_be_visible()


def test_a_key_that_is_not_there_is_said_on_the_page(browser_page: Page, site: str, authenticator: CDPSession):
    page = browser_page
    page.goto(f"{site}/cont/login/")
    page.get_by_role("button", name="Intră cu cheia de acces").click()
    expect(page.locator("#passkey-trouble")).to_contain_text("Cheia nu a fost citită.")


def test_other_places_are_signed_out(browser_page: Page, site: str, email: str):
    page = browser_page
    elsewhere = page.context.browser.new_context()  # type: ignore[union-attr]
    other = elsewhere.new_page()
    sign_in(other, site, email)
    sign_in(page, site, email)
    page.goto(f"{site}/cont/sessions/")
    expect(page.get_by_text("Aici", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ieși din cont peste tot în afară de aici").click()
    expect(page.locator("main")).to_contain_text("Sunteți în cont numai aici.")
    other.goto(f"{site}/")
    expect(other.get_by_role("heading", name="Intrați în cont")).to_be_visible()
    elsewhere.close()


def test_what_was_typed_survives_a_session_that_ended(browser_page: Page, site: str, email: str):
    page = browser_page
    sign_in(page, site, email)
    page.goto(f"{site}/cont/profil/")
    page.get_by_label("Numele și prenumele").fill("Ilinca Breban-Țuțuianu")
    page.context.clear_cookies(name="sesiune")
    page.get_by_role("button", name="Păstrează numele").click()
    expect(page.get_by_role("heading", name="Nu s-a salvat nimic")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ilinca Breban-Țuțuianu")
