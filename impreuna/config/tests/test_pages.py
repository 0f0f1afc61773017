"""The house as a browser meets it: styled, in Romanian, and calm about what is not there."""

from django.test import Client
from playwright.sync_api import Page

from impreuna.config import errors


def test_a_page_that_is_not_there(live_site: str, browser_page: Page):
    answer = browser_page.goto(f"{live_site}/nu-exista")
    assert answer is not None
    assert answer.status == 404
    assert browser_page.locator("html").get_attribute("lang") == "ro"
    assert browser_page.get_by_role("heading", level=1).inner_text()
    styled = browser_page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Times" not in styled


def test_the_headers_of_every_answer(client, db):
    answer = client.get("/nu-exista")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_health_says_nothing_but_health(client, db):
    assert client.get("/sanatate").json() == {"stare": "bine"}
    assert client.post("/sanatate").status_code == 405


def test_each_error_has_a_page(rf, db):
    views = ((errors.bad_request, 400), (errors.forbidden, 403), (errors.too_many_requests, 429))
    for view, status in (*views, (errors.server_error, 500)):
        answer = view(rf.get("/"))
        assert answer.status_code == status
        assert b"<h1" in answer.content


def test_a_form_whose_protection_ran_out_is_a_page(db):
    assert Client(enforce_csrf_checks=True).post("/cont/login/", {"login": "ana@example.org"}).status_code == 403


def test_an_error_page_that_fails_is_a_sentence(rf, monkeypatch, caplog):
    def fail(*arguments):
        raise RuntimeError("template")

    monkeypatch.setattr(errors, "render_to_string", fail)
    assert errors.server_error(rf.get("/")).content.decode() == (
        "Ceva nu a mers. Datele salvate până acum sunt în siguranță."
    )


def test_too_much_at_once_is_said_to_be_too_much(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/cont/login/", {"login": "x" * 2000})
    assert answer.status_code == 413
