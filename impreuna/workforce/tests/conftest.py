from collections.abc import Callable

import pytest

from impreuna.kernel.actor import Actor
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG, SATU_MARE


@pytest.fixture
def head(db: None) -> Actor:
    return cast.actor("Sanda Mureșan", "spas_head", BELTIUG)


@pytest.fixture
def coordinator(db: None) -> Actor:
    return cast.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE)


@pytest.fixture
def worker(db: None) -> Actor:
    return cast.social_worker()


@pytest.fixture
def stranger(db: None) -> Actor:
    return cast.stranger()


@pytest.fixture
def admin(db: None) -> Actor:
    return cast.actor("Radu Ivan", "national_admin", 0)


Person = Callable[..., Actor]
