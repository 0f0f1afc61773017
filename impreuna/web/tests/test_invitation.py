"""The page behind the address in the e-mail: a new account or the one there is, and every closed door."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from impreuna.workforce.models import Invitation
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ana Lup", "password1": "patru cuvinte la întâmplare", "password2": "patru cuvinte la întâmplare"}


def invite(by, place=BELTIUG, email="ana@primarie.example", role="community_nurse"):
    by.post(f"/echipa/{place}/invita/", {"name": "Ana Lup", "email": email, "role": role})
    return re.search(r"/invitatie/[\w-]+/", mail.outbox[-1].body)[0]


@pytest.fixture
def address(head):
    return invite(head)


def text(answer):
    return answer.content.decode()


def test_says_who_invites_to_what(client, address):
    page = text(client.get(address))
    assert "Sanda Mureșan" in page and "asistent medical comunitar" in page and "comunei Beltiug" in page
    assert 'value="Ana Lup"' in page


def test_a_new_account_is_at_work_at_once(client, address):
    page = text(client.post(address, GOOD, follow=True))
    assert "Munca mea" in page and "Ana Lup" in page and "asistent medical comunitar" in page
    used = Client().get(address)
    assert used.status_code == 410 and "Invitația a fost folosită deja" in text(used)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Scrieți numele și prenumele."),
        ({"password1": "", "password2": ""}, "Scrieți parola."),
        ({"password1": "scurtă", "password2": "scurtă"}, "parola este prea scurtă"),
        ({"password2": "altceva cu totul"}, "Cele două parole nu sunt la fel."),
        ({"password1": "ana@primarie.example", "password2": "ana@primarie.example"}, "seamănă prea mult"),
    ],
)
def test_wrong_input_is_answered_at_its_field_and_makes_no_account(client, address, changes, sentence):
    answer = client.post(address, GOOD | changes)
    assert answer.status_code == 200
    assert sentence.lower() in text(answer).lower()
    assert not get_user_model().objects.filter(email="ana@primarie.example").exists()


def test_a_password_keeps_its_spaces(client, address):
    spaced = "  două spații în față"
    client.post(address, GOOD | {"password1": spaced, "password2": spaced})
    assert get_user_model().objects.get(email="ana@primarie.example").check_password(spaced)


def test_an_unknown_token_is_no_page(client, db):
    assert client.get("/invitatie/ghicit/").status_code == 404


def test_an_expired_one_says_so(client, address, as_owner, monkeypatch):
    later = cast.NOON + timedelta(days=400)
    monkeypatch.setattr("impreuna.workforce.views.invitations.timezone.now", lambda: later)
    answer = client.get(address)
    assert answer.status_code == 410 and "Invitația a expirat" in text(answer)
    assert client.post(address, GOOD).status_code == 410


def test_who_has_an_account_signs_in_first(client, head, worker):
    user = get_user_model().objects.get(id=worker.actor.user_id)
    address = invite(head, email=user.email, role="health_mediator")
    page = text(client.get(address))
    assert "Aveți deja un cont cu această adresă" in page and "password1" not in page
    answer = worker.post(address, follow=True)
    assert "Aveți de acum încă un rol." in text(answer)
    assert answer.wsgi_request.actor.role == "health_mediator"


def test_another_person_who_is_signed_in_is_told(address, stranger):
    answer = stranger.get(address)
    assert answer.status_code == 410 and "pentru altă adresă" in text(answer)


def test_the_county_invites_a_head_who_invites_a_colleague(coordinator, client):
    first = invite(coordinator, DOBA, "sef@primarie.example", "spas_head")
    client.post(first, GOOD | {"name": "Șef Nou"})
    second = invite(client, DOBA, "coleg@primarie.example")
    page = text(Client().post(second, GOOD | {"name": "Coleg Nou"}, follow=True))
    assert "comunei Doba" in page


def test_the_token_is_kept_nowhere(address, as_owner):
    token = address.split("/")[2]
    with as_owner():
        rows = list(Invitation.objects.values_list())
    assert rows and token not in str(rows)


def test_nobody_signs_up_uninvited(client, db):
    page = text(client.get("/cont/signup/"))
    assert "Conturile se fac prin invitație" in page
    typed = {"email": "eu@x.example", "password1": GOOD["password1"], "password2": GOOD["password1"]}
    client.post("/cont/signup/", typed)
    assert not get_user_model().objects.filter(email="eu@x.example").exists()
