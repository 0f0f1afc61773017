"""Drafts: the author's alone, nothing lost between two tabs, no trace in the journal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel import drafts
from impreuna.kernel.drafts import NotYours, TooLarge, merge
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Draft, DraftContent, JournalEntry
from impreuna.kernel.scope import acting_as
from tests.fixtures.cast import NURSE, STRANGER, WORKER
from tests.fixtures.places import BELTIUG, DOBA

HOUSEHOLD = UUID(int=4)


def save(patch: dict, actor=WORKER, draft_id: UUID | None = None) -> drafts.Draft:
    return drafts.save_draft(actor, draft_id or new_id(), BELTIUG, "assessment", HOUSEHOLD, patch)


@pytest.mark.django_db
def test_a_draft_is_kept_changed_and_thrown_away() -> None:
    draft = save({"edition": 1, "household": {"L04": 2, "L01": 1}})
    save({"household": {"L04": None, "V03": 900}}, draft_id=draft.id)
    opened = drafts.open_draft(WORKER, draft.id)
    assert opened and opened.content == {"edition": 1, "household": {"L01": 1, "V03": 900}}
    assert (opened.purpose, opened.about_id, opened.commune_id) == ("assessment", HOUSEHOLD, BELTIUG)
    assert opened.started_at == draft.started_at <= opened.saved_at
    assert [each.id for each in drafts.drafts_of(WORKER)] == [draft.id]
    assert drafts.drafts_of(WORKER, "visit") == []
    assert drafts.discard_draft(WORKER, draft.id) is True
    assert drafts.discard_draft(WORKER, draft.id) is False
    assert drafts.open_draft(WORKER, draft.id) is None
    with acting_as(WORKER):
        assert not Draft.objects.exists() and not DraftContent.objects.exists()
        assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_colleagues_know_of_it_but_not_what_it_says() -> None:
    draft = save({"persons": {"x": {"C08": [1]}}})
    with acting_as(NURSE):
        (known,) = drafts.drafts_about(BELTIUG, HOUSEHOLD)
        assert (known.id, known.user_name, known.role) == (draft.id, WORKER.name, "social_worker")
        assert known.content == {}
        assert not DraftContent.objects.exists()
    with acting_as(STRANGER):
        assert drafts.drafts_about(BELTIUG, HOUSEHOLD) == []
    assert drafts.open_draft(NURSE, draft.id) is None
    assert drafts.drafts_of(NURSE) == []


@pytest.mark.django_db
def test_nobody_writes_into_or_removes_the_draft_of_another() -> None:
    draft = save({"household": {"L04": 2}})
    with pytest.raises(NotYours):
        save({"household": {"L04": 9}}, NURSE, draft.id)
    with pytest.raises(NotYours):
        drafts.save_draft(WORKER, new_id(), DOBA, "assessment", HOUSEHOLD, {})
    assert drafts.discard_draft(NURSE, draft.id) is False
    opened = drafts.open_draft(WORKER, draft.id)
    assert opened and opened.content == {"household": {"L04": 2}}


@pytest.mark.django_db
def test_what_is_too_large_is_refused_and_what_was_there_stays(as_owner) -> None:
    draft = save({"Z01": "scurt"})
    with pytest.raises(TooLarge):
        save({"Z02": "x" * drafts.LARGEST_BYTES}, draft_id=draft.id)
    opened = drafts.open_draft(WORKER, draft.id)
    assert opened and opened.content == {"Z01": "scurt"}
    with as_owner():
        assert b"scurt" not in bytes(DraftContent.objects.get(id=draft.id).sealed)


@pytest.fixture
def swept(as_owner) -> Iterator[None]:
    yield
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_draft")
        cursor.execute("DELETE FROM kernel_draftcontent")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_lose_nothing_of_each_other(swept) -> None:
    draft_id, problems = new_id(), []

    def tab(name: str) -> None:
        try:
            for number in range(12):
                save({name: {str(number): number}}, draft_id=draft_id)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=tab, args=(name,)) for name in ("one", "other")]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    assert not problems
    opened = drafts.open_draft(WORKER, draft_id)
    whole = {str(number): number for number in range(12)}
    assert opened and opened.content == {"one": whole, "other": whole}


JSON = st.recursive(
    st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2),
    lambda inner: st.dictionaries(st.text(max_size=2), inner, max_size=3),
)
OBJECTS = st.dictionaries(st.text(max_size=2), JSON, max_size=3)


@given(OBJECTS, OBJECTS)
def test_merging_twice_is_merging_once(content: dict, patch: dict) -> None:
    once = merge(content, patch)
    assert merge(once, patch) == once
    assert merge({}, content) == merge(content, {}) == merge(content, content)
    assert merge(content, dict.fromkeys(content)) == {}
