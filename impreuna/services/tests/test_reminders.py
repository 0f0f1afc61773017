"""An institution whose answer is late is reminded by e-mail: seldom, never at night, naming nobody; the dossier says
so."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import publish
from impreuna.cases.commands import RemindReferral, RestrictCase
from impreuna.cases.models import CaseEntry, ReferralLink
from impreuna.cases.rules.referrals import check_reminder
from impreuna.cases.tests.sending import page_of
from impreuna.cases.tests.test_referrals import refer, through
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import BUCHAREST
from impreuna.kernel.scope import acting_as
from impreuna.services.jobs import remind_now

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _reachable(settings: Any) -> None:
    cache.clear()
    settings.HOSTS = ["impreuna.example"]
    publish()


def late(**said: Any) -> tuple[Walk, UUID, str]:
    """A referral that was to be answered two days ago; its link lasts for a month."""
    walk = walk_to("registered")
    secret = secrets.token_urlsafe(24)
    told = {"receiver_email": "secretariat@centru.example", "link_until": walk.today + timedelta(days=40), **said}
    entry = refer(walk, secret, answer_by=walk.today, **told)
    walk.wait(3)
    return walk, entry, secret


def on_a_morning(walk: Walk, days: int = 0) -> datetime:
    """Ten o'clock of the first working day on or after that day."""
    moment = (walk.now + timedelta(days=days)).astimezone(BUCHAREST).replace(hour=10, minute=0)
    while moment.weekday() >= 5:
        moment += timedelta(days=1)
    return moment


def reminders(walk: Walk) -> list[CaseEntry]:
    with acting_as(walk.worker):
        return list(CaseEntry.objects.filter(case_id=walk.case_id, kind="RemindReferral"))


def test_a_late_institution_is_reminded_once_in_a_while(client: Client) -> None:
    walk, entry, secret = late()
    morning = on_a_morning(walk)
    assert remind_now(morning) == 1
    (sent,) = mail.outbox
    assert sent.to == ["secretariat@centru.example"]
    for name in ("Ștefan", "Țăran", walk.worker.name, "psihologică", "doarme", "Centrul"):
        assert name not in sent.body + sent.subject
    (kept,) = reminders(walk)
    assert kept.about_id == entry and kept.content == {"email": "secretariat@centru.example"}
    assert remind_now(morning + timedelta(hours=1)) == 0
    assert remind_now(on_a_morning(walk, 4)) == 0
    assert remind_now(on_a_morning(walk, 9)) == 1
    (address, *_more) = re.findall(r"/raspuns/[^/]+/", sent.body)
    page = client.get(address)
    assert page.status_code in (200, 410) and secret not in address
    with acting_as(walk.worker):
        links = ReferralLink.objects.filter(entry_id=entry)
        assert {link.expires_at for link in links} == {links[0].expires_at} and len(links) == 3


def test_an_answer_through_the_reminder_closes_every_link() -> None:
    walk, _entry, secret = late()
    assert remind_now(on_a_morning(walk)) == 1
    (inside,) = re.findall(r"/raspuns/([^/]+)/", mail.outbox[0].body)
    assert through(inside, walk).status == "applied"
    assert through(secret, walk).reason == "link_over"
    assert remind_now(on_a_morning(walk, 20)) == 0
    with acting_as(walk.worker):
        answer = CaseEntry.objects.get(case_id=walk.case_id, kind="AnswerReferral")
    assert answer.late_reason == "Instituția a răspuns după termen."


def test_nobody_is_reminded_at_night_or_at_weekends_or_before_the_term() -> None:
    walk, _entry, _secret = late()
    morning = on_a_morning(walk)
    saturday = morning + timedelta(days=(5 - morning.weekday()) % 7)
    for quiet in (morning.replace(hour=23), morning.replace(hour=5), saturday):
        assert remind_now(quiet) == 0
    assert remind_now(morning - timedelta(days=7)) == 0
    assert mail.outbox == [] and reminders(walk) == []


@pytest.mark.parametrize("said", [{"receiver_email": ""}, {"link_until": None}])
def test_without_an_address_or_a_link_nobody_is_written_to(said: dict[str, Any]) -> None:
    walk, _entry, _secret = late(**said)
    assert remind_now(on_a_morning(walk)) == 0 and reminders(walk) == []


def test_what_cannot_be_sent_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    walk, _entry, _secret = late()

    def refuse(*_args: Any) -> None:
        raise OSError("no server")

    monkeypatch.setattr("impreuna.services.jobs.send_reminder", refuse)
    assert remind_now(on_a_morning(walk)) == 0 and reminders(walk) == []
    monkeypatch.undo()
    assert remind_now(on_a_morning(walk)) == 1


def test_a_restricted_case_is_reminded_of_too_and_only_the_server_may() -> None:
    walk, entry, _secret = late()
    walk.do(walk.head, RestrictCase, reason="Violență în familie.")
    said = {"email": "secretariat@centru.example", "link_id": new_id(), "secret_digest": "0" * 64, "days_apart": 7}
    assert walk.send(walk.worker, RemindReferral, about_id=entry, **said).status == "rejected"
    assert remind_now(on_a_morning(walk)) == 1
    assert len(reminders(walk)) == 1


def test_the_dossier_shows_the_reminder() -> None:
    walk, _entry, _secret = late()
    assert remind_now(on_a_morning(walk)) == 1
    page = text(signed_in(walk.worker).get(page_of(walk)))
    assert "Amintire trimisă instituției" in page and "Împreună, specialist extern" not in page


NOW = datetime(2026, 11, 20, 10, 0, tzinfo=BUCHAREST)
DAY = timedelta(days=1)


class Said(NamedTuple):
    email: str = "a@b.ro"
    secret_digest: str = "0" * 64
    days_apart: int = 7


@pytest.mark.parametrize(
    ("said", "answer_by", "last", "field"),
    [
        (Said(), NOW - DAY, None, ""),
        (Said(), NOW - DAY, NOW - 7 * DAY, ""),
        (Said(), NOW, None, "about_id"),
        (Said(), NOW - 9 * DAY, NOW - 6 * DAY, "about_id"),
        (Said(days_apart=0), NOW - DAY, None, "about_id"),
        (Said(email="x@y.ro"), NOW - DAY, None, "email"),
        (Said(email=""), NOW - DAY, None, "email"),
        (Said(secret_digest="0"), NOW - DAY, None, "secret_digest"),
    ],
)
def test_a_reminder_comes_late_and_seldom(said: Said, answer_by: datetime, last: datetime | None, field: str) -> None:
    told = {"receiver_email": "a@b.ro", "answer_by": answer_by.date().isoformat()}
    refused = [name for name, verdict in check_reminder(said, told, last, NOW) if not verdict]
    assert refused == ([field] if field else [])
