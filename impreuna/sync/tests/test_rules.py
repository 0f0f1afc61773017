"""What is decided without the database: pages, versions, rates, what is held, whose tablet it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.feeds import FEEDS, ORDER, Feed, feed
from impreuna.kernel.policy import ROLES
from impreuna.sync.rules.condition import condition_of
from impreuna.sync.rules.envelopes import Envelope, Unread, draft_of, item_of, read
from impreuna.sync.rules.me import initials_of
from impreuna.sync.rules.pages import NoPlace, Place, Told, mode_of, read_place, write_place
from impreuna.sync.rules.rates import Rates
from impreuna.sync.rules.versions import Versions

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
ID = UUID("01a1f000-0000-7000-8000-000000000001")


# --- feeds ---


def test_every_kind_has_its_place_in_the_order() -> None:
    assert list(FEEDS) == [kind for kind in ORDER if kind in FEEDS]
    with pytest.raises(ValueError, match="fed twice"):
        feed(Feed("household", "registry_household", ()))
    with pytest.raises(ValueError, match="no place"):
        feed(Feed("cow", "registry_cow", ()))


# --- pages ---


@given(
    st.builds(
        Place,
        view=st.text(max_size=40),
        mode=st.sampled_from(["changes", "everything"]),
        why=st.sampled_from([None, "first", "view", "diverged"]),
        after=st.integers(-1, 2**60),
        upto=st.integers(0, 2**60),
        head=st.text(alphabet="0123456789abcdef", max_size=64),
        kind=st.sampled_from(sorted(FEEDS)),
        n=st.integers(-1, 2**60),
        id=st.uuids(),
    )
)
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert read_place(write_place(place)) == place


@given(st.text(max_size=60))
def test_any_other_text_is_no_place(text: str) -> None:
    with pytest.raises(NoPlace):
        read_place(text)


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        (Told(0, "", "", 9, None, "v"), ("everything", "first")),
        (Told(9, "h", "v", 9, "h", "v"), ("nothing", None)),
        (Told(7, "h", "v", 9, "h", "v"), ("changes", None)),
        (Told(7, "h", "w", 9, "h", "v"), ("everything", "view")),
        (Told(7, "g", "v", 9, "h", "v"), ("everything", "diverged")),
        (Told(7, "h", "v", 9, None, "v"), ("everything", "diverged")),
        (Told(12, "h", "v", 9, "h", "v"), ("everything", "diverged")),
    ],
)
def test_what_a_pull_brings(told: Told, mode: tuple[str, str | None]) -> None:
    assert mode_of(told) == mode


# --- versions ---


def test_the_two_versions_before_are_lifted_step_by_step() -> None:
    versions = Versions(
        current=4,
        lifts={
            2: lambda command: {**command, "second": True},
            3: lambda command: {name: value for name, value in command.items() if name != "old"},
        },
    )
    assert [versions.speaks(each) for each in range(6)] == [False, False, True, True, True, True]
    assert json.loads(versions.lifted(b'{"old": 1}', 2)) == {"second": True}
    assert json.loads(versions.lifted(b'{"old": 1}', 3)) == {}
    assert versions.lifted(b'{"old": 1}', 4) == b'{"old": 1}'
    for broken in (b"[", b"\xff", b"[1]"):
        assert versions.lifted(broken, 2) == broken


# --- rates ---


def test_calls_come_back_with_time() -> None:
    rates = Rates(burst=2, per_second=0.5)
    assert [rates.take("a", 10.0) for _each in range(3)] == [0, 0, 2]
    assert rates.take("b", 10.0) == 0
    assert rates.take("a", 12.0) == 0 and rates.take("a", 12.0) > 0
    assert rates.take("a", 5.0) > 0  # a clock that goes back gives nothing


def test_only_so_many_callers_are_remembered() -> None:
    rates = Rates(burst=1, per_second=0.001, remembered=3)
    for key in "abcd":
        rates.take(key, 0.0)
    assert rates.take("d", 0.0) > 0 and rates.take("a", 0.0) == 0


# --- what is sent ---


def command(**fields: object) -> bytes:
    note = {"kind": "WriteNote", "id": str(ID), "commune_id": 136964, "recorded_at": "2026-11-20T09:12:00Z"}
    return msgspec.json.encode({**note, "note_area": "health", "text": "a", "household_id": str(ID), **fields})


@pytest.mark.parametrize(
    ("raw", "reason", "field"),
    [
        (command(kind="Nimic"), "not_understood", None),
        (command(roof=1), "not_understood", None),
        (command(text=5), "malformed_command", "text"),
        (command(household_id="x"), "malformed_command", "household_id"),
        (b'{"kind": "WriteNote"}', "malformed_command", "note_area"),
        (b"[", "malformed_command", None),
        (b"7", "malformed_command", None),
    ],
)
def test_why_something_is_no_command(raw: bytes, reason: str, field: str | None) -> None:
    found = read(raw)
    assert isinstance(found, Unread) and (found.reason, found.field) == (reason, field)


def test_who_may_open_what_is_held() -> None:
    def item(raw: bytes, role: str = "community_nurse"):
        return item_of(Envelope(msgspec.Raw(raw)), read(raw), role)

    assert item(command()).areas == {"health"} and not item(command()).is_restricted
    assert item(command(circle=[str(ID)])).is_restricted
    assert item(command(text=5)).is_restricted and item(command(text=5)).id == ID
    assert item(b"[").id == item(b"[").id != item(b"[1]").id
    decided = command(kind="DecideFindings", decisions=[])
    decided = msgspec.json.encode(
        {name: value for name, value in json.loads(decided).items() if name not in ("note_area", "text")}
    )
    assert item(decided).areas == ROLES["community_nurse"].writable_areas
    assert item(command(kind="a\0b", id=str(ID))).kind == "ab"
    draft = draft_of(ID, b'{"purpose": "visit"}')
    assert draft.is_restricted and draft.kind == "visit" and draft_of(ID, b"[").kind == ""


# --- how a tablet stands ---


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({}, "well"),
        ({"is_held": False}, "role_ended"),
        ({"heard_at": NOW - timedelta(days=8)}, "silent"),
        ({"unsent": 1, "oldest_unsent_at": NOW - timedelta(days=4)}, "stuck"),
        ({"unsent": 0, "oldest_unsent_at": NOW - timedelta(days=4)}, "well"),
        ({"unsent": 1, "oldest_unsent_at": NOW - timedelta(days=2)}, "well"),
        ({"is_revoked": True, "heard_at": NOW - timedelta(days=8)}, "revoked"),
    ],
)
def test_how_a_tablet_stands(fields: dict, condition: str) -> None:
    known = {"is_revoked": False, "is_held": True, "heard_at": NOW, "unsent": 0, "oldest_unsent_at": None}
    assert condition_of(now=NOW, **{**known, **fields}) == condition


@pytest.mark.parametrize(
    ("name", "initials"), [("Ana Pop", "AP"), ("Ana Maria Pop", "AP"), ("Ștefan", "Ș"), ("", ""), (" ", "")]
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials
