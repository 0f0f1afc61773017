"""Sign-in's pages: plain Romanian at the field, limits, letters, and one's own name."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client

from impreuna.web.templatetags.web import browser_name
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
LOGIN = "/cont/login/"


@pytest.fixture(autouse=True)
def no_limits_from_before(db):
    cache.clear()


@pytest.fixture
def person(db):
    somebody = cast.actor("Ilinca Breban", "social_worker", BELTIUG, password=cast.PASSWORD)
    return get_user_model().objects.get(id=somebody.user_id)


def text(answer):
    return answer.content.decode()


def sign_in(client, email, password):
    return client.post(LOGIN, {"login": email, "password": password}, follow=True)


def test_e_mail_in_any_case_and_password_open_the_work(client, person):
    assert "Munca mea" in text(sign_in(client, person.email.upper(), cast.PASSWORD))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Scrieți adresa de e-mail."),
        ({"login": "ana@primarie.example"}, "Scrieți parola."),
        ({"login": "ana", "password": "x"}, "Adresa de e-mail nu este completă."),
        ({"login": "ana@primarie.example", "password": "x"}, "Adresa de e-mail sau parola nu este cea bună."),
    ],
)
def test_wrong_input_is_answered_in_plain_words(client, db, typed, sentence):
    page = text(client.post(LOGIN, typed))
    assert sentence in page
    assert "This field" not in page and "correct" not in page.split("</header>")[1]


def test_a_wrong_password_says_no_more_than_a_wrong_address(client, person):
    wrong = text(sign_in(client, person.email, "nu este asta"))
    unknown = text(sign_in(client, "nimeni@primarie.example", "nu este asta"))
    strip = re.compile(r'value="[^"]*"|why-\d+|X-CSRFToken": "\w+"')
    assert strip.sub("", wrong) == strip.sub("", unknown)


def test_too_many_wrong_passwords_have_to_wait_even_with_the_right_one(client, person):
    for _try in range(5):
        sign_in(client, person.email, "nu este asta")
    page = text(sign_in(client, person.email, cast.PASSWORD))
    assert "Prea multe încercări greșite. Așteptați cinci minute" in page
    assert "Munca mea" not in page


def test_a_flood_is_turned_away_with_a_page(client, db):
    answers = [client.post(LOGIN, {}) for _n in range(31)]
    assert answers[-1].status_code == 429
    assert "Prea multe încercări" in text(answers[-1])


def test_a_closed_account_is_told_so(client, person):
    get_user_model().objects.filter(id=person.id).update(is_active=False)
    assert "Contul este închis" in text(sign_in(client, person.email, cast.PASSWORD))


def test_a_forgotten_password_is_replaced_by_letter(client, person):
    page = text(client.post("/cont/password/reset/", {"email": person.email}, follow=True))
    assert "Dacă adresa are un cont, mesajul a plecat." in page
    letter = mail.outbox[0]
    assert letter.subject == "O parolă nouă pentru Împreună" and "Bună ziua," in letter.body
    address = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    form = client.get(address, follow=True)
    assert "Alegeți o parolă nouă" in text(form)
    where = form.redirect_chain[-1][0]
    new = "cu totul altă parolă"
    assert "nu sunt la fel" in text(client.post(where, {"password1": new, "password2": "x"}))
    assert "Parola s-a schimbat" in text(client.post(where, {"password1": new, "password2": new}, follow=True))
    assert "Munca mea" in text(sign_in(client, person.email, new))
    assert "Legătura nu mai este bună" in text(client.get(address, follow=True))


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, db):
    page = text(client.post("/cont/password/reset/", {"email": "nimeni@x.example"}, follow=True))
    assert "Dacă adresa are un cont, mesajul a plecat." in page
    assert not mail.outbox


def test_the_password_is_changed_and_told_by_letter(client, person):
    sign_in(client, person.email, cast.PASSWORD)
    new = "cu totul altă parolă"
    wrong = {"oldpassword": "x", "password1": new, "password2": new}
    assert "Parola de acum nu este cea bună." in text(client.post("/cont/password/change/", wrong))
    assert "Scrieți parola de acum." in text(client.post("/cont/password/change/", {}))
    short = {"oldpassword": cast.PASSWORD, "password1": "scurtă", "password2": "scurtă"}
    assert "prea scurtă" in text(client.post("/cont/password/change/", short))
    right = {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}
    assert "Parola s-a schimbat." in text(client.post("/cont/password/change/", right, follow=True))
    assert mail.outbox[-1].subject == "Parola contului s-a schimbat"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Scrieți numele și prenumele."),
        ("Ana 🌸", "fără emoji"),
        ("R2 D2", "fără cifre"),
        ("Ilinca Breban", "Nu ați schimbat nimic."),
        ("Ilinca Lupan", "Numele s-a păstrat."),
    ],
)
def test_ones_own_name(client, person, name, sentence):
    client.force_login(person)
    answer = client.post("/cont/profil/", {"name": name, "seen": "Ilinca Breban"}, follow=True)
    assert sentence in text(answer)


def test_a_stale_page_does_not_overwrite_a_name(client, person):
    client.force_login(person)
    client.post("/cont/profil/", {"name": "Ilinca Lupan", "seen": "Ilinca Breban"})
    answer = client.post("/cont/profil/", {"name": "Ilinca Ursu", "seen": "Ilinca Breban"})
    assert "Valoarea s-a schimbat între timp" in text(answer) and "Ilinca Ursu" in text(answer)


@pytest.mark.parametrize(("language", "word"), [("en", "Sign in"), ("hu", "Belépés"), ("ro", "Intrați în cont")])
def test_the_language_is_chosen_and_kept(client, db, language, word):
    client.post("/limba/", {"language": language, "next": LOGIN})
    page = text(client.get(LOGIN))
    assert f'lang="{language}"' in page and word in page


@pytest.mark.parametrize(
    "address", ["/despre/", "/date-personale/", "/accesibilitate/", LOGIN, "/cont/password/reset/"]
)
def test_public_pages_open_for_everybody(client, db, address):
    assert client.get(address).status_code == 200


def test_a_form_whose_protection_ran_out_is_shown_back(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post("/cont/profil/", {"name": "Ilinca Lupan", "seen": "Ilinca Breban", "csrfmiddlewaretoken": "x"})
    assert answer.status_code == 403
    assert "Pagina a stat deschisă prea mult" in text(answer) and "Ilinca Lupan" in text(answer)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Tab) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome pe Android"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox pe Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge pe Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari pe iPad"),
        ("curl/8", "navigator necunoscut"),
        ("", "navigator necunoscut"),
    ],
)
def test_a_browser_is_named_as_people_call_it(user_agent, words):
    assert browser_name(user_agent) == words


OTHER_SYSTEM = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "ROeID",
                "client_id": "impreuna",
                "secret": "s",
                "settings": {"server_url": "https://id.example"},
            }
        ]
    }
}


def test_another_system_is_offered_when_the_installation_has_one(client, db, settings):
    assert "Prin alt sistem" not in text(client.get(LOGIN))
    settings.SOCIALACCOUNT_PROVIDERS = OTHER_SYSTEM
    page = text(client.get(LOGIN))
    assert "Prin alt sistem" in page and "ROeID" in page
    address = re.search(r'href="(/cont/oidc/[^"]+)"', page)[1]
    assert "Mergeți acum pe pagina celuilalt sistem" in text(client.get(address))
