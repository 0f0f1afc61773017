"""Plans, meetings, referrals in a real browser, on a tablet and on a desk: usable, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.pages import signed_in
from impreuna.assessment.tests.visiting import Family
from impreuna.cases import commands as does
from impreuna.cases.tests.test_plan_pages import at, walked
from impreuna.cases.tests.walking import Walk
from impreuna.kernel.actor import Actor
from impreuna.ui.tests.accessibility import assert_usable

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A browser in which somebody is signed in."""

    def __init__(self, page: Page, site: str, actor: Actor) -> None:
        cache.clear()
        self.page, self.site = page, site
        session = signed_in(actor).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])

    def go(self, address: str, title: str) -> None:
        """Opens a page, waits for its title and looks at it."""
        self.page.goto(f"{self.site}{address}")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        assert_usable(self.page)

    def type_day(self, name: str, day: Any) -> None:
        for part in ("day", "month", "year"):
            self.page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))


def test_a_plan_grows_from_what_was_found(browser_page: Page, live_site: str) -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    walk = walked("assigned", household_id=family.household)
    desk, page = Desk(browser_page, live_site, walk.worker), browser_page
    desk.go(at(walk, "plan"), "Planul")
    desk.go(at(walk, "plan-write"), "Scrie planul")
    page.get_by_role("button", name="Adaugă în plan").first.click()
    expect(page.locator(".plan-item")).to_have_count(3)
    assert_usable(page)
    page.locator("#id_objective-0-indicator").fill("Catalogul școlii")
    page.locator("#id_plan-resources").fill("Bunica")
    expect(page.locator("#saved")).to_contain_text("este păstrată")
    page.reload()
    expect(page.locator("#id_plan-resources")).to_have_value("Bunica")
    page.get_by_role("button", name="Trimite la avizare").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Alegeți cine răspunde în echipă.")
    assert_usable(page)
    for choice in page.locator("select[name$='-responsible_id']").all():
        choice.select_option(index=1)
    page.get_by_role("button", name="Trimite la avizare").click()
    expect(page.get_by_text("Planul a plecat la șef, pentru aviz.")).to_be_visible()
    assert_usable(page)


def test_pages_of_a_case_in_services_are_usable(browser_page: Page, live_site: str) -> None:
    walk = walked("in_services")
    walk.do(walk.worker, does.ReportProblem, problem="Nu mai vin la ședințe.", item_id=walk.item_id, is_urgent=True)
    desk = Desk(browser_page, live_site, walk.worker)
    desk.go(at(walk, "plan"), "Planul")
    desk.go(at(walk, "services"), "Serviciile planului")
    titles = {
        "verificare": "Verifică un serviciu", "reevaluare": "Reevaluează cazul", "internare": "Internare neplanificată",
        "monitorizare-post-servicii": "Plan de monitorizare post-servicii", "reclamatie": "Înregistrează o reclamație",
        "recomandare-inchidere": "Recomandă închiderea cazului",
    }  # fmt: skip
    for slug, title in titles.items():
        desk.go(at(walk, "act", slug), title)
    desk.go("/calendar/", "Calendarul meu")
    desk.go("/activitati/", "Activități")
    desk.go("/activitati/noua/", "Înregistrează o activitate")
    desk.go("/ajutoare/", "Ajutoare în natură")


def test_the_minutes_of_a_meeting_are_one_page(browser_page: Page, live_site: str) -> None:
    walk = walked("in_services")
    desk, page = Desk(browser_page, live_site, walk.worker), browser_page
    desk.go("/intalniri/", "Întâlniri de echipă")
    desk.go(f"/intalniri/noua/?caz={walk.case_id}", "Consemnează întâlnirea")
    page.get_by_label(walk.worker.name).check()
    page.locator("#id_meeting-minutes").fill("Cazurile săptămânii.")
    page.locator("details.agenda summary").first.click()
    page.get_by_label("Ce s-a discutat").first.fill("Ștefan lipsește de la școală.")
    page.get_by_role("button", name=re.compile(r"^Adaugă o hotărâre ?:")).first.click()
    expect(page.locator("#decision-0")).to_be_visible()
    assert_usable(page)
    page.get_by_label("Ce s-a hotărât").fill("Vizită la școală")
    page.get_by_label("Cine face").select_option(label=walk.worker.name)
    desk.type_day("decision-0-due_on", timezone.localdate() + timedelta(days=3))
    page.locator("#id_meeting-held_hour").fill("00:00")
    page.get_by_role("button", name="Încheie procesul-verbal").click()
    expect(page.get_by_role("button", name="Tipărește procesul-verbal")).to_be_visible()
    expect(page.get_by_text("Ștefan lipsește de la școală.")).to_be_visible()
    assert_usable(page)
    desk.go("/hotarari/", "Hotărârile echipei")
    page.get_by_role("link", name="S-a făcut").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("S-a făcut")
    assert_usable(page)


def refer(desk: Desk, walk: Walk) -> None:
    page = desk.page
    desk.go(at(walk, "refer"), "Referă cazul unei instituții")
    for label, words in (
        ("Instituția", "Spitalul din oraș"), ("Cum o găsim", "tel. 0000"), ("Scopul", "consult"),
        ("Ce îi spunem", "Copil de 8 ani."), ("Ce îi cerem", "Un consult."),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(words)
    desk.type_day("answer_by", timezone.localdate() + timedelta(days=10))
    page.get_by_label("Persoana a fost de acord").check()
    page.get_by_role("button", name="Trimite referirea").click()


def test_a_referral_ends_with_a_letter_and_its_code(browser_page: Page, live_site: str) -> None:
    walk = walked("in_services")
    desk, page = Desk(browser_page, live_site, walk.worker), browser_page
    refer(desk, walk)
    expect(page.locator(".letter__code svg")).to_be_visible()
    assert_usable(page)
    desk.go("/referiri/", "Răspunsuri așteptate")
    page.get_by_role("link", name="Consemnează răspunsul").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Răspunsul la o referire")
    assert_usable(page)
