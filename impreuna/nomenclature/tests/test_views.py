"""Pages of the lists for everybody: what they show, how many queries they take, who is refused."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.http import Http404
from django.utils import translation

from impreuna.kernel.policy import ROLES
from impreuna.nomenclature import queries
from impreuna.nomenclature.tests.visiting import visit

pytestmark = pytest.mark.django_db

PAGES = [
    "/liste/",
    "/liste/chestionar/",
    "/liste/chestionar/?tema=S",
    "/liste/chestionar/tiparit/",
    "/liste/vulnerabilitati/",
    "/liste/vulnerabilitati/ED-02/",
    "/liste/servicii/",
    "/liste/parametri/",
    "/liste/parametri/isr/",
    "/liste/editii/1/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_role_sees_the_lists(address):
    for role in ROLES:
        assert visit(address, role).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_somebody_signed_out_is_sent_to_sign_in(address):
    assert "next=" in visit(address, None)["Location"]


MOST_QUERIES = {
    "/liste/": 2,
    "/liste/chestionar/?tema=V": 1,
    "/liste/chestionar/tiparit/": 1,
    "/liste/servicii/": 1,
    "/liste/vulnerabilitati/": 2,
    "/liste/vulnerabilitati/VR-02/": 2,
    "/liste/parametri/": 3,
    "/liste/parametri/isr/": 3,
    "/liste/editii/1/": 1,
}


@pytest.mark.parametrize(("address", "most"), MOST_QUERIES.items())
def test_a_page_takes_few_queries(address, most, django_assert_max_num_queries):
    visit(address)  # an edition is read once in the life of a process
    with django_assert_max_num_queries(most):
        visit(address)


@pytest.mark.parametrize("address", PAGES)
def test_pages_speak_english_too(address):
    with translation.override("en"):
        text = visit(address).text_shown
    assert "Se întreabă" not in text and "Vulnerabilități" not in text


def test_the_overview_counts_and_names_the_edition():
    text = visit("/liste/").text_shown
    edition = queries.current_edition()
    assert "Ediția 1, în vigoare din" in text
    assert f"{len(edition.vulnerabilities)} de vulnerabilități" in text
    assert "Este prima ediție" in text


def test_a_question_says_when_it_is_asked_and_what_it_leads_to():
    html = visit("/liste/chestionar/?tema=E").content.decode()
    entry = html.partition('id="E03"')[2].partition('id="E04"')[0]
    assert "Se întreabă numai dacă" in entry and "«elev»" in entry
    assert "/liste/vulnerabilitati/ED-04/" in entry


def test_a_topic_that_does_not_exist_is_the_first():
    assert 'id="G02"' in visit("/liste/chestionar/?tema=Q").content.decode()


def test_the_paper_form_holds_every_question_and_a_box_for_every_option():
    html = visit("/liste/chestionar/tiparit/").content.decode()
    for question in queries.current_edition().questions.values():
        assert f"<strong>{question.code}</strong>" in html
        for option in question.options:
            assert f'<i class="blank"></i> {option.code} ' in html


def found(asked: str) -> list[str]:
    html = visit(f"/liste/vulnerabilitati/?q={asked}").content.decode()
    return re.findall(r'/liste/vulnerabilitati/([A-Z]{2}-\d+)/">', html)


@pytest.mark.parametrize("asked", ["supraaglomerare", "SUPRAAGLOMERARE", "LO-04", "lo 04", "VLP_02", "overcrowding"])
def test_a_vulnerability_is_found_by_word_code_and_english_name(asked):
    assert "LO-04" in found(asked)


@pytest.mark.parametrize("asked", ["scoala", "școală", "şcoală", "ȘCOALĂ"])
def test_the_search_forgives_diacritics(asked):
    assert found(asked) == found("scoala") != []


@pytest.mark.parametrize("asked", ["%00", "😀", "' OR 1=1", "<script>", "x" * 500, "‮ab"])
def test_a_strange_search_is_only_a_search(asked):
    response = visit(f"/liste/vulnerabilitati/?q={asked}")
    assert response.status_code == 200 and "<script>alert" not in response.content.decode()


def test_while_somebody_types_only_the_results_travel():
    response = visit("/liste/vulnerabilitati/?q=scoala", headers={"HX-Request": "true", "HX-Target": "results"})
    assert response.content.decode().startswith('<div id="results">')


def test_an_area_shows_only_its_own():
    html = visit("/liste/vulnerabilitati/?aria=LO").content.decode()
    assert "/liste/vulnerabilitati/LO-01/" in html and "/liste/vulnerabilitati/ED-01/" not in html


def test_a_vulnerability_tells_its_rule_in_words_with_the_values_of_today():
    text = visit("/liste/vulnerabilitati/ID-01/").text_shown
    assert "vârsta sub 18 ani și P02 este «nașterea nu este înregistrată»" in text
    assert "660 de lei" in visit("/liste/vulnerabilitati/VR-02/").text_shown


def test_every_vulnerability_has_its_page():
    for code in queries.current_edition().vulnerabilities:
        assert code in visit(f"/liste/vulnerabilitati/{code}/").text_shown


@pytest.mark.parametrize(
    "address", ["/liste/vulnerabilitati/ED-99/", "/liste/editii/99/", "/liste/parametri/nimic/", "/liste/editii/0/"]
)
def test_what_does_not_exist_is_not_found(address):
    with pytest.raises(Http404):
        visit(address)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", ["chestionar", "vulnerabilitati", "servicii", "parametri"])
def test_a_list_leaves_as_a_file_for_anybody(name):
    rows = list(
        csv.reader(io.StringIO(body(visit(f"/liste/fisiere/{name}.csv", None)).decode("utf-8-sig")), delimiter=";")
    )
    entries = json.loads(body(visit(f"/liste/fisiere/{name}.json", None)))["entries"]
    assert rows[0][:5] == ["code", "ro", "en", "source", "basis"]
    assert [row[0] for row in rows[1:]] == [entry["code"] for entry in entries]
    assert body(visit(f"/liste/fisiere/{name}.xlsx?editia=1", None))[:2] == b"PK"


@pytest.mark.parametrize("query", ["?editia=99", "?editia=ieri", "?editia=", "?editia=99999999999"])
def test_a_file_of_an_edition_that_does_not_exist_is_not_found(query):
    with pytest.raises(Http404):
        visit(f"/liste/fisiere/chestionar.json{query}", None)


def test_before_the_first_edition_the_pages_say_so(as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM nomenclature_edition")
    for address in PAGES[:-1]:
        assert "Listele naționale nu sunt publicate încă" in visit(address).text_shown
    with pytest.raises(Http404):
        visit("/liste/fisiere/chestionar.csv", None)
