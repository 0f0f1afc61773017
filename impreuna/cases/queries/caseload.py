"""How many cases somebody has, and how many the country allows (Order 288/2006 std. 9.4–9.5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from impreuna.cases.rules.lists import GLASS_PARAMETER, LINK_PARAMETER, MOST_CASES_PARAMETER, REMINDER_PARAMETER
from impreuna.nomenclature.queries import NoEdition, parameters_on


def count_active(user_id: UUID) -> int:
    """Active cases of which somebody is the responsible, whoever may see them."""
    return _count("SELECT cases_count_active(%s)", user_id)


def count_managed(user_id: UUID) -> int:
    """Active cases of which somebody is DGASPC's case manager, whoever may see them."""
    return _count("SELECT cases_count_managed(%s)", user_id)


def most_active_cases(day: date) -> float | None:
    """How many active cases one person may have on `day`; none before the country's lists are published."""
    return _parameter(MOST_CASES_PARAMETER, day)


def glass_hours(day: date) -> float | None:
    """For how many hours a restricted case opens to who is not of its team; none before the lists are published."""
    return _parameter(GLASS_PARAMETER, day)


def link_days(day: date) -> int:
    """For how many days after its term a referral may be answered by link; none before the lists are published."""
    return int(_parameter(LINK_PARAMETER, day) or 0)


def reminder_days(day: date) -> int | None:
    """How many days lie between two reminders to an institution; none before the lists are published."""
    days = _parameter(REMINDER_PARAMETER, day)
    return int(days) if days else None


def _parameter(code: str, day: date) -> float | None:
    try:
        return parameters_on(day).get(code)
    except NoEdition:
        return None


def _count(sql: str, user_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [user_id])
        (count,) = cursor.fetchone()
    return int(count)
