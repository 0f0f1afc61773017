"""Pages of documents in a real browser, as a tablet and an office see them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.pages import signed_in
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.documents.tests.photographs import photograph
from impreuna.documents.tests.test_documents import issue, picture_of
from impreuna.ui.tests.accessibility import assert_usable

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def sign_in(page: Page, site: str, walk: Walk) -> None:
    cache.clear()
    session = signed_in(walk.worker).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def test_every_page_of_documents_is_usable(browser_page: Page, live_site: str) -> None:
    page, walk = browser_page, walk_to("evaluated")
    report = walk.last["WriteInitialReport"]
    document = issue(walk, report)
    issue(walk, report, reason="A fost avizat.")
    sign_in(page, live_site, walk)
    addresses = {
        reverse("documents:of-case", args=[walk.case_id]): "Ce se poate tipări",
        reverse("documents:issue", args=[walk.case_id, report]): "Ce emiteți acum îl completează.",
        reverse("documents:issue", args=[walk.case_id, walk.last["RegisterNotice"]]): "Odată emis",
        reverse("documents:document", args=[document]): "Amprenta fișierului",
        reverse("documents:scan"): "Trimite pagina",
        reverse("documents:scan-of", args=[document]): "Trimite pagina",
        reverse("documents:registers"): "Listă de prezență",
        reverse("documents:ask"): "12 litere și cifre",
        reverse("documents:verify", args=["222222222222"]): "Nu există un document",
    }
    for address, says in addresses.items():
        page.goto(live_site + address)
        expect(page.locator("main")).to_contain_text(says)
        assert_usable(page)


def test_a_page_is_photographed_and_found(browser_page: Page, live_site: str) -> None:
    page, walk = browser_page, walk_to("evaluated")
    document = issue(walk, walk.last["WriteInitialReport"])
    sign_in(page, live_site, walk)
    page.goto(live_site + reverse("documents:scan"))
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photograph(picture_of(walk, document))}
    page.get_by_label("Fotografia sau PDF-ul paginii semnate").set_input_files(picture)
    page.get_by_role("button", name="Trimite pagina").click()
    expect(page.get_by_text("Pagini semnate")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Pagina 1")
    assert_usable(page)
