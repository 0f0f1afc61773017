"""The case of an elderly woman: its pages ask nothing about a child, and each act of it is done from its page."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.commands.intake import Participant
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.identity import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
#: What only a child's case asks, by the page that asks it.
OF_CHILDREN = {
    "vizita": ("child_opinion",), "raport-detaliat": ("capacity", "child_opinion"), "informare": ("child_means",),
    "monitorizare-post-servicii": ("is_reintegration",),
}  # fmt: skip
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def elderly(stage: str, since: timedelta = timedelta(days=40)) -> Walk:
    """The case of somebody of 81, that began so long ago."""
    people = (Participant(name="Cozma Veronica", part="subject", birth_date=date(1945, 3, 12)),)
    began = timezone.now() - since
    return walk_to(stage, begin(now=began, subject="elderly", people=people, what="Nu a mai ieșit din casă."))


def act(walk: Walk, slug: str) -> str:
    """The page of an act."""
    return reverse("cases:act", args=[walk.case_id, slug])


def sent_from(client: Client, address: str, **typed: Any) -> Any:
    """What a page answers when it is sent as the browser sends it: with the fields that nobody sees."""
    hidden = dict(_HIDDEN.findall(client.get(address).content.decode()))
    return client.post(address, {**hidden, **typed})


def test_nothing_is_asked_about_a_child() -> None:
    hers, childs = elderly("in_services"), walk_to("in_services", begin(now=timezone.now() - timedelta(days=40)))
    clients = {each.case_id: signed_in(each.worker) for each in (hers, childs)}
    for slug, names in OF_CHILDREN.items():
        pages = (clients[each.case_id].get(act(each, slug)).content.decode() for each in (hers, childs))
        of_hers, of_a_childs = pages
        for name in names:
            assert f'name="{name}"' not in of_hers and f'name="{name}"' in of_a_childs, (slug, name)
    for each, is_offered in ((hers, False), (childs, True)):
        page = clients[each.case_id].get(act(each, "recomandare-inchidere")).content.decode()
        assert ('value="majority"' in page) is is_offered
        sending = f"{act(each, 'transmitere')}?despre={each.last['DraftPlan']}"
        assert ('value="child"' in clients[each.case_id].get(sending).content.decode()) is is_offered


def test_a_meeting_asks_of_a_child_only_in_a_childs_case() -> None:
    walk = elderly("assigned")
    page = signed_in(walk.worker).get(f"{reverse('cases:meeting-new')}?caz={walk.case_id}").content.decode()
    assert "family_came" in page and "child_came" not in page


def test_a_detailed_report_says_nothing_of_parents() -> None:
    walk = elderly("assigned", since=timedelta(hours=5))
    walk.do(walk.worker, does.RecordCaseVisit, purpose="evaluare", place="acasă", present=("ea",), synthesis="E slabă.")
    said = dict.fromkeys(("needs", "context", "risks", "resources", "family_opinion", "conclusions"), "Lemne și medic.")
    answer = sent_from(signed_in(walk.worker), act(walk, "raport-detaliat"), **said)
    assert answer.status_code == 302, text(answer)


def test_a_detailed_report_is_written_beside_all_that_it_stands_on() -> None:
    walk = elderly("assigned", since=timedelta(hours=5))
    for seen in ("Casa e rece.", "Nu are lemne."):
        walk.do(walk.worker, does.RecordCaseVisit, purpose="vizită", place="acasă", present=("ea",), synthesis=seen)
    page = text(signed_in(walk.worker).get(act(walk, "raport-detaliat")))
    assert "Casa e rece." in page and "Nu are lemne." in page


def test_what_is_on_paper_is_signed_in_the_office() -> None:
    walk = elderly("planned")
    address = f"{act(walk, 'semnatura')}?despre={walk.last['DraftPlan']}"
    typed = {"how": "paper", "signer": "Cozma Veronica", "function": "beneficiară"}
    client = signed_in(walk.worker)
    assert sent_from(client, address, **typed).status_code == 302
    assert "Cozma Veronica" in text(client.get(reverse("cases:plan", args=[walk.case_id])))


def test_the_team_reads_what_it_may_know_of_a_medical_report() -> None:
    walk = elderly("assigned")
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    asked = walk.do(walk.worker, does.RequestEvaluation, of="nurse", questions="Ce boli are?", due_on=walk.today)
    nurse, page = signed_in(walk.nurse), reverse("cases:case", args=[walk.case_id])
    assert f"raport-de-specialitate/?despre={asked}" in nurse.get(page).content.decode()
    walk.do(
        walk.nurse, does.RecordSpecialistReport,
        about_id=asked, veil="health", instruments="tensiometru", found="Tensiune mare.", conclusions="Hipertensiune.",
        for_team="Are nevoie de medic în câteva zile.",
    )  # fmt: skip
    seen = text(signed_in(walk.worker).get(page))
    assert "Are nevoie de medic în câteva zile." in seen and "Hipertensiune" not in seen
    assert f"despre={asked}" not in nurse.get(page).content.decode(), "what is answered is asked no more"


def test_a_reevaluation_leads_to_its_report() -> None:
    walk = elderly("in_services")
    seen = walk.do(
        walk.worker, does.RecordReevaluation,
        occasion="need", changes=(), situation="Mănâncă, casa e caldă.", family_opinion="E mai bine.", plan="kept",
    )  # fmt: skip
    page = signed_in(walk.worker).get(reverse("cases:case", args=[walk.case_id])).content.decode()
    assert f"raport-reevaluare/?despre={seen}" in page
    walk.do(walk.worker, does.WriteReevaluationReport, id=new_id(), about_id=seen, conclusions="Mergem înainte.")
    page = signed_in(walk.worker).get(reverse("cases:case", args=[walk.case_id])).content.decode()
    assert f"raport-reevaluare/?despre={seen}" not in page
