"""Documents of a case that was walked from its notice to its closing: issued, frozen, found again, kept from others."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from impreuna.cases import commands as does
from impreuna.cases.models import RegisterEntry
from impreuna.cases.queries.casefile import find_case
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.documents.commands import IssueDocument
from impreuna.documents.models import Document
from impreuna.documents.queries.issued import content_of, find_document, find_known, list_documents
from impreuna.documents.rules.kinds import kind_of
from impreuna.documents.tests.photographs import page_of
from impreuna.documents.tests.reading import text_of
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SITE = "https://testserver"


def issue(walk: Walk, entry_id: UUID, who: Actor | None = None, **said: Any) -> UUID:
    """Somebody issues the document of an entry."""
    return walk.do(who or walk.worker, IssueDocument, entry_id=entry_id, site=SITE, **said)


def bytes_of(who: Actor, document_id: UUID) -> bytes:
    """The document as somebody opens it; nothing for who may not see it."""
    with acting_as(who):
        row = find_document(document_id)
        return b"".join(content_of(row)) if row else b""


def picture_of(walk: Walk, document_id: UUID) -> Image.Image:
    """The first page of an issued document, as the printer puts it on paper."""
    return page_of(bytes_of(walk.worker, document_id))


def test_every_document_of_a_whole_case_is_issued() -> None:
    walk = walk_to("closed")
    with acting_as(walk.worker):
        case = find_case(walk.worker, walk.case_id)
        assert case is not None
        printed = [entry for entry in case.entries if kind_of(entry.kind, entry.content)]
    assert len(printed) > 10
    for entry in printed:
        document = issue(walk, entry.id)
        text = text_of(bytes_of(walk.worker, document))
        assert "Țăran Ștefan" in text and f"Cazul nr. {case.title}" in text, entry.kind
        assert "Comuna Beltiug" in text and "Județul Satu Mare" in text
    with acting_as(walk.worker):
        rows = list_documents(BELTIUG, walk.case_id)
        numbers = sorted((each.year, each.number) for each in RegisterEntry.objects.all())
    assert len(rows) == len(printed)
    for year in {year for year, _number in numbers}:
        held = [number for of_year, number in numbers if of_year == year]
        assert held == list(range(1, len(held) + 1)), "the register has no gaps"


def test_the_minutes_of_a_meeting_say_where_it_was_and_who_came() -> None:
    walk = walk_to("planned")
    minutes = text_of(bytes_of(walk.worker, issue(walk, walk.last["DiscussInMeeting"])))
    assert "Locul Primărie" in minutes and "Echipa a discutat planul." in minutes
    assert "Reghina Pop asistent medical comunitar nu" in minutes and "Ilinca Breban asistent social da" in minutes


def test_an_issued_document_never_changes_and_what_follows_is_an_addendum() -> None:
    walk = walk_to("evaluated")
    report = walk.last["WriteInitialReport"]
    first = issue(walk, report)
    before = bytes_of(walk.worker, first)
    again = walk.send(walk.worker, IssueDocument, entry_id=report, site=SITE)
    assert (again.reason, again.field) == ("document_issued", "reason")
    walk.endorse(report)
    second = issue(walk, report, reason="A fost avizat.")
    assert bytes_of(walk.worker, first) == before
    with acting_as(walk.worker):
        row = Document.objects.get(id=second)
        assert row.about_id == first and row.version == 2
        assert sha256(before).hexdigest() == Document.objects.get(id=first).digest
    text = text_of(bytes_of(walk.worker, second))
    assert "Completează documentul nr." in text and "A fost avizat." in text and "avizat" in text


def test_a_document_of_its_entrys_number_keeps_it() -> None:
    walk = begin()
    document = issue(walk, walk.last["RegisterNotice"])
    with acting_as(walk.worker):
        row = find_document(document)
        assert row is not None and row.number.startswith("1/")
        assert RegisterEntry.objects.count() == 1


@pytest.mark.parametrize(
    "site", ["https://altundeva.example.org", "javascript:alert(1)", "http://testserver@rau.example", "http://[", ""]
)
def test_a_document_never_leads_elsewhere(site: str) -> None:
    walk = begin()
    refused = walk.send(walk.worker, IssueDocument, entry_id=walk.last["RegisterNotice"], site=site)
    assert (refused.reason, refused.field) == ("document_site", "site")


def test_who_told_of_a_case_is_printed_nowhere() -> None:
    walk = walk_to("evaluated", begin(reporter="Vecina Ioana", reporter_contact="0700 000 000"))
    for kind in ("RegisterNotice", "WriteInitialReport"):
        assert "Vecina" not in text_of(bytes_of(walk.worker, issue(walk, walk.last[kind])))


def test_a_restricted_cases_documents_are_its_teams() -> None:
    walk = begin(is_restricted_case=True)
    document = issue(walk, walk.last["RegisterNotice"])
    stranger = actor("Dorin Străinu", "social_worker", DOBA)
    assert bytes_of(walk.worker, document) and bytes_of(walk.head, document)
    assert not bytes_of(walk.nurse, document) and not bytes_of(stranger, document)


def test_a_restriction_that_comes_later_closes_what_was_issued() -> None:
    walk = begin()
    document = issue(walk, walk.last["RegisterNotice"])
    technician = actor("Vasile Tehnicianul", "social_technician", BELTIUG)
    assert bytes_of(technician, document)
    walk.do(walk.worker, does.RestrictCase, reason="Violență.")
    assert not bytes_of(technician, document) and bytes_of(walk.worker, document)


def test_who_leaves_a_restricted_case_sees_only_what_she_wrote() -> None:
    walk = begin(is_restricted_case=True)
    walk_to("assigned", walk)
    colleague = actor("Ioana Colega", "social_worker", BELTIUG)
    walk.do(walk.worker, does.JoinCaseTeam, function="social_worker", user_id=colleague.user_id)
    document = issue(walk, walk.last["WriteInitialReport"], colleague)
    assert bytes_of(colleague, document)
    with acting_as(walk.head):
        case = find_case(walk.head, walk.case_id)
        assert case is not None
        (member,) = (each for each in case.team if each.user_id == colleague.user_id)
    walk.do(walk.head, does.LeaveCaseTeam, member_id=member.id, reason="Pleacă.")
    assert not bytes_of(colleague, document) and bytes_of(walk.worker, document)


def test_a_medical_report_is_the_nurses() -> None:
    walk = walk_to("assigned")
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    report = walk.do(
        walk.nurse, does.RecordSpecialistReport,
        veil="health", instruments="Fișă", found="Anemie", conclusions="Tratament", for_team="Cere control lunar.",
    )  # fmt: skip
    refused = walk.send(walk.worker, IssueDocument, entry_id=report, site=SITE)
    assert refused.reason == "not_found"
    document = issue(walk, report, walk.nurse)
    assert "Anemie" in text_of(bytes_of(walk.nurse, document))
    assert not bytes_of(walk.worker, document)


def test_the_countys_case_manager_reads_and_issues() -> None:
    walk = walk_to("assigned")
    manager = county_manager()
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    first = issue(walk, walk.last["DesignateResponsible"])
    assert bytes_of(manager, first)
    second = issue(walk, walk.last["DesignateManager"], manager)
    assert bytes_of(manager, second) == bytes_of(walk.worker, second) != b""


def test_anybody_with_a_code_learns_its_day_and_nothing_else() -> None:
    walk = begin()
    issue(walk, walk.last["RegisterNotice"])
    with acting_as(walk.worker):
        row = Document.objects.get()
    with acting_as(None):
        known = find_known(row.verification)
        assert known is not None and known.digest == row.digest
        assert find_known("222222222222") is None
        assert not Document.objects.exists()
