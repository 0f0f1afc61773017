"""The national administrator sets a parameter with its effect in sight and publishes an edition; a social worker reads
the lists, on the screen and on paper. In a real browser, on a tablet and on a desk."""

from __future__ import annotations

import os
import re
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page

from impreuna.assessment.tests.visiting import BASICS, Family
from impreuna.kernel.actor import Actor
from impreuna.monitoring.preview.counting import count_slice
from impreuna.nomenclature.commands import publish
from impreuna.nomenclature.rules.reading import read_lists
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

#: Set to a folder, the pages are kept there as pictures, to be looked at.
PICTURES = os.environ.get("TEST_PICTURES", "")


def sign_in(page: Page, site: str, actor: Actor) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def look(page: Page, name: str) -> None:
    """The open page is usable; with PICTURES it is kept as well."""
    assert_usable(page)
    if PICTURES:
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


def test_a_social_worker_reads_the_lists(live_site: str, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, live_site, cast.social_worker())
    page.goto(f"{live_site}/liste/")
    look(page, "liste")
    page.goto(f"{live_site}/liste/chestionar/?tema=E")
    look(page, "chestionar")
    page.get_by_role("link", name="Fișa de tipărit").click()
    look(page, "fisa")
    page.goto(f"{live_site}/liste/vulnerabilitati/")
    look(page, "vulnerabilitati")
    page.get_by_role("searchbox").fill("supraaglomerare")
    page.locator("#results").get_by_text("Un rezultat").wait_for()
    page.get_by_role("link", name="Supraaglomerare").click()
    assert "persoane pe cameră" in page.locator("main").inner_text()
    look(page, "vulnerabilitate")
    for address in ("/liste/servicii/", "/liste/parametri/", "/liste/parametri/isr/", "/liste/editii/1/"):
        page.goto(live_site + address)
        look(page, address.strip("/").replace("/", "-"))
    assert page.goto(f"{live_site}/liste/editii/").status == 403  # type: ignore[union-attr]


def poor_families(count: int) -> None:
    for _each in range(count):
        family = Family()
        people = {family.mother: {}, family.child: {}, family.grandfather: {}}
        family.visited(household={**BASICS, "V03": 1800}, persons=people)


def test_the_administrator_sets_a_parameter_with_its_effect_in_sight(live_site: str, browser_page: Page) -> None:
    page = browser_page
    poor_families(6)
    sign_in(page, live_site, cast.actor("Radu Ivan", "national_admin", 0))
    page.goto(f"{live_site}/liste/parametri/isr/")
    page.get_by_role("link", name="Stabiliți o valoare").click()
    page.get_by_role("button", name="Vedeți ce s-ar schimba").click()
    look(page, "valoare-noua-greseli")
    page.get_by_label("Valoarea nouă").fill("500")
    for part, text in (("Ziua", "1"), ("Luna", "3"), ("Anul", "2027")):
        page.get_by_label(part, exact=True).fill(text)
    page.get_by_label("De unde vine valoarea").fill("OUG 12/2027, art. 3")
    look(page, "valoare-noua")
    page.get_by_role("button", name="Vedeți ce s-ar schimba").click()
    look(page, "confirmare")
    page.get_by_role("button", name="Calculați efectul").click()
    page.get_by_text("Calculul așteaptă la rând").wait_for()
    look(page, "confirmare-calcul")
    preview_id = re.search(r"/liste/efect/(\w+)/", page.content())[1]  # type: ignore[index]
    while count_slice(preview_id):  # the worker's part
        pass
    page.get_by_text("6 gospodării nu ar mai fi").wait_for()
    look(page, "confirmare-efect")
    page.get_by_role("button", name="Stabiliți valoarea").click()
    page.get_by_text("Valoarea este stabilită").wait_for()
    look(page, "parametru-stabilit")
    assert "500 de lei" in page.locator("main").inner_text()


def test_the_administrator_publishes_an_edition(
    live_site: str, browser_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser_page
    sign_in(page, live_site, cast.actor("Radu Ivan", "national_admin", 0))
    lists = copy_of_lists(tmp_path)
    monkeypatch.setattr(publish, "LISTS", lists)
    change(lists / "vulnerabilities" / "VR.yaml", "rule: V01 has 0", "rule: V01 has 77")
    page.goto(f"{live_site}/liste/editii/")
    assert "VR-01" in page.locator("main").inner_text()
    assert not page.get_by_role("link", name="Vedeți ce s-ar schimba").count()
    look(page, "editii-greseli")
    change(lists / "vulnerabilities" / "VR.yaml", "rule: V01 has 77", "rule: V01 has 0 and V03 = 0")
    change(lists / "vulnerabilities" / "VR.yaml", "ro: Sărăcie extremă", "ro: Sărăcie foarte mare")
    page.reload()
    look(page, "editii-noi")
    page.get_by_role("link", name="Vedeți ce s-ar schimba").click()
    text = page.locator("main").inner_text()
    assert "V01 has 0 and V03 = 0" in text and "Sărăcie foarte mare" in text
    look(page, "publicare")
    page.get_by_label("Ce aduce ediția").fill("Regula sărăciei, mai îngustă")
    page.get_by_role("button", name="Publicați ediția 2").click()
    page.get_by_text("Ediția 2 este publicată").wait_for()
    page.goto(f"{live_site}/liste/editii/2/")
    assert "Sărăcie foarte mare" in page.locator("main").inner_text()
    look(page, "editia-2")
    page.goto(f"{live_site}/liste/")
    look(page, "liste-editia-2")


def copy_of_lists(folder: Path) -> Path:
    """The lists of this tree in a folder that a test may change."""
    copy = folder / "lists"
    for path in publish.LISTS.rglob("*.yaml"):
        target = copy / path.relative_to(publish.LISTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    assert read_lists(copy).content is not None
    return copy


def change(path: Path, before: str, after: str) -> None:
    """One text in a file is replaced by another."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_file_of_an_edition_is_what_was_published(live_site: str) -> None:
    answer = Client().get("/liste/fisiere/vulnerabilitati.json")
    assert msgspec.json.decode(answer.content)["edition"] == 1
