"""Long files leave a few at a time, and give their place back however they end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory

from impreuna.ui.downloads import download_long
from impreuna.ui.tables import Column, Table


def ask(rows: Any = ()) -> Any:
    return download_long(RequestFactory().get("/"), Table("a", "A", [Column("A")], rows), "csv")


def test_only_so_many_leave_at_once(settings: Any) -> None:
    leaving = []
    while (answer := ask()).streaming:
        leaving.append(answer)
    assert len(leaving) == max(1, settings.THREADS - 1)
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert "peste un minut" in answer.content.decode()
    leaving.pop().close()
    again = ask()
    assert again.streaming
    for each in (*leaving, again):
        each.close()


@pytest.mark.parametrize("parts", [0, 1, 5])
def test_a_place_is_given_back_wherever_it_ends(parts: int) -> None:
    for _turn in range(3):
        answer = ask([("x",)])
        assert answer.streaming
        for _part, _number in zip(answer, range(parts), strict=False):
            pass
        answer.close()
        answer.close()


def test_a_mistake_on_the_way_gives_it_back_too() -> None:
    def broken() -> Iterator[tuple[str]]:
        yield ("x",)
        raise OSError("gone")

    for _turn in range(3):
        answer = ask(broken())
        with pytest.raises(OSError, match="gone"):
            list(answer)
        answer.close()
