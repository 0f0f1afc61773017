"""The pure rules: which times and words make sense, whose service is whose, what may be attached."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.policy import AREAS, ROLES, TEAM, may_read
from impreuna.nomenclature.commands import installed_lists
from impreuna.services.rules import delivery, pictures, visits

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
moments = st.datetimes(timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("planned_on", "recorded_on", "reason"),
    [
        (TODAY, TODAY, None),
        (TODAY - DAY, TODAY, None),
        (TODAY - 2 * DAY, TODAY, "plan_in_the_past"),
        (TODAY - 5 * DAY, TODAY - 6 * DAY, None),
        (TODAY + 700 * DAY, TODAY, None),
        (TODAY + 800 * DAY, TODAY, "plan_too_far"),
        (date.min, date.min, "plan_in_the_past"),
        (date.max, TODAY, "plan_in_the_past"),
    ],
)
def test_which_day_may_be_planned(planned_on: date, recorded_on: date, reason: str | None) -> None:
    assert visits.may_plan(planned_on, recorded_on, TODAY).reason == reason


@given(planned_on=st.dates(), recorded_on=st.dates())
def test_any_plan_is_answered_and_none_that_is_years_away(planned_on: date, recorded_on: date) -> None:
    if visits.may_plan(planned_on, recorded_on, TODAY):
        assert recorded_on - DAY <= planned_on <= TODAY + 732 * DAY


@given(started_at=moments, ended_at=moments)
def test_a_visit_ends_after_it_began_and_not_in_the_future(started_at: datetime, ended_at: datetime) -> None:
    field, verdict = visits.check_times(started_at, ended_at, NOW)
    if verdict:
        assert field == "" and started_at <= ended_at <= NOW + DAY and started_at.year >= 2000
    else:
        assert field in ("started_at", "ended_at")


@given(moment=moments)
def test_a_sensible_moment_is_past(moment: datetime) -> None:
    assert visits.is_sensible_moment(moment, NOW) == (moment.year >= 2000 and moment <= NOW + DAY)


@pytest.mark.parametrize("outcome", visits.OUTCOMES)
@pytest.mark.parametrize("purpose", visits.PURPOSES)
@pytest.mark.parametrize("present", [0, 2])
def test_what_may_be_said_of_a_visit(purpose: str, outcome: str, present: int) -> None:
    field, verdict = visits.may_record(purpose, outcome, present)
    is_empty_house = outcome == "nobody_home" and present > 0
    assert bool(verdict) == (purpose != "census" and not is_empty_house)
    assert (field == "purpose") == (purpose == "census")


LISTS = installed_lists().content
SERVICES = {service.code: service for service in LISTS.services}


def test_every_service_lies_in_an_area_that_its_profession_sees() -> None:
    assert {service.area for service in LISTS.services} <= delivery.VEILS.keys()
    for service in LISTS.services:
        veil = delivery.veil_of(service)
        assert veil in AREAS and may_read(service.role, veil), service.code
        assert delivery.may_deliver(service.role, service), service.code


@pytest.mark.parametrize(
    ("code", "veil"),
    [
        ("AMC-04", "health"),
        ("MSAN-09", "health_need"),
        ("MSAN-13", "health_need"),
        ("AS-19", "protection"),
        ("AS-26", "health_need"),
        ("CSC-10", "education"),
    ],
)
def test_in_which_area_a_service_lies(code: str, veil: str) -> None:
    assert delivery.veil_of(SERVICES[code]) == veil


def test_each_profession_has_services_and_none_of_anothers() -> None:
    given = {role: {service.code for service in delivery.services_of(role, SERVICES)} for role in TEAM}
    assert all(given.values())
    assert given["social_technician"] < given["social_worker"]
    others = [codes for role, codes in given.items() if role != "social_technician"]
    assert sum(map(len, others)) == len(set.union(*others)) == len(SERVICES)
    assert not delivery.services_of("spas_head", SERVICES)


@given(delivered_on=st.dates())
def test_a_service_was_given_by_today(delivered_on: date) -> None:
    assert bool(delivery.may_date(delivered_on, TODAY)) == (delivered_on.year >= 2000 and delivered_on <= TODAY + DAY)


@pytest.mark.parametrize(
    ("quantity", "reason"), [(0, "service_quantity"), (1, None), (1000, None), (1001, "service_quantity")]
)
def test_how_often(quantity: int, reason: str | None) -> None:
    assert delivery.may_count(quantity, ())[1].reason == reason


GOOD = {"what": "photo", "digest": "0" * 64, "size": 1, "media_type": "image/webp", "consent": "mama"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"what": "signature"}, None),
        ({"size": pictures.LARGEST_BYTES}, None),
        ({"what": "film"}, "unknown_code"),
        ({"digest": "0" * 63}, "digest_form"),
        ({"digest": "0" * 64 + "\n"}, "digest_form"),
        ({"media_type": "image/svg+xml"}, "picture_form"),
        ({"size": -1}, "picture_too_big"),
        ({"size": pictures.LARGEST_BYTES + 1}, "picture_too_big"),
        ({"consent": ""}, "photo_needs_consent"),
        ({"what": "signature", "consent": ""}, "signature_needs_name"),
    ],
)
def test_what_may_be_attached(changed: dict[str, object], reason: str | None) -> None:
    assert pictures.may_attach(**{**GOOD, **changed})[1].reason == reason  # type: ignore[arg-type]


@given(latitude=st.none() | st.floats(), longitude=st.none() | st.floats())
def test_a_place_is_on_the_earth_or_not_said(latitude: float | None, longitude: float | None) -> None:
    if pictures.is_place(latitude, longitude):
        assert (latitude is None) == (longitude is None)
        assert latitude is None or longitude is None or (abs(latitude) <= 90 and abs(longitude) <= 180)


def test_every_role_of_the_team_writes_something_a_report_can_be_about() -> None:
    for role in TEAM:
        assert ROLES[role].writable_areas - {"identity", "ethnicity"}, role
