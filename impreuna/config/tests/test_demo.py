"""The demonstration: made by commands, always the same, completed when it was cut short."""

from datetime import date

import pytest
from django.utils import timezone

from impreuna.assessment.models import Assessment, Finding
from impreuna.config import demonstration
from impreuna.config.demo import county, story
from impreuna.config.demo.accounts import BELTIUG, HODOD, actor
from impreuna.config.demo.households import SEED, Draw, Village
from impreuna.kernel.models import Conflict, JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.models import (
    Arrival,
    Departure,
    DuplicateCandidate,
    Household,
    Membership,
    Merge,
    Note,
    Person,
)
from impreuna.registry.rules.persons import age_on
from impreuna.services.models import Attachment, PlannedVisit, ServiceDelivered, Visit

pytestmark = pytest.mark.django_db

COMMUNES = tuple(story.HOUSEHOLDS)


@pytest.fixture(autouse=True)
def a_small_county(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(county, "HOUSEHOLDS", 2)


def silent(what: str) -> None:
    """Nobody watches the progress."""


def kept() -> dict[str, int]:
    tables = (
        Household, Person, Membership, Note, Conflict, DuplicateCandidate, Merge, Departure, Arrival, Assessment,
        Finding, PlannedVisit, Visit, ServiceDelivered, Attachment,
    )  # fmt: skip
    return {table.__name__: table.objects.filter(commune_id__in=COMMUNES).count() for table in tables}


def test_the_demonstration_shows_something_of_everything(as_owner) -> None:
    assert demonstration.generate(silent)
    with as_owner():
        made = kept()
        assert made["Household"] == 60
        assert 150 <= made["Person"] <= 250
        assert Household.objects.values("dwelling_state").distinct().count() == 5
        assert Conflict.objects.filter(settled_at=None).count() == 1
        standing = DuplicateCandidate.objects.filter(commune_id=BELTIUG, decided_at=None)
        assert sorted(one.other_id is None for one in standing)[-1]
        assert sum(one.other_id is not None for one in standing) >= 2
        assert Merge.objects.filter(undone_at=None).count() == 1
        assert {one.commune_id for one in Arrival.objects.filter(decided_at=None)} == {BELTIUG, HODOD}
        assert {"health", "protection"} <= set(Note.objects.values_list("area", flat=True))
        assert Note.objects.exclude(restriction_id=None).count() == 1
        assert Person.objects.filter(identity="none").exists()
        assert not JournalEntry.objects.filter(status="rejected").exists()
        people = Person.objects.filter(commune_id__in=COMMUNES)
        ages = [age_on(timezone.localdate(), person.birth_date, person.birth_year) for person in people]
        states = Finding.objects.filter(commune_id__in=COMMUNES).values_list("state", flat=True)
        assert set(states) == {"proposed", "confirmed", "refuted", "resolved"}
        assert Finding.objects.filter(commune_id=BELTIUG, state="proposed").values("veil").distinct().count() > 3
        assert set(PlannedVisit.objects.values_list("state", flat=True)) == {"planned", "called_off"}
        assert {"household", "health"} <= set(Visit.objects.values_list("area", flat=True))
        assert {"education", "health"} <= set(ServiceDelivered.objects.values_list("area", flat=True))
        assert Attachment.objects.get().is_complete
    assert all(0 <= age <= 95 for age in ages)


def test_a_second_time_makes_nothing(as_owner) -> None:
    demonstration.generate(silent)
    with as_owner():
        before = kept()
    assert not demonstration.generate(silent)
    story.tell(silent)
    with as_owner():
        assert kept() == before


def test_what_was_cut_short_is_completed(as_owner) -> None:
    class Killed(Exception):
        pass

    left = iter(range(180))  # among the visits of the teams

    def dies(what: str) -> None:
        if next(left, None) is None:
            raise Killed

    with pytest.raises(Killed):
        demonstration.generate(dies)
    assert demonstration.generate(silent)
    with as_owner():
        assert kept()["Household"] == 60
        assert Conflict.objects.filter(settled_at=None).count() == 1
        assert Departure.objects.filter(decided_at=None).count() == 2


def test_the_same_seed_draws_the_same_people() -> None:
    villages = [Village(1, 47.5, 22.8), Village(2, None, None)]
    one, other = (list(Draw(SEED, date(2026, 9, 1)).households(villages, 20)) for _ in range(2))
    assert one == other
    everybody = [member for home in one for member in home.members]
    assert len({member.id for member in everybody}) == len(everybody)
    assert all(member.cnp[7:9] == "99" for member in everybody if member.cnp)


def test_a_neighbour_sees_the_own_commune_only() -> None:
    demonstration.generate(silent)
    with acting_as(actor("asistent.social.hodod")):
        assert Household.objects.count() == story.HOUSEHOLDS[HODOD]
        assert {arrival.people for arrival in Arrival.objects.all()} != {0}
