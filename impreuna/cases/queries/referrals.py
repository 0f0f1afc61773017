"""Referrals that wait for an answer (Order 288/2006 3.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from impreuna.cases.models import Case, CaseEntry, ReferralLink
from impreuna.cases.queries.casefile import places_of
from impreuna.kernel.actor import Actor
from impreuna.ui.paging import Page, page_of

SIZE = 20


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral without an answer: to whom, what is asked, until when; `link_until` while its link can be used,
    `reminded_at` when the institution was reminded last."""

    id: UUID
    case_id: UUID
    case: str
    receiver: str
    contact: str
    purpose: str
    asked: str
    sent_at: datetime
    answer_by: date
    author: str
    number: str
    link_until: datetime | None
    reminded_at: datetime | None


def list_waiting(actor: Actor, cursor: str | None = None, size: int = SIZE) -> Page[ReferralRow]:
    """A page of the referrals that the actor sees and nobody answered, the oldest first. Four queries."""
    places = places_of(actor)
    answers = CaseEntry.objects.filter(
        commune_id=OuterRef("commune_id"), case_id=OuterRef("case_id"), about_id=OuterRef("id"), kind="AnswerReferral"
    )
    sent = CaseEntry.objects.filter(~Exists(answers), commune_id__in=places, kind="ReferCase")
    page = page_of(sent, ("recorded_at", "id"), cursor, size)
    cases = Case.objects.filter(commune_id__in=places, id__in={row.case_id for row in page.items})
    names = {case.id: f"{case.number}/{case.year} {case.label}" for case in cases}
    links = ReferralLink.objects.filter(
        commune_id__in=places, entry_id__in=[row.id for row in page.items], answered_at=None
    )
    until = {link.entry_id: link.expires_at for link in links}
    reminders = CaseEntry.objects.filter(
        commune_id__in=places, about_id__in=[row.id for row in page.items], kind="RemindReferral"
    )
    reminded = {row.about_id: row.received_at for row in reminders.order_by("received_at")}
    rows = [_row(row, names.get(row.case_id, ""), until.get(row.id), reminded.get(row.id)) for row in page.items]
    return Page(rows, page.next, page.is_first)


def _row(row: CaseEntry, case: str, link_until: datetime | None, reminded_at: datetime | None) -> ReferralRow:
    said = row.content
    return ReferralRow(
        row.id, row.case_id, case, said["receiver"], said["receiver_contact"], said["purpose"],
        said["asked"], row.stated_at, date.fromisoformat(said["answer_by"]), row.author,
        said.get("register_no", ""), link_until, reminded_at,
    )  # fmt: skip
