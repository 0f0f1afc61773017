"""Pages of the room, asked for by somebody in a role: what they show, how many queries they take, who is refused."""

import re
from datetime import date
from html import unescape
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.policy import ROLES
from impreuna.territory import queries
from impreuna.territory.queries import figures
from impreuna.territory.rules.plans import LARGEST_FILE
from impreuna.territory.rules.risk import COMPONENTS, Standing, profile
from impreuna.territory.tests.test_imports import POPULATION, RISK, SQUARE, bring

pytestmark = pytest.mark.django_db

BELTIUG, SATU_MARE = 136964, 305


def actor(role: str) -> Actor:
    level = ROLES[role].level
    place = {"commune": BELTIUG, "county": SATU_MARE, "country": COUNTRY}[level]
    communes = frozenset({BELTIUG}) if level == "commune" else frozenset()
    return Actor(UUID(int=7), "Ana Pop", role, Scope(level, place, communes))


def visit(address: str, role: str | None = "spas_head", data: dict | None = None, **headers: Any):
    """The answer to a request by somebody in `role`; None: signed out.

    In the head's navigation nothing is counted, so that the queries asked are this room's own.
    """
    factory = RequestFactory(enforce_csrf_checks=False)
    request = factory.get(address, **headers) if data is None else factory.post(address, data, **headers)
    request._dont_enforce_csrf_checks = True
    request.session = {}
    request._messages = FallbackStorage(request)
    request.user = SimpleNamespace(is_authenticated=role is not None, name="Ana Pop", is_anonymous=role is None)
    request.actor, request.standing = (actor(role), None) if role else (None, None)
    request.resolver_match = match = resolve(request.path)
    response = match.func(request, *match.args, **match.kwargs)
    response.text_shown = words(response.content.decode())
    return response


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_the_places(role):
    for address in ("/teritoriu/", "/teritoriu/judet/SM/", f"/teritoriu/comuna/{BELTIUG}/"):
        assert visit(address, role).status_code == 200


@pytest.mark.parametrize(
    "address", ["/teritoriu/", "/teritoriu/judet/SM/", "/teritoriu/comuna/136964/", "/teritoriu/importuri/"]
)
def test_somebody_signed_out_is_sent_to_sign_in(address):
    response = visit(address, None)
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_the_country_lists_all_counties_beside_its_map(django_assert_num_queries):
    with django_assert_num_queries(2):
        response = visit("/teritoriu/")
    assert "Bistrița-Năsăud" in response.text_shown
    assert response.content.decode().count("/teritoriu/judet/") >= 42
    assert "Importuri" not in response.text_shown


@pytest.mark.parametrize(
    ("asked", "name"),
    [("beltiug", "Beltiug"), ("ȘTEI", "Ștei"), ("stei", "Ștei"), ("Ştei", "Ștei"), ("136964", "Beltiug")],
)
def test_communes_are_found_with_and_without_diacritics(asked, name, django_assert_num_queries):
    with django_assert_num_queries(3):
        response = visit(f"/teritoriu/?q={asked}")
    results = response.content.decode().split('id="results"')[1].split("</ul>")[0]
    assert name in results
    assert "județul" in results


def test_while_somebody_types_only_the_results_travel(django_assert_num_queries):
    with django_assert_num_queries(1):
        response = visit("/teritoriu/?q=unirea", headers={"HX-Request": "true", "HX-Target": "results"})
    assert response.content.decode().startswith('<div id="results">')
    assert len(response.content) < 8000


def test_homonyms_are_told_apart_by_county():
    assert len({commune.county_code for commune in queries.search_communes("unirea") if commune.name == "Unirea"}) > 2
    assert [commune.county_code for commune in queries.search_communes("unirea ab")] == ["AB"]


def test_a_search_that_finds_nothing_says_what_to_do():
    assert "Nicio localitate cu acest nume" in visit("/teritoriu/?q=qwertz").text_shown


@pytest.mark.parametrize("asked", ["%00", "😀", "' OR 1=1", "%", "_", "‮ab", "x" * 500])
def test_a_strange_search_is_only_a_search(asked):
    assert visit(f"/teritoriu/?q={asked}").status_code == 200


@pytest.mark.parametrize("theme", ["", "?tema=copii", "?tema=varstnici", "?tema=risc", "?tema=altceva"])
def test_a_county_lists_its_communes_in_every_theme(theme, django_assert_num_queries):
    with django_assert_num_queries(6 if theme == "?tema=risc" else 5):
        response = visit(f"/teritoriu/judet/SM/{theme}")
    assert response.content.decode().count("/teritoriu/comuna/") >= 65


def test_a_county_is_found_in_small_letters():
    assert visit("/teritoriu/judet/sm/")["Location"] == "/teritoriu/judet/SM/"


@pytest.mark.parametrize(
    "address", ["/teritoriu/judet/XX/", "/teritoriu/judet/SMM/", "/teritoriu/comuna/999999/", "/teritoriu/comuna/305/"]
)
def test_a_place_that_does_not_exist_is_not_found(address):
    with pytest.raises(Http404):
        visit(address)


def test_a_commune_without_figures_says_so(django_assert_num_queries):
    with django_assert_num_queries(5):
        text = visit(f"/teritoriu/comuna/{BELTIUG}/").text_shown
    assert "Comuna Beltiug" in text
    assert "Giungi" in text
    assert "Populația nu a fost importată încă" in text
    assert "Componentele indicelui nu au fost importate încă" in text


def test_a_commune_with_figures_shows_them(django_assert_num_queries):
    bring("population", POPULATION)
    bring("risk-index", RISK)
    bring("boundaries", SQUARE)
    visit(f"/teritoriu/comuna/{BELTIUG}/")  # the national lists, which weigh the index, are remembered once read
    with django_assert_num_queries(6):
        text = visit(f"/teritoriu/comuna/{BELTIUG}/").text_shown
    assert "3.000 de locuitori" in text
    assert "85 de ani și peste" in text
    assert "confidențial" in text
    assert "20,50" in text
    assert "Indicele se calculează numai cu toate cele șase componente" in text


def test_a_county_with_boundaries_is_drawn_by_them():
    bring("boundaries", SQUARE)
    bring("population", POPULATION)
    html = visit("/teritoriu/judet/SM/").content.decode()
    assert "Beltiug: 3.000 de locuitori" in html
    assert "Limitele localităților: INS" in html


def test_figures_are_written_in_the_readers_language():
    from django.utils import translation

    bring("risk-index", RISK)
    with translation.override("en"):
        assert "20.50" in visit(f"/teritoriu/comuna/{BELTIUG}/").text_shown


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"national_admin"}))
def test_only_the_national_administrator_sees_imports(role):
    for address in ("/teritoriu/importuri/", f"/teritoriu/importuri/population/{'a' * 64}/"):
        response = visit(address, role)
        assert response.status_code == 403
        assert "administrator național" in response.text_shown


def upload(content: bytes, name: str = "fisier.csv", **changed: str):
    data = {
        "subject": "population",
        "source": "INS",
        "edition_date_day": "1",
        "edition_date_month": "12",
        "edition_date_year": "2021",
        "file": SimpleUploadedFile(name, content),
        **changed,
    }
    return visit("/teritoriu/importuri/", "national_admin", data)


def agree(response):
    """Follows the upload to the preview and posts what the preview's form holds."""
    page = visit(response["Location"], "national_admin")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    hidden = {name: unescape(value) for name, value in hidden.items()}
    return page, visit(response["Location"].split("?")[0], "national_admin", hidden)


def test_an_import_from_upload_to_the_table_of_editions():
    page, after = agree(upload(POPULATION.encode()))
    assert "Se adaugă" in page.text_shown
    assert "populația rezidentă 2021: 3000" in page.text_shown
    assert after["Location"] == "/teritoriu/importuri/"
    assert "Populația pe localități" in visit("/teritoriu/importuri/", "national_admin").text_shown


def test_refused_rows_come_first_and_the_button_is_grey():
    page, after = agree(upload(POPULATION.encode() + b"999999,5,,\n"))
    text = page.text_shown
    assert "Codul SIRUTA 999999 nu este al unei comune" in text
    assert text.index("999999 nu este") < text.index("Se adaugă")
    assert after.status_code == 409
    assert "întreg sau deloc" in after.text_shown


def test_a_stale_preview_is_shown_afresh():
    response = upload(POPULATION.encode())
    page = visit(response["Location"], "national_admin")
    bring("population", POPULATION.replace("3000", "2000"))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    hidden = {name: unescape(value) for name, value in hidden.items()}
    after = visit(response["Location"].split("?")[0], "national_admin", hidden)
    assert after.status_code == 409
    assert "Între timp datele s-au schimbat" in after.text_shown
    assert "Se schimbă" in after.text_shown


def test_a_form_without_a_file_keeps_what_was_typed():
    data = {"subject": "population", "source": "Institutul meu"}
    response = visit("/teritoriu/importuri/", "national_admin", data)
    assert response.status_code == 422
    assert "Alegeți fișierul." in response.text_shown
    assert 'value="Institutul meu"' in response.content.decode()


def test_a_file_beyond_the_limit_is_not_kept_and_the_limit_is_named(monkeypatch, tmp_path):
    import_views = import_module("impreuna.territory.views.imports")
    monkeypatch.setattr(import_views, "LARGEST_FILE", 1000)
    monkeypatch.setattr(import_views, "_FORM_BESIDE_FILE", 500)
    response = upload(b"x" * 4000)
    assert response.status_code == 413
    assert f"se primesc cel mult {LARGEST_FILE // 1024**2} MB" in response.text_shown
    assert 'value="INS"' in response.content.decode()
    assert not list(tmp_path.iterdir())


def test_a_workbook_is_refused_in_words():
    page, after = agree(upload(b"PK\x03\x04workbook", "tabel.csv"))
    assert "document Excel" in page.text_shown
    assert after.status_code == 409


@pytest.mark.parametrize(
    "query", ["", "?ce=added", "?ce=altceva&de-la=-4", "?de-la=99999&editia=ieri", "?de-la=9999999999"]
)
def test_a_preview_address_typed_by_hand_is_answered(query):
    address = upload(POPULATION.encode())["Location"].split("?")[0]
    assert visit(address + query, "national_admin").status_code == 200


def test_a_preview_whose_file_is_gone_leads_back():
    assert visit(f"/teritoriu/importuri/siruta/{'0' * 64}/", "national_admin")["Location"] == "/teritoriu/importuri/"


def test_the_preview_takes_the_same_queries_for_one_row_and_for_many(django_assert_num_queries):
    small = upload(POPULATION.encode())["Location"]
    communes = queries.list_communes(SATU_MARE)
    large = upload(b"siruta,an,total\n" + b"".join(b"%d,2020,9\n" % one.siruta for one in communes))["Location"]
    for address in (small, large):
        with django_assert_num_queries(3):
            visit(address, "national_admin")


def test_the_national_parameters_weigh_the_index(monkeypatch):
    """Whole weights of any sum; where a component has none, all count the same."""
    standings = [Standing(code, 1.0, 2025, "test", 0, 1, 2) for code in list(COMPONENTS)[:5]]
    every = [*standings, Standing(list(COMPONENTS)[5], 9.0, 2025, "test", 1, 1, 2)]
    for given, expected in (
        (dict.fromkeys(COMPONENTS, 2), 100 / 6),
        ({**dict.fromkeys(COMPONENTS, 0), list(COMPONENTS)[5]: 3}, 100),
        (dict.fromkeys(COMPONENTS, 0), 100 / 6),
        ({}, 100 / 6),
    ):
        monkeypatch.setattr(figures, "_weight_sources", [lambda day, given=given: given])
        assert profile(every, figures._weights(date(2026, 11, 22))).index == pytest.approx(expected)
