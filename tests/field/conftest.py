import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.field.serving import Served
from tests.field.workers import build
from tests.fixtures.server import TestServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One after the other: they share one server, and keep both cores busy by themselves."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("field"))
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def bundle() -> None:
    build()


@pytest.fixture(scope="session")
def served(bundle: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server on a clone of the tests' database, in which nobody works yet."""
    postgres = TestServer()
    postgres.name = f"field_{os.getpid()}"
    postgres.enter()
    with django_db_blocker.unblock():
        postgres.clone(postgres.make_template())
    served = Served(postgres.server, postgres.name, tmp_path_factory.mktemp("field"))
    try:
        served.start()
        yield served
    finally:
        served.stop()
        postgres.leave()
