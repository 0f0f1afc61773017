"""The tablet's rules, compiled once for the tests that ask them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts import tablet


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with field/src as JavaScript."""
    return tablet.build(tmp_path_factory.mktemp("field"))
