"""The public door of a referral in a real browser: usable by everybody, without an account."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.test_referrals import refer
from impreuna.cases.tests.walking import begin, walk_to
from impreuna.kernel.scope import acting_as
from impreuna.ui.tests.accessibility import assert_usable

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def test_an_institution_reads_and_answers(live_site: str, browser_page: Page) -> None:
    cache.clear()
    walk = walk_to("registered", begin(now=timezone.now() - timedelta(hours=2)))
    refer(walk, secret := secrets.token_urlsafe(32), told="Doarme rău.\nMama este de acord.")
    page = browser_page
    page.goto(f"{live_site}/raspuns/{secret}/")
    expect(page.get_by_text("Mama este de acord.")).to_be_visible()
    assert_usable(page)
    page.get_by_role("button", name="Trimite răspunsul").click()
    expect(page.get_by_role("alert").or_(page.locator(".govuk-error-summary")).first).to_be_visible()
    assert_usable(page)
    page.get_by_label("Preluăm cazul", exact=True).check()
    page.get_by_label("Răspunsul dumneavoastră").fill("Îl primim joi.")
    page.get_by_label("Cine răspunde").fill("dr. Pop")
    page.get_by_role("button", name="Trimite răspunsul").click()
    expect(page.get_by_text("Răspunsul a ajuns la echipa care v-a scris.")).to_be_visible()
    assert_usable(page)
    page.goto(f"{live_site}/raspuns/{secret}/")
    expect(page.get_by_text("a expirat sau s-a răspuns deja")).to_be_visible()
    assert_usable(page)
    with acting_as(walk.worker):
        assert CaseEntry.objects.get(kind="AnswerReferral").content["answered_by"] == "dr. Pop"
