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

_LONGEST = Path(__file__).parent / "tests" / "field"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The schedules of tablets first: they are one worker's work for minutes, and would be waited for at the end."""
    items.sort(key=lambda item: item.path.parent != _LONGEST)
