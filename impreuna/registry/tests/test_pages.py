"""The registry's pages as a signed-in colleague, a stranger and a veiled profession see them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from impreuna.kernel.actor import Actor
from impreuna.kernel.edits import Change
from impreuna.kernel.models import JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import CorrectPerson, WriteNote
from impreuna.territory.queries import list_villages
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import applied, new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def signed_in(actor: Actor) -> Client:
    client = Client(headers={"accept-language": "ro"})
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    return client


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def posted(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a household of one, with `changes`."""
    return {
        "household_id": "", "village_id": str(list_villages(BELTIUG)[0].siruta), "number": "14",
        "dwelling_state": "visited", "members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0",
        "members-0-relation": "head", "members-0-last_name": "Țăran", "members-0-first_name": "Ștefania",
        "members-0-identity": "none", "members-0-birth_year": "1980", "members-0-sex": "F",
    } | changes  # fmt: skip


def test_an_empty_commune_says_where_to_begin(client: Client) -> None:
    answer = client.get(reverse("registry:households"))
    assert answer.status_code == 200
    assert "Nicio gospodărie înregistrată încă" in text(answer)


def test_a_household_is_registered_and_found_without_diacritics(client: Client) -> None:
    answer = client.post(reverse("registry:register"), posted(), follow=True)
    assert "Țăran Ștefania" in text(answer) and "Gospodăria este înregistrată" in text(answer)
    for typed in ("taran", "STEF", "stefania ta", "Ţăran", "1980", "14"):
        assert "Țăran Ștefania" in text(client.get(reverse("registry:households"), {"q": typed})), typed
    assert "Nu am găsit" in text(client.get(reverse("registry:households"), {"q": "aran"}))


def test_sending_the_same_form_twice_registers_once(client: Client) -> None:
    page = client.get(reverse("registry:register")).content.decode()
    ids = dict(re.findall(r'name="((?:members-0-)?(?:command_id|household_id|person_id))" value="([^"]+)"', page))
    answers = [client.post(reverse("registry:register"), posted(**ids)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert "o persoană" in text(client.get(reverse("registry:households")))
    assert text(client.get(reverse("registry:households"))).count("Țăran Ștefania") == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"members-0-last_name": ""}, "Scrieți numele."),
        ({"members-0-first_name": "Ana 😀"}, "emoji"),
        ({"members-0-birth_year": "2090"}, "Data nașterii este în viitor."),
        ({"members-0-birth_year": "", "members-0-birth_date_day": "31"}, ""),
        ({"members-0-identity": "cnp", "members-0-cnp": "1630615123458"}, "Ultima cifră a CNP-ului"),
        ({"members-0-identity": "cnp", "members-0-cnp": "123"}, "13 cifre"),
        ({"members-0-identity": "cnp"}, "Scrieți CNP-ul"),
        ({"village_id": "1"}, "Alegeți"),
        ({"village_id": ""}, "Alegeți satul"),
        ({"members-0-relation": "child"}, "un singur cap" if False else "Alegeți o singură persoană drept cap"),
        ({"latitude": "10", "longitude": "10"}, "Poziția de pe hartă nu este în România."),
        ({"phone": "seara"}, "Numărul de telefon"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, changes: dict, sentence: str) -> None:
    answer = client.post(reverse("registry:register"), posted(number="14bis", **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'value="14bis"' in answer.content.decode()
    assert "Nicio gospodărie" in text(client.get(reverse("registry:households")))


def test_after_a_refusal_the_corrected_form_is_accepted(client: Client) -> None:
    page = client.get(reverse("registry:register")).content.decode()
    ids = dict(re.findall(r'name="(command_id|household_id)" value="([^"]+)"', page))
    refused = client.post(reverse("registry:register"), posted(phone="seara", **ids)).content.decode()
    again = dict(re.findall(r'name="(command_id|household_id)" value="([^"]+)"', refused))
    assert client.post(reverse("registry:register"), posted(**again)).status_code == 302


def test_a_page_gone_back_to_registers_another_household_at_the_second_press(client: Client) -> None:
    page = client.get(reverse("registry:register")).content.decode()
    names = r'name="((?:members-0-)?(?:command_id|household_id|person_id))" value="([^"]+)"'
    kept = dict(re.findall(names, page))
    assert client.post(reverse("registry:register"), posted(**kept)).status_code == 302
    other = {"members-0-first_name": "Dorina", "number": "15"}
    told = client.post(reverse("registry:register"), posted(**kept, **other))
    assert told.status_code == 422 and "Acest formular a fost trimis deja cu alt conținut" in text(told)
    renewed = dict(re.findall(names, told.content.decode()))
    assert renewed.keys() == kept.keys() and not set(renewed.values()) & set(kept.values())
    assert client.post(reverse("registry:register"), posted(**renewed, **other)).status_code == 302
    listed = text(client.get(reverse("registry:households")))
    assert "Țăran Ștefania" in listed and "Țăran Dorina" in listed


def test_people_are_added_and_taken_away_without_script(client: Client) -> None:
    more = client.post(reverse("registry:register"), posted(act="add")).content.decode()
    assert 'value="Țăran"' in more and "Persoana 2" in more and "Scrieți" not in more.split("<form method")[1]
    two = {"members-TOTAL_FORMS": "2", "members-1-relation": "child", "members-1-last_name": "Pop"}
    less = client.post(reverse("registry:register"), posted(act="remove-0", **two)).content.decode()
    assert 'value="Pop"' in less and 'value="Țăran"' not in less and "Persoana 2" not in less


def test_somebody_alike_is_shown_while_typing(worker: Actor, client: Client) -> None:
    register(worker, new_person("Țăran", "Ioan"))
    birth = {"members-0-birth_date_day": "14", "members-0-birth_date_month": "3", "members-0-birth_date_year": "1980"}
    names = {"members-0-last_name": "TARAN", "members-0-first_name": "Nelu", "members-0-birth_year": ""}
    typed = posted(**names, **birth, **{"members-0-sex": ""})
    answer = client.post(reverse("registry:alike", args=[0]), typed)
    assert "Țăran Ioan" in text(answer) and "același nume" in text(answer)


def test_a_stranger_finds_nothing(worker: Actor) -> None:
    member = new_person("Țăran", "Ștefania")
    household = register(worker, member)
    stranger = signed_in(people.stranger())
    assert stranger.get(reverse("registry:household", args=[household])).status_code == 404
    assert stranger.get(reverse("registry:person", args=[member.id])).status_code == 404
    assert "Țăran" not in text(stranger.get(reverse("registry:households"), {"q": "taran"}))


def test_who_is_signed_out_goes_to_sign_in(worker: Actor) -> None:
    household = register(worker)
    assert Client().get(reverse("registry:household", args=[household])).status_code == 302


def test_two_corrections_meet_on_a_page_that_keeps_both(worker: Actor, client: Client) -> None:
    member = new_person()
    register(worker, member)
    address = reverse("registry:correct-person", args=[member.id])
    page = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    nurse = people.community_nurse()
    applied(nurse, CorrectPerson, person_id=member.id, changes={"last_name": Change(seen="Pop", value="Popa")})
    form = {"seen": seen[1].replace("&quot;", '"'), "last_name": "Popescu", "first_name": "Ana", "sex": "",
            "birth_date_day": "14", "birth_date_month": "3", "birth_date_year": "1980"}  # fmt: skip
    answer = client.post(address, form, follow=True)
    assert "Ambele valori sunt păstrate" in text(answer)
    assert "Popa" in text(answer) and "Popescu" in text(answer)
    assert "valori diferite" in text(client.get(reverse("registry:person", args=[member.id])))


def test_a_health_note_is_for_the_nurse_alone(worker: Actor, client: Client) -> None:
    household = register(worker)
    nurse = people.community_nurse()
    applied(nurse, WriteNote, household_id=household, note_area="health", text="Tratament cu insulină")
    address = reverse("registry:household", args=[household])
    assert "insulină" in text(signed_in(nurse).get(address))
    assert "insulină" not in text(client.get(address))


def test_a_cnp_is_masked_until_asked_for(worker: Actor, client: Client) -> None:
    from datetime import date

    from impreuna.registry.rules.cnp import make_synthetic_cnp

    number = make_synthetic_cnp(date(2015, 5, 1), "F", 7)
    member = new_person(identity="cnp", cnp=number)
    register(worker, member)
    address = reverse("registry:person", args=[member.id])
    assert number not in text(client.get(address)) and number[:7] in text(client.get(address))
    assert number in text(client.post(reverse("registry:show-cnp", args=[member.id])))
    with acting_as(worker):
        assert JournalEntry.objects.filter(commune_id=BELTIUG, kind="ShowCnp", records=[member.id]).count() == 1


ACTS = [
    ("correct-person", {}), ("identity", {}), ("death", {}), ("leaving", {}), ("choose-household", {"q": "pop"}),
    ("ethnicity", {}), ("person-note", {}), ("person", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "query"), ACTS)
def test_pages_of_a_person_open(worker: Actor, client: Client, name: str, query: dict) -> None:
    member = new_person()
    register(worker, member)
    assert client.get(reverse(f"registry:{name}", args=[member.id]), query).status_code == 200


@pytest.mark.parametrize("name", ["household", "correct-household", "add-person", "household-note"])
def test_pages_of_a_household_open(worker: Actor, client: Client, name: str) -> None:
    household = register(worker)
    assert client.get(reverse(f"registry:{name}", args=[household])).status_code == 200


def _queries(client: Client, address: str, counting: Any) -> int:
    with counting() as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_the_same_number_of_questions_whatever_there_is(worker: Actor, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counting() -> CaptureQueriesContext:
        return CaptureQueriesContext(connection)

    def fill(count: int) -> UUID:
        members = [new_person("Pop", "Ana" + "a" * n, "head" if n == 0 else "child") for n in range(count)]
        for _ in range(count):
            register(worker)
        household = register(worker, *members)
        for _ in range(count):
            applied(worker, WriteNote, household_id=household, note_area="housing", text="notă")
        return household

    small = fill(2)
    pages = [reverse("registry:households"), reverse("registry:households") + "?q=pop"]
    for page in pages:
        client.get(page)
    few = [_queries(client, page, counting) for page in [*pages, reverse("registry:household", args=[small])]]
    large = fill(12)
    many = [_queries(client, page, counting) for page in [*pages, reverse("registry:household", args=[large])]]
    assert few == many
    # Of a household's page the room asks 16, what the census shows on it 3 more, visits, services and activities 6.
    assert max(many) <= 26
