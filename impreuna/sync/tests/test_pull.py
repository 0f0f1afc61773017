"""What a tablet is sent: everything first, then what changed; page by page, never torn, never twice by mistake."""

import pytest

from impreuna.kernel.edits import Change
from impreuna.registry.commands import CorrectHousehold
from impreuna.workforce.tests.cast import social_worker
from tests.fixtures.cast import applied, register
from tests.fixtures.tablet import Tablet

pytestmark = pytest.mark.django_db


def test_everything_then_changes_then_nothing() -> None:
    worker = social_worker()
    household = register(worker)
    tablet = Tablet.enrolled(worker)
    (page,) = tablet.pull()
    assert (page.first["mode"], page.first["why"]) == ("everything", "first")
    assert {row["kind"] for row in page.rows} == {"household", "person", "membership"}
    assert page.first["me"]["name"] == worker.name
    (page,) = tablet.pull()
    assert page.first["mode"] == "nothing" and page.rows == [] and "me" not in page.first
    changes = {"phone": Change(seen="", value="0700 123456")}
    applied(worker, CorrectHousehold, household_id=household, changes=changes)
    (page,) = tablet.pull()
    assert page.first["mode"] == "changes"
    assert [(row["kind"], row["id"], row["phone"]) for row in page.rows] == [
        ("household", str(household), "0700 123456")
    ]
