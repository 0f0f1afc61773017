"""What leaves as a file: figures as the page tells them; lists of people only after an act that the journal keeps."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from impreuna.cases.tests.walking import begin
from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.models import JournalEntry
from impreuna.kernel.policy import ROLES
from impreuna.monitoring.commands.exports import ExportList
from impreuna.monitoring.rules.lists import LISTS
from impreuna.monitoring.tests.filled import content, fill_everything, publish, put, rows_of, signed_in, text
from impreuna.nomenclature.queries import current_edition
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import applied, new_person, register, send
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db
REASON = "Planificarea vizitelor din decembrie"


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def family(worker: Actor, as_owner: AsOwner) -> None:
    """A household whose child is out of school and whose mother has a need that is clinical."""
    publish()
    mother = new_person("Țăran", "Ștefania", sex="F", birth_date=date(1985, 3, 2))
    son = new_person("Țăran", "Ionuț", "child", sex="M", birth_date=date(2016, 5, 9))
    household = register(worker, mother, son, phone="+40 261 000 000", number="14", dwelling_state="visited")
    with as_owner(), connection.cursor() as cursor:
        for subject, code, veil, severity in ((son.id, "ED-02", "education", 3), (mother.id, "SA-10", "health", 4)):
            cursor.execute(
                "INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil,"
                " severity, state, evidence, edition, assessment_id, found_at, decided_by, decided_role, note)"
                " VALUES (%s, gen_random_uuid(), 1, %s, true, %s, %s, %s, %s, 'proposed', '{}', 1, gen_random_uuid(),"
                " '2026-11-20T09:00Z', '', '', '')",
                [BELTIUG, subject, household, code, veil, severity],
            )


def lists_page() -> str:
    return reverse("monitoring:lists", args=[BELTIUG])


def wanted(what: str, *columns: str, form: str = "csv", reason: str = REASON) -> dict[str, Any]:
    return {
        "what": what,
        f"{what}-columns": columns or tuple(LISTS[what]),
        f"{what}-form": form,
        f"{what}-reason": reason,
    }


def lines(answer: Any) -> list[list[str]]:
    return [line.split(";") for line in content(answer).splitlines()]


@pytest.mark.usefixtures("family")
def test_a_list_leaves_after_an_act_that_the_journal_keeps(worker: Actor, as_owner: AsOwner) -> None:
    answer = signed_in(worker).post(lists_page(), wanted("persons", "last_name", "first_name", "codes"))
    assert lines(answer) == [
        ["Nume", "Prenume", "Vulnerabilități"],
        ["Țăran", "Ionuț", "ED-02"],
        ["Țăran", "Ștefania", ""],  # her need is clinical: a social worker sees that row in no way
    ]
    with as_owner():
        entry = JournalEntry.objects.get(kind="ExportList")
    assert entry.user_id == worker.user_id and entry.commune_id == BELTIUG
    journal = text(signed_in(worker).get("/jurnal/"))
    assert f"Lista: Persoane. Coloane: Nume, Prenume, Vulnerabilități. Pentru: „{REASON}”." in journal


@pytest.mark.usefixtures("family")
def test_each_profession_takes_what_it_sees() -> None:
    nurse = people.community_nurse()
    answer = signed_in(nurse).post(lists_page(), wanted("persons", "first_name", "codes"))
    assert ["Ștefania", "SA-10"] in lines(answer)


@pytest.mark.usefixtures("family")
def test_households_and_findings_leave_too(worker: Actor) -> None:
    client = signed_in(worker)
    households = lines(client.post(lists_page(), wanted("households")))
    assert households[1][0] == "Țăran Ștefania" and "'+40 261 000 000" in households[1] and "2" in households[1]
    findings = lines(client.post(lists_page(), wanted("findings", "code", "state", "person")))
    assert findings[1:] == [["ED-02", "propusă", "Țăran Ionuț"]]


def test_cases_leave_with_what_is_due_in_them() -> None:
    walk = begin()
    answer = signed_in(walk.worker).post(lists_page(), wanted("cases", "number", "subject", "stage", "due"))
    assert lines(answer)[1:] == [["1/2026", "copil", "înregistrat", "Evaluarea inițială"]]
    nurse = signed_in(walk.nurse)
    assert "Despre cine este" not in text(nurse.get(lists_page()))
    assert nurse.post(lists_page(), wanted("cases", "number")).status_code == 422


@pytest.mark.usefixtures("family")
def test_a_workbook_says_whose_it_is_and_for_what(worker: Actor) -> None:
    answer = signed_in(worker).post(lists_page(), wanted("persons", "last_name", form="xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    about = " ".join(str(row[0]) for row in book["Despre"].iter_rows(values_only=True))
    assert worker.name in about and REASON in about and "Beltiug" in about


@pytest.mark.usefixtures("family")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"persons-reason": "pt."}, "rămâne în jurnal"),
        ({"persons-reason": ""}, "Scrieți pentru ce vă trebuie lista."),
        ({"persons-columns": ()}, "Alegeți coloanele."),
        ({"persons-columns": ("cnp_sealed",)}, "Alegeți"),
        ({"persons-form": "exe"}, "Alegeți"),
    ],
)
def test_what_is_missing_is_said_at_its_place(
    worker: Actor, as_owner: AsOwner, change: dict[str, Any], sentence: str
) -> None:
    answer = signed_in(worker).post(lists_page(), wanted("persons") | change)
    assert answer.status_code == 422 and not answer.streaming
    assert sentence in text(answer)
    with as_owner():
        assert not JournalEntry.objects.filter(kind="ExportList", status="applied").exists()


@pytest.mark.usefixtures("family")
def test_a_commune_is_not_a_strangers_to_take(worker: Actor) -> None:
    for actor in (
        people.stranger(),
        people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE),
        people.actor("Radu Ivan", "national_admin", COUNTRY),
        people.actor("Petru Primaru", "mayor", BELTIUG),
    ):
        answer = signed_in(actor).post(lists_page(), wanted("persons"))
        assert answer.status_code == 403 and "Țăran" not in text(answer), actor.role


def test_a_command_names_only_columns_that_its_author_reads() -> None:
    head = people.actor("Sanda Mureșan", "spas_head", BELTIUG)
    unknown = send(head, ExportList, what="persons", form="csv", columns=("cnp_sealed",), reason=REASON)
    assert unknown.reason == "export_column_unknown"
    nothing = send(head, ExportList, what="persons", form="csv", columns=(), reason=REASON)
    assert nothing.reason == "export_columns_missing"
    outcome = applied(head, ExportList, what="persons", form="csv", columns=("last_name", "sex"), reason=REASON)
    assert outcome.status == "applied"


def test_every_column_belongs_to_an_area() -> None:
    areas = {area for role in ROLES.values() for area in role.rights}
    assert {column.area for columns in LISTS.values() for column in columns.values()} <= areas


@pytest.fixture
def filled(as_owner: AsOwner) -> None:
    publish()
    with as_owner():
        fill_everything()


def download(client: Client, address: str, **query: str) -> list[list[str]]:
    return lines(client.get(address, {**query, "fisier": "csv"}))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["vulnerabilitati", "varste", "prioritati", "sate", "luni"])
def test_every_table_of_a_picture_is_a_file(name: str) -> None:
    client = signed_in(people.actor("Sanda Mureșan", "spas_head", BELTIUG))
    rows = download(client, reverse("monitoring:commune", args=[BELTIUG]), tabel=name)
    assert len(rows) > 4 and len({len(row) for row in rows}) == 1


@pytest.mark.usefixtures("filled")
def test_a_file_tells_no_more_than_its_page() -> None:
    client = signed_in(people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))
    rows = download(client, reverse("monitoring:commune", args=[BELTIUG]), tabel="vulnerabilitati")
    assert [row[3] for row in rows if row[1] == "ED-02"] == ["sub 5"]
    stranger = signed_in(people.actor("Dorin Străinu", "spas_head", DOBA))
    assert (
        stranger.get(reverse("monitoring:commune", args=[BELTIUG]), {"tabel": "luni", "fisier": "csv"}).status_code
        == 403
    )
    assert client.get(reverse("monitoring:commune", args=[BELTIUG]), {"tabel": "x", "fisier": "csv"}).status_code == 404


@pytest.mark.usefixtures("filled")
def test_rankings_indicators_and_the_whole_country_are_files() -> None:
    client = signed_in(people.actor("Radu Ivan", "ministry_labour", COUNTRY))
    ranking = download(client, reverse("monitoring:communes", args=["SM"]), indicator="persons_with")
    assert ["Beltiug", "1204"] in [row[2:4] for row in ranking]
    parts = download(client, reverse("monitoring:indicator", args=[BELTIUG, "finding:ED-03"]))
    assert ["Toate", "6–14 ani", "Femei", "8"] in parts
    communes = download(client, reverse("monitoring:national"), tabel="localitati")
    assert len(communes) == 3 and len(communes[0]) > 20
    cells = download(client, reverse("monitoring:national"), tabel="vulnerabilitati")
    assert [str(BELTIUG), "Beltiug", "Satu Mare", "ED-03"] in [row[:4] for row in cells]
    assert sum(int(row[7]) for row in cells[1:] if row[3] == "ED-03" and row[0] == str(BELTIUG)) == 114
    assert {row[1] for row in cells[1:]} == {"Beltiug", "Doba"}


@pytest.mark.usefixtures("filled")
def test_only_the_country_takes_the_whole_country() -> None:
    for role, place in (("spas_head", BELTIUG), ("dgaspc_coordinator", SATU_MARE)):
        client = signed_in(people.actor("Cineva Anume", role, place))
        assert client.get(reverse("monitoring:national"), {"tabel": "localitati", "fisier": "csv"}).status_code == 403


def test_small_numbers_of_many_places_are_under_five(as_owner: AsOwner) -> None:
    publish()
    with as_owner():
        put(BELTIUG, {**rows_of(), ("finding:ED-02", 0, "6-14", "M"): ("education", 3)})
    client = signed_in(people.actor("Radu Ivan", "ministry_labour", COUNTRY))
    cells = download(client, reverse("monitoring:national"), tabel="vulnerabilitati")
    assert [row[7] for row in cells if row[3] == "ED-02"] == ["sub 5"]


def test_health_of_one_commune_is_no_column_of_zeros(as_owner: AsOwner) -> None:
    publish()
    with as_owner():
        for place in (BELTIUG, COUNTRY):
            put(place, {**rows_of(), ("finding:SA-07", 0, "", ""): ("health", 40)})
    client = signed_in(people.actor("Radu Ivan", "ministry_health", COUNTRY))
    heads = download(client, reverse("monitoring:national"), tabel="localitati")[0]
    name = current_edition().vulnerabilities["SA-07"].text.ro
    assert name not in heads and len(heads) > 20
    assert name in text(client.get(reverse("monitoring:counties")))
