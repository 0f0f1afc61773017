from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from impreuna.kernel.actor import Actor
from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG, SATU_MARE


class Signed(Client):
    """A client in which somebody of the cast is signed in."""

    def __init__(self, somebody: Actor) -> None:
        super().__init__()
        self.actor = somebody
        self.force_login(get_user_model().objects.get(id=somebody.user_id))

    def read(self, address: str, **more: Any) -> str:
        """The text of a page that opens."""
        answer = self.get(address, **more)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()


@pytest.fixture
def worker(db: None) -> Signed:
    return Signed(cast.social_worker())


@pytest.fixture
def nurse(db: None) -> Signed:
    return Signed(cast.community_nurse())


@pytest.fixture
def stranger(db: None) -> Signed:
    return Signed(cast.stranger())


@pytest.fixture
def head(db: None) -> Signed:
    return Signed(cast.actor("Sanda Mureșan", "spas_head", BELTIUG))


@pytest.fixture
def coordinator(db: None) -> Signed:
    return Signed(cast.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE))


@pytest.fixture
def admin(db: None) -> Signed:
    return Signed(cast.actor("Radu Ivan", "national_admin", 0))
