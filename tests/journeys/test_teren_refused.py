"""What the server did not accept comes back to its author: why, in which form to correct it, or to put it aside."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import expect

from impreuna.assessment.tests.visiting import publish
from tests.fixtures.cast import new_person
from tests.fixtures.cast import register as registered
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def leave(teren: Teren, person: UUID, day: str) -> None:
    """Writes down that the person no longer lives there since that day of October."""
    teren.go(f"/persoane/{person}/plecare")
    teren.page.get_by_label("S-a mutat", exact=True).check()
    for label, part in (("Ziua", day), ("Luna", "10"), ("Anul", "2026")):
        teren.page.get_by_label(label).fill(part)
    teren.press("Încheie apartenența")
    expect(teren.page.get_by_role("heading", name="O persoană")).to_be_visible()


def test_a_refused_act_comes_back_with_what_was_typed(tablet: Callable[..., Teren], line: Line) -> None:
    publish()
    worker, worker_email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    nurse, nurse_email = colleague("Reghina Pop", "community_nurse", BELTIUG)
    son = new_person("Țăran", "Mihai", "child", birth_date=None, birth_year=2001)
    registered(worker, new_person("Țăran", "Ștefania"), son)
    hers, other = tablet("a"), tablet("b")
    hers.enrol(worker, worker_email)
    other.enrol(nurse, nurse_email)
    line.cut()
    leave(hers, son.id, "3")
    leave(other, son.id, "5")
    line.mend()
    hers.sync()
    other.sync()
    other.go("/de-hotarat")
    expect(other.page.get_by_text("Țăran Mihai nu este în această gospodărie.")).to_be_visible()
    other.press("Corectează și trimite din nou")
    expect(other.page.get_by_label("Ziua")).to_have_value("05")
    other.press("Trimite din nou")
    other.sync()
    # Still not: she left already. There is nothing to correct, so it is put aside.
    other.go("/de-hotarat")
    other.press("Pune deoparte")
    other.press("Pune deoparte")
    expect(other.page.get_by_role("heading", name="Nimic de hotărât")).to_be_visible()
