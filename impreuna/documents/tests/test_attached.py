"""Documents that go along with a referral: only what its author reads, of health only by consent, for as long as it
can be answered."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import CaseEntry
from impreuna.cases.tests.sending import ago, day_typed, page_of
from impreuna.cases.tests.test_health import REPORT
from impreuna.cases.tests.test_referrals import refer, through
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.documents.queries.attached import open_attached
from impreuna.documents.tests.test_documents import issue
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _nobody_knocked() -> None:
    cache.clear()


def reported() -> tuple[Walk, UUID, UUID]:
    """A case whose report of the initial evaluation was issued: the case, the entry, the document."""
    walk = walk_to("assigned", begin(now=ago(hours=6)))
    entry = walk.last["WriteInitialReport"]
    return walk, entry, issue(walk, entry)


def told(walk: Walk) -> dict[str, Any]:
    with acting_as(walk.worker):
        return dict(CaseEntry.objects.filter(case_id=walk.case_id, kind="ReferCase").latest("recorded_at").content)


def test_the_receiver_downloads_what_went_along_until_it_answers(client: Client) -> None:
    walk, entry, document = reported()
    other = issue(walk, walk.last["DesignateResponsible"])
    refer(walk, secret := secrets.token_urlsafe(24), attached_ids=(entry,))
    assert [one["id"] for one in told(walk)["attached"]] == [str(document)]
    door = client.get(f"/raspuns/{secret}/")
    assert "Raport de evaluare inițială" in text(door)
    address = f"/raspuns/{secret}/documente/{document}/"
    assert address in door.content.decode()
    pdf = client.get(address)
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF") and pdf["Content-Type"] == "application/pdf"
    assert client.get(f"/raspuns/{secret}/documente/{other}/").status_code == 404, "it did not go along"
    assert client.get(f"/raspuns/{secrets.token_urlsafe(24)}/documente/{document}/").status_code == 404
    assert through(secret, walk).status == "applied"
    assert client.get(address).status_code == 404 and open_attached(secret, document) is None


def test_only_issued_documents_of_the_case_go_along() -> None:
    walk, entry, _document = reported()
    for wrong in ((walk.last["DecideCase"],), (entry, entry), (entry, new_id())):
        outcome = walk.send(walk.worker, does.ReferCase, **said(walk, attached_ids=wrong))
        assert (outcome.status, outcome.field) == ("rejected", "attached_ids"), wrong


def said(walk: Walk, **more: Any) -> dict[str, Any]:
    return {
        "receiver": "Spital", "receiver_contact": "x", "purpose": "x", "told": "x", "asked": "x",
        "answer_by": timezone.localdate(), "consent": "given", "ways": ("direct",), **more,
    }  # fmt: skip


def of_health(walk: Walk) -> UUID:
    """The nurse's report, of which only she reads more than a note, issued by her."""
    walk.do(walk.head, does.JoinCaseTeam, user_id=walk.nurse.user_id, function="nurse")
    entry = walk.do(walk.nurse, does.RecordSpecialistReport, **REPORT, for_team="Are nevoie de medic.")
    issue(walk, entry, walk.nurse)
    return entry


def test_medical_data_go_along_only_where_the_person_agreed_to_that() -> None:
    walk, _entry, _document = reported()
    medical = of_health(walk)
    unread = walk.send(walk.worker, does.ReferCase, **said(walk, attached_ids=(medical,)))
    assert (unread.status, unread.field) == ("rejected", "attached_ids"), "she does not read it"
    agreed = {"health_consent": "Mama, în scris, azi."}
    by_law = {"consent": "not_needed", "consent_note": "Legea", **agreed}
    for more in ({}, {"health_consent": " "}, by_law):
        outcome = walk.send(walk.nurse, does.ReferCase, **said(walk, attached_ids=(medical,), **more))
        assert (outcome.status, outcome.field) == ("rejected", "health_consent"), more
    assert walk.send(walk.nurse, does.ReferCase, **said(walk, attached_ids=(medical,), **agreed)).is_kept


def test_the_form_offers_them_and_the_letter_names_them() -> None:
    walk, entry, document = reported()
    client = signed_in(walk.worker)
    form = client.get(page_of(walk, "refer"))
    assert "Ce documente îi trimitem" in text(form) and str(entry) in form.content.decode()
    assert "date medicale" not in text(form)
    typed = {
        **day_typed("answer_by", 10), "receiver": "Spital", "receiver_contact": "Str. Mare 1", "purpose": "Evaluare",
        "told": "Doarme rău.", "asked": "O programare.", "consent": "given", "ways": ["direct"], "by_link": "on",
        "secret": form.context["form"]["secret"].value(), "attached_ids": [str(entry)],
        "receiver_email": "secretariat@spital.example", "command_id": str(new_id()),
    }  # fmt: skip
    letter = text(client.post(page_of(walk, "refer"), typed))
    assert "Raport de evaluare inițială, nr." in letter and "Tot acolo descărcați documentele." in letter
    content = told(walk)
    assert content["attached"][0]["id"] == str(document)
    assert content["link_until"] > content["answer_by"], "a late answer is an answer too"
    history = text(client.get(page_of(walk)))
    assert "Documente trimise: Raport de evaluare inițială" in history or "Raport de evaluare inițială" in history


def test_what_is_typed_is_kept_but_for_the_secret() -> None:
    walk, entry, _document = reported()
    client = signed_in(walk.worker)
    form = client.get(page_of(walk, "refer")).context["form"]
    secret = form["secret"].value()
    typed = {"draft_id": form.draft_id, "receiver": "Spital", "secret": secret, "attached_ids": [str(entry)]}
    assert client.post(page_of(walk, "save-referral"), typed).status_code == 200
    again = client.get(page_of(walk, "refer"))
    opened = again.context["form"]
    assert "Continuați de unde ați rămas." in text(again) and 'value="Spital"' in again.content.decode()
    assert opened["attached_ids"].value() == [str(entry)]
    assert opened["secret"].value() not in ("", None, secret)


def test_the_form_and_the_door_cost_the_same_however_many_documents(client: Client) -> None:
    walk, entry, _document = reported()
    signed = signed_in(walk.worker)
    refer(walk, one := secrets.token_urlsafe(24), attached_ids=(entry,))

    def cost(who: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert who.get(address).status_code == 200
        return len([one for one in asked if "cache" not in one["sql"].lower()])

    pages = [(signed, page_of(walk, "refer")), (client, f"/raspuns/{one}/")]
    for page in pages:
        cost(*page)
    few = [cost(*page) for page in pages]
    more = tuple(walk.last[kind] for kind in ("DesignateResponsible", "RegisterNotice"))
    for each in more:
        issue(walk, each)
    refer(walk, two := secrets.token_urlsafe(24), attached_ids=(entry, *more))
    pages[1] = (client, f"/raspuns/{two}/")
    assert [cost(*page) for page in pages] == few
    assert few[0] <= 15 and few[1] <= 6, few
