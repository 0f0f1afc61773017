"""Which institutions are to be reminded of a referral, and when each was reminded last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from impreuna.cases.models import CaseEntry

_FIND = (
    "SELECT commune_id, link_id, case_id, entry_id, email, register_no, answer_by"
    " FROM cases_referrals_to_remind(%s, make_interval(days => %s))"
)


@dataclass(frozen=True, slots=True)
class Late:
    """A referral whose answer is late: its link, where its receiver is written to, its number in the register."""

    commune_id: int
    link_id: UUID
    case_id: UUID
    referral_id: UUID
    email: str
    register_no: str
    answer_by: date


def list_late(now: datetime, days_apart: int) -> list[Late]:
    """Referrals whose receivers are to be reminded now. The country's role alone is answered. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [now, days_apart])
        return [Late(*row) for row in cursor.fetchall()]


def last_reminded(commune_id: int, case_id: UUID, referral_id: UUID) -> datetime | None:
    """When the server last reminded of a referral. One query."""
    sent = CaseEntry.objects.filter(commune_id=commune_id, case_id=case_id, about_id=referral_id, kind="RemindReferral")
    row = sent.order_by("-received_at").first()
    return row.received_at if row else None
