"""Meetings, what they decide, referrals: written on one page, kept act by act; and what each page costs."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import CaseEntry, Meeting, ReferralLink, Task
from impreuna.cases.tests.test_plan_pages import at, fields_of, walked
from impreuna.cases.tests.walking import Walk
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from tests.fixtures.places import DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NEW = "/intalniri/noua/"


def typed_day(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


class Minutes:
    """The social worker writes the minutes of today's meeting."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.client = walk, signed_in(walk.worker)
        self.number = ""

    def press(self, do: str, **typed: Any) -> Any:
        page = self.client.get(f"{NEW}?caz={self.walk.case_id}").content.decode()
        return self.client.post(NEW, {**fields_of(page), **self.head(), **typed, "do": do})

    def head(self) -> dict[str, Any]:
        return {
            "meeting-meeting_kind": "team",
            **typed_day("meeting-held_day", timezone.localdate()),
            "meeting-held_hour": "00:00",
            "meeting-present": [str(self.walk.worker.user_id)],
            "meeting-minutes": "Cazurile săptămânii.",
        }


def test_one_page_keeps_the_meeting_and_each_case_that_was_talked_about() -> None:
    walk = walked("in_services")
    minutes = Minutes(walk)
    refused = minutes.press("send", **{"meeting-minutes": ""})
    assert refused.status_code == 422 and "Scrieți ce s-a vorbit." in text(refused)
    minutes.press("decision:0", **{"case-0-discussed": "Ștefan lipsește de la școală."})
    decided = {
        "case-0-discussed": "Ștefan lipsește de la școală.",
        "decision-0-title": "Vizită la școală",
        "decision-0-assigned_to_id": str(walk.worker.user_id),
        **typed_day("decision-0-due_on", timezone.localdate() + timedelta(days=7)),
    }
    answer = minutes.press("send", **decided)
    assert answer.status_code == 302, text(answer)
    with acting_as(walk.worker):
        meeting = Meeting.objects.get(held_at__date=timezone.localdate())
        assert meeting.case_ids == [walk.case_id]
        assert Task.objects.get(meeting_id=meeting.id).title == "Vizită la școală"
    page = text(minutes.client.get(answer["Location"]))
    assert "Ștefan lipsește de la școală." in page and "Vizită la școală" in page and "Cazurile săptămânii." in page
    tasks = text(minutes.client.get("/hotarari/"))
    assert "Vizită la școală" in tasks
    assert "Vizită la școală" not in text(signed_in(walk.nurse).get("/hotarari/"))


def test_a_case_that_is_refused_stays_on_the_page_with_its_reason() -> None:
    walk = walked("in_services")
    minutes = Minutes(walk)
    page = minutes.client.get(f"{NEW}?caz={walk.case_id}").content.decode()
    walk.do(walk.head, does.TransferCase, to="commune", to_commune_id=DOBA, reason="S-a mutat.", summary="Un copil.")
    sent = {**fields_of(page), **minutes.head(), "case-0-discussed": "Se mută.", "do": "send"}
    answer = minutes.client.post(NEW, sent)
    assert answer.status_code == 422 and "Cazul este transferat" in text(answer) and "Se mută." in text(answer)
    with acting_as(walk.worker):
        assert Meeting.objects.filter(held_at__date=timezone.localdate()).count() == 1, "the meeting itself is kept"
    page = minutes.client.get(NEW).content.decode()
    assert "Se mută." in page and "meeting-minutes" not in page
    answer = minutes.client.post(NEW, {**fields_of(page), "case-0-discussed": "", "do": "send"})
    assert answer.status_code == 302, text(answer)


def test_what_was_decided_is_done_with_a_result() -> None:
    walk = walked("in_services")
    walk.meet()
    task = does.Decision(
        task_id=new_id(), title="Adeverință", assigned_to_id=walk.worker.user_id, due_on=walk.today + timedelta(days=2)
    )
    walk.do(
        walk.worker, does.DiscussInMeeting, meeting_id=walk.meeting_id, discussed="Lipsesc acte.", decisions=(task,)
    )
    client = signed_in(walk.worker)
    address = reverse("cases:finish-task", args=[task.task_id])
    assert "Scrieți ce s-a făcut." in text(client.post(address, {"result": ""}))
    assert client.post(address, {"result": "Am adus-o."}).status_code == 302
    assert "Am adus-o." in text(client.get("/hotarari/?care=done"))
    assert "Adeverință" not in text(client.get("/hotarari/"))


def referral(**more: Any) -> dict[str, Any]:
    return {
        "receiver": "Spitalul din oraș", "receiver_contact": "tel. 0000", "person": "Țăran Ștefan",
        "purpose": "consult", "told": "Copil de 8 ani.", "asked": "Un consult.", "consent": "given",
        "consent_note": "Mama, azi.", "ways": ["direct"], "by_link": "on",
        **typed_day("answer_by", timezone.localdate() + timedelta(days=10)), **more,
    }  # fmt: skip


def test_a_referral_shows_its_secret_address_once() -> None:
    walk = walked("in_services")
    client = signed_in(walk.worker)
    fresh = fields_of(client.get(at(walk, "refer")).content.decode())
    (secret,) = fresh["secret"]
    answer = client.post(at(walk, "refer"), {"command_id": fresh["command_id"][0], "secret": secret, **referral()})
    assert answer.status_code == 200, text(answer)
    page = answer.content.decode()
    assert f"/raspuns/{secret}/" in page and "<svg" in page and "Copil de 8 ani." in page
    assert secret not in client.get(at(walk, "case")).content.decode()
    with acting_as(walk.worker):
        link = ReferralLink.objects.get(case_id=walk.case_id)
        assert bytes(link.secret_digest) == sha256(secret.encode()).digest()
        assert secret not in str(CaseEntry.objects.get(kind="ReferCase").content)
    again = client.post(at(walk, "refer"), {"command_id": fresh["command_id"][0], "secret": secret, **referral()})
    assert again.status_code == 200 and secret in again.content.decode(), "a second press is the same act"
    waiting = text(client.get("/referiri/"))
    assert "Spitalul din oraș" in waiting and "Se așteaptă" in waiting
    refused = client.post(at(walk, "refer"), {**referral(), "secret": "scurt", "told": ""})
    assert refused.status_code == 422 and "Scrieți ce îi spuneți." in text(refused)


def test_an_answer_that_came_by_letter_is_recorded() -> None:
    walk = walked("in_services")
    client = signed_in(walk.worker)
    client.post(at(walk, "refer"), referral(by_link=""))
    with acting_as(walk.worker):
        entry = CaseEntry.objects.get(kind="ReferCase")
    now = timezone.localtime()
    said = {
        "answered_by": "Dr. Pop", "way": "paper", "decision": "accepted", "answer": "Îl primim.",
        **typed_day("when_day", now), "when_hour": "00:00",
    }  # fmt: skip
    answer = client.post(at(walk, "act", "raspuns-referire") + f"?despre={entry.id}", said)
    assert answer.status_code == 302, text(answer)
    assert "Spitalul din oraș" not in text(client.get("/referiri/"))


@pytest.mark.parametrize(
    ("address", "most"),
    [("/intalniri/", 14), (NEW, 18), ("/hotarari/", 10), ("/hotarari/?care=open", 10), ("/referiri/", 12)],
)
def test_a_page_costs_the_same_however_much_was_done(address: str, most: int) -> None:
    walk = walked("in_services")
    client = signed_in(walk.worker)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill(times: int) -> None:
        for _time in range(times):
            walk.meet()
            task = does.Decision(
                task_id=new_id(), title="Adeverință", assigned_to_id=walk.worker.user_id, due_on=walk.today
            )
            walk.do(walk.worker, does.DiscussInMeeting, meeting_id=walk.meeting_id, discussed="A.", decisions=(task,))
            client.post(at(walk, "refer"), referral(by_link=""))

    fill(1)
    cost()
    few = cost()
    fill(3)
    assert cost() == few <= most
