"""Pages of cases: an act goes by its page, what is late says why, lists find what is asked, and what a page costs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.sending import act_of, ago, begin_more, evaluation, page_of, when
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.drafts import drafts_of
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    """A case that came in an hour ago."""
    return begin(now=ago(hours=1))


def test_a_case_goes_by_its_pages_from_evaluation_to_a_responsible(walk: Walk) -> None:
    worker, head = signed_in(walk.worker), signed_in(walk.head)
    assert worker.post(act_of(walk, "evaluare-initiala"), evaluation()).status_code == 302
    page = text(worker.get(page_of(walk)))
    assert "bunica, vecina" in page and "Urgent: în câteva zile" in page
    form = worker.get(act_of(walk, "raport-initial")).content.decode()
    assert "Copilul stă cu bunica." in form, "what the evaluation says is put in"
    sent = {"conclusion": "Este un caz.", "proposal": "confirm"}
    assert worker.post(act_of(walk, "raport-initial"), sent).status_code == 302
    assert "Cazul așteaptă: Decizie" in text(worker.get(page_of(walk))).replace(" :", ":")
    assert "Hotărăște asupra cazului" in text(head.get(page_of(walk)))
    assert "Este un caz." in text(head.get(act_of(walk, "decizie")))
    assert head.post(act_of(walk, "decizie"), {"decision": "confirmed"}).status_code == 302
    candidates = text(head.get(act_of(walk, "responsabil")))
    assert f"{walk.worker.name}, asistent social · niciun caz activ" in candidates
    sent = {"user_id": str(walk.worker.user_id), "criteria": ["cases"]}
    assert head.post(act_of(walk, "responsabil"), sent).status_code == 302
    assert f"responsabil: {walk.worker.name}" in text(worker.get(page_of(walk)))
    assert f"Informarea clientului ({walk.worker.name})" in text(head.get(page_of(walk)))
    assert "Avizează" not in text(head.get(page_of(walk))), "the decision is the answer to the report"
    informing = worker.get(act_of(walk, "informare")).content.decode()
    assert "Raportul de evaluare inițială și hotărârea: caz confirmat." in informing


def test_a_report_is_read_and_returned_with_what_to_change() -> None:
    walk = walk_to("assigned", begin(now=ago(days=4)))
    visit = walk.do(
        walk.worker, does.RecordCaseVisit, purpose="Evaluarea", place="acasă", present=("mama",),
        synthesis="Am vorbit cu toți.",
    )  # fmt: skip
    head = signed_in(walk.head)
    head.post(page_of(walk, "open"), {"why": "endorse"})
    assert f"despre={visit}" in head.get(page_of(walk)).content.decode()
    assert "Am vorbit cu toți." in text(head.get(act_of(walk, "aviz", visit)))
    refused = head.post(act_of(walk, "aviz", visit), {"decision": "returned", "note": ""})
    assert refused.status_code == 422
    assert (
        head.post(act_of(walk, "aviz", visit), {"decision": "returned", "note": "Părerea copilului."}).status_code
        == 302
    )
    page = text(head.get(page_of(walk)))
    assert "întors pentru schimbări" in page and "Părerea copilului." in page
    assert head.get(act_of(walk, "aviz")).status_code == 404, "an answer needs what it answers"
    assert head.get(act_of(walk, "aviz", new_id())).status_code == 404


def test_a_complex_evaluation_starts_the_terms_of_its_law() -> None:
    walk = walk_to("assigned", begin(now=ago(days=2)))
    client = signed_in(walk.worker)
    report = {
        **when(),
        "veil": "case",
        "instruments": "discuție",
        "found": "Întârziere în limbaj.",
        "conclusions": "Terapie.",
    }
    assert client.post(act_of(walk, "raport-de-specialitate"), report).status_code == 302
    assert "Rezultatul evaluării complexe" not in text(client.get(page_of(walk)))
    assert client.post(act_of(walk, "raport-de-specialitate"), report | {"is_complex": "on"}).status_code == 302
    page = text(client.get(page_of(walk)))
    assert "Rezultatul evaluării complexe ajunge la SPAS" in page and "Legea 292/2011, art. 49(1)" in page
    assert "Planul, completat după evaluarea complexă" in page


def test_what_is_late_says_why_and_nothing_typed_is_lost() -> None:
    walk = begin(now=ago(days=5))
    client = signed_in(walk.worker)
    refused = client.post(act_of(walk, "evaluare-initiala"), evaluation())
    page = refused.content.decode()
    assert refused.status_code == 422 and "De ce se face abia acum" in page and "Copilul stă cu bunica." in page
    assert "Ordinul 288/2006" in text(refused)
    sent = evaluation(late_reason="Drumul a fost înzăpezit.")
    assert client.post(act_of(walk, "evaluare-initiala"), sent).status_code == 302
    assert "Drumul a fost înzăpezit." in text(client.get(page_of(walk)))


def test_what_is_typed_into_a_long_form_is_kept_meanwhile(walk: Walk) -> None:
    client = signed_in(walk.worker)
    address, draft_id = act_of(walk, "evaluare-initiala"), str(new_id())
    client.post(f"{address}ciorna/", evaluation(draft_id=draft_id, situation="Copilul pl"))
    page = client.get(address).content.decode()
    assert "Copilul pl" in page and draft_id in page and "Continuați de unde ați rămas" in page
    assert client.post(address, evaluation(draft_id=draft_id)).status_code == 302
    assert drafts_of(walk.worker) == []
    assert client.get(act_of(walk, "nimic")).status_code == 404


def test_sending_twice_is_one_act(walk: Walk) -> None:
    client = signed_in(walk.worker)
    sent = evaluation(command_id=str(new_id()))
    for _time in range(2):
        client.post(act_of(walk, "evaluare-initiala"), sent)
    with acting_as(walk.worker):
        assert CaseEntry.objects.filter(kind="RecordInitialEvaluation").count() == 1


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [("?q=taran", True), ("?q=ștef", True), ("?q=1/", True), ("?q=popescu", False), ("?q=%20%25", False),
     ("?care=de-evaluat", True), ("?care=intarziate", False), ("?care=incheiate", False),
     ("?care=toate&etapa=registered", True), ("?care=toate&etapa=planned", False)],
)  # fmt: skip
def test_a_list_finds_what_is_asked(walk: Walk, asked: str, is_found: bool) -> None:
    page = text(signed_in(walk.worker).get(f"{reverse('cases:list')}{asked}"))
    assert ("Țăran Ștefan" in page) is is_found, page


def test_a_list_goes_on_page_by_page() -> None:
    walk = begin(now=ago(hours=2))
    for number in range(25):
        begin_more(walk, f"Pop Ana {number:02}")
    client = signed_in(walk.worker)
    first = client.get(f"{reverse('cases:list')}?care=toate")
    page = text(first)
    assert page.count("Caz ") >= 20 and "Mai multe" in page and "Caz 26/" in page and "Caz 1/" not in page


def test_a_long_history_opens_twenty_moments_at_a_time() -> None:
    walk = walk_to("assigned", begin(now=ago(days=2)))
    for number in range(30):
        walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said=f"Discuția {number}.")
    client = signed_in(walk.worker)
    latest = client.get(page_of(walk)).content.decode()
    assert (
        "Discuția 29." in latest and "Discuția 9." not in latest and latest.count('<li class="timeline__moment') == 20
    )
    older = re.search(r"\?inainte=[0-9a-f-]+", latest)
    assert older
    page = text(client.get(page_of(walk) + older[0]))
    assert "Discuția 9." in page and "Discuția 29." not in page and "Sesizare înregistrată" in page
    assert "Înapoi la cele mai noi" in page


PAGES: list[tuple[str, Callable[[Walk], str], int]] = [
    ("list", lambda walk: f"{reverse('cases:list')}?care=toate", 10),
    ("triage", lambda walk: f"{reverse('cases:list')}?care=de-evaluat", 10),
    ("search", lambda walk: f"{reverse('cases:list')}?q=taran", 10),
    ("case", page_of, 15),
    ("team", lambda walk: page_of(walk, "team"), 13),
    ("readers", lambda walk: page_of(walk, "readers"), 14),
    ("intake", lambda walk: reverse("cases:intake"), 10),
    ("contact", lambda walk: act_of(walk, "contact"), 13),
    ("visit", lambda walk: act_of(walk, "vizita"), 14),
]


@pytest.mark.parametrize(("address", "most"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_page_costs_the_same_however_much_was_done(address: Callable[[Walk], str], most: int) -> None:
    walk = walk_to("assigned", begin(now=ago(days=2)))
    client = signed_in(walk.worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(walk)).status_code == 200
        return len(queries)

    client.get(page_of(walk))
    begin_more(walk, "Țăran Maria")
    cost()
    few = cost()
    for number in range(30):
        walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said=f"Discuția {number}.")
    begin_more(walk, "Țăran Ana")
    assert cost() == few <= most, few
