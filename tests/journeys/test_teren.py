"""A tablet without a network: installed once, then started, used and switched off where nobody listens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from impreuna.assessment.tests.visiting import publish
from tests.fixtures.cast import new_person, register
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def test_a_cold_start_without_a_network(tablet: Callable[..., Teren], line: Line) -> None:
    """Another process, nobody listening: the four words open the whole commune."""
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    register(worker, new_person("Țăran", "Ștefania"), street="Morii", number="7")
    teren = tablet()
    teren.enrol(worker, email)
    teren.switch_off()
    line.cut()
    teren.switch_on()
    teren.open()
    teren.unlock()
    teren.go("/gospodarii")
    teren.page.get_by_label("Caută o persoană sau o adresă").fill("taran stefania")
    expect(teren.page.get_by_role("link", name="Țăran Ștefania")).to_be_visible()
