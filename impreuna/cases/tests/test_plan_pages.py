"""The plan's pages: writing it from what was found, its steps and versions, its services; and what each page costs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.cases import commands as does
from impreuna.cases.forms import plan_editor as editing
from impreuna.cases.forms.plan import Offers
from impreuna.cases.forms.plan_editor import Suggestion
from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def walked(stage: str, **notice: Any) -> Walk:
    """A case at a stage, begun three weeks before the real today, by which pages go."""
    return walk_to(stage, begin(timezone.now() - timedelta(days=20), **notice))


def at(walk: Walk, name: str, *args: Any) -> str:
    return reverse(f"cases:{name}", args=[walk.case_id, *args])


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of a page's form `plan-form`, unchanged."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if name and name[1] != "csrfmiddlewaretoken":
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, body in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page):
        sent.setdefault(name, []).append(body.strip())
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent.setdefault(name, []).append(chosen[1] if chosen else "")
    return sent


class Desk:
    """The responsible before an empty plan."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.client = walk, signed_in(walk.worker)
        self.address = at(walk, "plan-write")

    def press(self, do: str, **typed: str) -> Any:
        page = self.client.get(self.address).content.decode()
        return self.client.post(self.address, {**fields_of(page), **typed, "do": do})

    def page(self) -> str:
        return self.client.get(self.address).content.decode()


def test_a_plan_is_written_by_buttons_alone_and_goes_to_the_head() -> None:
    walk = walked("assigned")
    desk = Desk(walk)
    assert "Cazul nu are încă un plan" in text(desk.client.get(at(walk, "plan")))
    assert fields_of(desk.page())["plan-resources"] == ["Bunica."], "what the evaluation says is not asked again"
    assert desk.press("objective").status_code == 302
    desk.press(
        "item:0", **{"objective-0-text": "Ștefan merge la școală", "objective-0-indicator": "prezența din catalog"}
    )
    assert "Ștefan merge la școală" in desk.page(), "what was typed is kept with the button"
    refused = desk.press("send", **{"item-0-responsible_id": ""})
    assert refused.status_code == 422 and "Scrieți ce serviciu sau beneficiu." in text(refused)
    assert "Alegeți cine răspunde în echipă." in text(refused)
    sent = desk.press("send", **{"item-0-title": "Sprijin la teme", "item-0-responsible_id": str(walk.worker.user_id)})
    assert sent.status_code == 302, text(sent)
    with acting_as(walk.worker):
        (plan,) = CaseEntry.objects.filter(kind="DraftPlan")
    assert [item["title"] for item in plan.content["items"]] == ["Sprijin la teme"]
    assert plan.content["items"][0]["starts_on"] == plan.content["starts_on"]
    page = text(desk.client.get(at(walk, "plan")))
    assert "Așteaptă avizul" in page and "Sprijin la teme" in page and "Continuă planul început" not in page


def test_what_was_found_becomes_objectives_with_their_services() -> None:
    family = Family()
    family.visited(persons={family.child: {"E01": 7}})
    walk = walked("assigned", household_id=family.household)
    desk = Desk(walk)
    page = desk.page()
    suggested = re.search(r'value="(suggestion:[^"]+)"', page)
    assert suggested and "Copil de vârstă școlară neînscris niciodată" in page
    desk.press(suggested[1])
    page = desk.page()
    assert "Rezolvarea situației: Copil de vârstă școlară neînscris niciodată" in page
    assert page.count('class="plan-item"') == 3 and suggested[1] not in page
    desk.press("without-item:0")
    assert desk.page().count('class="plan-item"') == 2
    desk.press("without-objective:0")
    assert 'class="plan-item"' not in desk.page() and suggested[1] in desk.page()


def test_a_service_that_two_findings_ask_stands_in_the_plan_once() -> None:
    data, offers = editing.begin(date(2026, 1, 1), None, "services"), Offers((), (), (), {}, {})
    for code, services in (("A", "xy"), ("B", "yz"), ("C", "yx")):
        found = Suggestion(code, code, code, "", "", [(service, service) for service in services])
        editing.add_suggestion(data, found, offers)
    held = [(data[f"item-{n}-objective"], data[f"item-{n}-service"]) for n in data.getlist("item")]
    assert held == [("0", "x"), ("0", "y"), ("1", "z"), ("2", "y")], "and no objective is left without one"


def test_a_revision_begins_with_the_version_before_and_says_what_changed() -> None:
    walk = walked("in_services")
    desk = Desk(walk)
    assert "Consiliere pentru părinți" in desk.page()
    with acting_as(walk.worker):
        first = CaseEntry.objects.get(kind="DraftPlan").content
    assert "Scrieți de ce se schimbă planul." in text(desk.press("send"))
    desk.press("item:0")
    answer = desk.press(
        "send",
        **{
            "plan-revision_why": "Copilul are nevoie de teme",
            "objective-0-outcome": "partly",
            "item-1-title": "Sprijin la teme",
            "item-1-responsible_id": str(walk.worker.user_id),
        },
    )
    assert answer.status_code == 302, text(answer)
    with acting_as(walk.worker):
        second = CaseEntry.objects.filter(kind="DraftPlan").order_by("received_at").last()
    assert second and second.content["items"][0] == first["items"][0], "what runs goes on, the very same"
    page = text(desk.client.get(at(walk, "plan")))
    assert "Versiunea 2 așteaptă avizul șefului." in page and "În vigoare" in page
    newer = text(desk.client.get(at(walk, "plan") + "?versiune=2"))
    assert "Ce s-a schimbat față de versiunea 1" in newer and "Sprijin la teme" in newer
    assert "Atins în parte" in newer and "Avizează planul" not in newer
    head = signed_in(walk.head)
    head.post(at(walk, "open"), {"why": "endorse"})
    assert "Avizează planul" in text(head.get(at(walk, "plan") + "?versiune=2"))


def test_typing_is_kept_by_itself_and_only_for_its_author() -> None:
    walk = walked("assigned")
    desk = Desk(walk)
    desk.press("objective")
    sent = {**fields_of(desk.page()), "objective-0-text": "Neterminat", "plan-ends_on_day": "31", "do": "keep"}
    answer = desk.client.post(desk.address, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "Ciorna dumneavoastră este păstrată" in text(answer)
    page = desk.page()
    assert "Neterminat" in page and 'value="31"' in page, "also what is no date yet"
    assert desk.client.post(at(walk, "plan-discard")).status_code == 302
    assert "Neterminat" not in desk.page()


def test_services_of_the_plan_are_checked_and_problems_answered() -> None:
    walk = walked("in_services")
    client = signed_in(walk.worker)
    page = text(client.get(at(walk, "services")))
    assert "Consiliere pentru părinți" in page and "Au venit la prima ședință." in page
    check = at(walk, "act", "verificare")
    assert f'value="{walk.item_id}" selected' in client.get(f"{check}?item_id={walk.item_id}").content.decode()
    now = timezone.localtime()
    said = {
        "item_id": str(walk.item_id), "started": "yes", "state": "running", "progress": "Vin în fiecare săptămână.",
        "when_day_day": now.day, "when_day_month": now.month, "when_day_year": now.year, "when_hour": "00:00",
    }  # fmt: skip
    answer = client.post(check, said)
    assert answer.status_code == 302, text(answer)
    walk.now = timezone.now() - timedelta(hours=1)
    walk.do(walk.worker, does.ReportProblem, problem="Nu mai vin.", item_id=walk.item_id, is_urgent=True)
    page = text(client.get(at(walk, "services")))
    assert "Vin în fiecare săptămână." in page and "Nu mai vin." in page and "Deschisă" in page
    about = f"?despre={walk.last['ReportProblem']}"
    answer = client.post(
        at(walk, "act", "raspuns-problema") + about, {"response": "Am vorbit cu mama.", "is_solved": "yes"}
    )
    assert answer.status_code == 302, text(answer)
    assert "Rezolvată" in text(client.get(at(walk, "services")))


ACTS: list[tuple[str, str, str]] = [
    ("planned", "contract", "DraftPlan"),
    ("in_services", "act-aditional", "MakeContract"),
    ("in_services", "raport-implementare", ""),
    ("in_services", "problema", ""),
    ("in_services", "reevaluare", ""),
    ("in_services", "internare", ""),
    ("in_services", "monitorizare-post-servicii", ""),
    ("post_services", "raport-post-servicii", ""),
    ("post_services", "recomandare-inchidere", ""),
    ("in_services", "sesizare-autoritate", ""),
    ("in_services", "reclamatie", ""),
]


@pytest.mark.parametrize(("stage", "slug", "about"), ACTS, ids=[slug for _stage, slug, _about in ACTS])
def test_every_act_has_its_page(stage: str, slug: str, about: str) -> None:
    walk = walked(stage)
    address = at(walk, "act", slug) + (f"?despre={walk.last[about]}" if about else "")
    client = signed_in(walk.worker)
    assert client.get(address).status_code == 200
    refused = client.post(address, {})
    assert refused.status_code == 422 and "Mai este ceva de corectat" in text(refused)


@pytest.mark.parametrize("slug", ["inchidere", "suspendare"])
def test_the_heads_acts_have_their_pages(slug: str) -> None:
    walk = walked("post_services")
    address = at(walk, "act", slug)
    head = signed_in(walk.head)
    assert head.get(address).status_code in (200, 302)
    assert head.post(address, {}).status_code == 422
    assert signed_in(walk.worker).get(address).status_code == 403


@pytest.mark.parametrize(
    ("name", "most"), [("plan", 18), ("plan-write", 22), ("services", 18)], ids=["plan", "write", "services"]
)
def test_a_page_costs_the_same_however_much_was_done(name: str, most: int) -> None:
    walk = walked("in_services")
    client = signed_in(walk.worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(walk, name)).status_code == 200
        return len(queries)

    def fill(times: int) -> None:
        for _time in range(times):
            walk.do(walk.worker, does.CheckService, item_id=walk.item_id, started=True, progress="Merge.")
            walk.do(walk.worker, does.ReportProblem, problem="Lipsesc.", item_id=walk.item_id)

    fill(1)
    cost()
    few = cost()
    fill(3)
    assert cost() == few <= most
