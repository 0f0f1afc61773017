from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.house import House


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One after the other: they measure nothing, but each starts whole servers."""
    for item in items:
        if "faults" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that has been served once, so that its tables are there."""
    house = House(tmp_path_factory.mktemp("house") / "var")
    house.start()
    house.wait_until_served()
    assert house.interrupt() == 0
    yield house
    house.end()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "casă nouă")
    yield house
    house.end()


@pytest.fixture
def served(furnished: House) -> Iterator[House]:
    furnished.start()
    furnished.wait_until_served()
    yield furnished
    furnished.end()
