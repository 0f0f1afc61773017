"""Pages of cases: what each profession sees and does, what is asked why, and what a page costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.commands.intake import Participant
from impreuna.cases.models import Case, CaseEntry, Opening
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.drafts import drafts_of
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import APAHIDA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def ago(**length: int) -> datetime:
    """So long before the real now, which the pages go by."""
    return timezone.now() - timedelta(**length)


def page_of(walk: Walk, name: str = "case") -> str:
    return reverse(f"cases:{name}", args=[walk.case_id])


def act_of(walk: Walk, slug: str, about: UUID | None = None) -> str:
    return reverse("cases:act", args=[walk.case_id, slug]) + (f"?despre={about}" if about else "")


def day_typed(name: str, days: int = 0) -> dict[str, str]:
    """A day as the three boxes send it."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def when() -> dict[str, str]:
    """A moment of today that has passed."""
    return {**day_typed("when_day"), "when_hour": "00:01"}


def call(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a telephone call."""
    return {
        "channel": "notice_phone", "subject": "child", "name": "Țăran Ștefan", "person_id": "",
        "what": "Copilul este singur acasă de două zile.", "where": "Acasă", "reporter": "Vecina", **changes,
    }  # fmt: skip


def evaluation(**changes: Any) -> dict[str, Any]:
    """What a browser sends for an initial evaluation."""
    return {
        **when(), "place": "acasă", "present": ["Țăran Ștefan"], "others": "bunica, vecina",
        "situation": "Copilul stă cu bunica.", "risks": "Lipsa supravegherii.", "needs": "Sprijin la teme.",
        "resources": "Bunica.", "urgency": "urgent", **changes,
    }  # fmt: skip


@pytest.fixture
def walk() -> Walk:
    """A case that came in an hour ago."""
    return begin(now=ago(hours=1))


def test_a_telephone_call_becomes_a_case_with_its_first_deadline() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    assert "Înregistrează o sesizare" in text(client.get(reverse("cases:list")))
    page = text(client.post(reverse("cases:intake"), call(), follow=True))
    assert "Sesizarea este înregistrată" in page and "Caz 1/" in page
    assert "Evaluarea inițială" in page and "Ordinul 288/2006" in page
    with acting_as(worker):
        case = Case.objects.get()
    page = text(client.get(reverse("cases:case", args=[case.id])))
    assert "Țăran Ștefan" in page and "Copilul este singur acasă" in page and "Vecina" in page
    assert "Ce urmează" in page and "rămân 71 de ore" in page


def test_what_was_said_on_the_telephone_stays_when_something_is_missing() -> None:
    client = signed_in(people.social_worker())
    refused = client.post(reverse("cases:intake"), call(subject="", is_urgent="on", is_anonymous="on"))
    page = text(refused)
    assert refused.status_code == 422 and "Alegeți despre cine este." in page
    assert "Scrieți ce pericol este" in page and "Ștergeți numele sau debifați" in page
    assert "Copilul este singur acasă de două zile." in refused.content.decode()


def test_somebody_of_the_registry_is_found_while_the_name_is_typed() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    mother, child = new_person("Șerban", "Ileana"), new_person("Șerban", "Andrei", "child")
    home = register(worker, mother, child)
    found = client.get(reverse("cases:who"), {"name": "serban andr"})
    assert str(child.id) in found.content.decode() and str(mother.id) not in found.content.decode()
    assert "Șerban Andrei" in client.get(f"{reverse('cases:intake')}?persoana={child.id}").content.decode()
    assert str(mother.id) in client.get(f"{reverse('cases:intake')}?gospodarie={home}").content.decode()
    client.post(reverse("cases:intake"), call(name="Șerban Andrei", person_id=str(child.id)))
    with acting_as(worker):
        case = Case.objects.get()
    assert (case.household_id, case.person_id, case.label) == (home, child.id, "Șerban Andrei")
    page = text(client.get(reverse("cases:case", args=[case.id])))
    assert "Șerban Ileana" in page and "părinte" in page
    for address in (f"/gospodarii/{home}/", f"/persoane/{child.id}/"):
        assert "Caz 1/" in text(client.get(address))


def test_a_notice_half_written_is_offered_again() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    draft_id = str(new_id())
    saved = client.post(reverse("cases:save-notice"), call(draft_id=draft_id, what="Copilul plân"))
    assert "Ciorna dumneavoastră este păstrată" in text(saved)
    assert f"?ciorna={draft_id}" in client.get(reverse("cases:intake")).content.decode()
    page = client.get(f"{reverse('cases:intake')}?ciorna={draft_id}").content.decode()
    assert "Copilul plân" in page and draft_id in page and "Mai este ceva de corectat" not in page
    client.post(reverse("cases:intake"), call(case_id=draft_id))
    assert drafts_of(worker) == []
    assert client.post(reverse("cases:save-notice"), call(draft_id="nimic")).status_code == 400


def test_an_emergency_comes_first(walk: Walk) -> None:
    urgent = begin(now=ago(minutes=20), is_urgent=True, urgent_why="Casa arde.")
    client = signed_in(urgent.worker)
    page = text(client.get(f"{reverse('cases:list')}?care=de-evaluat"))
    assert page.index("Caz 2/") < page.index("Caz 1/") and "Urgență" in page
    assert "Mergeți acum la fața locului" in text(client.get(page_of(urgent)))
    sent = {**when(), "place": "La moară", "police_officer": "agent Pop", "resource_person": "", "found": "Fum.",
            "measures": "Copilul este la bunici."}  # fmt: skip
    refused = client.post(act_of(urgent, "urgenta"), sent)
    assert refused.status_code == 422 and "Copilul este la bunici." in refused.content.decode()
    assert client.post(act_of(urgent, "urgenta"), {**sent, "mobile_team_came": "on"}).status_code == 302
    assert "Copilul este la bunici." in text(client.get(page_of(urgent)))


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
    opened = head.get(page_of(walk))
    assert opened.status_code == 302 and opened["Location"].startswith(page_of(walk, "open"))
    assert head.post(opened["Location"], {"why": "endorse"})["Location"] == page_of(walk)
    assert "Hotărăște asupra cazului" in text(head.get(page_of(walk)))
    assert "Este un caz." in text(head.get(act_of(walk, "decizie")))
    assert head.post(act_of(walk, "decizie"), {"decision": "confirmed"}).status_code == 302
    candidates = text(head.get(act_of(walk, "responsabil")))
    assert f"{walk.worker.name}, asistent social · niciun caz activ" in candidates
    sent = {"user_id": str(walk.worker.user_id), "criteria": ["cases"]}
    assert head.post(act_of(walk, "responsabil"), sent).status_code == 302
    assert f"responsabil: {walk.worker.name}" in text(worker.get(page_of(walk)))


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


def test_who_reads_a_file_is_noted_once_a_day_and_who_is_outside_says_why(walk: Walk) -> None:
    worker, head = signed_in(walk.worker), signed_in(walk.head)
    for _time in range(2):
        worker.get(page_of(walk))
    assert head.get(page_of(walk, "team")).status_code == 302
    refused = head.post(page_of(walk, "open"), {"why": "other", "other": ""})
    assert refused.status_code == 422 and "Scrieți motivul" in text(refused)
    back = f"{page_of(walk, 'open')}?inapoi={page_of(walk, 'team')}"
    assert head.post(back, {"why": "other", "other": "A sunat mama"})["Location"] == page_of(walk, "team")
    assert head.get(page_of(walk, "team")).status_code == 200
    page = text(worker.get(page_of(walk, "readers")))
    assert page.count("echipa cazului") == 1 and "A sunat mama" in page and walk.head.name in page
    with acting_as(walk.head):
        assert Opening.objects.count() == 2


def test_a_person_learns_who_read_of_her() -> None:
    worker = people.social_worker()
    client, person = signed_in(worker), new_person("Rus", "Ileana")
    home = register(worker, person)
    client.post(reverse("cases:intake"), call(name="Rus Ileana", person_id=str(person.id)))
    with acting_as(worker):
        client.get(reverse("cases:case", args=[Case.objects.get().id]))
    for address in (
        reverse("cases:readers-of-person", args=[person.id]),
        reverse("cases:readers-of-household", args=[home]),
    ):
        page = text(client.get(address))
        assert worker.name in page and "echipa cazului" in page and "Tipărește" in page
    nurse = signed_in(people.community_nurse())
    assert nurse.get(reverse("cases:readers-of-person", args=[person.id])).status_code == 403


def test_the_nurse_sees_only_the_cases_in_whose_team_she_is(walk: Walk) -> None:
    nurse = signed_in(walk.nurse)
    assert nurse.get(page_of(walk)).status_code == 404
    assert "Caz 1/" not in text(nurse.get(f"{reverse('cases:list')}?care=toate"))
    worker = signed_in(walk.worker)
    sent = {"who": f"nurse {walk.nurse.user_id}"}
    assert worker.post(act_of(walk, "membru-nou"), sent).status_code == 302
    assert nurse.get(page_of(walk)).status_code == 200
    assert "Caz 1/" in text(nurse.get(reverse("cases:list")))
    assert nurse.get(act_of(walk, "evaluare-initiala")).status_code == 403
    assert walk.nurse.name in text(worker.get(page_of(walk, "team")))
    assert (
        worker.post(act_of(walk, "membru-nou"), {"who": "outside", "name": "", "institution": "Spital"}).status_code
        == 422
    )


def test_a_stranger_and_another_commune_know_nothing(walk: Walk) -> None:
    stranger = signed_in(people.actor("Străina Departe", "social_worker", APAHIDA))
    assert stranger.get(page_of(walk)).status_code == 404
    assert stranger.get(act_of(walk, "contact")).status_code == 404
    assert "Caz 1/" not in text(stranger.get(f"{reverse('cases:list')}?care=toate"))
    mayor = signed_in(people.actor("Primarul Bun", "mayor", walk.worker.scope.place_id))
    assert mayor.get(reverse("cases:list")).status_code == 403


def test_the_county_manager_sees_her_own_cases() -> None:
    walk, manager = walk_to("assigned", begin(now=ago(days=3))), county_manager()
    client = signed_in(manager)
    assert "Niciun caz aici" in text(client.get(reverse("cases:list")))
    assert client.get(page_of(walk)).status_code == 404
    head = signed_in(walk.head)
    head.post(page_of(walk, "open"), {"why": "endorse"})
    assert manager.name in text(head.get(act_of(walk, "manager")))
    assert head.post(act_of(walk, "manager"), {"user_id": str(manager.user_id)}).status_code == 302
    assert "Caz 1/" in text(client.get(reverse("cases:list")))
    page = text(client.get(page_of(walk)))
    assert "Copilul stă cu bunica." in page and client.get(reverse("cases:intake")).status_code == 403


def test_a_restricted_case_is_gone_for_the_others_and_opens_in_danger(walk: Walk) -> None:
    walk_to("assigned", walk)
    worker, other = signed_in(walk.worker), signed_in(people.social_worker())
    sent = {"reason": "Violență în familie.", "circle": []}
    assert worker.post(act_of(walk, "restrictionare"), sent).status_code == 302
    assert "Restricționat" in text(worker.get(page_of(walk)))
    assert other.get(page_of(walk)).status_code == 404
    refused = other.post(reverse("cases:break-glass"), {"number": "doi", "reason": "Un copil strigă."})
    assert refused.status_code == 422 and "Un copil strigă." in refused.content.decode()


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


def begin_more(walk: Walk, name: str) -> UUID:
    """One more case of the same commune."""
    case_id = new_id()
    told = {"channel": "notice_phone", "subject": "adult", "what": "Are nevoie de ajutor.", "reporter": "Vecina"}
    walk.do(walk.worker, does.RegisterNotice, case_id=case_id, people=(participant(name),), **told)
    return case_id


def participant(name: str) -> Participant:
    return Participant(name=name, part="subject")


def test_a_long_history_opens_twenty_moments_at_a_time() -> None:
    walk = walk_to("assigned", begin(now=ago(days=2)))
    for number in range(30):
        walk.do(walk.worker, does.NoteContact, with_whom="mama", how="telefon", said=f"Discuția {number}.")
    client = signed_in(walk.worker)
    latest = client.get(page_of(walk)).content.decode()
    assert "Discuția 29." in latest and "Discuția 9." not in latest and latest.count('<li class="timeline__moment') == 20
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
