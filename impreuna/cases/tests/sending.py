"""What browsers send to the pages of cases, and where."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from impreuna.cases import commands as does
from impreuna.cases.commands.intake import Participant
from impreuna.cases.tests.walking import Walk
from impreuna.kernel.identity import new_id


def ago(**length: int) -> datetime:
    """So long before the real now, which the pages go by."""
    return timezone.now() - timedelta(**length)


def page_of(walk: Walk, name: str = "case") -> str:
    """A page of the case."""
    return reverse(f"cases:{name}", args=[walk.case_id])


def act_of(walk: Walk, slug: str, about: UUID | None = None) -> str:
    """The page of an act, about an entry where it answers one."""
    return reverse("cases:act", args=[walk.case_id, slug]) + (f"?despre={about}" if about else "")


def day_typed(name: str, days: int = 0) -> dict[str, str]:
    """A day as the three boxes send it."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def when() -> dict[str, str]:
    """A moment of today that has passed."""
    return {**day_typed("when_day"), "when_hour": "00:01"}


def call(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a telephone call."""
    return {
        "channel": "notice_phone", "subject": "child", "name": "Țăran Ștefan", "person_id": "",
        "what": "Copilul este singur acasă de două zile.", "where": "Acasă", "reporter": "Vecina", **changes,
    }  # fmt: skip


def evaluation(**changes: Any) -> dict[str, Any]:
    """What a browser sends for an initial evaluation."""
    return {
        **when(), "place": "acasă", "present": ["Țăran Ștefan"], "others": "bunica, vecina",
        "situation": "Copilul stă cu bunica.", "risks": "Lipsa supravegherii.", "needs": "Sprijin la teme.",
        "resources": "Bunica.", "urgency": "urgent", **changes,
    }  # fmt: skip


def begin_more(walk: Walk, name: str) -> UUID:
    """One more case of the same commune."""
    case_id = new_id()
    told = {"channel": "notice_phone", "subject": "adult", "what": "Are nevoie de ajutor.", "reporter": "Vecina"}
    walk.do(walk.worker, does.RegisterNotice, case_id=case_id, people=(Participant(name=name, part="subject"),), **told)
    return case_id
