"""Forms of services and activities in a real browser: what follows from an answer, who is found by her name."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from impreuna.assessment.tests.visiting import Family
from impreuna.cases.commands import PlanItem
from impreuna.cases.tests.sending import ago
from impreuna.cases.tests.test_office_browser import Desk
from impreuna.cases.tests.walking import begin, walk_to
from impreuna.ui.tests.accessibility import assert_usable
from impreuna.workforce.tests import cast as people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_service_of_the_plan_follows_from_the_service_until_she_answers(browser_page: Page, live_site: str) -> None:
    family = Family()
    walk = walk_to("in_services", begin(household_id=family.household, now=ago(days=20)))
    item = PlanItem(
        id=walk.item_id, objective_id=walk.objective_id, title="Consiliere", service="AS-19",
        responsible=walk.worker.name, starts_on=walk.today, ends_on=walk.today, frequency="weekly",
    )  # fmt: skip
    plan = walk.draft(items=(item,))
    walk.discuss()
    walk.endorse(plan)
    desk, page = Desk(browser_page, live_site, walk.worker), browser_page
    desk.go(reverse("cases:services", args=[walk.case_id]), "Serviciile planului")
    desk.go(reverse("services:deliver", args=[family.household]), "Înregistrează un serviciu")
    code, chosen = page.locator("#id_code"), page.locator("#id_plan_item")
    code.select_option("AS-19")
    expect(chosen).to_have_value(str(walk.item_id))
    code.select_option("AS-18")
    expect(chosen).to_have_value("")
    chosen.select_option("-")
    code.select_option("AS-19")
    expect(chosen).to_have_value("-")
    page.goto(f"{live_site}{reverse('services:deliver', args=[family.household])}?serviciu={walk.item_id}")
    expect(chosen).to_have_value(str(walk.item_id))
    page.get_by_role("button", name="Înregistrează serviciul").click()
    expect(page.get_by_text("Serviciul este înregistrat.")).to_be_visible()


def test_who_came_is_found_by_keyboard(browser_page: Page, live_site: str) -> None:
    Family()
    desk, page = Desk(browser_page, live_site, people.social_worker()), browser_page
    desk.go("/activitati/noua/", "Înregistrează o activitate")
    page.get_by_label("Cum se numește").fill("Școala părinților")
    page.locator("#id_code").select_option("AS-18")
    page.locator("#id_adults").fill("9")
    search = page.get_by_label("Căutați în registru")
    search.press_sequentially("rus il")
    found = page.get_by_role("checkbox", name="Rus Ileana")
    expect(found).to_be_visible()
    assert_usable(page)
    found.focus()
    page.keyboard.press("Space")
    search.fill("rus gav")
    expect(page.get_by_role("checkbox", name="Rus Gavril")).to_be_visible()
    expect(page.get_by_role("group", name="Au venit")).to_contain_text("Rus Ileana")
    page.get_by_role("checkbox", name="Rus Gavril").check()
    page.get_by_role("button", name="Înregistrează activitatea").click()
    page.get_by_role("link", name="Școala părinților").click()
    expect(page.get_by_text("și încă 7 persoane, fără nume")).to_be_visible()
    expect(page.get_by_role("link", name="Rus Gavril")).to_be_visible()
    assert_usable(page)
