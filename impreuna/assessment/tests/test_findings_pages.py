"""Findings, visits, the list of work and the panels: what each profession sees and decides, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.assessment.commands import DecideFindings, Decision
from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import BASICS, Family
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import WORKER, applied, new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    """Visited once: the child never went to school, nobody to call on, a disease that the nurse noted."""
    family = Family()
    family.visited(household=BASICS | {"H03": 3}, persons={family.child: {"E01": 7}})
    return family


@pytest.fixture
def client() -> Client:
    return signed_in(people.social_worker())


def page_of(client: Client, family: Family) -> str:
    answer = client.get(reverse("assessment:findings", args=[family.household]))
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, family: Family, code: str, decision: str, **more: Any) -> Any:
    """Sends the form of the page with one decision changed."""
    html, finding = page_of(client, family), family.finding(code)
    sent = dict(re.findall(r'name="(command_id|seen-[^"]+)" value="([^"]+)"', html))
    sent |= {f"decision-{finding.id}": decision, **{f"{name}-{finding.id}": value for name, value in more.items()}}
    return client.post(reverse("assessment:findings", args=[family.household]), sent)


def test_findings_stand_with_their_person_their_reason_and_who_helps(client: Client, family: Family) -> None:
    page = text(client.get(reverse("assessment:findings", args=[family.household])))
    assert "Rus Andrei" in page and "Copil de vârstă școlară neînscris niciodată" in page
    assert "niciodată înscris" in page and "(E01)" in page and "9 ani" in page
    assert "Ajută: mediator școlar" in page and "Propusă" in page and "Gravă" in page
    assert "Izolare socială" in page and "vulnerabilitate gravă" in page


def test_a_decision_is_kept_with_who_took_it(client: Client, family: Family) -> None:
    answer = decide(client, family, "ED-02", "confirmed")
    assert answer.status_code == 302
    assert family.findings()["ED-02"] == "confirmed"
    page = " ".join(re.sub(r"<[^>]+>", " ", page_of(client, family)).split())
    assert "Hotărât de Ilinca Breban (asistent social)" in page and "Confirmată" in page


def test_refuting_needs_a_reason_and_what_was_chosen_stays(client: Client, family: Family) -> None:
    refused = decide(client, family, "ED-02", "refuted")
    assert refused.status_code == 422 and "Scrieți de ce infirmați vulnerabilitatea." in text(refused)
    finding = family.finding("ED-02")
    assert re.search(rf'name="decision-{finding.id}"[^>]*value="refuted" checked', refused.content.decode())
    assert decide(client, family, "ED-02", "refuted", note="Este înscris la Doba.").status_code == 302
    page = page_of(client, family)
    assert family.findings()["ED-02"] == "refuted" and "Este înscris la Doba." in page


def test_two_who_decide_at_once_are_told_of_each_other(client: Client, family: Family) -> None:
    html, finding = page_of(client, family), family.finding("ED-02")
    applied(
        WORKER, DecideFindings, household_id=family.household,
        decisions=(Decision(finding_id=finding.id, seen_state="proposed", decision="confirmed"),),
    )  # fmt: skip
    sent = dict(re.findall(r'name="(command_id|seen-[^"]+)" value="([^"]+)"', html))
    sent |= {f"decision-{finding.id}": "refuted", f"note-{finding.id}": "Nu este așa."}
    told = client.post(reverse("assessment:findings", args=[family.household]), sent)
    assert told.status_code == 422 and "a hotărât între timp" in text(told) and "Nu este așa." in told.content.decode()
    again = dict(re.findall(r'name="(command_id|seen-[^"]+)" value="([^"]+)"', told.content.decode()))
    again |= {f"decision-{finding.id}": "refuted", f"note-{finding.id}": "Nu este așa."}
    assert client.post(reverse("assessment:findings", args=[family.household]), again).status_code == 302
    assert family.findings()["ED-02"] == "refuted"


def test_nothing_decided_is_said(client: Client, family: Family) -> None:
    assert "Nu ați hotărât nimic" in text(decide(client, family, "ED-02", "open"))


def test_who_may_not_decide_reads_who_does(family: Family) -> None:
    nurse = signed_in(people.community_nurse())
    page = page_of(nurse, family)
    assert f"decision-{family.finding('ED-02').id}" not in page
    head = signed_in(people.actor("Șefa Biroului", "spas_head", BELTIUG))
    html = page_of(head, family)
    assert "Păstrează hotărârile" not in html and "Hotărăște: asistent social" in html


def test_the_stranger_sees_nothing(family: Family) -> None:
    stranger = signed_in(people.stranger())
    visit = family.finding("ED-02").assessment_id
    for address in (
        reverse("assessment:findings", args=[family.household]),
        reverse("assessment:visits", args=[family.household]),
        reverse("assessment:visit", args=[visit]),
    ):
        assert stranger.get(address).status_code == 404, address
    assert "Rus" not in text(stranger.get(reverse("assessment:worklist")))


def test_a_visit_shows_only_what_the_reader_may_see(family: Family) -> None:
    visit = reverse("assessment:visit", args=[family.finding("ED-02").assessment_id])
    worker = text(signed_in(people.social_worker()).get(visit))
    assert "niciodată înscris" in worker and "Rus Andrei" in worker and "Rezultatul Fișă completă" in worker
    nurse = text(signed_in(people.community_nurse()).get(visit))
    assert "niciodată înscris" not in nurse and "Rolul dumneavoastră nu vede răspunsurile din" in nurse


def test_the_list_of_work_forgives_diacritics_and_keeps_to_what_is_wanted(client: Client, family: Family) -> None:
    register(WORKER, new_person("Țăran", "Ștefania"))
    worklist = reverse("assessment:worklist")
    for asked, is_there in (
        ({}, True), ({"q": "rus ILE"}, True), ({"q": "popescu"}, False), ({"domeniu": "ED"}, True),
        ({"domeniu": "LO"}, False), ({"stare": "de-hotarat"}, True), ({"prioritate": "high"}, True),
        ({"prioritate": "low"}, False), ({"sat": "1"}, True), ({"prioritate": "vai", "domeniu": "<b>"}, True),
    ):  # fmt: skip
        found = text(client.get(worklist, asked))
        assert ("Rus Ileana" in found) == is_there, asked
    unvisited = text(client.get(worklist, {"stare": "nevizitate", "q": "taran stef"}))
    assert "Țăran Ștefania" in unvisited and "Rus Ileana" not in unvisited
    part = client.get(worklist, {"q": "rus"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="rezultate"') and "Rus Ileana" in part


def test_the_list_goes_on_after_its_first_page(client: Client) -> None:
    for _home in range(27):
        Family().visited(household=BASICS | {"H03": 3})
    first = client.get(reverse("assessment:worklist")).content.decode()
    more = re.findall(r'href="(\?[^"]*dupa=[^"]+)"', first)
    assert first.count("person__mark--house") == 25 and more
    second = client.get(reverse("assessment:worklist") + more[0].replace("&amp;", "&")).content.decode()
    assert second.count("person__mark--house") == 2


def test_other_rooms_pages_show_what_was_found(client: Client, family: Family) -> None:
    home = text(client.get(f"/gospodarii/{family.household}/"))
    assert "Completează fișa" in home and "Copil de vârstă școlară neînscris niciodată" in home and "Vezi toate" in home
    child = text(client.get(f"/persoane/{family.child.id}/"))
    assert "Copil de vârstă școlară neînscris niciodată" in child
    work = client.get("/").content.decode()
    assert "De confirmat" in work and "Ciornele mele" not in work and "Nimic nu așteaptă" not in work
    client.post(reverse("assessment:start", args=[family.household]))
    assert "Ciornele mele" in text(client.get("/"))
    assert "Continuați ciorna din" in text(client.get(f"/gospodarii/{family.household}/"))
    assert "Rus Ileana" in text(client.get(reverse("assessment:drafts")))


def test_the_menu_counts_what_waits_for_the_reader(client: Client, family: Family) -> None:
    waiting = sum(state == "proposed" for state in family.findings().values())
    menu = re.sub(r"<[^>]+>", " ", client.get("/").content.decode().partition("<main")[0])
    assert re.search(rf"Recensământ\s+{waiting}\b", menu)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (lambda family: reverse("assessment:findings", args=[family.household]), 24),
        (lambda family: reverse("assessment:visits", args=[family.household]), 20),
        (lambda family: reverse("assessment:worklist"), 14),
        (lambda family: reverse("assessment:start", args=[family.household]), 20),
        (lambda family: f"/gospodarii/{family.household}/", 32),
        (lambda family: f"/persoane/{family.child.id}/", 30),
    ],
    ids=["findings", "visits", "worklist", "start", "household", "person"],
)
def test_a_page_costs_the_same_whatever_was_found(
    client: Client, family: Family, address: Callable[[Family], str], most: int
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(family)).status_code == 200
        return len(queries)

    cost()
    few = cost()
    family.visited(
        household=BASICS | {"H03": 3, "L01": 5, "V01": [0], "V06": 3}, persons={family.child: {"E01": 7, "P02": 2}}
    )
    other = Family()
    other.visited(household=BASICS | {"H03": 3})
    assert cost() == few <= most
