"""The pages of the picture: who sees which place, what stands there, what is only "sub 5", and how much they ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from impreuna.kernel.actor import COUNTRY
from impreuna.kernel.policy import ROLES
from impreuna.monitoring import queries
from impreuna.monitoring.rules.indicators import public_measures
from impreuna.monitoring.rules.measures import month_before, month_of
from impreuna.monitoring.tests.filled import content, fill_everything, publish, put, rows_of, signed_in, text
from impreuna.workforce.tests import cast as people
from tests.fixtures.database import AsOwner
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(as_owner: AsOwner) -> None:
    publish()
    with as_owner():
        fill_everything()


@pytest.fixture
def head() -> Client:
    return signed_in(people.actor("Sanda Mureșan", "spas_head", BELTIUG))


@pytest.fixture
def county() -> Client:
    return signed_in(people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))


@pytest.fixture
def country() -> Client:
    return signed_in(people.actor("Radu Ivan", "ministry_labour", COUNTRY))


def place(siruta: int) -> str:
    return reverse("monitoring:commune", args=[siruta])


def county_page(code: str = "SM") -> str:
    return reverse("monitoring:county", args=[code])


def test_one_is_led_to_the_own_place(head: Client, county: Client, country: Client) -> None:
    for client, address in ((head, place(BELTIUG)), (county, county_page()), (country, reverse("monitoring:country"))):
        assert client.get(reverse("monitoring:own"))["Location"] == address


def test_a_place_where_nothing_was_counted_says_so(head: Client, county: Client) -> None:
    assert "Încă nu s-a socotit nimic aici" in text(head.get(place(BELTIUG)))
    assert "Încă nu s-a socotit nimic aici" in text(county.get(f"{county_page()}clasament/"))


@pytest.mark.usefixtures("filled")
def test_a_commune_is_told_whole(head: Client) -> None:
    shown = text(head.get(place(BELTIUG)))
    for part in (
        "Comuna Beltiug", "3.112", "640 din 812", "Locuire", "Urgentă", "Așteaptă o hotărâre", "0–14 ani",
        "Ultimele 12 luni", "Giungi",
    ):  # fmt: skip
        assert part in shown, part


@pytest.mark.usefixtures("filled")
def test_a_commune_is_closed_to_strangers() -> None:
    strangers = [
        signed_in(people.actor("Dorin Străinu", "spas_head", DOBA)),
        signed_in(people.actor("Ana Cluj", "dgaspc_coordinator", 127)),
    ]
    for stranger in strangers:
        for address in (
            place(BELTIUG),
            reverse("monitoring:indicator", args=[BELTIUG, "persons"]),
            reverse("monitoring:area", args=[BELTIUG, "ED"]),
            reverse("monitoring:definitions", args=[BELTIUG]),
        ):
            answer = stranger.get(address)
            assert answer.status_code == 403 and "nu este în aria rolului" in text(answer), address
            assert "3.112" not in text(answer)
        assert stranger.get(reverse("monitoring:news", args=[BELTIUG])).status_code == 404


@pytest.mark.usefixtures("filled")
def test_a_commune_does_not_look_up_and_a_county_not_beside(head: Client, county: Client, country: Client) -> None:
    up, top, aside = (
        head.get(county_page()), county.get(reverse("monitoring:country")), county.get(county_page("CJ"))
    )  # fmt: skip
    assert {answer.status_code for answer in (up, top, aside)} == {403}
    assert "Județul nu este în aria rolului" in text(up) and "coordonatorul județean" in text(up)
    assert "Cifrele întregii țări nu sunt" in text(top) and "Județul nu este" in text(aside)
    for told in map(text, (top, aside)):
        assert "administratorul național" in told and "coordonatorul județean" not in told
    assert head.get(reverse("monitoring:country")).status_code == 403
    assert county.get(place(BELTIUG)).status_code == 200
    assert county.get(place(APAHIDA)).status_code == 403
    assert county.get(county_page("CJ")).status_code == 403
    assert county.get(reverse("monitoring:country")).status_code == 403
    for address in (place(BELTIUG), county_page(), reverse("monitoring:country")):
        assert country.get(address).status_code == 200


def test_who_is_called_for_one_case_sees_no_figures() -> None:
    guest = signed_in(people.actor("Oana Pop", "external_specialist", BELTIUG))
    assert guest.get(place(BELTIUG)).status_code == 403
    assert guest.get(reverse("monitoring:own")).status_code == 403


@pytest.mark.parametrize("address", ["/imagine/comuna/999999/", "/imagine/comuna/305/", "/imagine/judet/XX/",
                                     "/imagine/indicator/999999/persons/", "/imagine/indicator/0/nimic/",
                                     "/imagine/aria/0/XX/", "/imagine/noutati/999999/"])  # fmt: skip
def test_what_does_not_exist_is_not_found(country: Client, address: str) -> None:
    assert country.get(address).status_code == 404


@pytest.mark.usefixtures("filled")
def test_small_numbers_are_told_to_those_who_may_open_the_rows(head: Client, county: Client) -> None:
    address = reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-02"])
    exact, hidden = text(head.get(address)), text(county.get(address))
    assert " 3 " in exact and "sub 5" not in exact.partition("Cum se socotește")[0]
    assert "sub 5" in hidden


@pytest.mark.usefixtures("filled")
def test_the_picture_and_the_ranking_speak_in_words(county: Client) -> None:
    shown = text(county.get(county_page()))
    assert "Copii în risc după Legea 156/2023" in shown and "Nu vi se arată deloc cifrele din: diagnostice" in shown
    choices = text(county.get(f"{county_page()}clasament/"))
    assert "Gospodării după starea locuinței: nevizitată" in choices and "not_visited" not in choices
    assert "Gospodării după prioritate: ridicată" in choices


@pytest.mark.usefixtures("filled")
def test_a_number_stands_beside_its_definition(head: Client) -> None:
    shown = text(head.get(reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"])))
    for part in ("114", "Cum se socotește", "propusă sau confirmată", "Sursa", "Răspunde", "65 de ani și peste"):
        assert part in shown, part


@pytest.mark.usefixtures("filled")
def test_a_county_goes_on_to_communes_but_not_to_households(county: Client) -> None:
    shown = text(county.get(reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"])))
    assert "lucrează cu cifre" in shown


@pytest.mark.usefixtures("filled")
def test_communes_stand_in_a_ranking_that_forgives_diacritics(county: Client) -> None:
    address = f"{county_page()}clasament/"
    assert "Beltiug" in text(county.get(address))
    found = county.get(address, {"q": "TIGVANI BELTI"}, headers={"HX-Request": "true", "HX-Target": "results"})
    assert "Niciun loc cu acest nume" in text(found)
    found = county.get(address, {"q": "sauca"}, headers={"HX-Request": "true", "HX-Target": "results"})
    assert "Săuca" in text(found) and "Beltiug" not in text(found) and "<html" not in found.content.decode()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("order", "sorted_by"), [("nume", "ascending"), ("numar", "descending"), ("rata", "descending")]
)
def test_a_ranking_is_ordered_by_links(county: Client, order: str, sorted_by: str) -> None:
    answer = county.get(f"{county_page()}clasament/", {"indicator": "persons_with", "ordine": order})
    assert f'aria-sort="{sorted_by}"' in answer.content.decode()
    assert answer.status_code == 200


@pytest.mark.usefixtures("filled")
def test_an_unknown_measure_or_order_is_answered(county: Client) -> None:
    address = f"{county_page()}clasament/"
    assert county.get(address, {"indicator": "nimic"}).status_code == 404
    assert county.get(address, {"ordine": "' OR 1=1"}).status_code == 200


@pytest.mark.usefixtures("filled")
def test_the_country_ranks_its_counties(country: Client) -> None:
    shown = text(country.get(reverse("monitoring:counties")))
    assert "Satu Mare" in shown and "Toată țara" in shown and "fără cifre încă" in shown


@pytest.mark.usefixtures("filled")
def test_nothing_new_is_said_in_no_words(head: Client, as_owner: AsOwner) -> None:
    page = head.get(place(BELTIUG)).content.decode()
    address = page.partition('hx-get="')[2].partition('"')[0]
    assert head.get(address).status_code == 204
    with as_owner():
        put(BELTIUG, rows_of(2), seconds_ago=1)
    again = head.get(address)
    assert again.status_code == 200 and "6.224" in text(again) and "<html" not in again.content.decode()


@pytest.mark.usefixtures("filled")
def test_every_role_reads_its_own_picture() -> None:
    level = {"commune": BELTIUG, "county": SATU_MARE, "country": COUNTRY}
    for role in ROLES.values():
        client = signed_in(people.actor("Cineva Anume", role.code, level[role.level]))
        answer = client.get(reverse("monitoring:own"), follow=True)
        assert answer.status_code == (403 if role.code == "external_specialist" else 200), role.code


def _statements(client: Client, address: str, **query: str) -> int:
    client.get(address, query)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, query).status_code == 200
    return len(asked)


#: Statements of each page, with those of the session, the role and the shell.
STATEMENTS = {"picture": 14, "ranking": 19, "indicator": 13, "area": 14, "definitions": 8, "news": 5}


@pytest.mark.usefixtures("filled")
def test_a_page_asks_as_much_for_many_rows_as_for_few(county: Client, as_owner: AsOwner) -> None:
    pages: dict[str, tuple[str, dict[str, str]]] = {
        "picture": (county_page(), {}),
        "ranking": (f"{county_page()}clasament/", {"indicator": "persons_with"}),
        "indicator": (reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"]), {}),
        "area": (reverse("monitoring:area", args=[SATU_MARE, "ED"]), {}),
        "definitions": (reverse("monitoring:definitions", args=[SATU_MARE]), {}),
    }
    few = {name: _statements(county, address, **query) for name, (address, query) in pages.items()}
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT siruta FROM territory_commune WHERE county_id = %s", [SATU_MARE])
        for (siruta,) in cursor.fetchall():
            put(siruta, {**rows_of(), **{(f"finding:ED-{n:02}", 0, "", ""): ("education", n) for n in range(1, 14)}})
    many = {name: _statements(county, address, **query) for name, (address, query) in pages.items()}
    assert many == few
    assert all(asked <= STATEMENTS[name] for name, asked in few.items()), few


@pytest.mark.usefixtures("filled")
def test_asking_for_news_is_light(head: Client) -> None:
    address = head.get(place(BELTIUG)).content.decode().partition('hx-get="')[2].partition('"')[0]
    with CaptureQueriesContext(connection) as asked:
        head.get(address)
    assert len(asked) <= STATEMENTS["news"], [query["sql"][:90] for query in asked]


@pytest.mark.usefixtures("filled")
def test_pages_speak_english_too(county: Client) -> None:
    client = county
    client.cookies["limba"] = "en"
    with translation.override("en"):
        shown = text(client.get(county_page()))
    assert "Vulnerable people" in shown and "Persoane vulnerabile" not in shown


def test_the_public_page_needs_no_sign_in(client: Any) -> None:
    answer = client.get(reverse("monitoring:public"))
    assert answer.status_code == 200 and "Cifre publice" in text(answer)
    assert client.get(reverse("monitoring:public"), {"luna": "1999-01"}).status_code == 404


@pytest.mark.usefixtures("filled")
def test_home_pages_lead_to_the_picture(county: Client, country: Client) -> None:
    for client, title, people_there in (
        (county, "Imaginea județului", "6.224"),
        (country, "Imaginea țării", "6.224"),
    ):
        answer = client.get("/")
        assert title in text(answer) and people_there in text(answer)
        assert f'href="{reverse("monitoring:own")}"' in answer.content.decode()


def test_a_published_month_is_told_to_everybody(client: Client, as_owner: AsOwner) -> None:
    publish()
    month = month_before(month_of(timezone.localdate()))
    with as_owner():
        fill_everything()
        with connection.cursor() as cursor:
            measures = list(public_measures(queries.list_indicators()))
            cursor.execute("SELECT monitoring_publish(%s, %s)", [month, measures])
    answer = client.get(reverse("monitoring:public"))
    shown = text(answer)
    for part in ("Satu Mare", "6.220", "sub 5", "Toată țara", "Persoane vulnerabile", "Sursa:", "CSV"):
        assert part in shown, part
    file = content(client.get(reverse("monitoring:public"), {"luna": month, "fisier": "csv"}))
    assert "Satu Mare;6220;" in file and "sub 5" in file and "3112" not in file
    assert text(client.get(reverse("monitoring:public"), {"luna": month})) == shown


def test_every_page_leads_to_the_public_figures(client: Client) -> None:
    assert f'href="{reverse("monitoring:public")}"' in client.get(reverse("web:about")).content.decode()


@pytest.mark.usefixtures("filled")
def test_the_own_team_goes_on_from_a_number_to_its_work(head: Client, county: Client) -> None:
    worklist = reverse("assessment:worklist")
    page = head.get(place(BELTIUG)).content.decode()
    for wanted in ("prioritate=urgent", "stare=de-hotarat", "stare=nevizitate"):
        assert f'href="{worklist}?{wanted}"' in page
        assert head.get(f"{worklist}?{wanted}").status_code == 200
    area = head.get(reverse("monitoring:area", args=[BELTIUG, "ED"])).content.decode()
    one = head.get(reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"])).content.decode()
    assert f'href="{worklist}?domeniu=ED"' in area and f'href="{worklist}?domeniu=ED"' in one
    assert worklist not in county.get(place(BELTIUG)).content.decode()


@pytest.mark.usefixtures("filled")
def test_the_mayor_is_told_why_households_stay_closed() -> None:
    mayor = signed_in(people.actor("Petru Primaru", "mayor", BELTIUG))
    assert reverse("assessment:worklist") not in mayor.get(place(BELTIUG)).content.decode()
    shown = text(mayor.get(reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"])))
    assert "lucrează cu cifre" in shown
