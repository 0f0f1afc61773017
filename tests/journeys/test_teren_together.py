"""Two tablets and one field: both values are kept, and settled in two taps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import expect

from impreuna.assessment.tests.visiting import publish
from tests.fixtures.cast import new_person
from tests.fixtures.cast import register as registered
from tests.fixtures.database import AsOwner
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def correct_phone(teren: Teren, household: object, phone: str) -> None:
    """Types another telephone number and keeps it."""
    teren.go(f"/gospodarii/{household}/corecteaza")
    teren.page.get_by_label("Telefon").fill(phone)
    teren.press("Păstrează corecturile")
    expect(teren.page.get_by_text(phone)).to_be_visible()
    teren.expect_unsent("1 netrimisă")


def test_two_tablets_correct_the_same_field(tablet: Callable[..., Teren], line: Line, as_owner: AsOwner) -> None:
    publish()
    worker, worker_email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    nurse, nurse_email = colleague("Reghina Pop", "community_nurse", BELTIUG)
    household = registered(worker, new_person("Țăran", "Ștefania"))
    hers, other = tablet("a"), tablet("b")
    hers.enrol(worker, worker_email)
    other.enrol(nurse, nurse_email)
    line.cut()
    correct_phone(hers, household, "0740 111 111")
    correct_phone(other, household, "0740 222 222")
    line.mend()
    hers.sync()
    other.sync()
    hers.sync()
    for teren in (hers, other):
        teren.go("/de-hotarat")
        for value in ("0740 111 111", "0740 222 222"):
            expect(teren.page.get_by_text(value).first).to_be_visible()
    hers.page.get_by_role("button", name="Păstrează „0740 222 222”").click()
    hers.press("Confirmă")
    hers.sync()
    other.sync()
    for teren in (hers, other):
        teren.go(f"/gospodarii/{household}")
        expect(teren.page.get_by_text("0740 222 222")).to_be_visible()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM registry_household WHERE id = %s", [household])
        assert cursor.fetchone() == ("0740 222 222",)
        cursor.execute("SELECT count(*) FROM kernel_conflict WHERE settled_at IS NULL")
        assert cursor.fetchone() == (0,)
