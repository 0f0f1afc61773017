"""What every test stands on: a real PostgreSQL under row-level security, no network, a real browser.

Tests talk to the database as `impreuna_app`, as the application does. `as_owner` shows what is really in
the tables. The fixtures themselves are in `tests/fixtures/`.
"""

import os

# Playwright's synchronous interface runs a loop in the test's thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.browser", "tests.fixtures.line", "tests.fixtures.teren"]
