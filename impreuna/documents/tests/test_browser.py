"""Pages of documents in a real browser, as a tablet and an office see them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.pages import signed_in
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.documents.rules import whole
from impreuna.documents.tests.photographs import photograph
from impreuna.documents.tests.test_documents import issue, picture_of
from impreuna.documents.tests.test_whole_file import work
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
        reverse("documents:case-file-progress", args=[walk.case_id]): "Pregătește dosarul",
        reverse("documents:registers"): "Listă de prezență",
        reverse("documents:ask"): "12 litere și cifre",
        reverse("documents:verify", args=["222222222222"]): "Nu există un document",
    }
    for address, says in addresses.items():
        page.goto(live_site + address)
        expect(page.locator("main")).to_contain_text(says)
        assert_usable(page)


def test_a_whole_file_is_waited_for_and_opened(
    browser_page: Page, live_site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_AT_ONCE", 0)
    page, walk = browser_page, walk_to("evaluated")
    issue(walk, walk.last["WriteInitialReport"])
    sign_in(page, live_site, walk)
    page.goto(live_site + reverse("documents:of-case", args=[walk.case_id]))
    page.get_by_role("link", name="Tot dosarul (PDF)").click()
    page.get_by_role("button", name="Pregătește dosarul").click()
    expect(page.get_by_text("Așteaptă la rând.")).to_be_visible()
    assert_usable(page)
    work()
    expect(page.get_by_text("Dosarul este gata.")).to_be_visible()
    assert_usable(page)
    answer = page.request.get(live_site + reverse("documents:case-file", args=[walk.case_id]))
    assert answer.headers["content-type"] == "application/pdf"


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
