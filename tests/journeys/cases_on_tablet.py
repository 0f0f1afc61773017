"""What the stories of cases on a tablet share: a case with a team, and what is typed in its forms."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from impreuna.cases import commands as does
from impreuna.cases.tests.walking import Walk
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import colleague


def heading(page: Page, name: str | re.Pattern[str]) -> None:
    """Waits for the page with this title."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def team(days: int) -> tuple[Walk, str]:
    """A case that was told of so many days ago, in which a worker leads who has an account; and her address."""
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    head, nurse = actor("Horea Man", "spas_head", BELTIUG), actor("Reghina Pop", "community_nurse", BELTIUG)
    walk = Walk(worker, head, nurse, now=datetime.now(UTC) - timedelta(days=days))
    member = new_person("Țăran", "Ștefan", birth_year=2018)
    home = register(worker, member)
    about = does.Participant(name="Țăran Ștefan", part="subject", person_id=member.id)
    said = {"channel": "self_notice", "subject": "child", "what": "Copilul este singur acasă."}
    walk.do(worker, does.RegisterNotice, people=(about,), household_id=home, **said)
    return walk, email


def write_visit(page: Page) -> None:
    """The report of a visit, with what is asked."""
    page.get_by_label("Pentru ce a fost vizita").fill("cum merge planul")
    page.get_by_label("Unde", exact=True).fill("acasă")
    page.get_by_role("group", name="Cine a fost de față").get_by_label("Țăran Ștefan").check()
    page.get_by_label("Altcineva").fill("mama\nbunica")
    page.get_by_label("Ce ați văzut și ce s-a vorbit").fill("Casa este caldă.")


def say_why_late(page: Page) -> None:
    """Where the law's moment has passed, the form asks why."""
    why = page.get_by_label("De ce se face abia acum")
    if why.count():
        why.fill("Drumul a fost închis.")
