"""Pages of cases in a real browser, on a tablet and at a desk: usable by everybody, and by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.pages import signed_in
from impreuna.cases import commands as does
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.actor import Actor
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import new_person, register

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def ago(**length: int) -> datetime:
    return timezone.now() - timedelta(**length)


def sign_in(page: Page, site: str, actor: Actor) -> None:
    session = signed_in(actor).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def act_of(walk: Walk, slug: str) -> str:
    return reverse("cases:act", args=[walk.case_id, slug])


#: Pages that the responsible of a case in services opens, and a sentence that only each of them shows.
OPENED: list[tuple[Callable[[Walk], str], str]] = [
    (lambda walk: f"{reverse('cases:list')}?care=toate", "Caută un caz"),
    (lambda walk: f"{reverse('cases:list')}?care=intarziate", "Caută un caz"),
    (lambda walk: f"{reverse('cases:list')}?care=incheiate", "Niciun caz aici"),
    (lambda walk: reverse("cases:intake"), "Ce s-a spus"),
    (lambda walk: reverse("cases:case", args=[walk.case_id]), "Ce urmează"),
    (lambda walk: reverse("cases:team", args=[walk.case_id]), "Echipa cazului"),
    (lambda walk: reverse("cases:readers", args=[walk.case_id]), "Cine a deschis dosarul"),
    (lambda walk: reverse("cases:registered", args=[walk.case_id]), "Sesizarea este înregistrată"),
    (lambda walk: reverse("cases:open", args=[walk.case_id]), "De ce deschideți dosarul?"),
    (lambda walk: reverse("cases:break-glass"), "Numai când cineva este în pericol"),
    (lambda walk: act_of(walk, "vizita"), "Ce s-a văzut și ce s-a vorbit"),
    (lambda walk: act_of(walk, "raport-detaliat"), "Ce pot părinții sau îngrijitorii"),
    (lambda walk: act_of(walk, "informare"), "Cum s-a încheiat"),
    (lambda walk: act_of(walk, "membru-nou"), "Numele specialistului"),
    (lambda walk: act_of(walk, "delegare"), "Ce responsabilități"),
    (lambda walk: act_of(walk, "restrictionare"), "Cine îl mai vede"),
    (lambda walk: act_of(walk, "persoane"), "În registru"),
    (lambda walk: act_of(walk, "persoana-noua"), "Ce parte are în caz"),
    (lambda walk: act_of(walk, "sfarsitul-partii"), "Încheie partea"),
    (lambda walk: act_of(walk, "transfer"), "Numele comunei"),
]


def test_every_page_can_be_used_by_everybody(live_site: str, browser_page: Page) -> None:
    walk = walk_to("in_services", begin(now=ago(days=40)))
    walk.do(walk.worker, does.AddParticipant, name="Țăran Maria", part="parent", note="Lucrează în Italia.")
    sign_in(browser_page, live_site, walk.worker)
    for address, says in OPENED:
        browser_page.goto(f"{live_site}{address(walk)}")
        expect(browser_page.get_by_text(says).first).to_be_attached()
        assert_usable(browser_page)


def test_the_head_reads_and_decides(live_site: str, browser_page: Page) -> None:
    walk = begin(now=ago(days=1))
    walk.do(
        walk.worker, does.RecordInitialEvaluation, place="acasă", present=("mama",), situation="Stă cu bunica.",
        risks="Nu sunt.", needs="Sprijin.", resources="Bunica.", urgency="urgent",
    )  # fmt: skip
    walk.do(walk.worker, does.WriteInitialReport, conclusion="Este un caz.", proposal="confirm")
    page = browser_page
    sign_in(page, live_site, walk.head)
    page.goto(f"{live_site}{reverse('cases:case', args=[walk.case_id])}")
    page.get_by_role("link", name="Hotărăște asupra cazului").first.click()
    expect(page.get_by_text("Este un caz.")).to_be_visible()
    assert_usable(page)
    page.get_by_role("button", name="Hotărăște").click()
    expect(page.get_by_text("Decizia este înregistrată.")).to_be_visible()
    page.get_by_role("link", name="Desemnează responsabilul de caz").first.click()
    expect(page.get_by_text("niciun caz activ").first).to_be_visible()
    assert_usable(page)


def test_a_call_is_registered_by_the_keyboard_while_the_registry_is_searched(
    live_site: str, browser_page: Page
) -> None:
    worker, page = people.social_worker(), browser_page
    register(worker, new_person("Șerban", "Ileana"), new_person("Șerban", "Andrei", "child"))
    sign_in(page, live_site, worker)
    page.goto(f"{live_site}{reverse('cases:intake')}")
    page.get_by_label("Copil", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Numele persoanei").focus()
    page.keyboard.type("serban an")
    chosen = page.get_by_role("radio", name=re.compile("Șerban Andrei"))
    expect(chosen).to_be_visible()
    chosen.focus()
    page.keyboard.press("Space")
    page.get_by_label("Ce s-a spus").fill("Copilul nu mai vine la școală.")
    urgent = page.get_by_label("Este urgență: viața sau sănătatea cuiva este în pericol acum")
    expect(page.get_by_text("Într-o oră mergeți la fața locului")).to_be_hidden()
    urgent.check()
    expect(page.get_by_text("Într-o oră mergeți la fața locului")).to_be_visible()
    assert_usable(page)
    urgent.uncheck()
    page.get_by_label("Numele celui care sesizează").fill("Învățătoarea")
    expect(page.get_by_text("Ciorna dumneavoastră este păstrată")).to_be_visible()
    page.get_by_label("Numele celui care sesizează").press("Enter")
    expect(page.get_by_role("heading", name="Sesizarea este înregistrată").first).to_be_visible()
    expect(page.get_by_text("Șerban Andrei").first).to_be_visible()


def test_what_a_refused_form_asks_is_in_sight_and_in_focus(live_site: str, browser_page: Page) -> None:
    walk, page = begin(now=ago(days=5)), browser_page
    sign_in(page, live_site, walk.worker)
    page.goto(f"{live_site}{act_of(walk, 'evaluare-initiala')}")
    page.get_by_label("Unde a fost evaluarea").fill("acasă")
    page.get_by_label("Țăran Ștefan").check()
    for label in ("Situația găsită", "Riscuri", "Nevoi", "Resurse"):
        page.get_by_label(label).fill("Ce s-a văzut.")
    page.get_by_label("Urgent: în câteva zile").check()
    page.get_by_role("button", name="Încheie evaluarea inițială").click()
    expect(page.get_by_label("De ce se face abia acum")).to_be_visible()
    assert_usable(page)
    expect(page.get_by_label("Riscuri")).to_have_value("Ce s-a văzut.")
    page.get_by_label("De ce se face abia acum").fill("Drumul a fost înzăpezit.")
    page.get_by_role("button", name="Încheie evaluarea inițială").click()
    expect(page.get_by_text("Urmează raportul, în 24 de ore.")).to_be_visible()


def test_what_was_sent_is_not_kept_once_more_as_unfinished(live_site: str, browser_page: Page) -> None:
    walk, page = begin(now=ago(hours=2)), browser_page
    sign_in(page, live_site, walk.worker)
    page.clock.install()
    page.goto(f"{live_site}{act_of(walk, 'evaluare-initiala')}")
    kept: list[str] = []
    page.on("request", lambda request: kept.append(request.url) if "/ciorna/" in request.url else None)
    # The act's answer is long in coming: the page stays, with its timers.
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_label("Riscuri").fill("Nu sunt.")
    page.get_by_role("button", name="Încheie evaluarea inițială").click()
    page.clock.run_for(3000)
    assert kept == []
    page.clock.run_for(3000)
    page.get_by_label("Riscuri").fill("Nu sunt riscuri.")
    with page.expect_request(lambda request: "/ciorna/" in request.url):
        page.clock.run_for(3000)


def test_a_brother_found_in_the_registry_comes_into_the_case(live_site: str, browser_page: Page) -> None:
    walk = begin(now=ago(hours=2))
    register(walk.worker, new_person("Țăran", "Ionuț"))
    sign_in(browser_page, live_site, walk.worker)
    page = browser_page
    page.goto(f"{live_site}{act_of(walk, 'persoana-noua')}")
    page.get_by_label("Altcineva").check()
    page.get_by_label("Numele", exact=True).press_sequentially("taran ionut")
    page.get_by_label("Țăran Ionuț").check()
    page.get_by_label("Frate sau soră").check()
    page.get_by_role("button", name="Adaugă în caz").click()
    expect(page.get_by_text("Persoana este în caz.")).to_be_visible()
    expect(page.locator("#persoane").get_by_role("link", name="Țăran Ionuț")).to_be_visible()
    assert_usable(page)
