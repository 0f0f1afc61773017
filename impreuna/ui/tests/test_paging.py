"""Pages by key: every row once, in order, whatever the page size and however many rows look alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex, Substr
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.ui import paging
from impreuna.ui.paging import page_of

pytestmark = pytest.mark.django_db

# Few letters, so that names look alike in the database's order; ă and spaces, so that it is not ours.
ORDERS = [("shared", "id"), ("-shared", "id"), ("shared", "-id"), ("-id",)]
NAMES = st.text(alphabet="aăAbș -", min_size=1, max_size=4)


@pytest.fixture
def owner(as_owner: Any) -> Iterator[None]:
    """The application itself writes no groups; the tests need some table to page over."""
    with as_owner():
        yield


def make(names: list[str]) -> None:
    Group.objects.all().delete()
    Group.objects.bulk_create([Group(name=f"{name}·{number}") for number, name in enumerate(names)])


def rows() -> QuerySet[Group]:
    """Groups with the part of the name before the dot, which many of them share."""
    return Group.objects.annotate(shared=Substr("name", 1, StrIndex("name", Value("·")) - 1))


def walk(keys: tuple[str, ...], size: int) -> list[list[int]]:
    """The numbers on all pages, from the first to the last."""
    pages: list[list[int]] = []
    cursor: str | None = None
    while cursor != "":
        page = page_of(rows(), keys, cursor, size)
        assert page.is_first == (cursor is None)
        pages.append([row.pk for row in page.items])
        cursor = page.next
    return pages


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, max_size=25), st.integers(1, 9), st.sampled_from(ORDERS))
def test_every_row_is_seen_once_and_in_order(owner: None, names: list[str], size: int, keys: tuple[str, ...]) -> None:
    make(names)
    pages = walk(keys, size)
    assert [pk for page in pages for pk in page] == [row.pk for row in rows().order_by(*keys)]
    assert all(len(page) == size for page in pages[:-1])
    assert names == [] or pages[-1] != []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=2, max_size=15), st.data())
def test_rows_that_come_and_go_between_pages_move_no_other(owner: None, names: list[str], data: st.DataObject) -> None:
    make(names)
    before = [row.pk for row in rows().order_by("shared", "id")]
    first = page_of(rows(), ("shared", "id"), None, size=len(names) // 2)
    gone = data.draw(st.sampled_from(before))
    Group.objects.filter(pk=gone).delete()
    Group.objects.create(name="A·nou")
    rest = page_of(rows(), ("shared", "id"), first.next, size=100)
    seen = [row.pk for row in [*first.items, *rest.items]]
    assert len(seen) == len(set(seen))
    assert set(before) - {gone} <= set(seen)


def test_a_cursor_that_is_not_ours_starts_at_the_beginning(owner: None) -> None:
    make(["a", "b", "c"])
    ours = page_of(rows(), ("shared", "id"), None, 1).next
    for bent in ("", "x", ours[:-1] + "_", "🌸", "a:b:c"):
        assert page_of(rows(), ("shared", "id"), bent, 1).is_first
    assert page_of(rows(), ("-id",), ours, 1).is_first, "the cursor of another order"


def test_a_page_is_one_query_without_count_or_offset(owner: None) -> None:
    make(["a"] * 9)
    cursor = page_of(rows(), ("shared", "id"), None, 3).next
    with CaptureQueriesContext(connection) as asked:
        page_of(rows(), ("shared", "id"), cursor, 3)
    assert len(asked) == 1
    assert "COUNT" not in asked[0]["sql"] and "OFFSET" not in asked[0]["sql"] and "LIMIT 4" in asked[0]["sql"]


@pytest.mark.parametrize(
    "value", [date(2015, 3, 21), datetime(2026, 11, 21, 9, 30, tzinfo=UTC), UUID(int=7), 7, "Ștefania"]
)
def test_keys_of_every_kind_survive_the_address(value: Any) -> None:
    cursor = paging._write(("key",), SimpleNamespace(key=value))  # type: ignore[arg-type]
    assert paging._read(cursor, ("key",)) == [value]
