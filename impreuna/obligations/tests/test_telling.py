"""Telling of delays: who, when, once; nobody's name in an e-mail, none at night; nothing twice after a crash."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.obligations import jobs
from impreuna.obligations.commands import TellOfDelays
from impreuna.obligations.models import Escalation, Notification
from impreuna.obligations.queries.book import installed
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.rows import Circle, Holder
from impreuna.obligations.rules.telling import is_quiet, numbers_told
from impreuna.obligations.tests.cases import fact, there
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import MOMENT, applied, send
from tests.fixtures.database import AsOwner
from tests.fixtures.deadlines import HANDED, ActInCaseOfTests
from tests.fixtures.places import BELTIUG, SATU_MARE

pytestmark = pytest.mark.django_db
#: Friday, 20 November 2026, 11:12 in Romania; a case registered then has to be evaluated until Monday at that hour.
DUE = MOMENT + timedelta(hours=72)


@pytest.fixture(autouse=True)
def mails(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


def registered(worker: Actor, number: str = "12/2026", **circle: Any) -> UUID:
    """A case registered now in the story."""
    case_id, command_id = new_id(), new_id()
    whose = Circle(circle.get("team_id", case_id), circle.get("is_restricted", False), None, f"{number} Pop Ana")
    notice = fact("RegisterNotice", MOMENT)
    holders = {"responsible": Holder(worker.user_id, worker.name)}
    HANDED[command_id] = Dossier(case_id, MOMENT, "child", False, (notice,)), whose, holders
    applied(worker, ActInCaseOfTests, id=command_id)
    return case_id


def told(as_owner: AsOwner) -> Counter[tuple[UUID, str]]:
    with as_owner():
        return Counter(Notification.objects.values_list("user_id", "level"))


def test_who_answers_is_told_at_once_the_head_after_a_day_the_county_after_three(
    worker: Actor, as_owner: AsOwner
) -> None:
    head = people.actor("Șefa Bună", "spas_head", BELTIUG)
    county = people.actor("Doamna DGASPC", "dgaspc_coordinator", SATU_MARE)
    people.actor("Domnul Unității", "county_unit", SATU_MARE)
    registered(worker)
    assert jobs.tell_now(DUE) == 0 and not told(as_owner)
    assert jobs.tell_now(DUE + timedelta(seconds=1)) == 1
    assert told(as_owner) == {(worker.user_id, "worker"): 1}
    assert jobs.tell_now(DUE + timedelta(hours=23)) == 0
    assert jobs.tell_now(DUE + timedelta(hours=25)) == 1
    assert jobs.tell_now(DUE + timedelta(hours=73)) == 1
    assert jobs.tell_now(DUE + timedelta(hours=74)) == 0
    expected = {(worker.user_id, "worker"): 1, (head.user_id, "head"): 1, (county.user_id, "county"): 1}
    assert told(as_owner) == expected


def test_what_nobody_answers_for_by_name_is_told_to_those_whose_duty_it_is(worker: Actor, as_owner: AsOwner) -> None:
    head = people.actor("Șefa Bună", "spas_head", BELTIUG)
    case_id, command_id = new_id(), new_id()
    report = fact("WriteInitialReport", MOMENT)
    whose = Circle(case_id, False, None, "15/2026 Rus Ion")
    HANDED[command_id] = Dossier(case_id, MOMENT, "child", False, (report,)), whose, {}
    applied(worker, ActInCaseOfTests, id=command_id)
    jobs.tell_now(MOMENT + timedelta(hours=73))
    with as_owner():
        found = set(Notification.objects.filter(level="worker").values_list("user_id", "code"))
    assert found == {(head.user_id, "SMO-3.6A"), (worker.user_id, "SMO-3.1")}


def test_after_a_week_without_the_server_everybody_is_told_once(worker: Actor, as_owner: AsOwner) -> None:
    people.actor("Șefa Bună", "spas_head", BELTIUG)
    registered(worker)
    for _time in range(2):
        jobs.tell_now(DUE + timedelta(days=7))
    with as_owner():
        assert sorted(Escalation.objects.values_list("level", flat=True)) == ["county", "head", "worker"]
    assert sum(told(as_owner).values()) == 2, "this county has nobody at the DGASPC"


def test_of_a_restricted_case_only_its_team_is_told(worker: Actor, as_owner: AsOwner) -> None:
    circle = new_id()
    with as_owner():
        connection.cursor().execute(
            "INSERT INTO kernel_restrictionmember (commune_id, id, user_id, n, is_team) VALUES (%s, %s, %s, 1, true)",
            [BELTIUG, circle, worker.user_id],
        )
    people.actor("Șefa Bună", "spas_head", BELTIUG)
    registered(worker, is_restricted=True, team_id=circle)
    jobs.tell_now(DUE + timedelta(days=7))
    assert told(as_owner) == {(worker.user_id, "worker"): 1}


def test_an_e_mail_says_how_many_and_which_cases_and_nobodys_name(worker: Actor) -> None:
    registered(worker)
    registered(worker, "13/2026")
    jobs.tell_now(there("2026-11-23 12:00"))
    (message,) = mail.outbox
    assert message.subject == "2 termene depășite" and "Cazurile: 12/2026, 13/2026" in message.body
    assert "Pop" not in message.body and "Evaluarea" not in message.body
    jobs.tell_now(there("2026-11-23 13:00"))
    assert len(mail.outbox) == 1, "an e-mail leaves once"


@pytest.mark.parametrize(
    ("moment", "is_silent"),
    [("2026-11-23 07:59", True), ("2026-11-23 08:00", False), ("2026-11-23 19:59", False), ("2026-11-23 20:00", True),
     ("2026-11-28 12:00", True), ("2026-11-29 12:00", True), ("2026-03-30 08:00", False), ("2026-03-30 07:30", True)],
)  # fmt: skip
def test_no_e_mail_leaves_at_night_or_at_weekends(moment: str, is_silent: bool) -> None:
    assert is_quiet(there(moment), installed().escalation) is is_silent


def test_what_was_told_at_night_is_mailed_in_the_morning(worker: Actor) -> None:
    registered(worker)
    jobs.tell_now(there("2026-11-24 03:00"))
    assert not mail.outbox
    jobs.tell_now(there("2026-11-24 08:07"))
    assert len(mail.outbox) == 1


def test_an_e_mail_that_cannot_leave_waits(worker: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(worker)

    def refuse(*_args: Any) -> None:
        raise OSError("no server")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "send_delays", refuse)
        jobs.tell_now(there("2026-11-23 12:00"))
    assert jobs.send_waiting(there("2026-11-23 13:00")) == 1 and len(mail.outbox) == 1


def test_only_the_server_tells(worker: Actor) -> None:
    registered(worker)
    assert send(worker, TellOfDelays).reason == "role_may_not"
    admin = people.actor("Administratorul Național", "national_admin", COUNTRY)
    outcome = execute(TellOfDelays(id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT), admin, received_at=MOMENT)
    assert outcome.is_kept and outcome.facts == {"told": 0}
    connection.cursor().execute("SELECT set_config('impreuna.command', '', true)")  # the act's own is over
    with acting_as(admin), pytest.raises(ProgrammingError, match="nobody is told"), transaction.atomic():
        connection.cursor().execute("SELECT obligations_tell(%s, 1, now(), interval '0', interval '0')", [BELTIUG])


def test_nobody_else_learns_where_there_are_delays(worker: Actor) -> None:
    registered(worker)
    late: datetime = DUE + timedelta(days=9)
    for statement in (
        "SELECT * FROM obligations_to_tell(%s, interval '0', interval '0')",
        "SELECT * FROM obligations_late_by_county(%s)",
        "SELECT * FROM obligations_simulate('SMO-3.1', 1, 'hours', '{}', %s)",
        "SELECT * FROM obligations_unmailed(5) WHERE %s IS NOT NULL",
    ):
        with acting_as(worker), connection.cursor() as cursor:
            cursor.execute(statement, [late])
            assert cursor.fetchall() == [], statement


def test_many_numbers_are_cut_short() -> None:
    assert numbers_told(["1/2026", "", "1/2026"]) == "1/2026"
    assert numbers_told([f"{n}/2026" for n in range(1, 9)]).endswith("5/2026, …")
