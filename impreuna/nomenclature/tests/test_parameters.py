"""Setting a parameter: what is accepted, what is refused and in which words, what the pages show of it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.policy import ROLES
from impreuna.nomenclature import queries
from impreuna.nomenclature.commands import SetParameter
from impreuna.nomenclature.tests.visiting import ADMIN, actor, visit
from impreuna.nomenclature.views.parameters import _history
from tests.fixtures.cast import MOMENT, applied, send
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

TODAY = MOMENT.date()
LAW = "OUG 12/2027, art. 3"


def set_isr(value=700.0, valid_from=TODAY, seen=660.0, **fields):
    said = {"commune_id": 0, "code": "isr", "source": LAW, **fields}
    return send(ADMIN, SetParameter, value=value, valid_from=valid_from, seen=seen, **said)


def isr(day):
    return queries.parameters_on(day).get("isr")


def test_a_value_counts_from_its_day_on():
    assert set_isr().is_kept
    assert (isr(TODAY - timedelta(days=1)), isr(TODAY), isr(TODAY + timedelta(days=400))) == (660, 700, 700)


def test_a_value_may_wait_for_its_day():
    coming = date(2027, 1, 1)
    assert set_isr(valid_from=coming).is_kept
    assert (isr(TODAY), isr(coming)) == (660, 700)


def test_of_two_values_for_a_day_the_later_counts_and_the_earlier_is_replaced():
    set_isr()
    set_isr(710.0, seen=700.0)
    assert isr(TODAY) == 710
    assert [value.value for value in queries.list_values()["isr"]] == [710, 700, 660]


def test_taking_a_value_back_is_setting_another():
    set_isr()
    assert set_isr(660.0, seen=700.0).is_kept
    assert isr(TODAY) == 660


@pytest.mark.parametrize(
    ("said", "reason", "field"),
    [
        ({"code": "nimic"}, "parameter_unknown", "code"),
        ({"value": -1.0}, "parameter_too_low", "value"),
        ({"value": 10_001.0}, "parameter_too_high", "value"),
        ({"value": float("inf")}, "parameter_too_high", "value"),
        ({"value": float("nan")}, "parameter_too_low", "value"),
        ({"source": "  "}, "parameter_source_missing", "source"),
        ({"source": "x" * 401}, "parameter_source_too_long", "source"),
        ({"valid_from": TODAY - timedelta(days=1)}, "parameter_day_used", "is_for_the_past"),
        ({"valid_from": date(1999, 12, 31)}, "parameter_day_too_early", "valid_from"),
        ({"valid_from": date(2036, 1, 1)}, "parameter_day_too_late", "valid_from"),
        ({"value": 660.0}, "parameter_same", "value"),
        ({"seen": 650.0}, "value_moved", "value"),
        ({"seen": None}, "value_moved", "value"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(said, reason, field):
    outcome = set_isr(**said)
    assert (outcome.status, outcome.reason, outcome.field) == ("rejected", reason, field)
    assert isr(TODAY) == 660


def test_a_day_in_the_past_needs_its_author_word():
    past = TODAY - timedelta(days=40)
    assert set_isr(valid_from=past, is_for_the_past=True).is_kept
    assert isr(past) == 700


def test_a_parameter_has_no_value_before_its_first_day():
    assert isr(date(2024, 12, 31)) is None
    assert set_isr(valid_from=date(2024, 12, 1), seen=None, is_for_the_past=True).is_kept
    assert isr(date(2024, 12, 31)) == 700


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"national_admin"}))
def test_only_the_national_administrator_sets(role):
    outcome = send(
        actor(role), SetParameter, commune_id=0, code="isr", value=1.0, valid_from=TODAY, source=LAW, seen=660.0
    )
    assert outcome.reason in ("role_may_not", "out_of_scope")
    for page in ("valoare-noua", "confirmare"):
        assert visit(f"/liste/parametri/isr/{page}/", role).status_code == 403


def test_it_is_set_on_the_countrys_clock_only():
    outcome = set_isr(commune_id=BELTIUG)
    assert (outcome.status, outcome.reason) == ("rejected", "out_of_scope")


# --- pages ---------------------------------------------------------------------------------------------


def hidden_of(response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found if name not in ("back", "code", "day", "digest")}


def write(value="700,50", day=None, source=LAW):
    day = day or timezone.localdate()
    parts = {"valid_from_day": day.day, "valid_from_month": day.month, "valid_from_year": day.year}
    return visit("/liste/parametri/isr/valoare-noua/", "national_admin", {"value": value, "source": source, **parts})


def test_from_writing_a_value_to_its_line_of_history():
    written = write()
    assert written.status_code == 302
    page = visit(written["Location"], "national_admin")
    assert "660 de lei" in page.text_shown and "700,5 lei" in page.text_shown
    address = written["Location"].split("?")[0]
    agreed = visit(address, "national_admin", {**hidden_of(page), "value": "700.5"})
    assert agreed["Location"] == "/liste/parametri/isr/"
    text = visit("/liste/parametri/isr/").text_shown
    assert "700,5 lei" in text and LAW in text and "Ana Pop" in text and "înlocuită" not in text


def test_the_confirmation_says_what_follows_and_what_stays():
    applied(
        ADMIN, SetParameter, commune_id=0, code="isr", value=800.0, source=LAW, seen=660.0, valid_from=date(2028, 1, 1)
    )
    page = visit(write(day=timezone.localdate() + timedelta(days=3))["Location"], "national_admin")
    assert "1 ianuarie 2028, când urmează 800 de lei" in page.text_shown
    assert "Vulnerabilitățile găsite până acum rămân cum sunt" in page.text_shown


def test_the_past_asks_for_a_word_and_nothing_typed_is_lost():
    written = write(day=timezone.localdate() - timedelta(days=9))
    page = visit(written["Location"], "national_admin")
    assert "Ziua este în trecut" in page.text_shown
    address = written["Location"].split("?")[0]
    refused = visit(address, "national_admin", {**hidden_of(page), "value": "700.5"})
    assert refused.status_code == 409
    assert "Bifați că știți" in refused.text_shown and LAW in refused.text_shown
    agreed = visit(address, "national_admin", {**hidden_of(page), "value": "700.5", "is_for_the_past": "on"})
    assert agreed.status_code == 302


def test_a_value_that_moved_meanwhile_is_not_covered():
    written = write()
    page = visit(written["Location"], "national_admin")
    applied(ADMIN, SetParameter, commune_id=0, code="isr", value=800.0, source=LAW, seen=660.0,
            valid_from=timezone.localdate(), received_at=timezone.now())  # fmt: skip
    refused = visit(written["Location"].split("?")[0], "national_admin", {**hidden_of(page), "value": "700.5"})
    assert refused.status_code == 409
    assert "Valoarea s-a schimbat între timp" in refused.text_shown and "800 de lei" in refused.text_shown
    again = visit(written["Location"].split("?")[0], "national_admin", {**hidden_of(refused), "value": "700.5"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": "mult"}, "Scrieți un număr"),
        ({"value": "-5"}, "cel puțin 0"),
        ({"value": "99999"}, "cel mult 10000"),
        ({"value": ""}, "Scrieți valoarea nouă."),
        ({"source": ""}, "Scrieți actul normativ"),
        ({"day": date(1950, 1, 1)}, "Data este prea veche"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_kept(said, sentence):
    response = write(**said)
    assert response.status_code == 422
    assert sentence in response.text_shown
    assert said.get("value", "700,50") in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "?valoare=x&de-la=y", "?valoare=nan&de-la=2027-01-01&sursa=a", "?valoare=1e300&de-la=2027-01-01&sursa=a"],
)
def test_a_confirmation_typed_by_hand_leads_back(query):
    response = visit(f"/liste/parametri/isr/confirmare/{query}", "national_admin")
    assert response["Location"] == "/liste/parametri/isr/valoare-noua/"


def on(day: date) -> str:
    return f"/liste/parametri/?zi_day={day.day}&zi_month={day.month}&zi_year={day.year}"


def test_the_page_shows_the_values_of_another_day_and_says_which_lack():
    text = visit(on(date(2024, 6, 1))).text_shown
    assert "Valorile la 1 iunie 2024" in text and "275 de lei" in text
    assert "„Indicatorul social de referință (ISR)” nu are nicio valoare la 1 iunie 2024" in text
    assert visit("/liste/parametri/?zi_day=40&zi_month=1&zi_year=2026").status_code == 200


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(st.integers(-400, 400), st.integers(1, 9000), st.booleans()), min_size=1, max_size=4),
    asked=st.integers(-500, 500),
)
def test_the_history_and_the_rules_agree_on_every_day(said, asked):
    with transaction.atomic():
        for days, value, is_known in said:
            day = TODAY + timedelta(days=days)
            set_isr(float(value), valid_from=day, seen=isr(day) if is_known else 1.0, is_for_the_past=True)
        day = TODAY + timedelta(days=asked)
        history = _history(queries.current_edition().parameters["isr"], queries.list_values()["isr"], day)
        current = next((one.value.value for one in history if one.state == "current"), None)
        assert current == isr(day)
        assert [one.value.since for one in history] == sorted((one.value.since for one in history), reverse=True)
        transaction.set_rollback(True)
