"""What a new value would change: counted over real visits, told by county, never of a small number, and stoppable."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import Http404
from django.utils import timezone

from impreuna.assessment.tests.visiting import BASICS, Family
from impreuna.kernel.policy import ROLES
from impreuna.monitoring.preview import counting, keeping
from impreuna.monitoring.preview.counting import begin, count_slice, edition_change, parameter_change, sides_of
from impreuna.monitoring.preview.reading import homes_of
from impreuna.monitoring.preview.rules import Effect, Side, areas_read, codes_concerned, sum_of, told
from impreuna.monitoring.preview.showing import shown
from impreuna.nomenclature import queries
from impreuna.nomenclature.commands import SetParameter
from impreuna.nomenclature.rules.content import Expression
from impreuna.nomenclature.rules.reading import Lists
from impreuna.nomenclature.tests.visiting import ADMIN, visit
from tests.fixtures.cast import applied
from tests.fixtures.places import BELTIUG, SATU_MARE

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

#: A household of three with this income has 600 lei a member: poor under an ISR of 660, not under one of 500.
INCOME = 1800


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def families(count: int, income: int = INCOME) -> list[Family]:
    made = [Family() for _each in range(count)]
    for family in made:
        people: dict[Any, Any] = {family.mother: {}, family.child: {}, family.grandfather: {}}
        family.visited(household={**BASICS, "V03": income}, persons=people)
    return made


def change_of_isr(value: float, day: date | None = None) -> keeping.Change:
    return parameter_change("isr", value, day or timezone.localdate())


def counted(change: keeping.Change) -> keeping.Preview:
    """The preview, counted to its end in slices of one commune."""
    begin(change, ADMIN)
    while count_slice(change.id, seconds=0.0001):
        pass
    found = keeping.find(change.id)
    assert found is not None
    return found


def test_households_that_a_lower_value_lets_go_are_counted_in_their_county():
    families(6)
    preview = counted(change_of_isr(500))
    assert (preview.state, preview.codes, preview.households) == ("done", ("VR-02",), 6)
    assert preview.effects == {SATU_MARE: {"VR-02": Effect(0, 6)}}
    (one,) = shown(preview)
    assert one.sentence == "În Satu Mare, 6 gospodării nu ar mai fi găsite cu „Copil în risc de sărăcie monetară”."


def test_households_that_a_higher_value_takes_in_are_counted():
    families(7, income=3000)
    assert counted(change_of_isr(1200)).effects == {SATU_MARE: {"VR-02": Effect(7, 0)}}


def test_a_value_that_changes_nothing_says_so():
    families(2)
    preview = counted(change_of_isr(661))
    assert (preview.state, preview.effects) == ("done", {})


def test_a_small_count_is_never_told():
    families(3)
    preview = counted(change_of_isr(500))
    assert preview.effects[SATU_MARE]["VR-02"] == Effect(0, -1)
    (one,) = shown(preview)
    assert one.rows[0].lost == "sub 5"
    assert "3" not in one.sentence


def test_a_sum_is_only_of_what_is_told():
    effects = told({1: {"X": Effect(40, 2)}, 2: {"X": Effect(3, 9)}, 3: {"X": Effect(0, 0)}})
    assert effects == {1: {"X": Effect(40, -1)}, 2: {"X": Effect(-1, 9)}, 3: {"X": Effect(0, 0)}}
    assert sum_of(effects, "X") == (Effect(40, 9), Effect(1, 1))


def test_what_was_set_meanwhile_makes_it_outdated():
    families(1)
    change = change_of_isr(500)
    begin(change, ADMIN)
    today = timezone.localdate()
    said = {"code": "isr", "value": 650.0, "valid_from": today, "source": "OUG 1", "seen": 660.0}
    applied(ADMIN, SetParameter, commune_id=0, received_at=timezone.now(), **said)
    assert count_slice(change.id) is False
    assert keeping.find(change.id).state == "failed"


def test_it_stops_when_it_is_asked_to_and_keeps_nothing():
    families(6)
    change = change_of_isr(500)
    begin(change, ADMIN)
    keeping.stop(change.id)
    assert count_slice(change.id) is False
    found = keeping.find(change.id)
    assert (found.state, found.effects) == ("cancelled", {})
    assert counted(change).state == "done"


def test_a_slice_ends_and_the_next_one_goes_on():
    families(1)
    change = change_of_isr(500)
    total = begin(change, ADMIN).total
    assert total > 0
    slices = 1
    while count_slice(change.id, seconds=0):
        slices += 1
        assert slices < 10
    assert keeping.find(change.id).state in ("counting", "done")


def test_only_the_areas_that_the_rules_read_are_read():
    family = families(1)[0]
    sides = sides_of(change_of_isr(500))
    areas = areas_read(sides, codes_concerned(*sides))
    assert areas == {"income"}
    (home,) = homes_of(BELTIUG, areas)
    assert {past.area for past in home.past} == {"income"}
    assert len(home.members) == 3 and home.id == family.household


def test_reading_leaves_the_connection_as_it_was():
    families(1)
    list(homes_of(BELTIUG, {"income"}))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('impreuna.communes', true), current_setting('impreuna.areas', true)")
        assert cursor.fetchone() in (("", ""), (None, None))


def test_a_parameter_that_no_rule_reads_concerns_nothing():
    edition = queries.current_edition()
    before = Side(edition, queries.parameters_on(timezone.localdate()))
    after = Side(edition, {**before.parameters, "training_hours_case": 10})
    assert codes_concerned(before, after) == ()


def test_clinical_health_is_not_counted_for_the_administrator():
    edition = queries.current_edition()
    first, *others = edition.content.questions
    asking_less = msgspec.structs.replace(edition.content, questions=tuple(others))
    codes = codes_concerned(Side(edition, {}), Side(type(edition)(2, "another", asking_less), {}))
    assert first and codes and not [code for code in codes if edition.vulnerabilities[code].veil == "health"]


def test_an_edition_with_one_other_rule_concerns_that_rule_alone(monkeypatch):
    families(6)
    edition = queries.current_edition()
    narrow = Expression("V03 < 10", ["<", ["h", "V03"], ["lit", 10]])
    entries = tuple(
        msgspec.structs.replace(one, rule=narrow) if one.code == "VR-02" else one
        for one in edition.content.vulnerabilities
    )
    content = msgspec.structs.replace(edition.content, vulnerabilities=entries)
    lists = Lists(content, ())
    monkeypatch.setattr(counting, "installed_lists", lambda: lists)
    preview = counted(edition_change(lists.digest))
    assert preview.codes == ("VR-02",)
    assert preview.effects == {SATU_MARE: {"VR-02": Effect(0, 6)}}


def test_an_edition_like_the_one_in_force_changes_nothing():
    families(5)
    preview = counted(edition_change(queries.current_edition().digest))
    assert (preview.state, preview.effects) == ("done", {})


# --- pages ---------------------------------------------------------------------------------------------


@pytest.fixture
def deferred(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put into the queue; the queue itself is another process's."""
    from impreuna.monitoring.preview import views

    found: list[str] = []
    monkeypatch.setattr(views, "defer_preview", found.append)
    return found


def ask(value: Any = 500, **given: Any):
    data = {"code": "isr", "value": value, "day": timezone.localdate().isoformat(), **given}
    return visit("/liste/efect/", "national_admin", data)


def test_from_asking_to_the_result(deferred):
    families(6)
    address = ask()["Location"]
    (preview_id,) = deferred
    assert address == f"/liste/efect/{preview_id}/"
    waiting = visit(address, "national_admin", headers={"HX-Request": "true"})
    assert "Calculul așteaptă la rând" in waiting.text_shown and 'hx-trigger="every 2s"' in waiting.content.decode()
    while count_slice(preview_id):
        pass
    done = visit(address, "national_admin", headers={"HX-Request": "true"})
    assert "hx-trigger" not in done.content.decode()
    assert "6 gospodării nu ar mai fi" in done.text_shown
    assert "Calculat pe răspunsurile a 6 gospodării dintr-o comună, așa cum erau" in done.text_shown


def test_the_page_of_a_new_value_offers_the_preview_and_shows_it(deferred):
    families(6)
    confirm = f"/liste/parametri/isr/confirmare/?valoare=500&de-la={timezone.localdate()}&sursa=OUG+1"
    assert "Calculați efectul" in visit(confirm, "national_admin").text_shown
    assert ask(back=confirm)["Location"] == confirm
    count_slice(deferred[0], seconds=60)
    assert "6 gospodării nu ar mai fi" in visit(confirm, "national_admin").text_shown


def test_asking_twice_counts_once(deferred):
    ask()
    found = keeping.find(deferred[0])
    found.state = "counting"
    keeping.keep(found)
    ask()
    assert len(deferred) == 1


def test_stopping_while_it_waits(deferred):
    ask()
    visit(f"/liste/efect/{deferred[0]}/oprire/", "national_admin", {})
    assert "Calculul a fost oprit" in visit(f"/liste/efect/{deferred[0]}/", "national_admin").text_shown


def test_a_count_that_died_is_told_and_can_be_asked_again(deferred, monkeypatch):
    ask()
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(keeping.timezone, "now", lambda: later)
    assert "serviciul de lucrări nu răspunde" in visit(f"/liste/efect/{deferred[0]}/", "national_admin").text_shown
    ask()
    assert len(deferred) == 2


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"national_admin"}))
def test_only_the_national_administrator_previews(role):
    assert visit(f"/liste/efect/{'0' * 32}/", role).status_code == 403


@pytest.mark.parametrize(
    "given", [{"code": "nimic"}, {"value": "x"}, {"day": "ieri"}, {"code": "", "digest": ""}, {"value": ""}]
)
def test_a_change_that_cannot_be_is_not_found(given):
    with pytest.raises(Http404):
        ask(**given)


def test_an_address_of_elsewhere_is_not_followed(deferred):
    assert ask(back="https://example.org/")["Location"].startswith("/liste/efect/")


def test_a_job_counts_and_stands_in_line_again(monkeypatch):
    from impreuna.monitoring.preview import jobs

    families(6)
    change = change_of_isr(500)
    begin(change, ADMIN)
    again: list[str] = []
    monkeypatch.setattr(jobs, "defer_preview", again.append)
    monkeypatch.setattr(counting, "SLICE", 60)
    jobs.count_preview(change.id)
    assert again == [] or keeping.find(change.id).state == "counting"
