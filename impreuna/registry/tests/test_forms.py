"""Bad input at every form of the registry: refused at its field in Romanian, nothing typed lost, nothing half-saved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.registry.queries.households import get_household_file, list_households
from impreuna.registry.queries.people import get_person_file
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import list_villages
from impreuna.workforce.commands import EndRole
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import applied, new_person, register
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
CNP = make_synthetic_cnp(date(1980, 3, 12), "M", 41)
ROUND = {"number": "14bis", "members-0-former_names": "Șuteu"}


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(id=worker.user_id))
    return client


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def household(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a household of two, with `changes` and something to look for afterwards."""
    return {
        "village_id": str(list_villages(BELTIUG)[0].siruta), "dwelling_state": "visited",
        "members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "0",
        "members-0-relation": "head", "members-0-last_name": "Țăran", "members-0-first_name": "Ioan",
        "members-0-identity": "none", "members-0-birth_year": "1980", "members-0-sex": "M",
        "members-1-relation": "child", "members-1-last_name": "Țăran", "members-1-first_name": "Îngerel",
        "members-1-identity": "not_given", "members-1-birth_date_day": "3", "members-1-birth_date_month": "mai",
        "members-1-birth_date_year": "2019",
        **ROUND,
    } | changes  # fmt: skip


NEXT_YEAR = str(timezone.localdate().year + 1)
A_CNP = {"members-1-identity": "cnp"}

REFUSED = {
    "no last name": ({"members-1-last_name": " "}, "members-1-last_name", "Scrieți numele."),
    "emoji in a name": ({"members-1-first_name": "Ana 🌸"}, "members-1-first_name", "fără emoji"),
    "digits in a name": ({"members-1-first_name": "Ana2"}, "members-1-first_name", "fără cifre"),
    "a name too long": ({"members-1-last_name": "a" * 101}, "members-1-last_name", "cel mult 100"),
    "an unknown relation": ({"members-1-relation": "neighbour"}, "members-1-relation", "Alegeți"),
    "no relation": ({"members-1-relation": ""}, "members-1-relation", "Alegeți ce este în gospodărie"),
    "two heads": ({"members-1-relation": "head"}, "members-0-relation", "o singură persoană drept cap"),
    "a day that does not exist": ({"members-1-birth_date_day": "31", "members-1-birth_date_month": "4"},
                                  "members-1-birth_date", "Ziua nu există"),
    "a thirteenth month": ({"members-1-birth_date_month": "13"}, "members-1-birth_date", "de la 1 la 12"),
    "a short year": ({"members-1-birth_date_year": "19"}, "members-1-birth_date", "patru cifre"),
    "a birth to come": ({"members-1-birth_date_year": NEXT_YEAR}, "members-1-birth_date", "viitor"),
    "a birth of before": ({"members-1-birth_date_year": "1850"}, "members-1-birth_date", "prea veche"),
    "a year to come": ({"members-0-birth_year": NEXT_YEAR}, "members-0-birth_date", "viitor"),
    "a year in words": ({"members-0-birth_year": "prin optzeci"}, "members-0-birth_year", "număr întreg"),
    "no birth": ({"members-0-birth_year": ""}, "members-0-birth_date", "anul aproximativ"),
    "a short CNP": ({**A_CNP, "members-1-cnp": "19803"}, "members-1-cnp", "13 cifre"),
    "letters in a CNP": ({**A_CNP, "members-1-cnp": "18003129904ab"}, "members-1-cnp", "numai cifre"),
    "a wrong check digit": ({**A_CNP, "members-1-cnp": CNP[:-1] + str((int(CNP[-1]) + 1) % 10)},
                            "members-1-cnp", "Ultima cifră"),
    "a CNP of another birth": ({**A_CNP, "members-1-cnp": CNP}, "members-1-cnp", "12.03.1980"),
    "no CNP though there is one": (A_CNP, "members-1-cnp", "Scrieți CNP-ul"),
    "a CNP though there is none": ({"members-1-cnp": CNP}, "members-1-cnp", "ați ales că nu îl are"),
    "no village": ({"village_id": ""}, "village_id", "Alegeți satul"),
    "no such village": ({"village_id": "999999"}, "village_id", "din listă"),
    "words for a village": ({"village_id": "Beltiug"}, "village_id", "din listă"),
    "a village of another commune": ({"village_id": "a stranger's"}, "village_id", "din listă"),
    "an address too long": ({"street": "ș" * 201}, "street", "cel mult 200"),
    "a telephone in words": ({"phone": "sună vecina"}, "phone", "Numărul de telefon"),
    "a position abroad": ({"latitude": "48,85", "longitude": "2,35"}, "latitude", "nu este în România"),
    "half a position": ({"latitude": "47,5"}, "latitude", "nu este în România"),
    "no state of the dwelling": ({"dwelling_state": ""}, "dwelling_state", "starea locuinței"),
    "an unknown state": ({"dwelling_state": "burnt"}, "dwelling_state", "din listă"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_registration_is_refused_at_its_field_and_keeps_what_was_typed(
    worker: Actor, client: Client, case: str
) -> None:
    changes, field, sentence = REFUSED[case]
    if changes.get("village_id") == "a stranger's":
        changes = {"village_id": str(list_villages(DOBA)[0].siruta)}
    answer = client.post(reverse("registry:register"), household(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="id_{field}_error"[^>]*>(?:(?!</p>).)*{re.escape(sentence)}', page, re.S), text(answer)
    for kept in (*ROUND.values(), "Îngerel" if "members-1-first_name" not in changes else "Țăran"):
        assert f'value="{kept}"' in page
    with acting_as(worker):
        assert list_households(BELTIUG).items == []


KEPT = {
    "letters of the right to left": ({"members-1-last_name": "\u202eحسن", "members-1-first_name": "علي"}, "حسن علي"),
    "another script": ({"members-1-last_name": "Шевченко", "members-1-first_name": "Тарас"}, "Шевченко Тарас"),
    "old cedillas": ({"members-1-last_name": "Ţăran", "members-1-first_name": "Ştefan"}, "Țăran Ștefan"),
    "many spaces": ({"members-1-last_name": " Pop \t Rus ", "members-1-first_name": "Ana\u00a0Mia"}, "Pop Rus Ana Mia"),
    "zero-width signs": ({"members-1-first_name": "A\u200bna\ufeff"}, "Țăran Ana"),
    "letters in parts": ({"members-1-first_name": "S\u0326tefan"}, "Țăran Ștefan"),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_unusual_text_is_kept_clean(worker: Actor, client: Client, case: str) -> None:
    changes, name = KEPT[case]
    assert client.post(reverse("registry:register"), household(**changes)).status_code == 302
    with acting_as(worker):
        found = get_household_file(BELTIUG, list_households(BELTIUG).items[0].id, TODAY)
    assert found is not None and name in [row.name for row in found.members]


def test_markup_is_shown_as_typed_and_runs_nowhere(client: Client) -> None:
    typed = household(place_note="<script>alert(1)</script>", street='"><img src=x>')
    page = client.post(reverse("registry:register"), typed, follow=True).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_form_without_its_own_parts_is_no_fault(client: Client) -> None:
    for sent in ({}, {"members-TOTAL_FORMS": "x"}, {"members-TOTAL_FORMS": "9999", "members-INITIAL_FORMS": "0"},
                 household(command_id="no id", household_id="none")):  # fmt: skip
        assert client.post(reverse("registry:register"), sent).status_code in (302, 422)


def test_a_form_too_large_is_answered_in_words(client: Client) -> None:
    answer = client.post(reverse("registry:register"), household(place_note="a" * (6 * 1024 * 1024)))
    assert answer.status_code in (400, 413)
    assert "Împreună" in text(answer)


def test_after_the_session_ended_what_was_typed_is_given_back(worker: Actor, client: Client) -> None:
    client.logout()
    answer = client.post(reverse("registry:register"), household(place_note="a treia casă după moară"))
    assert answer.status_code == 403
    for kept in ("a treia casă după moară", "Îngerel", "14bis", "Sesiunea a expirat"):
        assert kept in text(answer)
    with acting_as(worker):
        assert list_households(BELTIUG).items == []


def test_after_the_role_ended_what_was_typed_is_given_back(worker: Actor, client: Client) -> None:
    head = people.actor("Maria Șefa", "spas_head", BELTIUG)
    applied(head, EndRole, assignment_id=worker.assignment_id, reason="a plecat", received_at=timezone.now(),
            recorded_at=timezone.now())  # fmt: skip
    answer = client.post(reverse("registry:register"), household())
    assert answer.status_code == 403 and "Îngerel" in text(answer)
    with acting_as(head):
        assert list_households(BELTIUG).items == []


def test_who_may_only_read_is_told_so_and_by_whom_it_is_done(worker: Actor) -> None:
    member = new_person()
    own = register(worker, member)
    reader = Client()
    counsellor = people.actor("Ana Consiliera", "school_counsellor", BELTIUG)
    reader.force_login(get_user_model().objects.get(id=counsellor.user_id))
    assert reader.get(reverse("registry:register")).status_code == 403
    page = text(reader.get(reverse("registry:household", args=[own])))
    assert "Rolul „consilier școlar” nu are acest drept" in page and "asistent social" in page
    assert reader.post(reverse("registry:correct-person", args=[member.id]), {"last_name": "Altul"}).status_code == 403
    assert reader.post(reverse("registry:show-cnp", args=[member.id])).status_code == 403


# --- acts on a person ---------------------------------------------------------------------------------


def day(field: str, when: date) -> dict[str, str]:
    return {f"{field}_day": str(when.day), f"{field}_month": str(when.month), f"{field}_year": str(when.year)}


TOMORROW = timezone.localdate() + timedelta(days=1)

ACTS = {
    "a death to come": ("death", day("death_date", TOMORROW), "viitor"),
    "a death before the birth": ("death", day("death_date", date(1979, 1, 1)), "înaintea nașterii"),
    "a death without a day": ("death", {}, "Scrieți data decesului"),
    "leaving tomorrow": ("leaving", {"end_reason": "abroad", **day("end_date", TOMORROW)}, "viitor"),
    "leaving for no reason": ("leaving", day("end_date", date(2020, 1, 1)), "Alegeți motivul"),
    "leaving by death": ("leaving", {"end_reason": "died", **day("end_date", date(2020, 1, 1))}, "din listă"),
    "no ethnicity": ("ethnicity", {}, "Alegeți etnia"),
    "an unknown ethnicity": ("ethnicity", {"ethnicity": "martian"}, "din listă"),
    "an empty note": ("person-note", {"note_area": "housing", "text": " \n "}, "Scrieți nota"),
    "a note in a foreign area": ("person-note", {"note_area": "health", "text": "diagnostic"}, "din listă"),
    "a note too long": ("person-note", {"note_area": "housing", "text": "ș" * 5001}, "5000"),
    "a wrong CNP": ("identity", {"identity": "cnp", "cnp_sealed": "123"}, "13 cifre"),
    "no CNP": ("identity", {"identity": "cnp", "cnp_sealed": ""}, "Scrieți CNP-ul"),
    "a CNP of another birth": ("identity", {"identity": "cnp", "cnp_sealed": CNP}, "altă dată a nașterii"),
    "nothing corrected": ("correct-person", {"last_name": "Pop", "first_name": "Ana", "sex": "",
                                             **day("birth_date", date(1980, 3, 14))}, "Nu ați schimbat nimic"),
    "a correction to nothing": ("correct-person", {"last_name": "", "first_name": "Ana"}, "Scrieți numele"),
    "a correction to the future": ("correct-person", {"last_name": "Pop", "first_name": "Ana",
                                                      **day("birth_date", TOMORROW)}, "viitor"),
}  # fmt: skip


def as_rendered(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(command_id|seen)" value="([^"]*)"', page))
    return {name: value.replace("&quot;", '"') for name, value in hidden.items()}


@pytest.mark.parametrize("case", ACTS)
def test_an_act_is_refused_in_words_and_changes_nothing(worker: Actor, client: Client, case: str) -> None:
    name, sent, sentence = ACTS[case]
    member = new_person(identity="none")
    register(worker, member)
    with acting_as(worker):
        before = get_person_file(BELTIUG, member.id, TODAY)
    address = reverse(f"registry:{name}", args=[member.id])
    answer = client.post(address, as_rendered(client, address) | sent)
    assert answer.status_code == 422 and sentence in text(answer), text(answer)
    with acting_as(worker):
        assert get_person_file(BELTIUG, member.id, TODAY) == before


def test_nobody_lives_in_two_households(worker: Actor, client: Client) -> None:
    member = new_person()
    register(worker, member)
    other = register(worker, new_person("Rus", "Ion"))
    sent = {"relation": "other_relative", **day("start_date", date(2026, 1, 1))}
    answer = client.post(reverse("registry:joining", args=[member.id, other]), sent)
    assert answer.status_code == 422 and "Pop Ana este deja în altă gospodărie" in text(answer)


def test_an_unknown_person_is_not_there(client: Client) -> None:
    for name in ("person", "correct-person", "identity", "death", "leaving", "ethnicity", "person-note"):
        assert client.get(reverse(f"registry:{name}", args=[new_id()])).status_code == 404


def test_naming_readers_is_enough_to_restrict_a_note(worker: Actor, client: Client) -> None:
    own, nurse = register(worker), people.community_nurse()
    third = people.actor("Tudor Terț", "social_worker", BELTIUG)
    sent = {"note_area": "housing", "text": "Numai pentru noi", "circle": [str(nurse.user_id)]}
    assert client.post(reverse("registry:household-note", args=[own]), sent).status_code == 302
    for actor, sees in ((worker, 1), (nurse, 1), (third, 0)):
        with acting_as(actor):
            found = get_household_file(BELTIUG, own, TODAY)
        assert found is not None and len(found.notes) == sees


def test_a_stale_page_keeps_both_values(worker: Actor, client: Client) -> None:
    member = new_person()
    register(worker, member)
    address = reverse("registry:correct-person", args=[member.id])
    stale = as_rendered(client, address)
    fresh = {"last_name": "Popa", "first_name": "Ana", "sex": "", **day("birth_date", date(1980, 3, 14))}
    assert client.post(address, as_rendered(client, address) | fresh).status_code == 302
    answer = client.post(address, stale | fresh | {"last_name": "Popescu"}, follow=True)
    assert "Ambele valori sunt păstrate" in text(answer)
    # The same page sent once more, with another word in it, is told so and not taken for the first one.
    again = client.post(address, stale | fresh | {"last_name": "Popovici"})
    assert again.status_code == 422 and "trimis deja cu alt conținut" in text(again)


def test_nobody_is_named_in_vain_as_a_reader(worker: Actor, client: Client) -> None:
    own, nurse = register(worker), people.community_nurse()
    people.actor("Vasile Primarul", "mayor", BELTIUG)
    address = reverse("registry:household-note", args=[own])
    offered = text(client.get(address))
    assert "Reghina Pop, asistent medical comunitar" in offered and "Primarul" not in offered
    sent = {"note_area": "protection", "text": "Taină", "is_restricted": "on", "circle": [str(nurse.user_id)]}
    answer = client.post(address, sent)
    assert answer.status_code == 422 and "Rolul lor nu vede acest domeniu: Reghina Pop" in text(answer)


def test_a_death_recorded_by_mistake_is_taken_back(worker: Actor, client: Client) -> None:
    member = new_person(sex="F")
    register(worker, member)
    address = reverse("registry:correct-person", args=[member.id])
    assert "Data decesului" not in text(client.get(address))
    died = day("death_date", date(2026, 11, 3))
    assert client.post(reverse("registry:death", args=[member.id]), died).status_code == 302
    assert "Decedată" in text(client.get(reverse("registry:person", args=[member.id])))
    same = {"last_name": "Pop", "first_name": "Ana", "sex": "F", **day("birth_date", date(1980, 3, 14))}
    assert "Data decesului" in text(client.get(address))
    answer = client.post(address, as_rendered(client, address) | same, follow=True)
    page = text(answer)
    assert "Datele sunt corectate" in page and "Decedată" not in page
    assert "Corectat: data decesului" in page and "3 noiembrie 2026 → nimic" in page


def test_a_number_is_taken_away_by_choosing_that_there_is_none(worker: Actor, client: Client) -> None:
    member = new_person(identity="cnp", cnp=CNP, birth_date=date(1980, 3, 12))
    register(worker, member)
    address = reverse("registry:identity", args=[member.id])
    rendered = as_rendered(client, address)
    other = {"identity": "none", "cnp_sealed": make_synthetic_cnp(date(1980, 3, 12), "M", 42)}
    assert client.post(address, rendered | other).status_code == 422
    answer = client.post(address, as_rendered(client, address) | {"identity": "none", "cnp_sealed": CNP}, follow=True)
    assert "Actul de identitate este înscris" in text(answer) and "nu are CNP" in text(answer)
    with acting_as(worker):
        found = get_person_file(BELTIUG, member.id, TODAY)
    assert found is not None and (found.identity, found.cnp) == ("none", "")
