"""The team's pages: who sees whom, what each may do there, and what is said to wrong input."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from impreuna.workforce.tests import cast
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db
TEAM = f"/echipa/{BELTIUG}/"


def signed(somebody) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(id=somebody.user_id))
    return client


@pytest.fixture
def at_head(head):
    return signed(head)


def text(answer):
    return answer.content.decode()


def test_the_team_is_seen_with_roles_and_missing_professions(at_head, worker):
    page = text(at_head.get("/echipa/"))
    assert "Ilinca Breban" in page and "Asistent social" in page
    assert page.count("Lipsește") == 4 and page.count("Acoperit") == 1


def test_who_may_not_is_told_who_may(worker):
    page = text(signed(worker).get("/echipa/"))
    assert "Invitațiile le trimite: șef SPAS" in page
    assert f"{TEAM}invita/" not in page
    refused = signed(worker).get(f"{TEAM}invita/")
    assert refused.status_code == 403 and "nu are acest drept" in text(refused)


def test_a_button_that_is_not_mine_is_grey_with_the_reason(at_head, head):
    assert "Rolul „șef SPAS” se dă și se încheie de: coordonator DGASPC" in text(at_head.get(TEAM))


def test_a_stranger_sees_nobody(worker, stranger):
    answer = signed(stranger).get(TEAM)
    assert answer.status_code == 404
    assert "Ilinca" not in text(signed(stranger).get("/echipa/"))


def test_the_county_sees_its_communes_and_no_other(coordinator, worker):
    client = signed(coordinator)
    assert "Ilinca Breban" in text(client.get(TEAM))
    assert client.get(f"/echipa/{APAHIDA}/").status_code == 404
    assert client.get("/echipa/999999/").status_code == 404


def test_the_country_sees_any_place(admin):
    client = signed(admin)
    for place in (0, SATU_MARE, BELTIUG):
        assert client.get(f"/echipa/{place}/").status_code == 200
    assert client.get("/echipa/999999/").status_code == 404


def test_the_page_costs_the_same_however_many_work(at_head):
    at_head.get(TEAM)
    few = count(at_head)
    for n in range(5):
        cast.actor(f"Coleg {n}", "community_nurse", BELTIUG)
    assert count(at_head) == few


def count(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(TEAM).status_code == 200
    return len(queries)


def test_inviting_sends_a_letter_with_the_address(at_head):
    typed = {"name": "Ana Lup", "email": "ana@primarie.example", "role": "community_nurse"}
    page = text(at_head.post(f"{TEAM}invita/", typed, follow=True))
    assert "Invitația a plecat la ana@primarie.example" in page and "Invitații în așteptare" in page
    assert "Sanda Mureșan vă invită" in mail.outbox[0].body
    assert re.search(r"/invitatie/[\w-]{40,}/", mail.outbox[0].body)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Scrieți numele și prenumele."),
        ({"name": "Ana 🌸"}, "Scrieți numele fără emoji sau alte desene."),
        ({"email": "ana@"}, "Scrieți adresa de e-mail întreagă"),
        ({"role": "spas_head"}, "Alegeți un răspuns din listă."),
        ({"role": ""}, "Alegeți rolul."),
        ({"role_end_date_day": "31", "role_end_date_month": "2", "role_end_date_year": "2027"}, "Ziua nu există"),
        ({"role_end_date_day": "1", "role_end_date_month": "1", "role_end_date_year": "2020"}, "este înaintea"),
    ],
)
def test_wrong_invitations_are_answered_at_the_field(at_head, typed, sentence):
    good = {"name": "Ana Lup", "email": "ana@primarie.example", "role": "community_nurse"}
    answer = at_head.post(f"{TEAM}invita/", good | typed if typed else {})
    assert answer.status_code == 200 and sentence in text(answer)
    assert not mail.outbox


def test_what_was_typed_stays_on_the_page(at_head):
    page = text(at_head.post(f"{TEAM}invita/", {"name": "Țuțu Ștefania", "email": "rău", "role": "community_nurse"}))
    assert 'value="Țuțu Ștefania"' in page and 'value="rău"' in page and "checked" in page


def test_a_second_invitation_of_the_same_is_refused_at_the_address(at_head):
    typed = {"name": "Ana Lup", "email": "ana@primarie.example", "role": "community_nurse"}
    at_head.post(f"{TEAM}invita/", typed)
    assert "Există deja o invitație în așteptare" in text(at_head.post(f"{TEAM}invita/", typed))


def test_withdrawing(at_head):
    at_head.post(f"{TEAM}invita/", {"name": "Ana Lup", "email": "a@primarie.example", "role": "community_nurse"})
    address = re.search(rf"{TEAM}invitatii/[\w-]+/retrage/", text(at_head.get(TEAM)))[0]
    assert at_head.get(address).status_code == 405
    assert "Invitația s-a retras" in text(at_head.post(address, follow=True))


def test_ending_a_role_says_what_is_missing_and_then_ends_it(at_head, worker):
    address = f"{TEAM}roluri/{worker.assignment_id}/incheie/"
    assert "Scrieți de ce se încheie rolul." in text(at_head.post(address, {"when": "now"}))
    assert "Scrieți ultima zi în rol." in text(at_head.post(address, {"when": "later", "reason": "pensie"}))
    page = text(at_head.post(address, {"when": "now", "reason": "pensie"}, follow=True))
    assert "Rolul lui Ilinca Breban s-a încheiat." in page and "Au lucrat aici" in page
    assert at_head.get(address).status_code == 404


def test_giving_one_more_role(at_head, worker):
    address = f"{TEAM}oameni/{worker.user_id}/rol/"
    typed = {"role": "social_technician", "start_date_day": "1", "start_date_month": "12", "start_date_year": "2026"}
    assert "Ilinca Breban are de acum încă un rol aici." in text(at_head.post(address, typed, follow=True))
    assert "are deja acest rol aici" in text(at_head.post(address, typed))


def test_nobody_gives_roles_to_people_who_never_worked_here(at_head, stranger):
    assert at_head.get(f"{TEAM}oameni/{stranger.user_id}/rol/").status_code == 404
    assert at_head.get(f"/echipa/{DOBA}/oameni/{stranger.user_id}/rol/").status_code == 404


def test_the_institution_gets_its_name(at_head):
    typed = {"name": "SPAS Beltiug", "start_date_day": "1", "start_date_month": "1", "start_date_year": "2026"}
    assert "SPAS Beltiug" in text(at_head.post(f"{TEAM}denumire/", typed, follow=True))
