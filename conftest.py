"""What every test stands on: a real PostgreSQL under row-level security, no network, a real browser.

Tests talk to the database as `impreuna_app`, as the application does. `as_owner` shows what is really in
the tables. The fixtures themselves are in `tests/fixtures/`.
"""

import os
from pathlib import Path

import pytest

# Playwright's synchronous interface runs a loop in the test's thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.browser", "tests.fixtures.line", "tests.fixtures.teren"]

_TESTS = Path(__file__).parent / "tests"
_LONGEST = (_TESTS / "field", _TESTS / "journeys" / "test_every_page.py", _TESTS / "bench", _TESTS / "faults")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is one worker's work for minutes comes first: it would be waited for at the end."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    turns = (turn for turn, place in enumerate(_LONGEST) if place in (item.path, item.path.parent))
    return next(turns, len(_LONGEST))
