"""The whole file of a case: at once when short, else made by a job, once, for its reader alone, and gone in time."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import Opening
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.documents.commands import wholefiles
from impreuna.documents.jobs import make_whole_file
from impreuna.documents.models import WholeFile, WholePart
from impreuna.documents.rules import whole
from impreuna.documents.rules.whole import KEPT_HOURS, is_made_at_once, kept_for
from impreuna.documents.tests.archive import faults_of
from impreuna.documents.tests.photographs import photograph
from impreuna.documents.tests.reading import text_of
from impreuna.documents.tests.test_documents import issue, picture_of
from impreuna.documents.tests.test_pages import upload
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests.cast import actor
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    made = walk_to("evaluated")
    issue(made, made.last["RegisterNotice"])
    issue(made, made.last["WriteInitialReport"])
    return made


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is short enough to be made at once."""
    monkeypatch.setattr(whole, "_AT_ONCE", 0)


def address(walk: Walk, name: str = "case-file") -> str:
    return reverse(f"documents:{name}", args=[walk.case_id])


def ask(walk: Walk, client: Client) -> None:
    assert client.post(address(walk, "case-file-ask"))["Location"] == address(walk, "case-file-progress")


def jobs() -> list[dict[str, Any]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="documents.whole_file").order_by("id")]


def work() -> None:
    """What the worker does, with the last job that waits: nobody acts but whom the job names."""
    with acting_as(None):
        make_whole_file.func(**jobs()[-1])


def reasons(walk: Walk, who: Actor) -> list[str]:
    with acting_as(who):
        rows = Opening.objects.filter(user_id=who.user_id).order_by("opened_at", "id")
        return list(rows.values_list("reason", flat=True))


def test_what_is_short_is_made_at_once_and_the_making_is_noted(walk: Walk) -> None:
    client = signed_in(walk.worker)
    content = client.get(address(walk)).content
    assert faults_of(content) == []
    assert text_of(content).index("Opisul dosarului") < text_of(content).index("3. Evaluarea")
    client.get(address(walk))
    made = [reason for reason in reasons(walk, walk.worker) if reason.startswith("tot dosarul")]
    assert made == ["tot dosarul într-un PDF: echipa cazului"] * 2


def test_the_index_counts_the_pages_that_follow_it(walk: Walk) -> None:
    client = signed_in(walk.worker)
    document = issue(walk, walk.last["WriteInitialReport"], reason="A fost avizat.")
    client.post(reverse("documents:scan-of", args=[document]), {"file": upload(photograph(picture_of(walk, document)))})
    pages = PdfReader(io.BytesIO(client.get(address(walk)).content)).pages
    assert f"Total file {len(pages) - 1}" in " ".join(pages[0].extract_text().split())
    assert "semnată" not in pages[-1].extract_text() and not pages[-1].extract_text().strip()


@pytest.mark.usefixtures("long")
def test_what_is_long_is_asked_for_made_opened_and_made_once(walk: Walk) -> None:
    client = signed_in(walk.worker)
    assert client.get(address(walk))["Location"] == address(walk, "case-file-progress")
    assert "Pregătește dosarul" in text(client.get(address(walk, "case-file-progress")))
    ask(walk, client)
    ask(walk, client)
    assert len(jobs()) == 1
    waiting = client.get(address(walk, "case-file-progress"))
    assert "Așteaptă la rând" in text(waiting) and 'hx-trigger="every 2s"' in waiting.content.decode()
    part = client.get(address(walk, "case-file-progress"), headers={"HX-Request": "true"})
    assert part.content.strip().startswith(b'<div id="whole-file"') and b"<html" not in part.content
    work()
    assert "Dosarul este gata" in text(client.get(address(walk, "case-file-progress")))
    answer = client.get(address(walk))
    assert faults_of(answer.content) == [] and answer["Cache-Control"] == "no-store"
    assert "Sesizare înregistrată" in text_of(answer.content)
    ask(walk, client)
    work()
    assert len(jobs()) == 1 and client.get(address(walk)).content == answer.content
    made = [reason for reason in reasons(walk, walk.worker) if reason.startswith("tot dosarul")]
    assert made == ["tot dosarul într-un PDF: echipa cazului"]


@pytest.mark.usefixtures("long")
def test_its_progress_is_told_document_by_document(walk: Walk) -> None:
    client = signed_in(walk.worker)
    ask(walk, client)
    with acting_as(walk.worker):
        wholefiles.note_progress(UUID(jobs()[0]["file_id"]), 1, timezone.now())
    assert "Se așază documentul 2 din 2." in text(client.get(address(walk, "case-file-progress")))


@pytest.mark.usefixtures("long")
def test_a_making_of_which_nobody_hears_is_asked_for_again(walk: Walk) -> None:
    client = signed_in(walk.worker)
    ask(walk, client)
    with acting_as(walk.worker):
        wholefiles.note_progress(UUID(jobs()[0]["file_id"]), 1, timezone.now() - timedelta(hours=1))
    assert "nu s-a putut face" in text(client.get(address(walk, "case-file-progress")))
    ask(walk, client)
    assert len(jobs()) == 2
    work()
    assert client.get(address(walk)).status_code == 200


@pytest.mark.usefixtures("long")
def test_it_is_its_readers_alone(walk: Walk, as_owner: AsOwner) -> None:
    client = signed_in(walk.worker)
    ask(walk, client)
    work()
    with acting_as(walk.head):
        assert not WholeFile.objects.exists() and not WholePart.objects.exists()
    head = signed_in(walk.head)
    assert head.get(address(walk)).status_code == 302
    with as_owner():
        (part,) = WholePart.objects.values_list("sealed", flat=True)[:1]
        assert b"%PDF" not in bytes(part)


@pytest.mark.usefixtures("long")
def test_who_is_outside_the_team_says_why_first(walk: Walk) -> None:
    client = signed_in(actor("Alina Cealaltă", "social_technician", BELTIUG))
    assert "deschidere" in client.get(address(walk))["Location"]
    ask(walk, client)
    assert not jobs()


@pytest.mark.usefixtures("long")
def test_a_document_that_came_later_makes_it_old(walk: Walk) -> None:
    client = signed_in(walk.worker)
    ask(walk, client)
    work()
    issue(walk, walk.last["WriteInitialReport"], reason="A fost avizat.")
    assert client.get(address(walk)).status_code == 302
    assert "nu mai este la zi" in text(client.get(address(walk, "case-file-progress")))


@pytest.mark.usefixtures("long")
def test_a_right_that_ended_closes_what_was_made(walk: Walk) -> None:
    technician = actor("Vasile Tehnicianul", "social_technician", BELTIUG)
    client = signed_in(technician)
    client.post(reverse("cases:open", args=[walk.case_id]), {"why": "check"})
    ask(walk, client)
    work()
    assert client.get(address(walk)).status_code == 200
    said, again = reasons(walk, technician)
    assert again == f"tot dosarul într-un PDF: {said}" and said != "echipa cazului"
    walk.do(walk.worker, does.RestrictCase, reason="Violență.")
    assert client.get(address(walk)).status_code == 404
    assert client.get(address(walk, "case-file-progress")).status_code == 404


@pytest.mark.usefixtures("long")
def test_a_right_that_ends_while_it_is_made_leaves_nothing(walk: Walk) -> None:
    technician = actor("Vasile Tehnicianul", "social_technician", BELTIUG)
    client = signed_in(technician)
    client.post(reverse("cases:open", args=[walk.case_id]), {"why": "check"})
    ask(walk, client)
    walk.do(walk.worker, does.RestrictCase, reason="Violență.")
    work()
    with acting_as(technician):
        assert WholeFile.objects.get().state == "failed" and not WholePart.objects.exists()


@pytest.mark.usefixtures("long")
def test_medical_pages_are_only_in_the_file_of_who_reads_them() -> None:
    walk = walk_to("assigned")
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    report = walk.do(
        walk.nurse, does.RecordSpecialistReport,
        veil="health", instruments="Fișă", found="Anemie", conclusions="Tratament", for_team="Cere control lunar.",
    )  # fmt: skip
    issue(walk, report, walk.nurse)
    for who, reads in ((walk.nurse, True), (walk.worker, False)):
        client = signed_in(who)
        ask(walk, client)
        work()
        assert ("Anemie" in text_of(client.get(address(walk)).content)) is reads


@pytest.mark.usefixtures("long")
def test_it_is_deleted_when_its_time_is_over(walk: Walk, as_owner: AsOwner) -> None:
    client = signed_in(walk.worker)
    ask(walk, client)
    work()
    assert wholefiles.forget_expired() == 0
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_wholefile SET expires_at = now() - interval '1 second'")
    assert client.get(address(walk)).status_code == 302
    assert wholefiles.forget_expired() == 1
    with as_owner():
        assert not WholeFile.objects.exists() and not WholePart.objects.exists()


@pytest.mark.usefixtures("long")
def test_a_page_of_it_costs_the_same_however_much_is_in_it(walk: Walk) -> None:
    client = signed_in(walk.worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address(walk, "case-file-progress"))
        return len(queries)

    cost()
    few = cost()
    issue(walk, walk.last["WriteInitialReport"], reason="A fost avizat.")
    assert cost() == few <= 16


@pytest.mark.parametrize(
    ("documents", "scans", "at_once"), [(0, 0, True), (30, 0, True), (31, 0, False), (20, 1, True), (21, 1, False)]
)
def test_what_takes_a_second_is_made_at_once(documents: int, scans: int, at_once: bool) -> None:
    assert is_made_at_once(documents, scans) is at_once


def test_it_is_kept_as_long_as_the_lists_say() -> None:
    assert kept_for({"whole_file_hours": 2}) == timedelta(hours=2)
    assert kept_for({}) == timedelta(hours=KEPT_HOURS)
